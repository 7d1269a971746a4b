"""申報義務人 from HR's 職務異動名冊: who is new, who moved, who left, checked against the roster; and the entering.

A person is known by 人員代碼, else by a name nobody else of the roster has, else by the very post. Nothing ends by being left out of a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.roster import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_TITLE,
    Held,
    check_dates,
    overlap,
)
from app.domain.errors import Invalid
from app.domain.intake.placing import MAKES, Fate
from app.domain.office_calendar import ONE_DAY
from app.domain.people.actor import Actor
from app.domain.roc_date import DateRefused, parse_roc, roc_text
from app.models import Agency, Declarant, OfficePeriod, Roster
from app.queries.duties.roster import people_of
from app.services.duties import rostering
from app.services.duties.rostering import NATIONAL_ID, PeriodEntry
from app.services.intake.declarant_columns import (
    AGENCY,
    BACK,
    FROM,
    KIND,
    KINDS,
    NAME,
    NUMBER,
    SUSPENDED,
    TITLE,
    TO,
    back_on,
)
from app.services.intake.sheet_check import CellChange, Cells, RowCheck, SheetCheck, rows_of
from app.wording.words import word

COLUMN_OF = {"from_on": FROM, "to_on": TO, "suspended_from": SUSPENDED, "suspended_to": BACK}


@dataclass(slots=True, eq=False)
class Spell:
    """A period as it stands, or as earlier rows of the files would leave it. `period_id` None: not entered yet."""

    entry: PeriodEntry
    period_id: int | None = None

    @property
    def held(self) -> Held:
        one = self.entry
        return Held(one.kind, (one.agency_id, one.post_title), one.from_on, one.to_on)


@dataclass(slots=True, eq=False)
class Person:
    """A person of the roster, or one a row of the files would add: `declarant_id` None."""

    name: str
    number: str
    declarant_id: int | None = None
    spells: list[Spell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """What one row would do: change periods to what they are to be, and begin one."""

    person: Person
    changes: tuple[tuple[Spell, PeriodEntry], ...] = ()
    begins: Spell | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's values. `kind` is 本職 where the file says nothing; `suspended_to`: the day before 復職日."""

    name: str
    number: str
    agency_id: int | None
    title: str
    kind: PostKind
    from_on: date | None
    to_on: date | None
    suspended_from: date | None
    suspended_to: date | None


def check(
    session: Session, actor: Actor, roster: Roster, reads: Sequence[Mapping[str, Any]], *, today: date
) -> list[SheetCheck]:
    """Every file, row by row, each against what the rows before it leave. A row with a fault changes nothing."""
    people = [_known(one) for one in people_of(session, actor, roster)]
    agencies = _agencies(session)
    found = []
    for read in reads:
        rows = rows_of(read)
        checks = tuple(_check(cells, people, agencies, today) for cells in rows)
        faults = tuple(fault for cells in rows for fault in cells.faults)
        found.append(SheetCheck(checks, faults, tuple(read["unused"])))
    return found


def left_out(session: Session, actor: Actor, roster: Roster, checks: Sequence[SheetCheck]) -> list[str]:
    """The people in office whom no row of the files names, for a person to look at."""
    rows = [row for one in checks for row in one.rows]
    named = {row.wanted.person.declarant_id for row in rows if row.wanted}
    faulty = {row.name for row in rows if not row.wanted}
    return [
        one.name
        for one in people_of(session, actor, roster)
        if one.id not in named
        and one.name not in faulty
        and any(period.to_on is None and not period.struck_out_at for period in one.periods)
    ]


def make(
    session: Session, actor: Actor, roster: Roster, checks: Sequence[SheetCheck], *, now: datetime
) -> None:
    """What the checks say, in the order of the rows."""
    people = {one.id: one for one in people_of(session, actor, roster)}
    made: dict[int, Declarant] = {}
    entered: dict[int, OfficePeriod] = {}
    for row in (row for one in checks for row in one.rows if row.fate in MAKES):
        step: Step = row.wanted
        person = step.person
        declarant = people.get(person.declarant_id or 0) or made.get(id(person))
        for spell, entry in step.changes:
            assert declarant is not None  # noqa: S101 — only who is there can leave
            period = entered.get(id(spell)) or next(
                one for one in declarant.periods if one.id == spell.period_id
            )
            rostering.change_period(
                session, actor, declarant, period, entry, seen_version=period.version, now=now
            )
        if step.begins is None:
            continue
        if declarant is None:
            declarant = made[id(person)] = rostering.add_declarant(
                session, actor, roster, person.name, person.number, step.begins.entry, now=now
            )
            entered[id(step.begins)] = declarant.periods[-1]
        else:
            entered[id(step.begins)] = rostering.add_period(
                session, actor, declarant, step.begins.entry, now=now
            )


