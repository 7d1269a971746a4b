"""Create a meeting, change what is known of it, postpone it, set a new day, cancel it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotNow
from app.domain.flow import performs
from app.domain.meetings.labels import parse_label
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction, MeetingKind, MeetingState
from app.domain.meetings.next_meeting import label_after, title_with
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Committee, Meeting
from app.services.meetings import lines, previous_minutes
from app.services.proposals import scheduling
from app.wording.meetings import KIND_ENDING, TITLE_ENDING

COMES_AGAIN = frozenset({Section.AWARDS, Section.REPORTS, Section.SPECIAL_REPORTS})
CHANGEABLE = frozenset(
    {
        MeetingState.PREPARING,
        MeetingState.AGENDA_SET,
        MeetingState.IN_SESSION,
        MeetingState.ADJOURNED,
        MeetingState.POSTPONED,
    }
)


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is written about a meeting. `year` (年度) stands apart from the date; times are local."""

    title: str
    label: str
    year: int | None = None
    kind: MeetingKind = MeetingKind.REGULAR
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair: str = ""
    joint_title: str = ""


def create(
    session: Session,
    actor: Actor,
    committee: Committee,
    plan: MeetingPlan,
    *,
    agenda_of: Meeting | None = None,
    now: datetime,
) -> Meeting:
    """A meeting in preparation. Invalid when its label cannot be read or is taken in this committee.

    `agenda_of`: the meeting whose lines that come again it begins with.
    """
    meeting = new_meeting(session, actor, committee, plan, MeetingState.PREPARING, now=now)
    lines.note(session, actor, "create", meeting, meeting, now=now, changes={"title": [None, meeting.title]})
    previous_minutes.put_on(session, actor, meeting, now=now)
    if agenda_of is not None:
        copy_agenda(session, actor, meeting, agenda_of, now=now)
    return meeting


def copy_agenda(session: Session, actor: Actor, meeting: Meeting, last: Meeting, *, now: datetime) -> int:
    """Awards and reports that stood on the last agenda by their title, with their minutes; how many."""
    copies = [
        AgendaItem(
            meeting_id=meeting.id,
            section=line.section,
            title=line.title,
            duration=line.duration,
            proposal=None,
        )
        for line in lines.lines_of(session, last)
        if line.section in COMES_AGAIN and line.proposal_id is None
    ]
    if copies:
        lines.append(session, meeting, copies)
        lines.touch(meeting)
        session.flush()
        changes: dict[str, list[object]] = {"made": [None, len(copies)]}
        lines.note(session, actor, "copy_agenda", meeting, meeting, now=now, changes=changes)
    return len(copies)


def new_meeting(
    session: Session,
    actor: Actor,
    committee: Committee,
    plan: MeetingPlan,
    state: MeetingState,
    *,
    now: datetime,
) -> Meeting:
    """The row of a new meeting in `state`, without its audit row."""
    lines.demand_runner(actor, committee)
    checked = _checked(plan)
    meeting = Meeting(committee_id=committee.id, state=state, created_at=now, slug="", **asdict(checked))
    meeting.slug = free_slug(session, committee, checked.label, None)
    session.add(meeting)
    session.flush()
    return meeting


def change(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    plan: MeetingPlan,
    *,
    seen_version: int | None,
    now: datetime,
) -> Meeting:
    """Write what is known now. The label stands in every code, so it is fixed from 議程定稿 on."""
    committee = lines.committee_of(session, meeting)
    lines.demand_runner(actor, committee)
    lines.hold(session, meeting, seen_version)
    if meeting.state not in CHANGEABLE:
        raise NotNow("meeting_is_over")
    checked = _checked(plan)
    provisional = meeting.state in (MeetingState.PREPARING, MeetingState.POSTPONED)
    if checked.label != meeting.label and not provisional:
        raise Invalid("meeting_label_fixed", "label")
    if checked.held_on is None and not provisional:
        raise Invalid("meeting_date_missing", "held_on")
    if checked.kind is MeetingKind.FOLLOW_UP and _takes_new_cases(session, meeting):
        raise Invalid("follow_up_takes_no_case", "kind")
    changes = _write(meeting, checked)
    if "label" in changes:
        meeting.slug = free_slug(session, committee, checked.label, meeting.id)
        lines.renumber(session, meeting)
    if changes:
        session.flush()
        lines.note(session, actor, "change", meeting, meeting, now=now, changes=changes)
    return meeting


