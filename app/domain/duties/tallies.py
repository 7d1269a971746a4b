"""申報人數: figures of one agency, year and type as of a day; their rates; and the yearly days of 授權作業."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.duties.declarations import DeclarationType
from app.domain.errors import Invalid
from app.domain.meetings.yearly import Channel
from app.domain.roc_date import FIRST_ROC_YEAR

MOST = 99_999
BASE_DAYS = ((2, 1), (3, 16), (5, 1), (6, 16), (8, 1), (9, 16), (11, 1), (12, 16))
"""基準日 of a usual year, since 112."""
PERIODIC_BASE = (11, 1)


class RateOf(StrEnum):
    """What a rate is a share of."""

    REQUIRED = "required"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Rates:
    """The definitions in use: 授權率 and 網路申報率 as shares of 應申報 or of 已申報."""

    authorised_of: RateOf = RateOf.REQUIRED
    online_of: RateOf = RateOf.FILED


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of people: 應申報, 已申報, 網路申報, 完成授權, 逾期, 裁罰."""

    required: int
    filed: int
    online: int = 0
    authorised: int = 0
    late: int = 0
    fined: int = 0


FIGURES = tuple(Figures.__dataclass_fields__)
_WITHIN = (
    ("filed", "required"),
    ("online", "filed"),
    ("authorised", "required"),
    ("late", "required"),
    ("fined", "required"),
)


@dataclass(frozen=True, slots=True)
class TallyEntry:
    """What is entered. `channel`, `informant`: from where it is known, when another than the agency enters it."""

    year: int
    type: DeclarationType
    as_of: date
    figures: Figures
    channel: Channel | None = None
    informant: str = ""


@dataclass(frozen=True, slots=True)
class Fraction:
    """n／N; `suspended`: 停辦, whatever the numbers."""

    part: int
    whole: int
    suspended: bool = False

    @property
    def percent(self) -> float | None:
        return round(self.part * 100 / self.whole, 1) if self.whole else None


def check_figures(figures: Figures) -> None:
    """Invalid: tally_out_of_range, tally_exceeds, at the field that is too large."""
    for name in FIGURES:
        if not 0 <= getattr(figures, name) <= MOST:
            raise Invalid("tally_out_of_range", name, limit=MOST)
    for name, within in _WITHIN:
        part, whole = getattr(figures, name), getattr(figures, within)
        if part > whole:
            raise Invalid(f"tally_{name}_exceeds", name, part=part, whole=whole)


def check_entry(entry: TallyEntry, *, today: date, by_another: bool) -> None:
    """Invalid: as `check_figures`, tally_in_future, tally_before_its_year, informant_missing."""
    if entry.as_of > today:
        raise Invalid("tally_in_future", "as_of")
    if entry.as_of < date(entry.year + FIRST_ROC_YEAR - 1, 1, 1):
        raise Invalid("tally_before_its_year", "as_of", year=entry.year)
    check_figures(entry.figures)
    if by_another and not (entry.channel and entry.informant):
        raise Invalid("informant_missing", "informant" if entry.channel else "channel")


def authorised(figures: Figures, rates: Rates, *, suspended: bool) -> Fraction:
    """授權率."""
    return Fraction(figures.authorised, getattr(figures, rates.authorised_of), suspended)


def online(figures: Figures, rates: Rates) -> Fraction:
    """網路申報率."""
    return Fraction(figures.online, getattr(figures, rates.online_of))


def total(all_figures: Iterable[Figures]) -> Figures:
    rows = list(all_figures)
    return Figures(**{name: sum(getattr(row, name) for row in rows) for name in FIGURES})


class Batch(Protocol):
    @property
    def base_on(self) -> date: ...
    @property
    def suspended(self) -> bool: ...


B = TypeVar("B", bound=Batch)


def batch_for(kind: DeclarationType, as_of: date, year: int, batches: Iterable[B]) -> B | None:
    """The 基準日 a tally's authorised data are of: 11/1 of the year for 定期, else the last one by the day."""
    known = sorted(batches, key=lambda batch: batch.base_on)
    if kind is DeclarationType.PERIODIC:
        wanted = date(year + FIRST_ROC_YEAR - 1, *PERIODIC_BASE)
        return next((batch for batch in known if batch.base_on == wanted), None)
    return next((batch for batch in reversed(known) if batch.base_on <= as_of), None)


def usual_days(year: int) -> list[date]:
    """The 基準日 of a ROC year as usual."""
    return [date(year + FIRST_ROC_YEAR - 1, *day) for day in BASE_DAYS]
