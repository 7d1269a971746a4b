"""The city's past meetings with what they decided, and the one being prepared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.cases import CaseRow, ResolutionRow
from app.demo.city.meetings import COMING_MEETING, MAYOR, PAST_MEETINGS, MeetingRow
from app.domain.meetings.attendance import Mark, Presence
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.actor import CONSOLE
from app.domain.people.members import sits
from app.domain.tracking.decisions import FollowUpPart, Verdict
from app.models import Committee, Meeting
from app.queries.people.charters import members_of
from app.queries.tracking.follow_ups import lines_of
from app.services.meetings import (
    attending,
    closing,
    dated_facts,
    holding,
    minutes_approving,
    minuting,
    planning,
)
from app.services.meetings.attending import Invited
from app.services.meetings.lines import resolutions_of
from app.services.meetings.minuting import FreeParts
from app.services.meetings.past import PastCase, PastResolution, record_past
from app.services.meetings.planning import MeetingPlan
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import chair_word, follow_ups

TAIPEI = ZoneInfo("Asia/Taipei")
HEAD_OF_BUREAU, DEPUTY_HEAD = "局長", "副局長"


def load_meetings(session: Session, committee: Committee, *, now: datetime) -> Meeting:
    """Record the past ones, each on its own day; returns the coming one, in preparation and still without cases."""
    for row in PAST_MEETINGS:
        meeting = record_past(
            session, CONSOLE, committee, _plan(row), [_case(case) for case in row.cases],
            [_resolution(word) for word in row.closing], now=datetime.combine(row.held_on, row.ends, TAIPEI),
            today=row.held_on,
        )  # fmt: skip
        _call_the_list(session, committee, meeting, row)
        _approve_minutes(session, meeting, row)
    coming = planning.create(session, CONSOLE, committee, _plan(COMING_MEETING), now=now)
    attending.insert(session, coming, _invited(session, committee, COMING_MEETING))
    return coming


def hold_follow_up(
    session: Session, committee: Committee, row: MeetingRow, released: Collection[str]
) -> Meeting:
    """A 追蹤會議 from its planning to its end: the chair releases these items (by code) and continues the others."""
    at, after = (datetime.combine(row.held_on, hour, TAIPEI) for hour in (row.starts, row.ends))
    meeting = planning.create(
        session,
        CONSOLE,
        committee,
        replace(_plan(row), kind=MeetingKind.FOLLOW_UP),
        now=at - timedelta(days=14),
    )
    follow_ups.set_agenda(session, CONSOLE, meeting, seen_version=meeting.version, now=at - timedelta(days=7))
    _call_the_list(session, committee, meeting, row)
    holding.start(session, CONSOLE, meeting, seen_version=meeting.version, now=at)
    words = {
        line.item.id: Verdict.RELEASE if line.item.code in released else Verdict.CONTINUE
        for line in lines_of(session, meeting)
        if line.part is FollowUpPart.OPEN
    }
    chair_word.say(session, CONSOLE, meeting, words, now=after, today=row.held_on)
    holding.adjourn(session, CONSOLE, meeting, seen_version=meeting.version, now=after)
    _approve_minutes(session, meeting, row)
    choices = {one.id: TrackingChoice.NONE for one in resolutions_of(session, meeting)}
    closing.choose(session, CONSOLE, meeting, choices, seen_version=meeting.version, now=after)
    closing.close(session, CONSOLE, meeting, seen_version=meeting.version, now=after)
    return meeting


def _call_the_list(session: Session, committee: Committee, meeting: Meeting, row: MeetingRow) -> None:
    """Everybody came but the mayor where another took the chair, one head with his deputy, one expert on leave."""
    invited = _invited(session, committee, row)
    attending.insert(session, meeting, invited, [_mark(one, row) for one in invited])


def _invited(session: Session, committee: Committee, row: MeetingRow) -> list[Invited]:
    members = [
        Invited(
            one.name, one.title, one.agency.short_name if one.agency and one.title == HEAD_OF_BUREAU else ""
        )
        for one in members_of(session, committee)
        if sits(one, row.held_on)
    ]
    return [*members, *(Invited(body, is_member=False) for body in row.observers)]


def _mark(one: Invited, row: MeetingRow) -> Mark:
    if not one.is_member:
        return Mark(Presence.OBSERVING)
    if one.name == row.on_leave or (one.title == MAYOR[0] and row.chair_title != MAYOR[0]):
        return Mark(Presence.ON_LEAVE)
    if one.agency and one.agency == row.by_deputy:
        return Mark(Presence.BY_PROXY, row.deputy_name, DEPUTY_HEAD)
    return Mark(Presence.ATTENDING)


def _approve_minutes(session: Session, meeting: Meeting, row: MeetingRow) -> None:
    """紀錄: written the day after, approved by the mayor and sent out on paper."""
    if row.approved_on is None or row.sent_on is None:
        return
    parts = FreeParts(recorder=row.recorder)
    written = datetime.combine(row.held_on + timedelta(days=1), row.starts, TAIPEI)
    minutes = minuting.begin(session, CONSOLE, meeting, parts=parts, now=written)
    minutes_approving.record_approval(
        session, CONSOLE, meeting, PaperDecision(MAYOR[0], MAYOR[1], row.approved_on, row.approval_number),
        seen_version=minutes.version, now=datetime.combine(row.approved_on, row.starts, TAIPEI), today=row.approved_on,
    )  # fmt: skip
    dated_facts.record(
        session, CONSOLE, meeting, FactKind.MINUTES_SENT, dated_on=row.sent_on, document_number=row.sent_number,
        now=datetime.combine(row.sent_on, row.starts, TAIPEI), today=row.sent_on,
    )  # fmt: skip


def _plan(row: MeetingRow) -> MeetingPlan:
    return MeetingPlan(
        title=row.title, label=row.label, year=row.year, held_on=row.held_on, starts_at=row.starts,
        ends_at=row.ends, place=row.place, chair=f"{row.chair_title} {row.chair_name}",
    )  # fmt: skip


def _case(row: CaseRow) -> PastCase:
    section = Section(row.section)
    return PastCase(
        row.unit, row.subject, row.explanation, row.proposal,
        resolutions=tuple(_resolution(word) for word in row.resolutions),
        number=int(row.number) if section in (Section.DISCUSSION, Section.EXTEMPORE) else None,
        section=section, suggested_resolution=row.suggested_resolution, continues=row.continues,
    )  # fmt: skip


def _resolution(row: ResolutionRow) -> PastResolution:
    return PastResolution(
        row.text, Disposition(row.disposition), TrackingChoice(row.tracking_choice), ResolutionKind(row.kind)
    )
