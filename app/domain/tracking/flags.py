"""The flags of a share (product 3.3): one predicate each, used by list, badge, mail, paper and dashboard; never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.office_calendar import OfficeCalendar, working_days_between
from app.domain.tracking import deadline, rounds
from app.domain.tracking.assignment_flow import REPORTABLE, AssignmentState
from app.domain.tracking.item import DueKind


class Flag(StrEnum):
    TO_REPORT = "to_report"
    REPORT_OVERDUE = "report_overdue"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    STANDS_STILL = "stands_still"
    EXTENSION_ASKED = "extension_asked"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Share:
    """What the flags ask of a share. `round_days`: the days of the rounds that have opened for it (`rounds.days_asked`).

    `still_rounds`: how many of its last reports in a row said 無進展 or the same text. `extensions`: granted so far.
    """

    state: AssignmentState
    due_kind: DueKind
    due_current: date | None
    paused: bool = False
    owes_reports: bool = True
    round_days: tuple[date | None, ...] = ()
    reported_through: date | None = None
    last_report_on: date | None = None
    still_rounds: int = 0
    extensions: int = 0
    extension_asked: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a flag's sentence says: 「逾期12個工作天，展延1次，最近回報45天前」. Each is empty where it says nothing."""

    flag: Flag
    working_days: int | None = None
    extensions: int = 0
    days_since_report: int | None = None
    years_missing: tuple[int, ...] = ()


STILL = 2
"""連續2期."""


def is_to_report(share: Share) -> bool:
    """待填報: an open round without a report, and it is the agency's turn; not while the clock stands."""
    return (
        share.state in REPORTABLE
        and share.owes_reports
        and not share.paused
        and any(rounds.is_unanswered(day, share.reported_through) for day in share.round_days)
    )


def is_report_overdue(share: Share, today: date) -> bool:
    """逾期未填報: a round's day passed without a submitted report."""
    return is_to_report(share) and _late_round(share, today) is not None


def is_overdue(share: Share, today: date) -> bool:
    """逾期未完成: never for 持續辦理; submitted and 建議解除 wait for us, not for the agency."""
    return (
        share.state in REPORTABLE
        and share.due_kind is not DueKind.ONGOING
        and not share.paused
        and deadline.is_past(share.due_current, today)
    )


def is_due_soon(share: Share, calendar: OfficeCalendar, today: date) -> bool:
    """即將到期: 0 to 7 working days left."""
    return (
        share.state in REPORTABLE
        and share.due_kind is not DueKind.ONGOING
        and not share.paused
        and deadline.is_soon(calendar, share.due_current, today)
    )


def stands_still(share: Share) -> bool:
    """連續2期無進展, or the same text."""
    return share.state in REPORTABLE and share.still_rounds >= STILL


def has_extension_asked(share: Share) -> bool:
    return share.extension_asked


def is_paused(share: Share) -> bool:
    return share.paused


def standings(share: Share, calendar: OfficeCalendar, today: date) -> tuple[Standing, ...]:
    """Every flag of a share with the facts of its sentence, the most pressing first."""
    since = (today - share.last_report_on).days if share.last_report_on else None
    found: list[Standing] = []

    def add(flag: Flag, holds: bool, due: date | None = None, *, late: bool = False) -> None:
        if not holds:
            return
        days, missing = None, ()  # type: tuple[int | None, tuple[int, ...]]
        if due is not None:
            counted = working_days_between(calendar, *((due, today) if late else (today, due)))
            days, missing = counted.days, counted.years_missing
        found.append(Standing(flag, days, share.extensions, since, missing))

    add(Flag.OVERDUE, is_overdue(share, today), share.due_current, late=True)
    add(Flag.REPORT_OVERDUE, is_report_overdue(share, today), _late_round(share, today), late=True)
    add(Flag.DUE_SOON, is_due_soon(share, calendar, today), share.due_current)
    add(Flag.TO_REPORT, is_to_report(share) and not is_report_overdue(share, today))
    add(Flag.STANDS_STILL, stands_still(share))
    add(Flag.EXTENSION_ASKED, has_extension_asked(share))
    add(Flag.PAUSED, is_paused(share))
    return tuple(found)


def _late_round(share: Share, today: date) -> date | None:
    return rounds.first_late(share.round_days, share.reported_through, today)
