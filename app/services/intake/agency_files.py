"""機關 from lists: what each row would create or change, and the creating; an agency is known by its 代碼."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.intake.placing import MAKES, Fate
from app.domain.numerals import to_half_digits
from app.domain.people.actor import Actor
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, AgencyGroup, AgencyGroupMember
from app.services import audit
from app.services.intake.agency_columns import (
    CODE,
    DECLARES,
    GROUPS,
    KIND,
    KINDS,
    MODE,
    MODES,
    NAME,
    ORDER,
    PARENT,
    SHORT,
    SUPERVISED,
)
from app.services.intake.sheet_check import CellChange, Cells, RowCheck, RowFault, SheetCheck, rows_of
from app.services.people import agencies, groups
from app.services.people.agencies import AgencyFields
from app.services.people.changes import apply
from app.wording.words import word

REFERENCES = {PARENT: "parent", SUPERVISED: "supervised", DECLARES: "declares"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row's values. None: the file has no such column, so what is here stays. References are codes, '' for none."""

    code: str
    name: str
    short: str
    kind: AgencyKind | None
    mode: EthicsMode | None
    parent: str | None
    supervised: str | None
    declares: str | None
    order: int | None
    groups: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is here: agencies by code, codes by id, groups of an agency today by its id."""

    agencies: dict[str, Agency]
    codes: dict[int, str]
    groups: dict[int, frozenset[str]]

    def wanted(self, agency: Agency) -> Wanted:
        """An agency as a row would say it."""
        return Wanted(
            agency.code, agency.name, agency.short_name, agency.kind, agency.ethics_mode,
            self.codes.get(agency.parent_id or 0, ""), self.codes.get(agency.supervised_by_id or 0, ""),
            self.codes.get(agency.declares_to_id or 0, ""), agency.sort_order,
            self.groups.get(agency.id, frozenset()),
        )  # fmt: skip


def check(session: Session, reads: Sequence[Mapping[str, Any]], *, today: date) -> list[SheetCheck]:
    """Every file. A row with a fault is not compared."""
    known = _known(session, today)
    sheets = [rows_of(read) for read in reads]
    wanted = [[(cells, _wanted(cells)) for cells in rows] for rows in sheets]
    codes = known.agencies.keys() | {one.code for rows in wanted for _, one in rows}
    above = {code: known.wanted(agency).parent or "" for code, agency in known.agencies.items()}
    above |= {one.code: one.parent for rows in wanted for _, one in rows if one.parent is not None}
    taken: dict[tuple[str, str], int] = {}
    names = {agency.name: agency.code for agency in known.agencies.values()}
    found = []
    for read, rows in zip(reads, wanted, strict=True):
        for cells, one in rows:
            _references(cells, one, codes, above)
            _unique(cells, one, taken, names)
        checks = tuple(_row(cells, one, known) for cells, one in rows)
        faults: tuple[RowFault, ...] = tuple(fault for cells, _ in rows for fault in cells.faults)
        found.append(SheetCheck(checks, faults, tuple(read["unused"])))
    return found


def make(session: Session, actor: Actor, checks: Sequence[SheetCheck], *, now: datetime, today: date) -> None:
    """Create first, without what names others; then write everything that differs, then the groups."""
    rows: list[Wanted] = [row.wanted for one in checks for row in one.rows if row.fate in MAKES]
    for one in rows:
        if session.scalar(select(Agency.id).where(Agency.code == one.code)) is None:
            fields = AgencyFields(one.code, one.name, one.short, _kind(one), _mode(one))
            agencies.create(session, actor, fields, now=now, sort_order=one.order)
    ids = {code: key for key, code in session.execute(select(Agency.id, Agency.code))}
    for one in rows:
        agency = session.get_one(Agency, ids[one.code])
        agencies.change(
            session, actor, agency, _fields(agency, one, ids), seen_version=agency.version, now=now
        )
        _order(session, actor, agency, one, now)
    _groups(session, actor, rows, ids, now=now, today=today)


def _wanted(cells: Cells) -> Wanted:
    def reference(column: str) -> str | None:
        return cells.text(column) if cells.has(column) else None

    return Wanted(
        code=cells.text(CODE, required=True),
        name=cells.text(NAME, required=True),
        short=cells.text(SHORT, required=True),
        kind=_one_of(cells, KIND, KINDS),
        mode=_one_of(cells, MODE, MODES),
        parent=reference(PARENT),
        supervised=reference(SUPERVISED),
        declares=reference(DECLARES),
        order=_whole_number(cells),
        groups=frozenset(cells.words(GROUPS)) if cells.has(GROUPS) else None,
    )


def _one_of(cells: Cells, column: str, words: Mapping[str, Any]) -> Any:
    typed = cells.text(column, required=True)
    if typed and typed not in words:
        cells.wrong(
            column, "cell_unknown_word", word=typed, words="、".join(dict.fromkeys(map(word, words.values())))
        )
    return words.get(typed)


def _whole_number(cells: Cells) -> int | None:
    typed = to_half_digits(cells.text(ORDER))
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        cells.wrong(ORDER, "cell_not_a_number", word=typed)
        return None
    return int(typed)


def _references(cells: Cells, one: Wanted, codes: set[str], above: Mapping[str, str]) -> None:
    for column, name in REFERENCES.items():
        code = getattr(one, name)
        if code and code not in codes:
            cells.wrong(column, "cell_unknown_code", word=code)
    seen, code = {one.code}, above.get(one.code, "")
    while code:
        if code in seen:
            cells.wrong(PARENT, "agency_above_itself")
            return
        seen.add(code)
        code = above.get(code, "")


def _unique(cells: Cells, one: Wanted, taken: dict[tuple[str, str], int], names: Mapping[str, str]) -> None:
    for column, value in ((CODE, one.code), (NAME, one.name)):
        if value and (column, value) in taken:
            cells.wrong(column, "cell_twice", word=value, other=taken[column, value])
        taken.setdefault((column, value), cells.row)
    if names.get(one.name, one.code) != one.code:
        cells.wrong(NAME, "cell_name_taken", word=one.name, owner=names[one.name])


def _row(cells: Cells, one: Wanted, known: Known) -> RowCheck:
    if cells.faults:
        return RowCheck(cells.row, one.code, one.name, Fate.FAULTY)
    agency = known.agencies.get(one.code)
    if agency is None:
        return RowCheck(cells.row, one.code, one.name, Fate.NEW, wanted=one)
    changes = _changes(known.wanted(agency), one)
    fate = Fate.UPDATE if changes else Fate.SAME
    return RowCheck(cells.row, one.code, one.name, fate, changes, one)


def _changes(before: Wanted, after: Wanted) -> tuple[CellChange, ...]:
    columns = {
        NAME: "name", SHORT: "short", KIND: "kind", PARENT: "parent", ORDER: "order", MODE: "mode",
        GROUPS: "groups", SUPERVISED: "supervised", DECLARES: "declares",
    }  # fmt: skip
    return tuple(
        CellChange(column, _shown(getattr(before, name)), _shown(getattr(after, name)))
        for column, name in columns.items()
        if getattr(after, name) is not None and getattr(after, name) != getattr(before, name)
    )


def _shown(value: object) -> str:
    if isinstance(value, AgencyKind | EthicsMode):
        return word(value)
    return "、".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _known(session: Session, today: date) -> Known:
    found = list(session.scalars(select(Agency)))
    belongs = (AgencyGroupMember.from_on <= today) & (
        AgencyGroupMember.to_on.is_(None) | (AgencyGroupMember.to_on >= today)
    )
    members: dict[int, frozenset[str]] = {}
    for agency_id, name in session.execute(
        select(AgencyGroupMember.agency_id, AgencyGroup.name).join(AgencyGroup).where(belongs)
    ):
        members[agency_id] = members.get(agency_id, frozenset()) | {name}
    return Known({one.code: one for one in found}, {one.id: one.code for one in found}, members)


def _fields(agency: Agency, one: Wanted, ids: Mapping[str, int]) -> AgencyFields:
    def reference(code: str | None, before: int | None) -> int | None:
        return before if code is None else ids.get(code)

    return AgencyFields(
        code=one.code,
        name=one.name,
        short_name=one.short,
        kind=_kind(one),
        ethics_mode=_mode(one),
        parent_id=reference(one.parent, agency.parent_id),
        supervised_by_id=reference(one.supervised, agency.supervised_by_id),
        declares_to_id=reference(one.declares, agency.declares_to_id),
        valid_from=agency.valid_from,
    )


def _order(session: Session, actor: Actor, agency: Agency, one: Wanted, now: datetime) -> None:
    changes = apply(session, agency, {"sort_order": one.order}) if one.order is not None else {}
    if changes:
        session.flush()
        audit.record(session, actor, "move", agency, now=now, code=agency.code, changes=changes)


def _groups(
    session: Session,
    actor: Actor,
    rows: Sequence[Wanted],
    ids: Mapping[str, int],
    *,
    now: datetime,
    today: date,
) -> None:
    """Where the file has the column, an agency belongs to the groups named there and to no others from today on."""
    told = {ids[one.code]: one.groups for one in rows if one.groups is not None}
    named = {name for wanted in told.values() for name in wanted}
    here = {group.name: group for group in session.scalars(select(AgencyGroup))}
    for name in sorted(named - here.keys()):
        here[name] = groups.create(session, actor, name, now=now)
    for name, group in here.items():
        current = _members(session, group, today)
        joining = [key for key, wanted in told.items() if name in wanted and key not in current]
        leaving = [member for key, member in current.items() if key in told and name not in told[key]]
        if joining:
            groups.add_members(
                session, actor, group, joining, from_on=today, seen_version=group.version, now=now
            )
        if leaving:
            groups.remove_members(
                session, actor, group, leaving, from_on=today, seen_version=group.version, now=now
            )


def _members(session: Session, group: AgencyGroup, today: date) -> dict[int, int]:
    """Agency id → membership id of those who belong today."""
    rows = session.execute(
        select(AgencyGroupMember.agency_id, AgencyGroupMember.id).where(
            AgencyGroupMember.group_id == group.id,
            AgencyGroupMember.from_on <= today,
            AgencyGroupMember.to_on.is_(None) | (AgencyGroupMember.to_on >= today),
        )
    )
    return {agency_id: key for agency_id, key in rows}


def _kind(one: Wanted) -> AgencyKind:
    assert one.kind is not None  # noqa: S101 — a row without it is a faulty one
    return one.kind


def _mode(one: Wanted) -> EthicsMode:
    assert one.mode is not None  # noqa: S101 — a row without it is a faulty one
    return one.mode
