"""The chair's 解除／繼續／自行 on lines of 歷次決議辦理情形: the closing act, and the same words in the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
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
    rows = _locked(session, [found[item_id] for item_id in verdicts])
    changed = {one.item_id: verdicts[one.item_id] for one in rows if one.word is not verdicts[one.item_id]}
    _take_back(
        session, actor, meeting, [one for one in rows if one.item_id in changed and one.word is not None],
        now=now, today=today,
    )  # fmt: skip
    for verdict in Verdict:
        items = [found[item_id].item for item_id, said in changed.items() if said is verdict]
        if items:
            _carry_out(session, actor.recording(), meeting, items, verdict, now=now, today=today)
    for item_id, verdict in changed.items():
        _keep(session, actor, meeting, found[item_id], verdict, now=now)
    if changed:
        _minute(session, actor, meeting, now=now)
    return [one for one in rows if one.item_id in changed]


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
    wanted = list(item_ids)
    if set(wanted) - found.keys():
        raise NotNow("not_on_follow_up")
    said = [one for one in _locked(session, [found[item_id] for item_id in wanted]) if one.word is not None]
    _take_back(session, actor, meeting, said, now=now, today=today)
    for row in said:
        _keep(session, actor, meeting, found[row.item_id], None, now=now)
    _minute(session, actor, meeting, now=now)


def _open_lines(session: Session, actor: Actor, meeting: Meeting) -> dict[int, Line]:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if meeting.state != MeetingState.IN_SESSION:
        raise NotNow("chair_word_not_in_session")
    return {
        one.item.id: one for one in lines_of(session, meeting) if one.row and one.part is FollowUpPart.OPEN
    }


def _locked(session: Session, wanted: Sequence[Line]) -> list[FollowUp]:
    """The lines' rows as stored now, locked in one order."""
    session.flush()
    query = (
        select(FollowUp)
        .where(FollowUp.id.in_([_row(line).id for line in wanted]))
        .order_by(FollowUp.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def _carry_out(
    session: Session,
    clerk: Actor,
    meeting: Meeting,
    items: Sequence[TrackedItem],
    verdict: Verdict,
    *,
    now: datetime,
    today: date,
) -> None:
    shares = _shares(session, items)
    ground = closing.by_meeting(meeting, today)
    if verdict is Verdict.RELEASE:
        closing.release(session, clerk, shares, ground, now=now, today=today)
    elif verdict is Verdict.CONTINUE:
        waiting = [share for share in shares if share.state is AssignmentState.RELEASE_PROPOSED]
        closing.continue_tracking(session, clerk, waiting, meeting, now=now, today=today)
    else:
        closing.close_all(
            session, clerk, shares, Outcome.SELF_TRACK, ground, ClosingReason.OTHER, word(verdict),
            now=now, today=today,
        )  # fmt: skip


def _shares(session: Session, items: Sequence[TrackedItem]) -> list[Assignment]:
    """The open shares the word is said of; 協辦 in 單一主辦 follow their lead."""
    alone = [item.id for item in items if item.mode is ItemMode.SINGLE_LEAD]
    query = select(Assignment.id).where(
        Assignment.item_id.in_([item.id for item in items]),
        Assignment.removed_at.is_(None),
        Assignment.state.in_(OPEN),
        or_(Assignment.role == AssignmentRole.LEAD, Assignment.item_id.not_in(alone)),
    )
    return moving.hold_all(session, session.scalars(query))


def _take_back(
    session: Session, actor: Actor, meeting: Meeting, rows: Sequence[FollowUp], *, now: datetime, today: date
) -> None:
    """What the last decision of each share was, if this meeting took it, is undone."""
    decisions = session.scalars(
        select(ClosureDecision)
        .join(Assignment, Assignment.id == ClosureDecision.assignment_id)
        .where(Assignment.item_id.in_([row.item_id for row in rows]))
        .order_by(ClosureDecision.id)
    )
    last = {one.assignment_id: one for one in decisions}
    said = {
        share_id: one
        for share_id, one in last.items()
        if one.meeting_id == meeting.id and one.outcome is not Outcome.RESTORE
    }
    if said:
        shares, ground = moving.hold_all(session, said), closing.by_meeting(meeting, today)
        closing.take_back_words(
            session, actor.recording(), shares, said, ground, reason=UNDONE, now=now, today=today
        )


def _keep(
    session: Session, actor: Actor, meeting: Meeting, line: Line, verdict: Verdict | None, *, now: datetime
) -> None:
    row = _row(line)
    before, row.word = row.word, verdict
    row.word_text = word(verdict) if verdict else ""
    row.said_at = now if verdict else None
    row.recorded_by_id = actor.person_id
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
