"""年度會議: what counts as having met in a year, who chaired, and what an agency says of a meeting it held elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import Invalid
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year

MOST = 9999
FIGURES = ("outside_members", "special_reports", "proposals", "resolutions", "tracked")
_NOT_OVER = frozenset(
    {
        MeetingState.PREPARING, MeetingState.AGENDA_SET, MeetingState.IN_SESSION, MeetingState.POSTPONED,
        MeetingState.CANCELLED,
    }
)  # fmt: skip
HELD_STATES = frozenset(MeetingState) - _NOT_OVER
COUNTED_KINDS = frozenset(MeetingKind) - {MeetingKind.FOLLOW_UP}
"""A 追蹤會議 between two meetings never counts as a held 會報 (product 3.2)."""


class ChairRole(StrEnum):
    """主持人身分."""

    HEAD = "agency_head"
    DEPUTY = "deputy_head"
    OTHER = "other_person"


class Channel(StrEnum):
    """How somebody else's word reached whoever enters it."""

    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """What is registered. Only day and chair are asked at once; `year` None: that of the day; `label` '': the next free one.

    `channel` and `informant`: from where it is known, when another than the agency registers.
    """

    held_on: date
    chair_role: ChairRole
    chair_reason: str = ""
    year: int | None = None
    label: str = ""
    joint_title: str = ""
    outside_members: int | None = None
    special_reports: int | None = None
    proposals: int | None = None
    resolutions: int | None = None
    tracked: int | None = None
    document_number: str = ""
    channel: Channel | None = None
    informant: str = ""


def counts_as_held(kind: MeetingKind, state: MeetingState) -> bool:
    """Does this meeting count towards the year's duty? One run here and one only registered count alike."""
    return kind in COUNTED_KINDS and state in HELD_STATES


def chaired_by_head(
    registered: ChairRole | None, chair: str, convener: str | None, chair_title: str
) -> bool | None:
    """首長親自主持, as registered; of a meeting run here the head is its 召集人, where nobody said who that was whoever has
    the title of the chair by the 設置要點. None where nothing says it."""
    if registered is not None:
        return registered is ChairRole.HEAD
    if convener:
        return chair == convener
    return chair.startswith(chair_title) if chair and chair_title else None


class YearStanding(StrEnum):
    """How an agency stands with a year's duty to meet."""

    HELD = "year_held"
    SHORT = "year_short"  # met, but less often than required
    PLANNED = "year_planned"
    MISSING = "year_missing"
    EXEMPT = "year_exempt"


USUALLY_REQUIRED = 1
"""How often an agency without a 設置要點 of its own meets in a year."""
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What is planned of an agency's year. `visitor`: 派員列席; `exempt_basis`: why it need not meet this year."""

    planned_month: int | None = None
    visitor: str = ""
    exempt_basis: str = ""


NOTHING_PLANNED = YearPlan()


def year_standing(held: int, required: int, plan: YearPlan, *, year: int, today: date) -> YearStanding:
    """A planned month that has passed without a meeting is 未開. Who has met is never 免."""
    if held:
        return YearStanding.HELD if held >= required else YearStanding.SHORT
    if plan.exempt_basis or not required:
        return YearStanding.EXEMPT
    if plan.planned_month and (year, plan.planned_month) >= (roc_year(today), today.month):
        return YearStanding.PLANNED
    return YearStanding.MISSING


def check_plan(plan: YearPlan) -> None:
    """Invalid: planned_month_impossible."""
    if plan.planned_month is not None and plan.planned_month not in MONTHS:
        raise Invalid("planned_month_impossible", "planned_month")


def check_held(held: HeldMeeting, *, today: date, year_confirmed: bool, by_another: bool) -> None:
    """Invalid: not_held_yet, chair_reason_missing, year_differs_from_date, figure_out_of_range, informant_missing."""
    if held.held_on > today:
        raise Invalid("not_held_yet", "held_on")
    if held.chair_role is ChairRole.OTHER and not held.chair_reason:
        raise Invalid("chair_reason_missing", "chair_reason")
    day_year = roc_year(held.held_on)
    if held.year not in (None, day_year) and not year_confirmed:
        raise Invalid("year_differs_from_date", "year_confirmed", year=held.year, day_year=day_year)
    for name in FIGURES:
        value = getattr(held, name)
        if value is not None and not 0 <= value <= MOST:
            raise Invalid("figure_out_of_range", name, limit=MOST)
    if by_another and not (held.channel and held.informant):
        raise Invalid("informant_missing", "informant" if held.channel else "channel")


def next_label(year: int, taken: Collection[str]) -> str:
    """115年第n次 with the first number whose slug is free."""
    number = 1
    while f"{year}-{number}" in taken:
        number += 1
    return f"{year}年第{number}次"


def existed_in(valid_from: date | None, valid_to: date | None, year: int) -> bool:
    """Did an agency with these first and last days exist on any day of the ROC year?"""
    western = year + FIRST_ROC_YEAR - 1
    return (valid_from is None or valid_from.year <= western) and (
        valid_to is None or valid_to.year >= western
    )
