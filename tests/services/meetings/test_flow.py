"""Every move of a meeting: what it needs, who makes it, where it leads, and what it does to its proposals."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import select

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import FROZEN, MEETING_FLOW, MeetingAction, MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.models import AuditEvent, Meeting
from app.services.meetings import agenda, closing, holding, planning
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.resolving import Wording, add
from tests.people import NOW
from tests.services.meetings.conftest import PLAN, Stage

_S, _A = MeetingState, MeetingAction
Verb = Callable[..., None]


def follow_minutes(*given: object, seen_version: int, **more: object) -> None:
    """紀錄核定 of the meeting has no page of its own: it follows the approval of the minutes."""
    holding.approve_minutes(*given, **more)  # type: ignore[arg-type]


VERBS: dict[MeetingAction, tuple[Verb, dict[str, object]]] = {
    _A.SET_AGENDA: (agenda.set_agenda, {}),
    _A.REOPEN_AGENDA: (agenda.reopen_agenda, {"reason": "重排"}),
    _A.START: (holding.start, {}),
    _A.ADJOURN: (holding.adjourn, {}),
    _A.RESUME: (holding.resume, {"reason": "漏登"}),
    _A.POSTPONE: (planning.postpone, {"reason": "颱風"}),
    _A.RESCHEDULE: (planning.reschedule, {"held_on": date(2026, 12, 23), "starts_at": None, "ends_at": None}),
    _A.CANCEL: (planning.cancel, {"reason": "併入下次"}),
    _A.CLOSE: (closing.close, {}),
    _A.APPROVE_MINUTES: (follow_minutes, {}),
}
HEADS_ONLY = {_A.SET_AGENDA, _A.REOPEN_AGENDA, _A.RESUME}


def in_state(stage: Stage, state: MeetingState) -> Meeting:
    if state in (_S.POSTPONED, _S.CANCELLED):
        meeting = stage.ready(1, _S.PREPARING)
        do(stage, meeting, _A.POSTPONE if state is _S.POSTPONED else _A.CANCEL)
        return meeting
    if state is _S.ADJOURNED:
        return stage.decided()
    if state in FROZEN:
        meeting = stage.with_minutes(approved=True, choice=TrackingChoice.NONE)[0]
        if state is _S.CLOSED:
            do(stage, meeting, _A.CLOSE)
        return meeting
    return stage.ready(1, state)


def do(
    stage: Stage, meeting: Meeting, action: MeetingAction, actor: Actor | None = None, **changed: object
) -> None:
    verb, given = VERBS[action]
    verb(
        stage.session,
        actor or stage.head,
        meeting,
        seen_version=meeting.version,
        now=NOW,
        **{**given, **changed},
    )


@pytest.mark.parametrize(("state", "action"), list(MEETING_FLOW.moves), ids=str)
def test_each_move_leads_where_the_table_says(
    stage: Stage, state: MeetingState, action: MeetingAction
) -> None:
    meeting = in_state(stage, state)
    if action in HEADS_ONLY:
        with pytest.raises(NotAllowed):
            do(stage, meeting, action, stage.officer)
        do(stage, meeting, action)
    else:
        do(stage, meeting, action, stage.officer)
    assert meeting.state == MEETING_FLOW.moves[state, action].to
    newest = stage.session.scalars(
        select(AuditEvent).where(AuditEvent.thing == "meetings").order_by(AuditEvent.id.desc())
    ).first()
    assert newest is not None
    assert newest.action == action


@pytest.mark.parametrize("state", list(MeetingState))
def test_what_the_table_does_not_name_is_refused(stage: Stage, state: MeetingState) -> None:
    meeting = in_state(stage, state)
    for action in MeetingAction:
        if (state, action) not in MEETING_FLOW.moves:
            with pytest.raises(NotNow, match="not_in_this_state"):
                do(stage, meeting, action)
            assert meeting.state == state


@pytest.mark.parametrize("action", [_A.POSTPONE, _A.CANCEL])
def test_a_reason_is_asked_for(stage: Stage, action: MeetingAction) -> None:
    meeting = stage.meeting()
    with pytest.raises(NotNow, match="reason_missing"):
        do(stage, meeting, action, reason=" ")


def test_the_agenda_is_set_only_with_a_date_and_cases_that_are_ready(stage: Stage) -> None:
    meeting = stage.meeting(MeetingPlan(title=PLAN.title, label=PLAN.label, year=115))
    with pytest.raises(NotNow, match="meeting_date_missing"):
        do(stage, meeting, _A.SET_AGENDA)
    meeting.held_on = date(2026, 12, 16)
    stage.session.flush()
    with pytest.raises(NotNow, match="agenda_empty"):
        do(stage, meeting, _A.SET_AGENDA)
    (item,) = stage.put_on(meeting, stage.passed())
    assert item.proposal is not None
    item.proposal.state = ProposalState.WITHDRAWN
    stage.session.flush()
    with pytest.raises(NotNow, match="cases_not_approved"):
        do(stage, meeting, _A.SET_AGENDA)


def test_a_cancelled_meeting_gives_its_proposals_back(stage: Stage) -> None:
    meeting = stage.ready(2)
    do(stage, meeting, _A.CANCEL)
    states = {item.proposal.state for item in stage.lines(meeting) if item.proposal}
    assert states == {ProposalState.APPROVED}


def test_a_postponed_meeting_keeps_its_cases_and_starts_over_with_its_agenda(stage: Stage) -> None:
    meeting = stage.ready(2)
    do(stage, meeting, _A.POSTPONE)
    assert stage.day(meeting) is None
    do(stage, meeting, _A.RESCHEDULE, starts_at=time(14, 0), ends_at=time(16, 0))
    assert (stage.day(meeting), meeting.starts_at) == (date(2026, 12, 23), time(14, 0))
    assert stage.codes(meeting) == ["115-2-1", "115-2-2"]
    assert {item.pinned_version_id for item in stage.lines(meeting)} == {None}


@pytest.mark.parametrize(
    ("disposition", "state", "deferrals"),
    [
        (Disposition.ADOPTED, ProposalState.DECIDED, 0),
        (Disposition.ADOPTED_AMENDED, ProposalState.DECIDED, 0),
        (Disposition.REJECTED, ProposalState.DECIDED, 0),
        (Disposition.REFERRED, ProposalState.DECIDED, 0),
        (Disposition.DEFERRED, ProposalState.APPROVED, 1),
        (Disposition.WITHDRAWN, ProposalState.WITHDRAWN, 0),
        (None, ProposalState.SCHEDULED, 0),
    ],
)
def test_at_the_end_each_proposal_follows_its_resolution(
    stage: Stage, disposition: Disposition | None, state: ProposalState, deferrals: int
) -> None:
    meeting = stage.ready(1, _S.IN_SESSION)
    (item,) = stage.lines(meeting)
    wording = Wording(ResolutionKind.RESOLUTION, "如上。", disposition)
    add(stage.session, stage.officer, meeting, item, wording, now=NOW)
    assert item.proposal is not None
    assert item.proposal.state == ProposalState.SCHEDULED
    do(stage, meeting, _A.ADJOURN)
    assert (item.proposal.state, item.proposal.deferrals) == (state, deferrals)


def test_a_stale_page_moves_nothing(stage: Stage) -> None:
    meeting = stage.ready(1)
    with pytest.raises(ChangedSinceSeen):
        holding.start(stage.session, stage.officer, meeting, seen_version=meeting.version - 1, now=NOW)
    assert meeting.state == _S.AGENDA_SET


def test_planning_refuses_what_cannot_be(stage: Stage) -> None:
    stage.meeting()
    cases: dict[str, dict[str, object]] = {
        "meeting_label_taken": {},
        "meeting_label_missing": {"label": ""},
        "meeting_title_missing": {"title": ""},
        "meeting_label_unreadable": {"label": "年終那一場"},
        "meeting_ends_before_start": {"label": "115年第3次", "starts_at": time(16), "ends_at": time(14)},
    }
    for code, changed in cases.items():
        given: dict[str, object] = {"title": PLAN.title, "label": PLAN.label, **changed}
        with pytest.raises(Invalid, match=code):
            stage.meeting(MeetingPlan(**given))  # type: ignore[arg-type]


def test_changing_the_label_renumbers_until_the_agenda_is_set(stage: Stage) -> None:
    meeting = stage.ready(1, _S.PREPARING)
    renamed = MeetingPlan(title="示範市政府第15次廉政會報", label="第15次", year=115, held_on=PLAN.held_on)
    planning.change(stage.session, stage.officer, meeting, renamed, seen_version=meeting.version, now=NOW)
    assert (meeting.slug, stage.codes(meeting)) == ("15", ["15-1"])
    do(stage, meeting, _A.SET_AGENDA)
    with pytest.raises(Invalid, match="meeting_label_fixed"):
        planning.change(stage.session, stage.officer, meeting, PLAN, seen_version=meeting.version, now=NOW)


def test_a_past_meeting_is_not_changed(stage: Stage) -> None:
    meeting = in_state(stage, _S.CLOSED)
    with pytest.raises(NotNow, match="meeting_is_over"):
        planning.change(stage.session, stage.officer, meeting, PLAN, seen_version=meeting.version, now=NOW)


@pytest.mark.parametrize(
    ("label", "year", "proposed"),
    [
        ("115年第2次", 115, "115年第3次"),
        ("115年第2次", 116, "116年第1次"),
        ("第14次", 116, "第15次"),
        ("114年度", 115, "115年度"),
        ("115年度", 115, "116年度"),
    ],
)
def test_the_next_meeting_begins_with_the_last_ones_data(
    stage: Stage, label: str, year: int, proposed: str
) -> None:
    last = stage.meeting(MeetingPlan(title=f"示範市政府{label}廉政會報", label=label, place="第一會議室"))
    plan = planning.plan_after(stage.committee, last, roc_year=year)
    assert (plan.label, plan.title, plan.place, plan.held_on) == (
        proposed, f"示範市政府{proposed}廉政會報", "第一會議室", None,
    )  # fmt: skip


def test_the_first_meeting_of_a_committee_gets_a_label_too(stage: Stage) -> None:
    plan = planning.plan_after(stage.committee, None, roc_year=115)
    assert (plan.label, plan.title) == ("115年第1次", "示範市政府115年第1次廉政會報")
