"""回溯: how a share stood at the end of a day, from what was written of it by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.tracking import flags
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.deadline import Extended, due_current
from app.domain.tracking.decisions import Opinion
from app.domain.tracking.flags import Share
from app.domain.tracking.item import DueKind
from app.domain.tracking.ruling import Asking, asks_ruling


@dataclass(frozen=True, slots=True)
class Told:
    """A report that was sent: when, and when it was answered how."""

    sent_on: date
    opinion: Opinion | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """An extension: asked, decided, and to which day where it was granted. `before`: the date that held until then.

    `of_lead`: granted to the lead of a 協辦 in 單一主辦.
    """

    asked_on: date
    decided_on: date | None = None
    granted_to: date | None = None
    before: date = date.min
    of_lead: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a share. `corrected`: (day, date that held before it) of each 更正; `pauses`: (from, until)…

    `continued_on`: the days on which the chair said 繼續列管. `legacy`: 舊案, under way since before this system knew it.
    """

    state: AssignmentState
    due_kind: DueKind
    due_original: date | None
    ended_on: date | None
    told: Sequence[Told] = ()
    asked: Sequence[Asked] = ()
    corrected: Sequence[tuple[date, date | None]] = ()
    pauses: Sequence[tuple[date, date | None]] = ()
    continued_on: Sequence[date] = ()
    legacy: bool = False


@dataclass(frozen=True, slots=True)
class Stood:
    state: AssignmentState
    ended_on: date | None
    due_current: date | None
    overdue: bool
    asks_ruling: bool


def stood_on(past: Past, day: date, most_extensions: int | None) -> Stood:
    """As far as events tell: a share restored since is taken for open, as it is now."""
    due = _due(past, day)
    if past.ended_on is not None and past.ended_on <= day:
        return Stood(past.state, past.ended_on, due, False, False)
    state = _state(past, day)
    paused = any(since <= day and (until is None or until > day) for since, until in past.pauses)
    waits = any(
        one.asked_on <= day and (one.decided_on is None or one.decided_on > day)
        for one in past.asked
        if not one.of_lead
    )
    own = [one for one in _granted(past, day) if not one.of_lead]
    asking = Asking(state, waits, len(own), most_extensions)
    late = flags.is_overdue(Share(state, past.due_kind, due, paused), day)
    return Stood(state, None, due, late, asks_ruling(asking))


def _state(past: Past, day: date) -> AssignmentState:
    sent = [one for one in past.told if one.sent_on <= day]
    if not sent:
        return AssignmentState.UNDER_WAY if past.legacy else AssignmentState.DISPATCHED
    last = sent[-1]
    if last.answered_on is None or last.answered_on > day:
        return AssignmentState.SUBMITTED
    if last.opinion is Opinion.SEND_BACK:
        return AssignmentState.RETURNED
    answered = last.answered_on
    if last.opinion is Opinion.RELEASE and not any(answered <= one <= day for one in past.continued_on):
        return AssignmentState.RELEASE_PROPOSED
    return AssignmentState.UNDER_WAY


def _due(past: Past, day: date) -> date | None:
    later = [before for corrected, before in past.corrected if corrected > day]
    return due_current(later[0] if later else past.due_original, _granted(past, day))


def _granted(past: Past, day: date) -> list[Extended]:
    """In the order they were decided."""
    decided = sorted(
        (one.decided_on, place, Extended(one.before, one.granted_to, one.of_lead))
        for place, one in enumerate(past.asked)
        if one.granted_to is not None and one.decided_on is not None and one.decided_on <= day
    )
    return [granted for _, _, granted in decided]
