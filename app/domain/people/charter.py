"""設置要點 as data: the ten parameters of a committee, and which dated version of them holds on a day (product 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.errors import Invalid

PERCENT = range(1, 101)
MOST_MEETINGS, MOST_TERM_MONTHS, MOST_MINUTES_DAYS, MOST_EXTENSIONS = 24, 120, 180, 20


class Proxies(StrEnum):
    """Who may come in a member's place: nobody (新北), the member's deputy (金門), whomever the member designates."""

    NONE = "none"
    DEPUTY = "deputy"
    DESIGNATED = "designated"


@dataclass(frozen=True, slots=True)
class CharterTerms:
    """One version. `quorum_percent` and `gender_minimum_percent` None: the charter asks for none; 33 stands for one third.

    `term_months` None: no term. `minutes_days`: calendar days from the meeting. `release_by_delegation`: may 政風處 release
    without the meeting. `most_extensions`: further ones go to the next level. `all_agencies_id`: the group 「各機關」 means.
    """

    effective_on: date
    basis: str
    required_meetings: int
    required_basis: str
    chair_title: str
    proxies: Proxies
    minutes_days: int
    minutes_approver: str
    release_by_delegation: bool
    most_extensions: int
    quorum_percent: int | None = None
    gender_minimum_percent: int | None = None
    term_months: int | None = None
    all_agencies_id: int | None = None


class Dated(Protocol):
    """A version: the day it takes effect, and which one it is in the order they were written."""

    @property
    def effective_on(self) -> date: ...
    @property
    def number(self) -> int: ...


D = TypeVar("D", bound=Dated)


def in_force(versions: Iterable[D], day: date) -> D | None:
    """The version that holds on `day`: the latest to take effect by then, of one day the one written last."""
    begun = [version for version in versions if version.effective_on <= day]
    return max(begun, key=lambda version: (version.effective_on, version.number), default=None)


def check_terms(terms: CharterTerms) -> None:
    """Invalid: charter_text_missing, charter_number_out_of_range."""
    for name in ("basis", "required_basis", "chair_title", "minutes_approver"):
        if not getattr(terms, name):
            raise Invalid("charter_text_missing", name)
    limits = {
        "required_meetings": range(MOST_MEETINGS + 1),
        "minutes_days": range(1, MOST_MINUTES_DAYS + 1),
        "most_extensions": range(MOST_EXTENSIONS + 1),
        "quorum_percent": PERCENT,
        "gender_minimum_percent": range(1, 51),
        "term_months": range(1, MOST_TERM_MONTHS + 1),
    }
    for name, allowed in limits.items():
        value = getattr(terms, name)
        if value is not None and value not in allowed:
            raise Invalid("charter_number_out_of_range", name, low=allowed[0], high=allowed[-1])
