"""散會 to 結案: choose what becomes of each resolution, then close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.flow import performs
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction, MeetingState
from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.actor import Actor
from app.models import Meeting
from app.queries.tracking.splits import resolutions_split
from app.services.meetings import lines

CHOOSING = frozenset({MeetingState.IN_SESSION, MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED})


def choose(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    choices: Mapping[int, TrackingChoice],
    *,
    seen_version: int | None,
    now: datetime,
) -> int:
    """列管選擇 of resolutions by id; how many changed. The text of a frozen resolution is not touched by it."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.hold(session, meeting, seen_version)
    if meeting.state not in CHOOSING:
        raise NotNow("choices_are_made")
    secret = {line.id: lines.is_confidential(line) for line in lines.lines_of(session, meeting)}
    split = resolutions_split(session, meeting)
    changed = 0
    for one in lines.resolutions_of(session, meeting):
        choice = choices.get(one.id)
        if choice is None or choice is one.tracking_choice:
            continue
        if one.id in split:
            raise NotNow("resolution_has_items", resolution=one.code)
        changes: dict[str, list[object]] = {"tracking_choice": [one.tracking_choice, choice]}
        one.tracking_choice, changed = choice, changed + 1
        session.flush()
        lines.note(
            session, actor, "choose_tracking", one, meeting, now=now, code=one.code, changes=changes,
            confidential=secret.get(one.item_id or 0, False),
        )  # fmt: skip
    return changed


@performs(MEETING_FLOW, MeetingAction.CLOSE)
def close(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """結案: every line has its outcome, every resolution its choice, every one to be tracked its items."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.CLOSE, actor, lines.facts_of(session, meeting)
    )
    session.flush()
    lines.note(session, actor, MeetingAction.CLOSE, meeting, meeting, now=now)
