"""What a split is proposed to be: the clauses of a resolution with whom they name and by when. A person confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.tracking.addressees import Asked, Named, asked_of
from app.domain.tracking.clauses import Clause, clauses_of
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, Register
from app.models import Agency, Resolution
from app.queries.tracking.groups import Group, agencies_known, group_meant, groups_on, known, of_kind
from app.queries.tracking.splits import texts_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """One item as proposed. `group_ids`: groups its words mean; `lead_ids`, `co_ids`: agencies named one by one."""

    clause: Clause
    mode: ItemMode
    due_kind: DueKind
    due_on: date | None
    frequency: Frequency
    register: Register | None
    group_ids: tuple[int, ...]
    lead_ids: tuple[int, ...]
    co_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a split of this resolution is made from: the agencies and groups of a day, and the proposals."""

    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]
    proposed: tuple[Proposed, ...]


def ground_of(session: Session, resolution: Resolution, day: date) -> Ground:
    """`resolution.meeting` must be loaded. A further resolution of a case takes its own words only, not the 辦法 again."""
    agencies, groups = agencies_known(session, day), groups_on(session, day)
    names = known(agencies)
    meeting = resolution.meeting
    explanation, measures = texts_of(session, resolution) if resolution.ordinal == 1 else ("", "")
    found = []
    for clause in clauses_of(explanation, measures, resolution.text):
        asked = asked_of(clause.text, names, meeting.held_on, clause.pointed_by)
        found.append(_proposed(session, meeting.committee_id, clause, asked, agencies, groups, day))
    return Ground(tuple(agencies), tuple(groups), tuple(found))


def _proposed(
    session: Session,
    committee_id: int,
    clause: Clause,
    asked: Asked,
    agencies: Sequence[Agency],
    groups: Sequence[Group],
    day: date,
) -> Proposed:
    meant: list[int] = []
    by_role: dict[AssignmentRole, list[int]] = {AssignmentRole.LEAD: [], AssignmentRole.CO: []}
    for named in asked.named:
        if named.agency_id is not None:
            by_role[named.role].append(named.agency_id)
            continue
        group = group_meant(session, committee_id, named, groups, day)
        if group is not None:
            meant.append(group.id)
        elif named.kind is not None:
            by_role[named.role] += _others(named, agencies, by_role)
    return Proposed(
        clause=clause,
        mode=asked.mode,
        due_kind=asked.due_kind or DueKind.NEXT_MEETING,
        due_on=asked.due_on,
        frequency=asked.frequency,
        register=asked.register,
        group_ids=tuple(dict.fromkeys(meant)),
        lead_ids=tuple(by_role[AssignmentRole.LEAD]),
        co_ids=tuple(by_role[AssignmentRole.CO]),
    )


def _others(named: Named, agencies: Sequence[Agency], by_role: dict[AssignmentRole, list[int]]) -> list[int]:
    """The members of a kind that has no group, without those named already."""
    taken = {one for ids in by_role.values() for one in ids}
    return [one for one in of_kind(agencies, named.kind) if one not in taken] if named.kind else []
