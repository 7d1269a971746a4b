"""委員: who sits on a committee on a day, and what is wrong with its composition then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

SOON = timedelta(days=90)
"""How long before its end a term is named: a successor has to be found, approved and appointed."""


class MemberKind(StrEnum):
    """In the order of a roster. 內派 sit by their office, 外聘 for a term."""

    CONVENER = "convener"
    DEPUTY_CONVENER = "deputy_convener"
    EXECUTIVE_SECRETARY = "executive_secretary"
    INTERNAL = "internal"
    EXTERNAL = "external"


class Gender(StrEnum):
    """For the ratio check only."""

    FEMALE = "female"
    MALE = "male"


class Seat(Protocol):
    """What the rules look at. `to_on`: the last day of the term, None without term; `left_on`: the last day in fact."""

    @property
    def kind(self) -> MemberKind: ...
    @property
    def name(self) -> str: ...
    @property
    def gender(self) -> Gender | None: ...
    @property
    def from_on(self) -> date: ...
    @property
    def to_on(self) -> date | None: ...
    @property
    def left_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the roster. `code`: convener_vacant, term_expired, term_expiring, gender_short, gender_unknown,
    gender_met. `good`: nothing has to be done.
    """

    code: str
    good: bool = False
    facts: dict[str, object] = field(default_factory=dict)


def last_day(seat: Seat) -> date | None:
    """The last day of sitting, by term or by leaving, whichever comes first; None while no end is known."""
    return min((day for day in (seat.to_on, seat.left_on) if day is not None), default=None)


def sits(seat: Seat, day: date) -> bool:
    end = last_day(seat)
    return seat.from_on <= day and (end is None or day <= end)


def term_is_over(seat: Seat, day: date) -> bool:
    """The term ended and nobody has said what follows: neither left nor succeeded."""
    return seat.left_on is None and seat.to_on is not None and seat.to_on < day


def findings(seats: Sequence[Seat], gender_minimum_percent: int | None, day: date) -> list[Finding]:
    """What a roster must be told on `day`: what has to be done first, then what is in order."""
    sitting = [seat for seat in seats if sits(seat, day)]
    found: list[Finding] = []
    if not any(seat.kind is MemberKind.CONVENER for seat in sitting):
        found.append(Finding("convener_vacant"))
    found += [_term("term_expired", seat) for seat in seats if term_is_over(seat, day)]
    found += [
        _term("term_expiring", seat)
        for seat in sitting
        if seat.left_on is None and seat.to_on is not None and seat.to_on - day <= SOON
    ]
    if sitting and gender_minimum_percent is not None:
        found.append(_gender(sitting, gender_minimum_percent))
    return sorted(found, key=lambda finding: finding.good)


def _term(code: str, seat: Seat) -> Finding:
    return Finding(code, facts={"kind": seat.kind, "name": seat.name, "to_on": seat.to_on})


def _gender(sitting: Sequence[Seat], minimum: int) -> Finding:
    """任一性別不得低於 minimum %, 外聘 included. Whoever's gender is not written may tip it either way."""
    total = len(sitting)
    women = sum(seat.gender is Gender.FEMALE for seat in sitting)
    men = sum(seat.gender is Gender.MALE for seat in sitting)
    unknown = total - women - men
    needed = -(-minimum * total // 100)
    facts: dict[str, object] = {
        "total": total, "women": women, "men": men, "unknown": unknown, "minimum": minimum, "needed": needed,
    }  # fmt: skip
    fewer = min(women, men)
    if fewer >= needed:
        return Finding("gender_met", good=True, facts=facts)
    if fewer + unknown >= needed:
        return Finding("gender_unknown", facts=facts)
    short = Gender.FEMALE if women <= men else Gender.MALE
    return Finding("gender_short", facts=facts | {"gender": short})
