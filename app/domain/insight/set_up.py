"""上線準備: the seven tasks of a first set-up, and how each stands as the records say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.notices.delivery import DeliveryState


class SetUpTask(StrEnum):
    AGENCIES = "set_up_agencies"
    CONTACTS = "set_up_contacts"
    COMMITTEE = "set_up_committee"
    TEMPLATES = "set_up_templates"
    DEADLINES = "set_up_deadlines"
    TEST_MAIL = "set_up_test_mail"
    PAST_YEARS = "set_up_past_years"


class SetUpStanding(StrEnum):
    DONE = "set_up_done"
    TO_DO = "set_up_to_do"
    INCOMPLETE = "set_up_incomplete"
    MAY_WAIT = "set_up_may_wait"


@dataclass(frozen=True, slots=True)
class SetUpFacts:
    """What stands in the records. `agencies`: beside the department's own; `lacking`: ROC years without an office calendar.

    `test_mail`: how the last one stands, None without one. `past_meetings`: held, or imported of earlier years.
    """

    agencies: int = 0
    contacts: int = 0
    without_contact: int = 0
    charter: bool = False
    members: int = 0
    own_templates: int = 0
    lacking: tuple[int, ...] = ()
    steps_on: int = 0
    base_days: int = 0
    test_mail: DeliveryState | None = None
    past_meetings: int = 0


def standings(facts: SetUpFacts) -> dict[SetUpTask, SetUpStanding]:
    """All seven, in their order."""
    found = SetUpStanding
    return {
        SetUpTask.AGENCIES: found.DONE if facts.agencies else found.TO_DO,
        SetUpTask.CONTACTS: _contacts(facts),
        SetUpTask.COMMITTEE: _both(facts.charter, facts.members),
        SetUpTask.TEMPLATES: found.DONE if facts.own_templates else found.MAY_WAIT,
        SetUpTask.DEADLINES: found.INCOMPLETE if facts.lacking else _both(facts.steps_on, facts.base_days),
        SetUpTask.TEST_MAIL: _test_mail(facts.test_mail),
        SetUpTask.PAST_YEARS: found.DONE if facts.past_meetings else found.MAY_WAIT,
    }


def still_to_do(facts: SetUpFacts) -> list[SetUpTask]:
    """What should be done before mail leaves in earnest."""
    open_ones = (SetUpStanding.TO_DO, SetUpStanding.INCOMPLETE)
    return [task for task, standing in standings(facts).items() if standing in open_ones]


def _contacts(facts: SetUpFacts) -> SetUpStanding:
    if not facts.contacts:
        return SetUpStanding.TO_DO
    return SetUpStanding.INCOMPLETE if facts.without_contact else SetUpStanding.DONE


def _both(one: object, other: object) -> SetUpStanding:
    """Two things that belong together."""
    if one and other:
        return SetUpStanding.DONE
    return SetUpStanding.INCOMPLETE if one or other else SetUpStanding.TO_DO


def _test_mail(state: DeliveryState | None) -> SetUpStanding:
    if state is None:
        return SetUpStanding.TO_DO
    return SetUpStanding.DONE if state is DeliveryState.SENT else SetUpStanding.INCOMPLETE
