"""Whom a clause asks, and by when: agencies, 「各機關」, lead and co words, dates. Offline, by rule; a person confirms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import Invalid
from app.domain.people.agency import AgencyKind
from app.domain.roc_date import parse_roc
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, Register

_GROUP_WORDS: tuple[tuple[str, AgencyKind | None], ...] = (
    ("各區公所", AgencyKind.DISTRICT),
    ("區公所", AgencyKind.DISTRICT),
    ("各級學校", AgencyKind.SCHOOL),
    ("各學校", AgencyKind.SCHOOL),
    ("各校", AgencyKind.SCHOOL),
    ("各一級機關", AgencyKind.FIRST_LEVEL),
    ("一級機關", AgencyKind.FIRST_LEVEL),
    ("各二級機關", AgencyKind.SECOND_LEVEL),
    ("各事業機構", AgencyKind.ENTERPRISE),
    ("各機關", None),
    ("各局處", None),
    ("各單位", None),
    ("所屬機關", None),
)
"""Words that mean many; None: what the committee says 「各機關」 means."""
_CO_BEFORE = ("偕同", "會同", "協同", "邀集", "配合", "協助", "協調", "洽")
_CO_AFTER = re.compile(r"^(?:協辦|配合|協助)")
_LEAD_AFTER = re.compile(r"^(?:主辦|為主辦)")
_ASKS = re.compile(r"(?:建請|敬請|請|責成|由|建議|督請|函請)[^，。；：\n]{0,6}$")
_JOINS = re.compile(r"^(?:[、及與和暨]|以及|本府|[（(].{0,12}?[)）])+$")
_PREFIXES = ("本府", "本市", "本縣", "本處", "本會")
_STOPS = "，。；：\n"

_DATE = re.compile(r"(?:民國)?(?P<year>\d{2,4}年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:（.）)?(?:以)?前")
_MONTH_END = re.compile(r"(?:民國)?(?:(?P<year>\d{2,3})年)?(?P<month>\d{1,2})月底(?:以)?前")
_YEAR_END = re.compile(r"(?:民國)?(?:(?P<year>\d{2,3})年|本年|今年)?(?:年底|底)(?:以)?前")
_NEXT_MEETING = re.compile(r"(?:提|於)?下次(?:會議|會報)")
_ONGOING = re.compile(r"持續|不定期|適時|經常")
_EVERY: tuple[tuple[str, Frequency], ...] = (
    ("按月", Frequency.MONTHLY),
    ("每月", Frequency.MONTHLY),
    ("按季", Frequency.QUARTERLY),
    ("每季", Frequency.QUARTERLY),
    ("每半年", Frequency.HALF_YEARLY),
)
_REGISTERS: tuple[tuple[re.Pattern[str], Register], ...] = (
    (re.compile(r"召開[^，。；：\n]{0,12}廉政會報(?!追蹤|時|中)"), Register.YEARLY_MEETING),
    (re.compile(r"財產.*完成.{0,8}申報|完成.{0,8}財產.{0,4}申報", re.DOTALL), Register.DECLARATION_TALLY),
)
"""What an agency enters in a register anyway, so that nobody need write it twice."""
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Known:
    """An agency as a clause may name it: by full name, by what stands after its government's name, by its short name."""

    id: int
    name: str
    short_name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class Named:
    """One mention. `agency_id`, or `kind` of many, or neither: 「各機關」 as the committee means it."""

    role: AssignmentRole
    words: str
    agency_id: int | None = None
    kind: AgencyKind | None = None

    @property
    def is_group(self) -> bool:
        return self.agency_id is None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause proposes; a person confirms. `due_kind` None: it says nothing of time. `register`: whose entry is its report."""

    mode: ItemMode
    named: tuple[Named, ...]
    due_kind: DueKind | None
    due_on: date | None
    frequency: Frequency
    register: Register | None


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    words: str
    agency_id: int | None = None
    kind: AgencyKind | None = None


def asked_of(text: str, agencies: Sequence[Known], held_on: date | None, pointed_by: str = "") -> Asked:
    """Read a clause; where it names nobody, the 辦法 clause that points to it says who."""
    named = _named(text, agencies) or _named(pointed_by, agencies)
    due_kind, due_on = due_of(text, held_on)
    if due_kind is None and pointed_by:
        due_kind, due_on = due_of(pointed_by, held_on)
    return Asked(mode_of(named), named, due_kind, due_on, frequency_of(text, due_kind), register_of(text))


def mode_of(named: Sequence[Named]) -> ItemMode:
    """各機關 alone → each by itself; two leads by name → several; else one lead, whose 協辦 deliver to it."""
    leads = [one for one in named if one.role is AssignmentRole.LEAD]
    if any(one.is_group for one in leads):
        return ItemMode.EACH_AGENCY
    return ItemMode.SEVERAL_LEADS if len(leads) > 1 else ItemMode.SINGLE_LEAD


def due_of(text: str, held_on: date | None) -> tuple[DueKind | None, date | None]:
    """「114年9月30日前」, 「9月底前」, 「年底前」, 「提下次會議」, 「持續…」; a day without year is counted from the meeting."""
    base = held_on or date.min
    for form, read in ((_DATE, _full), (_MONTH_END, _month_end), (_YEAR_END, _year_end)):
        found = form.search(text)
        day = read(found, base) if found else None
        if day is not None:
            return DueKind.FIXED_DATE, day
    if _NEXT_MEETING.search(text):
        return DueKind.NEXT_MEETING, None
    return (DueKind.ONGOING, None) if _ONGOING.search(text) else (None, None)


def frequency_of(text: str, due_kind: DueKind | None) -> Frequency:
    """What the clause says; else once for a date, and every quarter for what goes on."""
    said = next((frequency for words, frequency in _EVERY if words in text), None)
    if said is not None:
        return said
    return Frequency.ONCE if due_kind is DueKind.FIXED_DATE else Frequency.QUARTERLY


def register_of(text: str) -> Register | None:
    """「每年至少召開1次廉政會報」 is registered, 「如期完成財產申報」 is counted: the entry is the report."""
    return next((register for said, register in _REGISTERS if said.search(text)), None)


def _named(text: str, agencies: Sequence[Known]) -> tuple[Named, ...]:
    found: list[Named] = []
    last: _Mention | None = None
    role = AssignmentRole.LEAD
    for mention in _mentions(text, agencies):
        before = _phrase_before(text, mention.start)
        between = text[last.end : mention.start] if last else ""
        if last is not None and any(word in between for word in _CO_BEFORE) and _short(between):
            role = AssignmentRole.CO
        elif last is not None and _JOINS.match(between):
            pass
        elif _ASKS.search(before) or not before:
            role = AssignmentRole.LEAD
        else:
            continue
        after = text[mention.end : mention.end + 4]
        if _CO_AFTER.match(after) and found:
            role = AssignmentRole.CO
        elif _LEAD_AFTER.match(after):
            role = AssignmentRole.LEAD
        found.append(Named(role, mention.words, mention.agency_id, mention.kind))
        last = mention
    return _once(found)


def _mentions(text: str, agencies: Sequence[Known]) -> list[_Mention]:
    """Every name in order, the longer one where two begin at the same place or overlap."""
    candidates = [
        _Mention(at, at + len(words), words, agency_id, kind)
        for words, agency_id, kind in (
            *_names(agencies),
            *((words, None, kind) for words, kind in _GROUP_WORDS),
        )
        for at in _places(text, words)
    ]
    taken: list[_Mention] = []
    for one in sorted(candidates, key=lambda mention: (mention.start - mention.end, mention.start)):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda mention: mention.start)


def _names(agencies: Iterable[Known]) -> list[tuple[str, int | None, AgencyKind | None]]:
    found: list[tuple[str, int | None, AgencyKind | None]] = []
    for agency in agencies:
        spoken = {agency.name, agency.short_name, agency.name.partition("政府")[2]}
        found += [(words, agency.id, None) for words in spoken if len(words) > 1]
    return found


def _places(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(words), text)]


def _phrase_before(text: str, at: int) -> str:
    """What stands between the last stop and the mention, without 本府 and the like."""
    start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    before = text[start:at].strip()
    for prefix in _PREFIXES:
        before = before.removesuffix(prefix)
    return before


def _short(between: str) -> bool:
    return not any(stop in between for stop in "。；\n")


def _once(found: Iterable[Named]) -> tuple[Named, ...]:
    kept: dict[tuple[object, ...], Named] = {}
    for one in found:
        kept.setdefault((one.agency_id, one.kind, one.is_group), one)
    return tuple(kept.values())


def _full(found: re.Match[str], base: date) -> date | None:
    year = found["year"]
    try:
        if year:
            return parse_roc(f"{year}{found['month']}月{found['day']}日", base)
        return _after(base, int(found["month"]), int(found["day"]))
    except (Invalid, ValueError):
        return None


def _month_end(found: re.Match[str], base: date) -> date | None:
    month = int(found["month"])
    if not 1 <= month <= _MONTHS_OF_A_YEAR:
        return None
    year = int(found["year"]) + 1911 if found["year"] else _after(base, month, 28).year
    following = date(year + month // _MONTHS_OF_A_YEAR, month % _MONTHS_OF_A_YEAR + 1, 1)
    return following - timedelta(days=1)


def _year_end(found: re.Match[str], base: date) -> date | None:
    return date(int(found["year"]) + 1911 if found["year"] else base.year, 12, 31)


def _after(base: date, month: int, day: int) -> date:
    """That day of the meeting's year, of the next one where it had passed already."""
    found = date(base.year, month, day)
    return found if found >= base else date(base.year + 1, month, day)
