"""The chair's 解除／繼續／自行 on lines of 歷次決議辦理情形: the closing act, and the same words in the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotNow
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.resolution import ResolutionKind
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import OPEN, AssignmentState
from app.domain.tracking.decisions import ClosingReason, FollowUpPart, Outcome, Verdict
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.models import AgendaItem, Assignment, ClosureDecision, FollowUp, Meeting, Resolution, TrackedItem
from app.queries.meetings.minutes import charter_on
from app.queries.tracking.follow_ups import Line, lines_of
from app.services.meetings import lines, resolving
from app.services.meetings.resolving import Wording
from app.services.tracking import closing, moving
from app.wording.tracking.follow_up import (
    FOLLOW_UP_TITLE,
    UNDONE,
    WORD_ITEM,
    WORD_LINE,
    WORD_SECRET,
)
from app.wording.words import word


def say(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    verdicts: Mapping[int, Verdict],
    *,
    now: datetime,
    today: date,
) -> list[FollowUp]:
    """One word per item, by its id; every share gets its decision, all in this transaction. Said again it changes nothing.

    NotNow: chair_word_not_in_session, not_on_follow_up, follow_up_may_not_release.
    """
    found = _open_lines(session, actor, meeting)
    if verdicts.keys() - found.keys():
        raise NotNow("not_on_follow_up")
    if set(verdicts.values()) - {Verdict.CONTINUE} and not may_release(session, meeting, today):
        raise NotNow("follow_up_may_not_release")
    said = []
    for item_id, verdict in verdicts.items():
        line, row = found[item_id], _row(found[item_id])
        lines.read_anew(session, row, lock=True)
        if row.word is verdict:
            continue
        if row.word is not None:
            _take_back(session, actor, meeting, row, now=now, today=today)
        _carry_out(session, actor.recording(), meeting, line.item, verdict, now=now, today=today)
        _keep(session, actor, meeting, line, verdict, now=now)
        said.append(row)
    if said:
        _minute(session, actor, meeting, now=now)
    return said


def may_release(session: Session, meeting: Meeting, today: date) -> bool:
    """A 會報 always; a 追蹤會議 where the charter lets items be released between two of them."""
    if meeting.kind is not MeetingKind.FOLLOW_UP:
        return True
    charter = charter_on(session, meeting.committee_id, meeting.held_on or today)
    return charter is not None and charter.release_by_delegation


def undo(
    session: Session, actor: Actor, meeting: Meeting, item_ids: Iterable[int], *, now: datetime, today: date
) -> None:
    """The word is taken back while the meeting records; each share stands again as before it."""
    found = _open_lines(session, actor, meeting)
    for item_id in item_ids:
        if item_id not in found:
            raise NotNow("not_on_follow_up")
        row = _row(found[item_id])
        lines.read_anew(session, row, lock=True)
        if row.word is not None:
            _take_back(session, actor, meeting, row, now=now, today=today)
            _keep(session, actor, meeting, found[item_id], None, now=now)
    _minute(session, actor, meeting, now=now)


def _open_lines(session: Session, actor: Actor, meeting: Meeting) -> dict[int, Line]:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if meeting.state != MeetingState.IN_SESSION:
        raise NotNow("chair_word_not_in_session")
    return {
        one.item.id: one for one in lines_of(session, meeting) if one.row and one.part is FollowUpPart.OPEN
    }


def _carry_out(
    session: Session,
    clerk: Actor,
    meeting: Meeting,
    item: TrackedItem,
    verdict: Verdict,
    *,
    now: datetime,
    today: date,
) -> None:
    shares = _shares(session, item)
    ground = closing.by_meeting(meeting, today)
    if verdict is Verdict.RELEASE:
        closing.release(session, clerk, shares, ground, now=now, today=today)
    elif verdict is Verdict.CONTINUE:
        for share in shares:
            if share.state is AssignmentState.RELEASE_PROPOSED:
                closing.continue_tracking(session, clerk, share, meeting, now=now, today=today)
    else:
        for share in shares:
            closing.close_otherwise(
                session, clerk, share, Outcome.SELF_TRACK, ground, ClosingReason.OTHER, word(verdict),
                seen_version=share.version, now=now, today=today,
            )  # fmt: skip


def _shares(session: Session, item: TrackedItem) -> list[Assignment]:
    """The open shares the word is said of; 協辦 in 單一主辦 follow their lead."""
    query = select(Assignment.id).where(
        Assignment.item_id == item.id, Assignment.removed_at.is_(None), Assignment.state.in_(OPEN)
    )
    if item.mode is ItemMode.SINGLE_LEAD:
        query = query.where(Assignment.role == AssignmentRole.LEAD)
    return moving.hold_all(session, session.scalars(query))


def _take_back(
    session: Session, actor: Actor, meeting: Meeting, row: FollowUp, *, now: datetime, today: date
) -> None:
    """What the last decision of each share was, if this meeting took it, is undone."""
    decisions = session.scalars(
        select(ClosureDecision)
        .join(Assignment, Assignment.id == ClosureDecision.assignment_id)
        .where(Assignment.item_id == row.item_id)
        .order_by(ClosureDecision.id)
    )
    last = {one.assignment_id: one for one in decisions}
    said = {
        share_id: one
        for share_id, one in last.items()
        if one.meeting_id == meeting.id and one.outcome is not Outcome.RESTORE
    }
    ground = closing.by_meeting(meeting, today)
    for share in moving.hold_all(session, said):
        closing.take_back_word(
            session, actor.recording(), share, said[share.id], ground, reason=UNDONE, now=now, today=today
        )


def _keep(
    session: Session, actor: Actor, meeting: Meeting, line: Line, verdict: Verdict | None, *, now: datetime
) -> None:
    row = _row(line)
    before, row.word = row.word, verdict
    row.word_text = word(verdict) if verdict else ""
    row.said_at = now if verdict else None
    row.recorded_by_id = actor.person_id
    session.flush()
    changes: dict[str, list[object]] = {"word": [before, verdict]}
    lines.note(
        session, actor, "say_verdict", row, meeting, now=now, code=line.item.code, changes=changes,
        confidential=line.secret,
    )  # fmt: skip


def _minute(session: Session, actor: Actor, meeting: Meeting, *, now: datetime) -> None:
    """The words as the 決定 on the line of the agenda; nothing where the agenda has no such line."""
    on_agenda = session.scalars(
        select(AgendaItem).where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.title == FOLLOW_UP_TITLE,
            AgendaItem.removed_at.is_(None),
        )
    ).one_or_none()
    if on_agenda is None:
        return
    standing = session.scalars(
        select(Resolution)
        .where(Resolution.item_id == on_agenda.id, Resolution.removed_at.is_(None))
        .order_by(Resolution.ordinal)
    ).first()
    text = text_of(lines_of(session, meeting))
    wording = Wording(kind=ResolutionKind.DECISION, text=text or UNDONE)
    if standing is None:
        if text:
            resolving.add(session, actor, meeting, on_agenda, wording, now=now)
        return
    resolving.change(session, actor, meeting, standing, wording, seen_version=standing.version, now=now)


def text_of(found: Iterable[Line]) -> str:
    """「解除列管（2項）：114-1-3-T1「…」、…」, a line per word; '' while nothing was said."""
    said: dict[Verdict, list[str]] = {}
    for line in found:
        if line.row and line.row.word:
            form = WORD_SECRET if line.secret else WORD_ITEM
            said.setdefault(line.row.word, []).append(form.format(code=line.item.code, title=line.item.title))
    return "\n".join(
        WORD_LINE.format(verdict=word(verdict), count=len(said[verdict]), items="、".join(said[verdict]))
        for verdict in Verdict
        if verdict in said
    )


def _row(line: Line) -> FollowUp:
    assert line.row is not None  # noqa: S101 — only stored lines are asked for
    return line.row
