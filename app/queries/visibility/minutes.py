"""Who sees minutes in which state: officer and head always, members while they circulate, all readers from 核定 on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.meetings.minutes import Content, from_json
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.models import Meeting, Minutes
from app.queries.meetings.found import find_lines
from app.queries.meetings.minutes import assembled


def minutes_are_seen(actor: Actor, meeting: Meeting, minutes: Minutes | None) -> bool:
    """`meeting.committee` must be loaded."""
    if minutes is None:
        return False
    wanted = {
        MinutesState.DRAFTING: (Right.RUN_MEETINGS,),
        MinutesState.CIRCULATING: (Right.RUN_MEETINGS, Right.REQUEST_CORRECTIONS),
        MinutesState.APPROVED: (Right.RUN_MEETINGS, Right.READ_MINUTES),
    }[minutes.state]
    return any(may(actor, right, committee_agency_id=meeting.committee.agency_id) for right in wanted)


def seen_content(
    session: Session, actor: Actor, meeting: Meeting, minutes: Minutes, number: int | None = None
) -> Content:
    """The text without the lines this actor does not see: as kept at 核定, before that as the records say.

    `number`: one earlier version of it.
    """
    keys = {item.id for item in find_lines(session, actor, meeting)}
    kept = {version.number: version for version in minutes.versions}
    if number is None and minutes.state is MinutesState.APPROVED:
        number = max(kept)
    content = assembled(session, meeting, minutes) if number is None else from_json(kept[number].content)
    return content.only(keys)
