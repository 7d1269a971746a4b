"""排議程: put cases on, take them off, order them, 議程定稿, 重新排議程, 抽換."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotNow
from app.domain.flow import performs
from app.domain.meetings import agenda as rules
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction, MeetingKind, MeetingState
from app.domain.meetings.resolution import Section
from app.domain.meetings.timing import check_duration
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor
from app.models import AgendaItem, Meeting, Proposal, ProposalVersion
from app.services.meetings import lines
from app.services.meetings.planning import unpin
from app.services.proposals import scheduling, versions


def schedule(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    proposals: Sequence[Proposal],
    *,
    section: Section = Section.DISCUSSION,
    seen_version: int | None,
    now: datetime,
) -> list[AgendaItem]:
    """加入提案: each at the end of the section, in the order given; pinned at once where the agenda stands already."""
    _open(session, actor, meeting, section, seen_version)
    if meeting.kind is MeetingKind.FOLLOW_UP:
        raise Invalid("follow_up_takes_no_case", "proposals")
    if section not in rules.FOR_PROPOSALS:
        raise Invalid("section_takes_no_proposal", "section")
    if not proposals:
        raise Invalid("proposals_not_ticked", "proposals")
    if any(proposal.committee_id != meeting.committee_id for proposal in proposals):
        raise Absent
    scheduled = [scheduling.schedule(session, actor, proposal, now=now) for proposal in proposals]
    items = [
        AgendaItem(meeting_id=meeting.id, section=section, proposal_id=proposal.id, proposal=proposal)
        for proposal in scheduled
    ]
    lines.append(session, meeting, items)
    for item in items:
        if meeting.state in rules.PINNED_IN:
            pin(session, actor, item, CutFor.AGENDA, now=now)
    lines.touch(meeting)
    session.flush()
    for item in items:
        lines.note(
            session, actor, "put_on", item, meeting, now=now, code=item.code or "",
            confidential=lines.is_confidential(item),
        )  # fmt: skip
    return items


def add_title(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    section: Section,
    title: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> AgendaItem:
    """A line without a proposal: a report, an award, a motion made in session."""
    _open(session, actor, meeting, section, seen_version)
    if meeting.kind is MeetingKind.FOLLOW_UP and section is not Section.REPORTS:
        raise Invalid("follow_up_takes_no_case", "section")
    if section not in rules.FOR_TITLES:
        raise Invalid("section_takes_no_title", "section")
    if not title:
        raise Invalid("item_title_missing", "title")
    item = AgendaItem(meeting_id=meeting.id, section=section, title=title, proposal=None)
    lines.append(session, meeting, [item])
    _noted(session, actor, "add_title", meeting, item, now=now, changes={"title": [None, title]})
    return item


def take_off(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    *,
    reason: str = "",
    seen_version: int | None,
    now: datetime,
) -> None:
    """移出議程: before 議程定稿 the others move up; afterwards a reason is needed and the number stays a gap."""
    item = _open_line(session, actor, meeting, item, seen_version)
    if not rules.may_add(meeting.state, item.section, meeting.kind):
        raise NotNow("agenda_is_fixed")
    if any(resolution.item_id == item.id for resolution in lines.resolutions_of(session, meeting)):
        raise NotNow("item_has_resolution")
    if meeting.state != MeetingState.PREPARING and not reason.strip():
        raise NotNow("reason_missing")
    if item.proposal and item.proposal.state == ProposalState.SCHEDULED:
        scheduling.unschedule(session, actor, item.proposal, reason=reason, now=now)
    item.removed_at = now
    code = item.code
    session.flush()
    if meeting.state == MeetingState.PREPARING:
        lines.renumber(session, meeting)
    _noted(session, actor, "take_off", meeting, item, now=now, reason=reason, code=code)


def move(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem,
    step: int,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """↑ (-1) and ↓ (+1) within the section; at its end nothing changes."""
    item = _open_line(session, actor, meeting, item, seen_version)
    keys = [line.id for line in lines.lines_of(session, meeting) if line.section == item.section]
    here = keys.index(item.id)
    there = min(max(here + step, 0), len(keys) - 1)
    keys.insert(there, keys.pop(here))
    _arrange(session, actor, meeting, item.section, keys, now=now)


def reorder(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    section: Section,
    keys: Sequence[int],
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Order a section by the ids of its lines. Lines not named (unseen by this actor) keep their places."""
    _open(session, actor, meeting, section, seen_version)
    present = [line.id for line in lines.lines_of(session, meeting) if line.section == section]
    if len(set(keys)) != len(keys) or not set(keys) <= set(present):
        raise Invalid("order_names_others", "order")
    wanted = iter(keys)
    ordered = [next(wanted) if key in keys else key for key in present]
    _arrange(session, actor, meeting, section, ordered, now=now)


