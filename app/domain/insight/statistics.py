"""統計表: what a year or a meeting of a committee comes to, by meeting and by agency, from the shares leadership's page counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.domain.insight.marks import Count, Mark, ShareLine, Standing, count, statuses
from app.domain.insight.registers import AgencyYear
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.meetings.yearly import COUNTED_KINDS
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.item_status import ItemStatus
from app.domain.tracking.rates import Kept, Rate, punctuality

K = TypeVar("K")
_DONE = (ItemStatus.RELEASED, ItemStatus.SELF_TRACKED)
_DROPPED = (ClosedAs.MERGED, ClosedAs.REVOKED)


@dataclass(frozen=True, slots=True)
class Told:
    """What the paper asks of a share beside its line. `reported_on`: when the last report of it that counts was sent."""

    meeting_id: int
    resolution_id: int
    due_original: date | None
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """One meeting that was held. `chaired`: by the head; None where nobody said who chaired. Figures: None while not known."""

    id: int
    label: str
    held_on: date | None
    kind: MeetingKind
    chaired: bool | None
    proposals: int | None
    resolutions: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: `tracked` all shares of the year or meeting, `open` those that go on; 解除 with 自行列管, 舊案 among them."""

    tracked: Count
    released: Count
    open: Count
    overdue: Count
    extensions: int
    release: Rate
    in_time: Rate
    in_time_extended: Rate


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """`meeting`: None for the shares of meetings of other years."""

    meeting: MeetingFacts | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """`resolutions`: of the meetings counted, those with a share of this agency. `year`: how it met itself; None where not asked."""

    name: str
    proposals: int
    resolutions: int
    figures: Figures
    year: AgencyYear | None = None

    @property
    def is_empty(self) -> bool:
        return not (
            self.proposals
            or self.figures.tracked.shares
            or self.figures.extensions
            or (self.year and self.year.held)
        )


@dataclass(frozen=True, slots=True)
class Statistics:
    """`left_out`: agencies of which there is nothing to say. `old`, `secret`: what of the items and shares is 舊案, is 密."""

    total: Figures
    meetings: tuple[MeetingFigures, ...]
    agencies: tuple[AgencyFigures, ...]
    left_out: int
    years: tuple[AgencyYear, ...]
    old: Count
    secret: Count

    @property
    def held(self) -> tuple[MeetingFacts, ...]:
        """The meetings that count as held; a 追蹤會議 never does."""
        found = (one.meeting for one in self.meetings)
        return tuple(one for one in found if one is not None and one.kind in COUNTED_KINDS)


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything a paper is counted from. `names`: the agencies it lists, in their order; `extensions` granted and `proposals`
    by agency and meeting."""

    standing: Standing
    told: Mapping[int, Told]
    meetings: tuple[MeetingFacts, ...]
    names: Mapping[int, str]
    extensions: Mapping[tuple[int, int], int]
    proposals: Mapping[tuple[int, int], int]
    years: tuple[AgencyYear, ...] = ()


def statistics(ground: Ground) -> Statistics:
    lines, told = ground.standing.lines, ground.told
    years = {one.id: one for one in ground.years}
    known = {one.id for one in ground.meetings}
    by_meeting = _shared_out(
        lines, lambda one: meeting if (meeting := told[one.id].meeting_id) in known else None
    )
    by_agency = _shared_out(lines, lambda one: one.agency_id)
    granted: dict[int | None, int] = defaultdict(int)
    granted_to: dict[int, int] = defaultdict(int)
    for (agency, meeting), number in ground.extensions.items():
        granted[meeting if meeting in known else None] += number
        granted_to[agency] += number
    handed_in: dict[int, int] = defaultdict(int)
    for (agency, _), number in ground.proposals.items():
        handed_in[agency] += number

    def row(chosen: Sequence[ShareLine], extensions: int) -> Figures:
        return figures(replace(ground.standing, lines=tuple(chosen), before=None), told, extensions)

    meetings = [MeetingFigures(one, row(by_meeting[one.id], granted[one.id])) for one in ground.meetings]
    if by_meeting[None] or granted[None]:
        meetings.append(MeetingFigures(None, row(by_meeting[None], granted[None])))
    agencies = [
        AgencyFigures(
            name,
            handed_in[key],
            len({told[one.id].resolution_id for one in by_agency[key] if told[one.id].meeting_id in known}),
            row(by_agency[key], granted_to[key]),
            years.get(key),
        )
        for key, name in ground.names.items()
    ]
    shown = tuple(one for one in agencies if not one.is_empty)
    return Statistics(
        row(lines, sum(ground.extensions.values())),
        tuple(meetings),
        shown,
        len(agencies) - len(shown),
        ground.years,
        _counted([one for one in lines if one.legacy]),
        _counted([one for one in lines if one.secret]),
    )


def figures(standing: Standing, told: Mapping[int, Told], extensions: int) -> Figures:
    """One row: what leadership's page counts too is counted by its marks."""
    lines = standing.lines
    reporting = [one for one in lines if _is_timed(one)]
    return Figures(
        tracked=_counted(lines),
        released=_released(lines),
        open=count(standing, Mark.TRACKED),
        overdue=count(standing, Mark.OVERDUE),
        extensions=extensions,
        release=Rate(count(standing, Mark.DONE).items, count(standing, Mark.COUNTED).items),
        in_time=punctuality(
            (_kept(one, told[one.id], told[one.id].due_original) for one in reporting), standing.as_of
        ),
        in_time_extended=punctuality(
            (_kept(one, told[one.id], one.due_current) for one in reporting), standing.as_of
        ),
    )


def _shared_out(lines: Iterable[ShareLine], key: Callable[[ShareLine], K]) -> dict[K, list[ShareLine]]:
    found: dict[K, list[ShareLine]] = defaultdict(list)
    for one in lines:
        found[key(one)].append(one)
    return found


def _counted(lines: Sequence[ShareLine]) -> Count:
    return Count(len({one.item_id for one in lines}), len(lines))


def _released(lines: Sequence[ShareLine]) -> Count:
    """An item of which only 協辦 shares of a lead elsewhere are among the lines is released with them."""
    shares = [one for one in lines if _is_released(one)]
    stand = statuses(lines)
    items = {key for key, status in stand.items() if status in _DONE}
    going_on = {one.item_id for one in lines if one.is_open}
    items |= {one.item_id for one in shares if stand[one.item_id] is ItemStatus.PREPARED} - going_on
    return Count(len(items), len(shares))


def _is_released(one: ShareLine) -> bool:
    return one.state is AssignmentState.RELEASED or one.closed_as is ClosedAs.SELF_TRACKED


def _is_timed(one: ShareLine) -> bool:
    """準時率 asks shares that report themselves, as 解除比率 less what was merged or revoked."""
    delivers_to_lead = one.mode is ItemMode.SINGLE_LEAD and one.role is AssignmentRole.CO
    return not delivers_to_lead and one.closed_as not in _DROPPED


def _kept(one: ShareLine, told: Told, due: date | None) -> Kept:
    """The last report led to the end, or to 建議解除: what waits for the meeting's word is done by its agency."""
    ended = _is_released(one) or one.state is AssignmentState.RELEASE_PROPOSED
    return Kept(due, told.reported_on if ended else None, one.legacy)
