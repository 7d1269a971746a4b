"""歷次決議辦理情形 of a meeting: 政風處's proposal on a line, and pinning all of them at 議程定稿."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, inspect, select
from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction, MeetingState
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.domain.tracking.decisions import FollowUpPart, Verdict
from app.domain.tracking.follow_up import FollowUpColumns
from app.models import AgendaItem, Committee, FollowUp, Meeting, TrackedItem
from app.queries.tracking.follow_ups import Line, lines_of, live_lines_of
from app.services import audit
from app.services.meetings import agenda, lines
from app.services.versions import check_seen
from app.wording.tracking.follow_up import FOLLOW_UP_TITLE


def pin(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> list[FollowUp]:
    """With 議程定稿: a row per line with its 綜整 of now; a proposal that was chosen before stays."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    stored = {row.item_id: row for row in session.scalars(_stored(meeting))}
    found = live_lines_of(session, meeting, stored)
    gone = stored.keys() - {line.item.id for line in found}
    kept = []
    for position, line in enumerate(found, start=1):
        row = stored.get(line.item.id) or _new(meeting, line)
        row.position, row.part = position, line.part
        row.summary_id = line.summary.id if line.summary else None
        row.proposal = line.proposal
        session.add(row)
        kept.append(row)
    session.execute(delete(FollowUp).where(FollowUp.id.in_([stored[one].id for one in gone])))
    session.flush()
    if kept:
        changes: dict[str, list[object]] = {"lines": [None, len(kept)]}
        lines.note(session, actor, "pin_follow_up", meeting, meeting, now=now, changes=changes)
    return kept


def propose(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: TrackedItem,
    verdict: Verdict,
    *,
    seen_version: int | None,
    now: datetime,
) -> FollowUp:
    """政風處's proposal on one line, while the agenda may still be arranged. NotNow: not_on_follow_up, agenda_is_fixed."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if meeting.state != MeetingState.PREPARING:
        raise NotNow("agenda_is_fixed")
    line = next((one for one in lines_of(session, meeting) if one.item.id == item.id), None)
    if line is None or line.part is not FollowUpPart.OPEN:
        raise NotNow("not_on_follow_up")
    row = line.row
    if row is None:
        row = _new(meeting, line)
        session.add(row)
    elif seen_version is not None:
        check_seen(row, seen_version)
    before, row.proposal = line.proposal, verdict
    session.flush()
    changes: dict[str, list[object]] = {"proposal": [before, verdict]}
    lines.note(
        session, actor, "propose_verdict", row, meeting, now=now, code=item.code, changes=changes,
        confidential=line.secret,
    )  # fmt: skip
    return row


def choose_columns(
    session: Session,
    actor: Actor,
    committee: Committee,
    columns: FollowUpColumns,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """The columns in which the committee's papers show 歷次決議辦理情形 from now on."""
    lines.demand_runner(actor, committee)
    session.refresh(committee, inspect(Committee).column_attrs.keys(), with_for_update=True)
    check_seen(committee, seen_version)
    before, committee.follow_up_columns = committee.follow_up_columns, columns
    session.flush()
    if before is not columns:
        changes: dict[str, list[object]] = {"follow_up_columns": [before, columns]}
        audit.record(
            session, actor, "choose_columns", committee, now=now, code=committee.code, changes=changes,
            agency_id=committee.agency_id,
        )  # fmt: skip


def _new(meeting: Meeting, line: Line) -> FollowUp:
    return FollowUp(meeting_id=meeting.id, item_id=line.item.id, position=0, part=line.part)


def set_agenda(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """議程定稿 with the follow-up: its line stands among the reports, first, and what it says is pinned."""
    lines.hold(session, meeting, seen_version)
    facts = lines.facts_of(session, meeting)
    if refusal := MEETING_FLOW.refusal(meeting.state, MeetingAction.SET_AGENDA, actor, facts):
        raise refusal
    stored = {row.item_id: row for row in session.scalars(_stored(meeting))}
    if live_lines_of(session, meeting, stored):
        _put_on(session, actor, meeting, now=now)
    agenda.set_agenda(session, actor, meeting, seen_version=meeting.version, now=now)
    pin(session, actor, meeting, now=now)


def _put_on(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> None:
    """The line 歷次決議辦理情形 of the agenda; nothing where it was there once."""
    own = lines.lines_of(session, meeting, removed=True)
    if any(item.title == FOLLOW_UP_TITLE for item in own):
        return
    reports = [item for item in own if item.section is Section.REPORTS and item.removed_at is None]
    item = AgendaItem(meeting_id=meeting.id, section=Section.REPORTS, title=FOLLOW_UP_TITLE, proposal=None)
    lines.append(session, meeting, [item])
    for place, one in enumerate([item, *reports], start=1):
        one.position = place
    session.flush()
    changes: dict[str, list[object]] = {"title": [None, FOLLOW_UP_TITLE]}
    lines.note(session, actor, "add_title", item, meeting, now=now, code=item.code or "", changes=changes)


def _stored(meeting: Meeting) -> Select[FollowUp]:
    return select(FollowUp).where(FollowUp.meeting_id == meeting.id)
