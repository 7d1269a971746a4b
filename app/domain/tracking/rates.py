"""Counting over shares (product 3.3, Arithmetic): which year one belongs to, what is in a rate, 準時率."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.roc_date import FIRST_ROC_YEAR


@dataclass(frozen=True, slots=True)
class Rate:
    """n／N; without anything to count it is no number, not 0 %."""

    n: int
    of: int


class MayBeOld(Protocol):
    """What a rate is made of: shares, whichever way they are held."""

    @property
    def legacy(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one share: the day it was to be done by, when the report that led to its end was sent, whether it is 舊案."""

    due: date | None
    reported_on: date | None
    legacy: bool = False


def is_rated(one: MayBeOld) -> bool:
    """舊案 (decided before this system, brought in by a list) are counted, but are in no rate."""
    return not one.legacy


def belongs_to(roc_year: int, dispatched_on: date | None, ended_on: date | None, as_of: date) -> bool:
    """Year Y = dispatched by its end (or the as-of date) and not ended before its 1 January."""
    first, last = year_span(roc_year, as_of)
    return dispatched_on is not None and dispatched_on <= last and (ended_on is None or ended_on >= first)


def year_span(roc_year: int, as_of: date) -> tuple[date, date]:
    """The first day of 民國 year Y, and its last or the as-of date, whichever comes first."""
    year = roc_year + FIRST_ROC_YEAR - 1
    return date(year, 1, 1), min(date(year, 12, 31), as_of)


def punctuality(shares: Iterable[Kept], as_of: date) -> Rate:
    """準時率 = of shares whose day has passed: the report that led to release was sent by it."""
    passed = [one for one in shares if is_rated(one) and one.due is not None and one.due < as_of]
    return Rate(sum(_in_time(one) for one in passed), len(passed))


def _in_time(one: Kept) -> bool:
    return bool(one.reported_on and one.due and one.reported_on <= one.due)
