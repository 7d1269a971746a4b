"""Everything leadership's page shows of a year, and the three things it asks to notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.insight.figures import Figures, Late
from app.domain.insight.marks import AGES, Mark
from app.domain.insight.registers import (
    AgencyYear,
    Declared,
    even_pace,
    filed_rate,
    in_season,
    shown_of,
)
from app.domain.tracking.rates import Rate

THINGS = 3
OLDEST = len(AGES) - 1


class Noticed(StrEnum):
    LONGEST_LATE = "noticed_longest_late"
    NOT_MET = "noticed_not_met"
    COMING_MEETING = "noticed_coming_meeting"
    STILL_OPEN = "noticed_still_open"
    BEHIND = "noticed_behind"


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """The committee's next one. `address`: empty where this person may not open it."""

    label: str
    held_on: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """`number`: how many; `names`: the first of them."""

    of: Noticed
    number: int = 0
    names: tuple[str, ...] = ()
    late: Late | None = None
    meeting: ComingMeeting | None = None


class AgencyName(NamedTuple):
    code: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`names`: short names of the agencies with a share; `agencies`: all it tells of. Both by id, in official order.

    `is_current`: the year has not ended.
    """

    figures: Figures
    names: Mapping[int, str]
    years: tuple[AgencyYear, ...]
    declared: tuple[Declared, ...]
    agencies: Mapping[int, AgencyName] = field(default_factory=dict)
    coming: ComingMeeting | None = None
    is_current: bool = True

    @property
    def year(self) -> int:
        return self.figures.year

    @property
    def as_of(self) -> date:
        return self.figures.as_of

    @property
    def in_season(self) -> bool:
        return in_season(self.year, self.as_of) and filed_rate(self.declared).of > 0


@dataclass(frozen=True, slots=True)
class AgencyBar:
    """One agency's shares: late first, then under way, done in 政風處's eyes, ended."""

    agency_id: int
    overdue: int
    under_way: int
    awaiting: int
    ended: int

    @property
    def total(self) -> int:
        return self.overdue + self.under_way + self.awaiting + self.ended


BAR_MARKS = (Mark.OVERDUE, Mark.UNDER_WAY, Mark.AWAITING, Mark.ENDED)


def release_rate(figures: Figures) -> Rate:
    """解除比率 in 項 (`rates.release_rate`), as the two lists it opens have them."""
    return Rate(figures.count(Mark.DONE).items, figures.count(Mark.COUNTED).items)


def agency_bars(figures: Figures, order: Mapping[int, str]) -> list[AgencyBar]:
    """By 逾期, then by how many, then in the official order."""
    bars = [AgencyBar(key, *(figures.of_agency(key, mark) for mark in BAR_MARKS)) for key in figures.agencies]
    place = {key: at for at, key in enumerate(order)}
    return sorted(bars, key=lambda one: (-one.overdue, -one.total, place.get(one.agency_id, 0)))


def things_to_notice(found: Overview) -> list[Notice]:
    """At most three, the most pressing first; 政風處's own queue is never one of them."""
    notices: list[Notice] = []
    if found.figures.late is not None:
        notices.append(Notice(Noticed.LONGEST_LATE, late=found.figures.late))
    missing = shown_of(found.years, "missing") if found.is_current else []
    if missing:
        names = tuple(one.short_name for one in missing[:2])
        notices.append(Notice(Noticed.NOT_MET, len(missing), names))
    if found.coming is not None:
        notices.append(Notice(Noticed.COMING_MEETING, meeting=found.coming))
    old = found.figures.count(Mark.AGE, OLDEST)
    if old.items:
        notices.append(Notice(Noticed.STILL_OPEN, old.items))
    behind = behind_pace(found)
    if behind and found.in_season:
        notices.append(Notice(Noticed.BEHIND, len(behind), tuple(one.short_name for one in behind[:2])))
    return notices[:THINGS]


def behind_pace(found: Overview) -> list[Declared]:
    """The agencies whose declarations come slower than evenly, the slowest first."""
    pace = even_pace(found.year, found.as_of)
    behind = [one for one in found.declared if one.required and one.filed < one.required * pace]
    return sorted(behind, key=lambda one: (one.filed / one.required, -one.required))


def most_overdue(found: Overview) -> tuple[list[str], int]:
    """The agencies with the most shares late, in official order, and how many each has; none where nothing is late."""
    late = {key: found.figures.of_agency(key, Mark.OVERDUE) for key in found.names}
    most = max(late.values(), default=0)
    return [found.names[key] for key, number in late.items() if number == most and most], most
