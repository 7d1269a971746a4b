"""填報期: the common days on which a committee's shares are reported, and which of them a share still owes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.roc_date import roc_year
from app.domain.tracking.item import Frequency

COMMON_DAY = 5
"""Rounds fall due on this day of the month after (嘉義市: 次月5日前)."""
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6}
BEFORE_NEXT_MEETING = "下次會議前"
"""The label of a 每次會議前 round until the meeting it is for is planned."""
BEFORE_MEETING = "{label}會議前"
"""And from then on."""
_HALVES = ("上半年", "下半年")


@dataclass(frozen=True, slots=True)
class Span:
    """One round: its label as stored (「115年第3季」), when it opens, when it is due; without a date it is never late."""

    label: str
    opens_on: date
    due_on: date | None


def span_of(frequency: Frequency, day: date, common_day: int = COMMON_DAY) -> Span:
    """The periodic round that reports on the period `day` lies in: opens on its last month's first day, due the month after."""
    months = MONTHS[frequency]
    period = (day.month - 1) // months
    last = period * months + months
    opens = date(day.year, last, 1)
    due = date(day.year + last // 12, last % 12 + 1, common_day)
    return Span(f"{roc_year(day)}年{_name(frequency, period)}", opens, due)


def spans(frequency: Frequency, since: date, until: date, common_day: int = COMMON_DAY) -> tuple[Span, ...]:
    """The rounds of every period from the one of `since` to the one of `until`."""
    found: list[Span] = []
    months = MONTHS[frequency]
    month = since.year * 12 + (since.month - 1) // months * months
    while month <= until.year * 12 + until.month - 1:
        found.append(span_of(frequency, date(month // 12, month % 12 + 1, 1), common_day))
        month += months
    return tuple(found)


def day_of(frequency: Frequency, round_due: date | None, share_due: date | None) -> date | None:
    """The day a share's report is due: 一次 moves with the share's own date, every other round is one day for all."""
    return share_due if frequency is Frequency.ONCE else round_due


def days_asked(
    frequency: Frequency, round_days: Iterable[date | None], share_due: date | None, since: date | None
) -> tuple[date | None, ...]:
    """The days of these rounds as a share has to keep them. `since`: the day from which it reports; None: it was not sent.

    A round whose day had passed by then is not asked of it, however old the letter is. 一次 always is, but then without a day.
    """
    if since is None:
        return ()
    if frequency is Frequency.ONCE:
        day = share_due if share_due and share_due >= since else None
        return tuple(day for _ in round_days)
    return tuple(day for day in round_days if day is None or day >= since)


def reports_from(letter_on: date, sent_on: date) -> date:
    """The day from which a share reports: the letter's, or the day it was really sent where that is later."""
    return max(letter_on, sent_on)


def is_unanswered(due: date | None, reported_through: date | None) -> bool:
    """No report of this round or a later one stands. `reported_through`: the day of the latest round reported."""
    return reported_through is None or (due is not None and due > reported_through)


def first_late(days: Iterable[date | None], reported_through: date | None, today: date) -> date | None:
    """The earliest round day that passed without a report of it or of a later one (逾期未填報)."""
    late = [day for day in days if day and day < today and is_unanswered(day, reported_through)]
    return min(late, default=None)


def _name(frequency: Frequency, period: int) -> str:
    if frequency is Frequency.QUARTERLY:
        return f"第{period + 1}季"
    return _HALVES[period] if frequency is Frequency.HALF_YEARLY else f"{period + 1}月"
