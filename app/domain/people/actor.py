"""Who acts: a person with grants, the clock, the console, or the meeting (a clerk recording in session)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"
    HEAD = "head"
    CONTACT = "contact"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    MEMBER = "member"
    AUDITOR = "auditor"
    ADMIN = "admin"


class ActorKind(StrEnum):
    PERSON = "person"
    CLOCK = "clock"
    CONSOLE = "console"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant that works today: dates and confirmation were looked at when it was loaded.

    `of_department`: its agency convenes the primary committee. `lent_by`: whose it is, where the one who acts is a deputy.
    `entrusted`: the rights that the agency's committee gives its officers beside their own (`rights.ENTRUSTABLE`).
    """

    role: Role
    agency_id: int
    may_read_confidential: bool = False
    of_department: bool = False
    lent_by: str = ""
    entrusted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts. `person_id` is None for the clock and the console; the console has the rights of officer and head."""

    kind: ActorKind
    name: str
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()

    def holds(self, role: Role, agency_id: int | None) -> bool:
        """Has `role` for this agency. The console holds officer and head everywhere."""
        if self.kind is ActorKind.CONSOLE and role in (Role.OFFICER, Role.HEAD):
            return True
        return any(grant.role is role and grant.agency_id == agency_id for grant in self.grants)

    def holds_any(self, *roles: Role) -> bool:
        """Has one of the roles, for whatever agency."""
        if self.kind is ActorKind.CONSOLE and (Role.OFFICER in roles or Role.HEAD in roles):
            return True
        return any(grant.role in roles for grant in self.grants)

    def agencies_as(self, *roles: Role) -> frozenset[int]:
        """The agencies for which one of the roles is held."""
        return frozenset(grant.agency_id for grant in self.grants if grant.role in roles)

    @property
    def agencies(self) -> frozenset[int]:
        """The agencies for which any role is held: one's own."""
        return frozenset(grant.agency_id for grant in self.grants)

    @property
    def deputy_for(self) -> tuple[str, ...]:
        """The names of those this person stands in for today."""
        return tuple(dict.fromkeys(grant.lent_by for grant in self.grants if grant.lent_by))

    @property
    def of_department(self) -> bool:
        """Officer or head of the agency that convenes the primary committee."""
        return self.kind is ActorKind.CONSOLE or any(
            grant.of_department and grant.role in (Role.OFFICER, Role.HEAD) for grant in self.grants
        )

    @property
    def everywhere(self) -> bool:
        """The console sees every agency's records."""
        return self.kind is ActorKind.CONSOLE

    def recording(self) -> Actor:
        """The same person as the clerk who records the meeting's word; the console stays the console."""
        return self if self.kind is ActorKind.CONSOLE else replace(self, kind=ActorKind.MEETING)


CONSOLE = Actor(kind=ActorKind.CONSOLE, name="")
CLOCK = Actor(kind=ActorKind.CLOCK, name="")
