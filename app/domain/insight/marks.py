"""What leadership's page counts: shares as they stood on a day, and the marks by which they are chosen and counted.

One function chooses for a number, for a bar and for the list that either opens, so that they cannot differ (invariant 10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.roc_date import FIRST_ROC_YEAR
from app.domain.tracking.assignment_flow import ENDED, AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.item_status import ItemStatus, Part, status_of
from app.domain.tracking.rates import is_rated


class Mark(StrEnum):
    """By what shares are chosen. Of a month, an age or a week `of` says which one."""

    ALL = "mark_all"
    TRACKED = "mark_tracked"
    RULING = "mark_ruling"
    OVERDUE = "mark_overdue"
    UNDER_WAY = "mark_under_way"
    AWAITING = "mark_awaiting"
    ENDED = "mark_ended"
    DONE = "mark_done"
    COUNTED = "mark_counted"
    CONFIDENTIAL = "mark_confidential"
    ADDED = "mark_added"
    ENDED_IN = "mark_ended_in"
    OPEN_AT = "mark_open_at"
    AGE = "mark_age"
    DUE = "mark_due"
    DUE_UNDER_WAY = "mark_due_under_way"
    DUE_AWAITING = "mark_due_awaiting"
    NEW_SINCE = "mark_new_since"
    ENDED_SINCE = "mark_ended_since"
    LATE_SINCE = "mark_late_since"
    MOVED_SINCE = "mark_moved_since"


OF_RATE = (Mark.DONE, Mark.COUNTED)
OF_MONTH = (Mark.ADDED, Mark.ENDED_IN, Mark.OPEN_AT)
OF_WEEK = (Mark.DUE, Mark.DUE_UNDER_WAY, Mark.DUE_AWAITING)
"""The first is the other two: what is due in weeks to come is not late."""
SINCE = (Mark.NEW_SINCE, Mark.ENDED_SINCE, Mark.LATE_SINCE, Mark.MOVED_SINCE)
AGES = ((0, 30), (31, 60), (61, 90), (91, 180), (181, None))
"""存續天數: first and last day of each step."""
WEEKS = 8


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One 件 as it stood on a day. What was 改分 lives on in its successor and is not among them. `legacy`: 舊案, in no rate."""

    id: int
    item_id: int
    agency_id: int
    state: AssignmentState
    role: AssignmentRole
    mode: ItemMode
    closed_as: ClosedAs | None
    dispatched_on: date
    ended_on: date | None
    due_current: date | None
    overdue: bool
    asks_ruling: bool
    secret: bool
    legacy: bool = False

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED


