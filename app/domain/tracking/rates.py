"""Counting over shares and items (product 3.3, Arithmetic): which year one belongs to, 解除比率, 準時率."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.roc_date import FIRST_ROC_YEAR
from app.domain.tracking.item_status import ItemStatus


@dataclass(frozen=True, slots=True)
class Rate:
    """n／N; without anything to count it is no number, not 0 %."""

    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one share: the date it was to be done by, and when the report that led to its release was sent."""

    due_original: date | None
    release_report_on: date | None


def belongs_to(roc_year: int, dispatched_on: date | None, ended_on: date | None, as_of: date) -> bool:
    """Year Y = dispatched by its end (or the as-of date) and not ended before its 1 January."""
    first, last = year_span(roc_year, as_of)
    return dispatched_on is not None and dispatched_on <= last and (ended_on is None or ended_on >= first)


def year_span(roc_year: int, as_of: date) -> tuple[date, date]:
    """The first day of 民國 year Y, and its last or the as-of date, whichever comes first."""
    year = roc_year + FIRST_ROC_YEAR - 1
    return date(year, 1, 1), min(date(year, 12, 31), as_of)


def release_rate(items: Iterable[ItemStatus]) -> Rate:
    """解除比率 = items released or self_tracked ÷ all less merged and revoked."""
    counted = [
        one for one in items if one not in (ItemStatus.MERGED, ItemStatus.REVOKED, ItemStatus.PREPARED)
    ]
    done = sum(one in (ItemStatus.RELEASED, ItemStatus.SELF_TRACKED) for one in counted)
    return Rate(done, len(counted))


def punctuality(shares: Iterable[Kept], as_of: date) -> Rate:
    """準時率 = of shares whose `due_original` has passed: the report that led to release was sent by it."""
    passed = [one for one in shares if one.due_original is not None and one.due_original < as_of]
    kept = sum(_in_time(one) for one in passed)
    return Rate(kept, len(passed))


def _in_time(one: Kept) -> bool:
    return bool(one.release_report_on and one.due_original and one.release_report_on <= one.due_original)
