"""What the page tells beside the shares: who has met this year, how far the declarations are, where reports bounce."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.domain.duties.declarations import WINDOW_BEGINS, WINDOW_ENDS
from app.domain.meetings.yearly import YearStanding
from app.domain.roc_date import FIRST_ROC_YEAR
from app.domain.tracking.rates import Rate

FEW = 5
"""A rate of fewer cases is printed as n／N, not in per cent."""


class AgencyYear(NamedTuple):
    """One agency's year. `held`: meetings that count; `chaired`: of these, by the agency's head.

    `earlier`: the years before with how often it met; None in a year in which it did not exist.
    """

    id: int
    short_name: str
    held: int
    chaired: int
    standing: YearStanding
    earlier: tuple[tuple[int, int, YearStanding | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """定期申報 of one agency: 應申報 and 已申報 as of a day; None while nothing was entered."""

    id: int
    short_name: str
    required: int
    filed: int
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Bounced:
    """How often an agency's reports were sent back and its dates extended; `answered_after`: how many reports waited so many days
    for their answer."""

    agency_id: int
    sent_back: int
    extended: int
    answered_after: Mapping[int, int] = field(default_factory=dict)


def held_rate(years: Sequence[AgencyYear]) -> Rate:
    """已召開 n／N: of the agencies that are not exempt."""
    return Rate(sum(one.held > 0 for one in years), _obliged(years))


def chaired_rate(years: Sequence[AgencyYear]) -> Rate:
    """首長親自主持 n／N."""
    return Rate(sum(one.chaired > 0 for one in years), _obliged(years))


def shown_of(years: Iterable[AgencyYear], show: str) -> list[AgencyYear]:
    """The agencies that a number of the page counts; all for a word that means nothing."""
    choices: dict[str, Callable[[AgencyYear], bool]] = {
        "held": lambda one: one.held > 0,
        "chaired": lambda one: one.chaired > 0,
        "planned": lambda one: one.standing is YearStanding.PLANNED,
        "missing": lambda one: one.standing is YearStanding.MISSING,
        "exempt": lambda one: one.standing is YearStanding.EXEMPT,
    }
    choice = choices.get(show)
    return [one for one in years if choice is None or choice(one)]


def filed_rate(declared: Iterable[Declared]) -> Rate:
    found = list(declared)
    return Rate(sum(one.filed for one in found), sum(one.required for one in found))


def in_season(year: int, as_of: date) -> bool:
    """定期申報期間, 11/1 to 12/31 of the year."""
    western = year + FIRST_ROC_YEAR - 1
    return date(western, *WINDOW_BEGINS) <= as_of <= date(western, *WINDOW_ENDS)


def even_pace(year: int, as_of: date) -> float:
    """How far the declarations would be on `as_of` if as many came every day: a share of 1."""
    western = year + FIRST_ROC_YEAR - 1
    first, last = date(western, *WINDOW_BEGINS), date(western, *WINDOW_ENDS)
    return min(1.0, max(0.0, ((as_of - first).days + 1) / ((last - first).days + 1)))


def median(days: Mapping[int, int]) -> int | None:
    """Of how many there are of each; the lower of the middle two."""
    middle = (sum(days.values()) - 1) // 2
    for day in sorted(days):
        middle -= days[day]
        if middle < 0:
            return day
    return None


def _obliged(years: Sequence[AgencyYear]) -> int:
    return sum(one.standing is not YearStanding.EXEMPT for one in years)