def _check(cells: Cells, people: list[Person], agencies: Mapping[str, int], today: date) -> RowCheck:
    one = _read(cells, agencies, today)
    person = _person(cells, one, people)
    label = one.title
    if cells.faults or person is None or one.agency_id is None:
        return RowCheck(cells.row, label, one.name, Fate.FAULTY)
    step = _step(cells, one, person)
    if cells.faults or step is None:
        return RowCheck(cells.row, label, one.name, Fate.FAULTY)
    new = person.declarant_id is None and not person.spells
    if new:
        people.append(person)
    changes = tuple(_said(step))
    for spell, entry in step.changes:
        spell.entry = entry
    if step.begins:
        person.spells.append(step.begins)
    fate = Fate.NEW if new else Fate.UPDATE if changes else Fate.SAME
    return RowCheck(cells.row, label, one.name, fate, changes, step)


def _step(cells: Cells, one: _Row, person: Person) -> Step | None:
    """New post, moved, left, or nothing; None when the row cannot be."""
    assert one.agency_id is not None  # noqa: S101 — a row without it is a faulty one
    here = [
        spell
        for spell in person.spells
        if (spell.entry.agency_id, spell.entry.post_title, spell.entry.kind)
        == (one.agency_id, one.title, one.kind)
    ]
    same = [spell for spell in here if one.from_on in (None, spell.entry.from_on)]
    if one.from_on is None:
        same = [spell for spell in same if spell.entry.to_on in (None, one.to_on)]
        if not same:
            cells.wrong(FROM, "declarant_from_missing")
            return None
    if same:
        return _changed(cells, one, person, same[-1])
    assert one.from_on is not None  # noqa: S101 — without it the row was one of `same`
    entry = PeriodEntry(
        one.agency_id, one.kind, one.title, one.from_on, one.to_on, one.suspended_from, one.suspended_to
    )
    ends = tuple(
        (spell, replace(spell.entry, to_on=one.from_on - ONE_DAY))
        for spell in person.spells
        if one.kind is PostKind.OFFICE
        and spell.entry.kind is PostKind.OFFICE
        and spell.entry.to_on is None
        and spell.entry.from_on < one.from_on
    )
    ended = [spell for spell, _ in ends]
    if not _sound(cells, person, entry, *ended):
        return None
    if not all(_sound(cells, person, left, spell) for spell, left in ends):
        return None
    return Step(person, ends, Spell(entry))


def _changed(cells: Cells, one: _Row, person: Person, spell: Spell) -> Step | None:
    """A period that is there as the row has it; what the row leaves empty stays."""
    known = spell.entry
    if known.suspended_to is not None and one.suspended_from not in (None, known.suspended_from):
        cells.wrong(SUSPENDED, "suspension_second", post=known.post_title)
        return None
    entry = replace(
        known,
        to_on=one.to_on or known.to_on,
        suspended_from=one.suspended_from or known.suspended_from,
        suspended_to=one.suspended_to or known.suspended_to,
    )
    if entry == known:
        return Step(person)
    return Step(person, ((spell, entry),)) if _sound(cells, person, entry, spell) else None


def _sound(cells: Cells, person: Person, entry: PeriodEntry, *leaving_out: Spell) -> bool:
    """Can the period be, beside the person's others? Notes the fault otherwise."""
    try:
        check_dates(entry.from_on, entry.to_on, (entry.suspended_from, entry.suspended_to))
    except Invalid as refusal:
        cells.wrong(COLUMN_OF.get(refusal.field, TO), refusal.code)
        return False
    wanted = Spell(entry).held
    other = next((one for one in person.spells if one not in leaving_out and overlap(wanted, one.held)), None)
    if other is not None:
        cells.wrong(FROM, "period_overlaps", post=other.entry.post_title)
    return other is None


