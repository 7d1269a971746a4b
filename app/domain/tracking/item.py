"""列管事項 (項) and 分辦 (件): how an item is owed, by whom, until when, how often it is reported (product 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app.domain.errors import Invalid


class ItemMode(StrEnum):
    """Who answers: one lead alone · lead and co each · two or more leads · every agency of a group by itself."""

    SINGLE_LEAD = "single_lead"
    LEAD_AND_CO = "lead_and_co"
    SEVERAL_LEADS = "several_leads"
    EACH_AGENCY = "each_agency"


class DueKind(StrEnum):
    """A date · before the next meeting, a date once that has one · no end, judged by its rounds."""

    FIXED_DATE = "fixed_date"
    NEXT_MEETING = "next_meeting"
    ONGOING = "ongoing"


class Frequency(StrEnum):
    """How often a share is reported; each falls due on one day per committee."""

    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    EVERY_MEETING = "every_meeting"


class AssignmentRole(StrEnum):
    LEAD = "lead"
    CO = "co"


class Register(StrEnum):
    """A register whose entry is the report of an item."""

    YEARLY_MEETING = "yearly_meeting"
    DECLARATION_TALLY = "declaration_tally"


def owes_reports(mode: ItemMode, role: AssignmentRole) -> bool:
    """協辦 in 單一主辦 deliver to the lead, not to us."""
    return role is AssignmentRole.LEAD or mode is not ItemMode.SINGLE_LEAD


def check_roles(mode: ItemMode, roles: Iterable[AssignmentRole]) -> None:
    """The open shares of an item. Invalid: one_lead_wanted, several_leads_wanted, co_not_here, no_agency_chosen."""
    given = list(roles)
    leads = given.count(AssignmentRole.LEAD)
    if not given:
        raise Invalid("no_agency_chosen", "agencies")
    if mode in (ItemMode.SINGLE_LEAD, ItemMode.LEAD_AND_CO) and leads != 1:
        raise Invalid("one_lead_wanted", "agencies", leads=leads)
    if mode is ItemMode.SEVERAL_LEADS and leads < 2:
        raise Invalid("several_leads_wanted", "agencies", leads=leads)
    if mode is ItemMode.EACH_AGENCY and leads != len(given):
        raise Invalid("co_not_here", "agencies")
