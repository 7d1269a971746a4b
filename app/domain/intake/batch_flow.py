"""匯入批次: read, then confirmed by a person, or discarded; a confirmed one can be undone whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move, Need
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has, may


class BatchKind(StrEnum):
    PROPOSALS = "proposals"
    MINUTES = "minutes"
    AGENCIES = "agencies"
    USERS = "users"
    ASSIGNMENTS = "assignments"
    DECLARANTS = "declarants"


OF_DOCUMENTS = frozenset({BatchKind.PROPOSALS, BatchKind.MINUTES})
"""Kinds read from papers, placed case by case; the others are lists."""
OF_COMMITTEE = OF_DOCUMENTS | {BatchKind.ASSIGNMENTS}
"""Kinds that come to a committee; lists of agencies and users are the administrator's, those of declarants a roster's."""
OF_ADMINISTRATION = frozenset({BatchKind.AGENCIES, BatchKind.USERS})


class BatchState(StrEnum):
    READ = "read"
    CONFIRMED = "confirmed"
    UNDONE = "undone"
    DISCARDED = "discarded"


class BatchAction(StrEnum):
    CONFIRM = "confirm"
    DISCARD = "discard"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """`errors`: rows or cases that cannot be taken and were not left out; `changed_since`: records of the batch somebody worked
    on afterwards; `receiver_id`: the agency whose roster the declarants come to.
    """

    kind: BatchKind
    committee_agency_id: int | None
    errors: int
    to_create: int
    changed_since: int
    receiver_id: int | None = None


def imports(actor: Actor, facts: BatchFacts) -> bool:
    """Agencies and users are the administrator's; proposals and minutes belong to a committee, declarants to a roster."""
    if facts.kind is BatchKind.DECLARANTS:
        return may(actor, Right.KEEP_ROSTER, agency_id=facts.receiver_id)
    if facts.kind in OF_COMMITTEE:
        if facts.committee_agency_id is None:
            return has(actor, Right.IMPORT)
        return may(actor, Right.IMPORT, committee_agency_id=facts.committee_agency_id)
    return may(actor, Right.MANAGE_PEOPLE) or actor.everywhere


NO_ERRORS = Need[BatchFacts]("batch_has_errors", lambda facts: facts.errors == 0)
SOMETHING = Need[BatchFacts]("batch_is_empty", lambda facts: facts.to_create > 0)
UNTOUCHED = Need[BatchFacts]("batch_records_changed", lambda facts: facts.changed_since == 0)

_S, _A = BatchState, BatchAction

BATCH_FLOW: Flow[BatchState, BatchAction, BatchFacts] = Flow(
    name="import_batch",
    states=BatchState,
    starts=frozenset({_S.READ}),
    ends=frozenset({_S.UNDONE, _S.DISCARDED}),
    moves={
        (_S.READ, _A.CONFIRM): Move(_S.CONFIRMED, who=(imports,), needs=(NO_ERRORS, SOMETHING)),
        (_S.READ, _A.DISCARD): Move(_S.DISCARDED, who=(imports,)),
        (_S.CONFIRMED, _A.UNDO): Move(_S.UNDONE, who=(imports,), needs=(UNTOUCHED,)),
    },
)