def _said(step: Step) -> Iterator[CellChange]:
    for spell, entry in step.changes:
        known, post = spell.entry, entry.post_title
        for column, before, after in (
            (TO, known.to_on, entry.to_on),
            (SUSPENDED, known.suspended_from, entry.suspended_from),
            (BACK, back_on(known.suspended_to), back_on(entry.suspended_to)),
        ):
            if after and before != after:
                yield CellChange(f"{post}{column}", roc_text(before) if before else "", roc_text(after))
    if step.begins:
        entry = step.begins.entry
        until = f"至{roc_text(entry.to_on)}" if entry.to_on else ""
        yield CellChange(word(entry.kind), "", f"{entry.post_title}，{roc_text(entry.from_on)}起{until}")
        for column, day in ((SUSPENDED, entry.suspended_from), (BACK, back_on(entry.suspended_to))):
            if day:
                yield CellChange(f"{entry.post_title}{column}", "", roc_text(day))


def _read(cells: Cells, agencies: Mapping[str, int], today: date) -> _Row:
    name = cells.text(NAME, required=True, limit=LONGEST_NAME)
    number = cells.text(NUMBER, limit=LONGEST_NUMBER)
    for column, value in ((NAME, name), (NUMBER, number)):
        if NATIONAL_ID.search(value):
            cells.wrong(column, "national_id_refused")
    agency, kind = cells.text(AGENCY, required=True), cells.text(KIND)
    if agency and agency not in agencies:
        cells.wrong(AGENCY, "declarant_agency_unknown", name=agency)
    if kind not in KINDS:
        cells.wrong(KIND, "cell_unknown_word", word=kind, words="、".join(map(word, PostKind)))
    title = cells.text(TITLE, required=True, limit=LONGEST_TITLE)
    back = _day(cells, BACK, today)
    return _Row(
        name, number, agencies.get(agency), title, KINDS.get(kind, PostKind.OFFICE), _day(cells, FROM, today),
        _day(cells, TO, today), _day(cells, SUSPENDED, today), back - ONE_DAY if back else None,
    )  # fmt: skip


def _day(cells: Cells, column: str, today: date) -> date | None:
    typed = cells.text(column)
    if not typed:
        return None
    try:
        return parse_roc(typed, today)
    except DateRefused as refused:
        cells.wrong(column, refused.code, **refused.facts)
        return None


def _person(cells: Cells, one: _Row, people: Sequence[Person]) -> Person | None:
    """Whom the row means, or a new person; None with a fault where two could be meant."""
    if one.number:
        numbered = [person for person in people if person.number == one.number]
        if numbered and numbered[0].name != one.name:
            cells.wrong(NAME, "declarant_number_of_another", number=one.number)
            return None
        if numbered:
            return numbered[0]
    named = [person for person in people if person.name == one.name and not (one.number and person.number)]
    if len(named) > 1:  # two of a name are told apart by the post one of them holds
        named = [person for person in named if _holds(person, one)] or named
    if len(named) > 1:
        cells.wrong(NUMBER, "declarant_name_twice", name=one.name)
        return None
    return named[0] if named else Person(one.name, one.number)


def _holds(person: Person, one: _Row) -> bool:
    return any(
        (spell.entry.agency_id, spell.entry.post_title, spell.entry.kind, spell.entry.from_on)
        == (one.agency_id, one.title, one.kind, one.from_on)
        for spell in person.spells
    )


def _agencies(session: Session) -> dict[str, int]:
    """Agencies by code, full and short name; a short name two bear names none."""
    rows = session.execute(select(Agency.id, Agency.code, Agency.name, Agency.short_name)).all()
    shorts = [row.short_name for row in rows]
    found = {row.short_name: row.id for row in rows if shorts.count(row.short_name) == 1}
    for row in rows:
        found[row.name] = found[row.code] = row.id
    return found


def _known(declarant: Declarant) -> Person:
    spells = [Spell(_entry_of(one), one.id) for one in declarant.periods if one.struck_out_at is None]
    return Person(declarant.name, declarant.staff_number, declarant.id, spells)


def _entry_of(period: OfficePeriod) -> PeriodEntry:
    return PeriodEntry(
        period.agency_id, period.kind, period.post_title, period.from_on, period.to_on, period.suspended_from,
        period.suspended_to, period.receiver_id,
    )  # fmt: skip
