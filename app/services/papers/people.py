"""Who is invited to a meeting: its own list, or who sits on the committee while there is none."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.people.members import MemberKind
from app.models import Attendance, Member
from app.queries.papers.sources import Sources
from app.wording.words import word


@dataclass(frozen=True, slots=True)
class Seat:
    """One person as papers name one: 「財政局局長」, the name, and who was said to come in their place."""

    position: str
    name: str
    proxy: str = ""


def members_of(sources: Sources) -> list[Seat]:
    """委員 in their order."""
    if sources.people:
        return [_of_list(one) for one in sources.people if one.is_member]
    return [_of_roster(one) for one in sources.members]


def observers_of(sources: Sources) -> list[Seat]:
    """列席."""
    return [_of_list(one) for one in sources.people if not one.is_member]


def _of_list(one: Attendance) -> Seat:
    """Of an office that sends somebody only its name is known, which stands where a title would."""
    position, proxy = f"{one.agency}{one.title}", f"{one.proxy_title} {one.proxy_name}".strip()
    return Seat(position, one.name, proxy) if position else Seat(one.name, "", proxy)


def _of_roster(one: Member) -> Seat:
    office = one.agency.short_name if one.agency and not one.title.startswith(one.agency.short_name) else ""
    position = f"{office}{one.title}"
    if one.kind in (MemberKind.CONVENER, MemberKind.DEPUTY_CONVENER, MemberKind.EXECUTIVE_SECRETARY):
        return Seat(f"{word(one.kind)}（{one.title}）", one.name)
    return Seat(position, one.name)
