"""移交: which roles go over from one person to another, and who may see to it (product 3.9).

Who leaves hands over his own. Who takes over without the other gets no role he does not hold already: nobody grants himself
anything. 單位主管 do it for contacts and supervisors of their agency, 政風主管 for the people of theirs, an administrator for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.people.actor import Actor, ActorKind, Role
from app.domain.people.deputising import LENT
from app.domain.people.rights import Right, has

PASSED_ON = LENT
"""首長, 委員, 稽核 and 系統管理 are given by an administrator only."""
OF_AGENCY = frozenset({Role.CONTACT, Role.SUPERVISOR})
FARTHEST_DAYS = 90


class HandoverWay(StrEnum):
    LEAVE = "leave"
    TAKE = "take"
    FOR_ANOTHER = "for_another"


class Burden(StrEnum):
    """What goes over, line by line."""

    SHARE = "share"
    PROPOSAL = "proposal"
    REPORT_DRAFT = "report_draft"
    REVIEW = "review"
    CALENDAR_FEED = "calendar_feed"  # ended, not passed on: the address is a secret of one person


@dataclass(frozen=True, slots=True)
class Held:
    """A role of the one who leaves, for an agency."""

    role: Role
    agency_id: int


def way_of(actor: Actor, from_id: int, to_id: int | None) -> HandoverWay:
    if actor.person_id == from_id:
        return HandoverWay.LEAVE
    return HandoverWay.TAKE if actor.person_id == to_id else HandoverWay.FOR_ANOTHER


def passed_on(actor: Actor, held: Iterable[Held], way: HandoverWay) -> tuple[Held, ...]:
    """The roles this actor may see over to the successor."""
    return tuple(one for one in held if one.role in PASSED_ON and _may(actor, one, way))


def _may(actor: Actor, one: Held, way: HandoverWay) -> bool:
    own = {Held(grant.role, grant.agency_id) for grant in actor.grants if not grant.lent_by}
    if way is HandoverWay.LEAVE or actor.kind is ActorKind.CONSOLE:
        return True
    if way is HandoverWay.TAKE:
        return one in own
    sees_to_it = Held(Role.HEAD, one.agency_id) in own or (
        one.role in OF_AGENCY and Held(Role.SUPERVISOR, one.agency_id) in own
    )
    return sees_to_it or has(actor, Right.MANAGE_PEOPLE)


def check_day(effective_on: date, *, today: date) -> None:
    """Invalid: handover_day."""
    if not 0 <= (effective_on - today).days <= FARTHEST_DAYS:
        raise Invalid("handover_day", "effective_on")


def check_new_mailbox(actor: Actor, email: str, known: Iterable[str]) -> None:
    """A person without an account is invited where the agency's people are known to be; an administrator anywhere.

    Invalid: mailbox_elsewhere.
    """
    if actor.kind is ActorKind.CONSOLE or has(actor, Right.MANAGE_PEOPLE):
        return
    if _domain(email) not in {_domain(one) for one in known if one}:
        raise Invalid("mailbox_elsewhere", "email")


def _domain(email: str) -> str:
    return email.rpartition("@")[2].casefold()