def give_time(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    minutes: Mapping[int, int | None],
    *,
    seen_version: int | None,
    now: datetime,
) -> int:
    """時間分配: minutes by the id of the line, None for the usual; how many changed. Lines not named keep theirs."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.hold(session, meeting, seen_version)
    if meeting.state not in rules.ARRANGED_IN:
        raise NotNow("agenda_is_fixed")
    changed = [
        item
        for item in lines.lines_of(session, meeting)
        if item.id in minutes and minutes[item.id] != item.duration
    ]
    for item in changed:
        check_duration(minutes[item.id])
        item.duration = minutes[item.id]
    if changed:
        lines.touch(meeting)
        session.flush()
        changes: dict[str, list[object]] = {"changed": [None, len(changed)]}
        lines.note(session, actor, "give_time", meeting, meeting, now=now, changes=changes)
    return len(changed)


@performs(MEETING_FLOW, MeetingAction.SET_AGENDA)
def set_agenda(
    session: Session, actor: Actor, meeting: Meeting, *, seen_version: int | None, now: datetime
) -> None:
    """議程定稿: numbers and codes are fixed, and each proposal's text is pinned as a version of its own."""
    lines.hold(session, meeting, seen_version)
    lines.renumber(session, meeting)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.SET_AGENDA, actor, lines.facts_of(session, meeting)
    )
    for item in lines.lines_of(session, meeting):
        if item.proposal:
            pin(session, actor, item, CutFor.AGENDA, now=now)
    session.flush()
    lines.note(session, actor, MeetingAction.SET_AGENDA, meeting, meeting, now=now)


@performs(MEETING_FLOW, MeetingAction.REOPEN_AGENDA)
def reopen_agenda(
    session: Session, actor: Actor, meeting: Meeting, *, reason: str, seen_version: int | None, now: datetime
) -> None:
    """重新排議程: in preparation again, so numbers are provisional and nothing is pinned."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.REOPEN_AGENDA, actor, lines.facts_of(session, meeting), reason=reason
    )
    unpin(session, meeting)
    session.flush()
    lines.note(session, actor, MeetingAction.REOPEN_AGENDA, meeting, meeting, now=now, reason=reason)


def pin(
    session: Session, actor: Actor, item: AgendaItem, cut_for: CutFor, *, now: datetime, note: str = ""
) -> ProposalVersion:
    """Keep the proposal's text as it is now and hang the case on it."""
    proposal = session.get_one(Proposal, item.proposal_id)
    version = versions.cut(session, proposal, cut_for, by_id=actor.person_id, now=now, note=note)
    item.pinned_version_id = version.id
    session.flush()
    session.expire(item, ["pinned_version"])
    return version


def _open(
    session: Session, actor: Actor, meeting: Meeting, section: Section, seen_version: int | None
) -> None:
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.hold(session, meeting, seen_version)
    if not rules.may_add(meeting.state, section):
        raise NotNow("agenda_is_fixed")


def _open_line(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, seen_version: int | None
) -> AgendaItem:
    """The line as it is now, on a meeting that is held; Absent when it was taken out meanwhile."""
    _open(session, actor, meeting, item.section, seen_version)
    for line in lines.lines_of(session, meeting):
        if line.id == item.id:
            return line
    raise Absent


def _arrange(
    session: Session, actor: Actor, meeting: Meeting, section: Section, keys: Sequence[int], *, now: datetime
) -> None:
    if meeting.state != MeetingState.PREPARING:
        raise NotNow("agenda_order_fixed")
    places = {key: place for place, key in enumerate(keys, start=1)}
    changed = False
    for line in lines.lines_of(session, meeting):
        if line.section == section and line.position != places[line.id]:
            line.position, changed = places[line.id], True
    if not changed:
        return
    session.flush()
    lines.renumber(session, meeting)
    lines.touch(meeting)
    session.flush()
    lines.note(session, actor, "arrange", meeting, meeting, now=now)


def _noted(
    session: Session,
    actor: Actor,
    action: str,
    meeting: Meeting,
    item: AgendaItem,
    *,
    now: datetime,
    reason: str = "",
    code: str | None = None,
    changes: dict[str, list[object]] | None = None,
) -> None:
    lines.touch(meeting)
    session.flush()
    lines.note(
        session, actor, action, item, meeting, now=now, code=code or item.code or "", reason=reason,
        changes=changes, confidential=lines.is_confidential(item),
    )  # fmt: skip
