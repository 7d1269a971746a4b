"""草擬 and 傳閱 of minutes: begin them, write their free parts, hand them round, take them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import NotNow
from app.domain.flow import performs
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.minutes import FREE_PARTS
from app.domain.meetings.minutes_flow import MINUTES_FLOW, MinutesAction, MinutesCut, MinutesState
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Minutes, MinutesSummary, User
from app.queries.meetings.minutes import minutes_of
from app.queries.meetings.minutes_people import said_by_list
from app.services.meetings import lines
from app.services.meetings.minutes_record import cut, facts_of, hold


@dataclass(frozen=True, slots=True)
class FreeParts:
    """What is typed for the minutes alone; empty `present`, `observers`, `absent`: as the list of the meeting says.

    `summaries`: 報告摘要 by the id of the line.
    """

    recorder: str = ""
    present: str = ""
    observers: str = ""
    absent: str = ""
    opening: str = ""
    summaries: Mapping[int, str] = field(default_factory=dict)


def begin(
    session: Session, actor: Actor, meeting: Meeting, *, parts: FreeParts | None = None, now: datetime
) -> Minutes:
    """開始整理紀錄, once, after 散會; begun already they are as they are."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if found := minutes_of(session, meeting):
        return found
    if meeting.state not in OVER:
        raise NotNow("minutes_before_adjourning")
    minutes = Minutes(meeting_id=meeting.id, begun_at=now)
    session.add(minutes)
    session.flush()
    lines.note(session, actor, "create", minutes, meeting, now=now)
    minutes = minutes_of(session, meeting) or minutes
    _write(session, meeting, minutes, parts or FreeParts(recorder=_clerk(session, actor)))
    return minutes


def save(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    parts: FreeParts,
    *,
    seen_version: int | None,
    now: datetime,
) -> Minutes:
    """Write the free parts. NotNow `minutes_approved_stand` after 核定."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    minutes = hold(session, meeting, seen_version)
    if minutes.state is MinutesState.APPROVED:
        raise NotNow("minutes_approved_stand")
    if changed := _write(session, meeting, minutes, parts):
        changes: dict[str, list[object]] = {"fields": [None, changed]}
        lines.note(session, actor, "change", minutes, meeting, now=now, changes=changes)
    return minutes


@performs(MINUTES_FLOW, MinutesAction.CIRCULATE)
def circulate(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """傳閱: a version is kept, and members may read it and ask for corrections."""
    minutes = hold(session, meeting, seen_version)
    facts = facts_of(session, meeting, minutes, now.date())
    minutes.state = MINUTES_FLOW.step(minutes.state, MinutesAction.CIRCULATE, actor, facts)
    session.flush()
    version = cut(session, actor, meeting, minutes, MinutesCut.CIRCULATION, now)
    changes: dict[str, list[object]] = {"version": [None, version.number]}
    lines.note(session, actor, MinutesAction.CIRCULATE, minutes, meeting, now=now, changes=changes)


@performs(MINUTES_FLOW, MinutesAction.CALL_BACK)
def call_back(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """收回修正: members no longer see it; what they asked for stays."""
    minutes = hold(session, meeting, seen_version)
    facts = facts_of(session, meeting, minutes, now.date())
    minutes.state = MINUTES_FLOW.step(minutes.state, MinutesAction.CALL_BACK, actor, facts)
    session.flush()
    lines.note(session, actor, MinutesAction.CALL_BACK, minutes, meeting, now=now)


def _write(session: Session, meeting: Meeting, minutes: Minutes, parts: FreeParts) -> list[str]:
    """Store what differs; the names of the parts that changed. Summaries of lines of other meetings are left out."""
    changed = []
    texts = asdict(parts)
    texts |= {name: "" for name, said in said_by_list(session, meeting).items() if texts[name] == said}
    for name in FREE_PARTS:
        if getattr(minutes, name) != texts[name]:
            setattr(minutes, name, texts[name])
            changed.append(name)
    if _write_summaries(session, meeting, minutes, parts.summaries):
        changed.append("summary")
        flag_modified(minutes, "recorder")
    session.flush()
    return changed


def _clerk(session: Session, actor: Actor) -> str:
    """Whoever begins the minutes writes them, until another name is typed."""
    person = session.get(User, actor.person_id) if actor.person_id is not None else None
    return f"{person.title}{person.name}" if person else ""


def _write_summaries(session: Session, meeting: Meeting, minutes: Minutes, wanted: Mapping[int, str]) -> bool:
    own: list[AgendaItem] = lines.lines_of(session, meeting)
    kept, changed = {one.item_id: one for one in minutes.summaries}, False
    for item in own:
        text = wanted.get(item.id)
        if text is None or text == (kept[item.id].text if item.id in kept else ""):
            continue
        changed = True
        if item.id in kept:
            kept[item.id].text = text
        else:
            minutes.summaries.append(MinutesSummary(minutes_id=minutes.id, item_id=item.id, text=text))
    return changed
