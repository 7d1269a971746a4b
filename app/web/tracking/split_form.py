"""The form of a split: items as typed, read into plans. Agencies are typed by name, groups are ticked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from app.domain.errors import Invalid
from app.domain.roc_date import parse_roc, roc_digits
from app.domain.text_entry import TextRefused, clean_text
from app.domain.tracking.deadline import is_past
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, Register
from app.domain.tracking.sharing import shared_out
from app.models import Agency
from app.queries.tracking.proposing import Ground, Proposed
from app.services.tracking.splitting import ItemPlan, SharePlan, check_plan
from app.web.forms import ID, LINE_LIMIT, NOT_A_CHOICE, TEXT_LIMIT
from app.wording.refusals import sentence
from app.wording.tracking import splitting as said

MOST_ITEMS = 30
MOST_FIGURES = 10
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
E = TypeVar("E", bound=StrEnum)


@dataclass
class Draft:
    """One item of the form, as typed. `errors`: (field, sentence). `shares`: agency → role, once it could be read."""

    index: int
    use: bool = True
    source: str = ""
    title: str = ""
    text: str = ""
    criterion: str = ""
    mode: str = str(ItemMode.EACH_AGENCY)
    due_kind: str = str(DueKind.NEXT_MEETING)
    due_on: str = ""
    frequency: str = str(Frequency.QUARTERLY)
    register: str = ""
    other: str = ""
    figures: str = ""
    groups: tuple[int, ...] = ()
    leads: str = ""
    cos: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)
    shares: dict[int, AssignmentRole] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    own_texts: dict[int, str] = field(default_factory=dict)
    own_days: dict[int, str] = field(default_factory=dict)
    plan: ItemPlan | None = None

    def of(self, name: str) -> str:
        """The errors of one field, as one text."""
        return "；".join(text for at, text in self.errors if at == name)

    @property
    def kept(self) -> list[tuple[int, AssignmentRole]]:
        """The agencies that are to get a share."""
        return [(one, role) for one, role in self.shares.items() if one not in self.left_out]


TYPED = (
    "source", "title", "text", "criterion", "mode", "due_kind", "due_on", "frequency", "register", "other",
    "figures", "leads", "cos",
)  # fmt: skip


def proposed(ground: Ground) -> list[Draft]:
    """What the form opens with: an item per clause, and a blank one that is not used unless ticked."""
    names = {one.id: one.short_name for one in ground.agencies}
    drafts = [_from(index, one, names) for index, one in enumerate(ground.proposed)]
    return [*drafts, Draft(len(drafts), use=not drafts)]


def sent(form: MultiDict[str, str], ground: Ground, today: date) -> list[Draft]:
    """The items as they were sent, read and checked; the blank one is added again."""
    count = form.get("items", "")
    drafts = [
        _sent(form, index) for index in range(min(int(count), MOST_ITEMS) if ID.fullmatch(count) else 0)
    ]
    for draft in drafts:
        if draft.use:
            _read(draft, ground, today)
    return drafts


def plans_of(drafts: Sequence[Draft]) -> list[ItemPlan]:
    """The plans of the items in use; only when none of them has an error."""
    return [draft.plan for draft in drafts if draft.use and draft.plan is not None]


def past_days(drafts: Sequence[Draft], today: date) -> list[date]:
    """The days of the shares to be made that have passed already, the earliest first."""
    days = [share.due_on or plan.due_on for plan in plans_of(drafts) for share in plan.shares]
    return sorted(day for day in days if day is not None and is_past(day, today))


def errors_of(drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """(id of the field, sentence) for the summary above the form."""
    found = [
        (f"{name}-{draft.index}", said.AT_ITEM.format(number=draft.index + 1, text=text))
        for draft in drafts
        if draft.use
        for name, text in draft.errors
    ]
    return found or ([] if any(draft.use for draft in drafts) else [("use-0", sentence("split_empty"))])


def _from(index: int, one: Proposed, names: Mapping[int, str]) -> Draft:
    return Draft(
        index,
        source=str(one.clause.source),
        title=one.clause.title,
        text=one.clause.text,
        mode=str(one.mode),
        due_kind=str(one.due_kind),
        due_on=roc_digits(one.due_on) if one.due_on else "",
        frequency=str(one.frequency),
        register=str(one.register or ""),
        groups=one.group_ids,
        leads=said.BETWEEN.join(names[agency_id] for agency_id in one.lead_ids),
        cos=said.BETWEEN.join(names[agency_id] for agency_id in one.co_ids),
    )


def _sent(form: MultiDict[str, str], index: int) -> Draft:
    typed = {name: form.get(f"{name}-{index}", "") for name in TYPED}
    draft = Draft(index, use=f"use-{index}" in form)
    for name, value in typed.items():
        setattr(draft, name, value)
    draft.groups = tuple(int(one) for one in form.getlist(f"groups-{index}") if ID.fullmatch(one))
    shown = {int(one) for one in form.getlist(f"row-{index}") if ID.fullmatch(one)}
    ticked = {int(one) for one in form.getlist(f"in-{index}") if ID.fullmatch(one)}
    draft.left_out = frozenset(shown - ticked)
    for agency_id in shown:
        if text := form.get(f"own-{index}-{agency_id}", "").strip():
            draft.own_texts[agency_id] = text
        if day := form.get(f"day-{index}-{agency_id}", "").strip():
            draft.own_days[agency_id] = day
    return draft


def _read(draft: Draft, ground: Ground, today: date) -> None:
    draft.title = _clean(draft, "title", draft.title, LINE_LIMIT)
    draft.text = _clean(draft, "text", draft.text, TEXT_LIMIT, multiline=True)
    draft.criterion = _clean(draft, "criterion", draft.criterion, LINE_LIMIT)
    draft.other = _clean(draft, "other", draft.other, LINE_LIMIT)
    mode, kind = _choice(draft, "mode", ItemMode), _choice(draft, "due_kind", DueKind)
    frequency = _choice(draft, "frequency", Frequency)
    register = _choice(draft, "register", Register) if draft.register else None
    due = _day(draft, "due_on", draft.due_on, today) if kind is DueKind.FIXED_DATE else None
    figures = _figures(draft)
    leads, cos = _agencies(draft, "leads", ground), _agencies(draft, "cos", ground)
    members = {group.id: group.agency_ids for group in ground.groups}
    if mode is None or kind is None or frequency is None:
        return
    draft.shares = shared_out(mode, [members.get(one, ()) for one in draft.groups], leads, cos)
    plan = ItemPlan(
        title=draft.title, text=draft.text or draft.title, mode=mode, due_kind=kind, due_on=due,
        frequency=frequency, done_criterion=draft.criterion, fulfilled_by=register, other_number=draft.other,
        figures=figures, shares=tuple(_share(draft, one, role, today) for one, role in draft.kept),
    )  # fmt: skip
    if not draft.errors:
        try:
            check_plan(plan)
        except Invalid as refusal:
            at = "leads" if refusal.field == "agencies" else refusal.field or "title"
            draft.errors.append((at, sentence(refusal.code, **refusal.facts)))
    draft.plan = None if draft.errors else plan


def _share(draft: Draft, agency_id: int, role: AssignmentRole, today: date) -> SharePlan:
    text = _clean(draft, f"own-{agency_id}", draft.own_texts.get(agency_id, ""), TEXT_LIMIT, multiline=True)
    typed = draft.own_days.get(agency_id, "")
    day = _day(draft, f"day-{agency_id}", typed, today) if typed else None
    return SharePlan(agency_id, role, text, DueKind.FIXED_DATE if day else None, day)


def _clean(draft: Draft, name: str, typed: str, limit: int, *, multiline: bool = False) -> str:
    try:
        return clean_text(typed, limit=limit, multiline=multiline)
    except TextRefused as refused:
        draft.errors.append((name, sentence(refused.code, position=refused.position, limit=limit)))
        return ""


def _choice(draft: Draft, name: str, kind: type[E]) -> E | None:
    try:
        return kind(getattr(draft, name))
    except ValueError:
        draft.errors.append((name, NOT_A_CHOICE))
        return None


def _day(draft: Draft, name: str, typed: str, today: date) -> date | None:
    if not typed.strip():
        draft.errors.append((name, sentence("due_date_missing")))
        return None
    try:
        return parse_roc(typed, today)
    except Invalid as refusal:
        draft.errors.append((name, sentence(refusal.code, **refusal.facts)))
        return None


def _figures(draft: Draft) -> tuple[tuple[str, str], ...]:
    """One a line: the name, a blank, its unit (「場次 場」)."""
    lines = _clean(draft, "figures", draft.figures, TEXT_LIMIT, multiline=True).split("\n")
    named: dict[str, str] = {}
    for line in lines:
        name, _, unit = line.strip().partition(" ")
        if name:
            named.setdefault(name[:40], unit.strip()[:10])
    if len(named) > MOST_FIGURES:
        draft.errors.append(("figures", said.TOO_MANY_FIGURES.format(most=MOST_FIGURES)))
    return tuple(named.items())


def _agencies(draft: Draft, name: str, ground: Ground) -> list[int]:
    """The agencies named; a name nobody has is said, with the nearest there is."""
    known = _by_name(ground.agencies)
    found: list[int] = []
    for typed in filter(None, _BETWEEN_NAMES.split(getattr(draft, name))):
        agency_id = known.get(typed)
        if agency_id is None:
            near = get_close_matches(typed, known, n=1, cutoff=0.4)
            text = said.UNKNOWN_NEAR if near else said.UNKNOWN
            draft.errors.append((name, text.format(name=typed[:40], near=near[0] if near else "")))
        elif agency_id not in found:
            found.append(agency_id)
    return found


def _by_name(agencies: Sequence[Agency]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in agencies:
        for name in (one.short_name, one.name, one.name.partition("政府")[2]):
            if name:
                found.setdefault(name, one.id)
    return found