@dataclass(frozen=True, slots=True)
class Count:
    """項 and 件 of the same thing."""

    items: int = 0
    shares: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The shares of a year as of a day, with what stood at the end of the month before, where that is known."""

    year: int
    as_of: date
    lines: tuple[ShareLine, ...]
    before: dict[int, ShareLine] | None = None
    before_on: date | None = None


Choice = Callable[[ShareLine], bool]


def chosen(standing: Standing, mark: Mark, of: int | None = None) -> list[ShareLine]:
    """The shares of a mark; nothing where `of` names no month, age or week."""
    choice = _choice(standing, mark, of)
    return [one for one in standing.lines if choice(one)] if choice else []


def is_meant(standing: Standing, mark: Mark, of: int | None) -> bool:
    """Is there such a month, age or week, or none where none belongs?"""
    if mark in _PLAIN or mark in SINCE:
        return of is None
    return of is not None and _choice(standing, mark, of) is not None


def items_of(
    standing: Standing, mark: Mark, of: int | None = None, lines: Sequence[ShareLine] | None = None
) -> list[int]:
    """The items of a mark, in the order of their shares: by how the item itself stands where that is asked. `lines`: its shares,
    where they are chosen already."""
    if mark in _BY_STATUS:
        wanted = _BY_STATUS[mark]
        rated = [one for one in standing.lines if is_rated(one)] if mark in _RATED else standing.lines
        return [key for key, status in statuses(rated).items() if status in wanted]
    found = chosen(standing, mark, of) if lines is None else lines
    return list(dict.fromkeys(one.item_id for one in found))


def count(standing: Standing, mark: Mark, of: int | None = None) -> Count:
    lines = chosen(standing, mark, of)
    return Count(len(items_of(standing, mark, of, lines)), len(lines))


def statuses(lines: Iterable[ShareLine]) -> dict[int, ItemStatus]:
    parts: dict[int, list[Part]] = defaultdict(list)
    modes: dict[int, ItemMode] = {}
    for one in lines:
        parts[one.item_id].append(Part(one.state, one.role, one.closed_as))
        modes[one.item_id] = one.mode
    return {key: status_of(modes[key], found) for key, found in parts.items()}


def month_end(year: int, month: int) -> date:
    """The last day of a month of a ROC year."""
    western = year + FIRST_ROC_YEAR - 1
    return date(western + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_of(year: int, as_of: date) -> range:
    """The months of the year that have begun."""
    western = year + FIRST_ROC_YEAR - 1
    return range(1, (as_of.month if as_of.year == western else 12 if as_of.year > western else 0) + 1)


def age_of(as_of: date, dispatched_on: date) -> int:
    """Which step of `AGES` an open share of this day is in."""
    days = (as_of - dispatched_on).days
    return next(step for step, (_, most) in enumerate(AGES) if most is None or days <= most)


def week_of(as_of: date, number: int) -> tuple[date, date]:
    """The days of the week so many weeks on, Monday to Sunday; the first one begins today."""
    monday = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=number)
    return max(monday, as_of), monday + timedelta(days=6)


def is_under_way(line: ShareLine) -> bool:
    return line.is_open and not line.overdue and line.state is not AssignmentState.RELEASE_PROPOSED


_BY_STATUS: dict[Mark, Collection[ItemStatus]] = {
    Mark.TRACKED: (ItemStatus.OPEN, ItemStatus.DONE_AWAITING),
    Mark.AWAITING: (ItemStatus.DONE_AWAITING,),
    Mark.DONE: (ItemStatus.RELEASED, ItemStatus.SELF_TRACKED),
    Mark.COUNTED: (ItemStatus.OPEN, ItemStatus.DONE_AWAITING, ItemStatus.RELEASED, ItemStatus.SELF_TRACKED),
}
_RATED = frozenset({Mark.DONE, Mark.COUNTED})
"""The two sides of 解除比率."""
_PLAIN: dict[Mark, Choice] = {
    Mark.ALL: lambda _: True,
    Mark.TRACKED: lambda one: one.is_open,
    Mark.RULING: lambda one: one.asks_ruling,
    Mark.OVERDUE: lambda one: one.overdue,
    Mark.UNDER_WAY: is_under_way,
    Mark.AWAITING: lambda one: one.state is AssignmentState.RELEASE_PROPOSED,
    Mark.ENDED: lambda one: not one.is_open,
    Mark.DONE: lambda one: (
        is_rated(one) and (one.state is AssignmentState.RELEASED or one.closed_as is ClosedAs.SELF_TRACKED)
    ),
    Mark.COUNTED: lambda one: is_rated(one) and one.closed_as not in (ClosedAs.MERGED, ClosedAs.REVOKED),
    Mark.CONFIDENTIAL: lambda one: one.secret,
}

_DUE_AS = {Mark.DUE: Mark.TRACKED, Mark.DUE_UNDER_WAY: Mark.UNDER_WAY, Mark.DUE_AWAITING: Mark.AWAITING}


def _choice(standing: Standing, mark: Mark, of: int | None) -> Choice | None:
    if mark in _PLAIN:
        return _PLAIN[mark]
    if mark in SINCE:
        return _since(standing, mark)
    if of is None:
        return None
    if mark in OF_MONTH:
        return _of_month(standing, mark, of)
    if mark is Mark.AGE:
        return _of_age(standing.as_of, of)
    return _of_week(standing.as_of, mark, of)


def _of_month(standing: Standing, mark: Mark, month: int) -> Choice | None:
    if month not in months_of(standing.year, standing.as_of):
        return None
    last = min(month_end(standing.year, month), standing.as_of)
    first = last.replace(day=1)
    if mark is Mark.ADDED:
        return lambda one: first <= one.dispatched_on <= last
    if mark is Mark.ENDED_IN:
        return lambda one: one.ended_on is not None and first <= one.ended_on <= last
    return lambda one: one.dispatched_on <= last and (one.ended_on is None or one.ended_on > last)


def _of_age(as_of: date, step: int) -> Choice | None:
    if step not in range(len(AGES)):
        return None
    least, most = AGES[step]
    newest = as_of - timedelta(days=least)
    oldest = date.min if most is None else as_of - timedelta(days=most)
    return lambda one: one.is_open and oldest <= one.dispatched_on <= newest


def _of_week(as_of: date, mark: Mark, number: int) -> Choice | None:
    if number not in range(WEEKS):
        return None
    first, last = week_of(as_of, number)
    whose = _PLAIN[_DUE_AS[mark]]
    return lambda one: whose(one) and one.due_current is not None and first <= one.due_current <= last


def _since(standing: Standing, mark: Mark) -> Choice | None:
    """與上月比較: what was not so at the end of the month before."""
    before = standing.before
    if before is None:
        return None

    def new(one: ShareLine) -> bool:
        return one.id not in before

    def ended(one: ShareLine) -> bool:
        return not one.is_open and (one.id not in before or before[one.id].is_open)

    def late(one: ShareLine) -> bool:
        return one.overdue and (one.id not in before or not before[one.id].overdue)

    def moved(one: ShareLine) -> bool:
        return one.is_open and one.id in before and before[one.id].due_current != one.due_current

    return {
        Mark.NEW_SINCE: new,
        Mark.ENDED_SINCE: ended,
        Mark.LATE_SINCE: late,
        Mark.MOVED_SINCE: moved,
    }[mark]
