"""Which record a number names, however it was typed: 114-1-3, １１４－１－３, P114-7, EDU.114-1-3-11."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import Absent
from app.domain.meetings.numbering import normalise_code
from app.domain.people.actor import Actor
from app.queries.meetings.found import find_case, find_meeting
from app.queries.visibility.proposals import one_visible
from app.queries.visibility.tracking import one_assignment, one_item, one_resolution

_CODE = re.compile(
    r"(?:[A-Z][A-Z0-9_]*\.)?P?[0-9]{1,3}(?:-[A-Z]?[0-9]{1,6}){1,3}(?:\.[0-9]{1,3})?(?:-T?[0-9]{1,6})?"
)


class Named(StrEnum):
    PROPOSAL = "proposal"
    CASE = "case"
    RESOLUTION = "resolution"
    ITEM = "item"
    ASSIGNMENT = "assignment"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Jump:
    """`code`: the address of it; of a case that of its meeting, with `number` behind it."""

    thing: Named
    code: str
    number: str = ""


def is_number(typed: str) -> bool:
    """Does it look like one, whether it names anything or not?"""
    return bool(_CODE.fullmatch(normalise_code(typed)))


def jump_to(session: Session, actor: Actor, typed: str) -> Jump | None:
    """The record of this number that this person sees; None for what is no number, and for a number that names nothing."""
    code = normalise_code(typed)
    if not is_number(typed):
        return None
    for look in _LOOKS:
        try:
            return look(session, actor, code)
        except Absent:
            continue
    return None


def _proposal(session: Session, actor: Actor, code: str) -> Jump:
    return Jump(Named.PROPOSAL, one_visible(session, actor, code).code)


def _case(session: Session, actor: Actor, code: str) -> Jump:
    slug, _, number = code.rpartition("-")
    shown = find_meeting(session, actor, slug)
    find_case(session, actor, shown.meeting, number)
    return Jump(Named.CASE, shown.address, number)


def _resolution(session: Session, actor: Actor, code: str) -> Jump:
    one_resolution(session, actor, code)
    return Jump(Named.RESOLUTION, code)


def _item(session: Session, actor: Actor, code: str) -> Jump:
    one_item(session, actor, code)
    return Jump(Named.ITEM, code)


def _assignment(session: Session, actor: Actor, code: str) -> Jump:
    one_assignment(session, actor, code)
    return Jump(Named.ASSIGNMENT, code)


def _meeting(session: Session, actor: Actor, code: str) -> Jump:
    return Jump(Named.MEETING, find_meeting(session, actor, code).address)


_LOOKS: tuple[Callable[[Session, Actor, str], Jump], ...] = (
    _proposal,
    _case,
    _resolution,
    _item,
    _assignment,
    _meeting,
)
"""A case before its first resolution, which has the same number: its page shows both."""
