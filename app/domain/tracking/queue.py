"""審核匣: what a report asks of 政風處, most pressing first. A report that asks nothing is received with the others."""

from __future__ import annotations

from enum import StrEnum

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Opinion, Progress
from app.domain.tracking.same_text import is_same_text


class Ask(StrEnum):
    """Why a person should look. The order is the order of the queue."""

    RELEASE = "ask_release"
    ANSWERED = "ask_answered"
    SAME_TEXT = "ask_same_text"
    NO_PROGRESS = "ask_no_progress"


def asks_of(
    progress: Progress | None, text: str, before: str, came_from: AssignmentState | None
) -> tuple[Ask, ...]:
    """`before`: the text of the agency's last report, '' where this is the first; `came_from`: the share's state before."""
    found = {
        Ask.RELEASE: progress is Progress.DONE,
        Ask.ANSWERED: came_from is AssignmentState.RETURNED,
        Ask.SAME_TEXT: is_same_text(text, before),
        Ask.NO_PROGRESS: progress is Progress.NONE,
    }
    return tuple(ask for ask in Ask if found[ask])


def preset(progress: Progress | None) -> Opinion:
    """What the claim suggests to whoever answers: the agency says it is done, or it goes on."""
    return Opinion.RELEASE if progress is Progress.DONE else Opinion.RECEIVE