@performs(MEETING_FLOW, MeetingAction.POSTPONE)
def postpone(
    session: Session, actor: Actor, meeting: Meeting, *, reason: str, seen_version: int | None, now: datetime
) -> None:
    """延期: the agenda keeps its cases; the day is open until it is rescheduled."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.POSTPONE, actor, lines.facts_of(session, meeting), reason=reason
    )
    before, meeting.held_on = meeting.held_on, None
    session.flush()
    changes: dict[str, list[object]] = {"held_on": [before and before.isoformat(), None]}
    lines.note(
        session, actor, MeetingAction.POSTPONE, meeting, meeting, now=now, reason=reason, changes=changes
    )


@performs(MEETING_FLOW, MeetingAction.RESCHEDULE)
def reschedule(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    held_on: date,
    starts_at: time | None,
    ends_at: time | None,
    seen_version: int | None,
    now: datetime,
) -> None:
    """改期: a new day; the agenda is in preparation again, so its numbers are provisional and nothing is pinned."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.RESCHEDULE, actor, lines.facts_of(session, meeting)
    )
    _check_times(starts_at, ends_at)
    meeting.held_on, meeting.starts_at, meeting.ends_at = held_on, starts_at, ends_at
    unpin(session, meeting)
    session.flush()
    changes: dict[str, list[object]] = {"held_on": [None, held_on.isoformat()]}
    lines.note(session, actor, MeetingAction.RESCHEDULE, meeting, meeting, now=now, changes=changes)


@performs(MEETING_FLOW, MeetingAction.CANCEL)
def cancel(
    session: Session, actor: Actor, meeting: Meeting, *, reason: str, seen_version: int | None, now: datetime
) -> None:
    """取消: its cases are candidates again; the agenda stays as a record of what was planned."""
    lines.hold(session, meeting, seen_version)
    meeting.state = MEETING_FLOW.step(
        meeting.state, MeetingAction.CANCEL, actor, lines.facts_of(session, meeting), reason=reason
    )
    for item in lines.lines_of(session, meeting):
        if item.proposal and item.proposal.state == ProposalState.SCHEDULED:
            scheduling.unschedule(session, actor, item.proposal, reason=reason, now=now)
    session.flush()
    lines.note(session, actor, MeetingAction.CANCEL, meeting, meeting, now=now, reason=reason)


def plan_after(
    committee: Committee,
    last: Meeting | None,
    *,
    roc_year: int,
    kind: MeetingKind = MeetingKind.REGULAR,
    chair: str = "",
) -> MeetingPlan:
    """The plan a new meeting begins with: the data of the last of its kind, its label one further, no date.

    `chair`: who chairs the first of its kind.
    """
    if last is None:
        label = f"{roc_year}年第1次"
        title = official_title(committee, label, kind)
        return MeetingPlan(
            title=title, label=label + KIND_ENDING[kind], year=roc_year, kind=kind, chair=chair
        )
    label = label_after(last.label, roc_year)
    return MeetingPlan(
        title=title_with(last.title, last.label, label)
        or (label and official_title(committee, label.removesuffix(KIND_ENDING[kind]), kind)),
        label=label,
        year=roc_year,
        kind=kind,
        starts_at=last.starts_at,
        ends_at=last.ends_at,
        place=last.place,
        chair=last.chair,
        joint_title=last.joint_title,
    )


def unpin(session: Session, meeting: Meeting) -> None:
    """The agenda is in preparation again: no version is pinned, and the numbers count anew."""
    for item in lines.lines_of(session, meeting):
        item.pinned_version_id = None
    lines.renumber(session, meeting)


def official_title(committee: Committee, label: str, kind: MeetingKind = MeetingKind.REGULAR) -> str:
    """The line as printed: 示範市政府114年第1次廉政會報, …廉政會報臨時會議, …廉政會報追蹤會議."""
    name = committee.name.removeprefix(committee.host)
    return f"{committee.host}{label}{name}{TITLE_ENDING[kind]}"


def _takes_new_cases(session: Session, meeting: Meeting) -> bool:
    """Has it a line that no 追蹤會議 has?"""
    found = lines.lines_of(session, meeting)
    return any(item.proposal_id or item.section is not Section.REPORTS for item in found)


def _checked(plan: MeetingPlan) -> MeetingPlan:
    if not plan.title:
        raise Invalid("meeting_title_missing", "title")
    if not plan.label:
        raise Invalid("meeting_label_missing", "label")
    _check_times(plan.starts_at, plan.ends_at)
    return replace(plan, label=parse_label(plan.label).label)


def _check_times(starts_at: time | None, ends_at: time | None) -> None:
    if starts_at and ends_at and ends_at <= starts_at:
        raise Invalid("meeting_ends_before_start", "ends_at")


def free_slug(session: Session, committee: Committee, label: str, own_id: int | None) -> str:
    """The slug of a label in this committee. Invalid: meeting_label_unreadable, meeting_label_taken."""
    slugs = parse_label(label).slugs
    if not slugs:
        raise Invalid("meeting_label_unreadable", "label")
    taken = select(Meeting.id).where(Meeting.committee_id == committee.id, Meeting.slug == slugs[0])
    with session.no_autoflush:
        if session.scalar(taken.where(Meeting.id != (own_id or 0))) is not None:
            raise Invalid("meeting_label_taken", "label", label=label)
    return slugs[0]


def _write(meeting: Meeting, plan: MeetingPlan) -> dict[str, list[object]]:
    changes: dict[str, list[object]] = {}
    for name, after in asdict(plan).items():
        before = getattr(meeting, name)
        if before != after:
            setattr(meeting, name, after)
            changes[name] = [_plain(before), _plain(after)]
    return changes


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | time) else value
