"""Every row of the flow through its verb: who may, what it leaves, and that a refusal leaves nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow, Refusal
from app.domain.people.actor import CONSOLE, Role
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction, ProposalState
from app.domain.proposals.versions import CutFor, TextField
from app.models import Approval, Proposal
from app.services.proposals import commenting, reviewing, scheduling, withdrawing
from app.services.proposals.reviewing import PaperDecision
from tests.people import TODAY
from tests.proposals import LATER, TEXT, Desk

PAPER = PaperDecision("處長", "趙處長", date(2026, 11, 19), "府政預字第1150001號")
A, S = ProposalAction, ProposalState


def do(desk: Desk, action: ProposalAction, proposal: Proposal, actor: Any, seen: int | None) -> object:
    """The verb of an action, its extras filled in."""
    session = desk.world.session
    given: dict[str, Any] = {"seen_version": seen, "now": LATER}
    verbs: dict[ProposalAction, Callable[[], object]] = {
        A.SUBMIT: lambda: reviewing.submit(session, actor, proposal, **given),
        A.RECALL: lambda: reviewing.recall(session, actor, proposal, **given),
        A.APPROVE: lambda: reviewing.approve(session, actor, proposal, today=TODAY, **given),
        A.RETURN: lambda: reviewing.send_back(session, actor, proposal, reason="補", **given),
        A.RECORD_APPROVAL: lambda: reviewing.record_approval(
            session, actor, proposal, PAPER, today=TODAY, **given
        ),
        A.RECORD_RETURN: lambda: reviewing.record_return(
            session, actor, proposal, PAPER, reason="補", today=TODAY, **given
        ),
        A.WITHDRAW: lambda: withdrawing.withdraw(session, actor, proposal, reason="撤", **given),
        A.SCHEDULE: lambda: scheduling.schedule(session, actor, proposal, now=LATER),
        A.UNSCHEDULE: lambda: scheduling.unschedule(session, actor, proposal, now=LATER),
        A.DEFER: lambda: scheduling.defer(session, actor, proposal, now=LATER),
        A.DECIDE: lambda: scheduling.decide(session, actor, proposal, now=LATER),
    }
    return verbs[action]()


@pytest.mark.parametrize(("state", "action"), list(PROPOSAL_FLOW.moves))
def test_every_row_leads_where_the_table_says(
    desk: Desk, state: ProposalState, action: ProposalAction
) -> None:
    proposal = desk.in_state(state)
    by_head = action in (A.APPROVE, A.RETURN)
    actor = desk.actor(desk.head if by_head else desk.officer)
    do(desk, action, proposal, actor, proposal.version)
    assert proposal.state is PROPOSAL_FLOW.moves[(state, action)].to
    assert desk.actions(proposal)[-1] == action


@pytest.mark.parametrize(("state", "action"), list(PROPOSAL_FLOW.moves))
def test_another_agencys_contact_makes_no_move_and_leaves_nothing(
    desk: Desk, state: ProposalState, action: ProposalAction
) -> None:
    proposal = desk.in_state(state)
    before, log, cut = proposal.version, desk.actions(proposal), len(desk.versions(proposal))
    with pytest.raises(NotAllowed):
        do(desk, action, proposal, desk.actor(desk.contact), proposal.version)
    assert (proposal.state, proposal.version) == (state, before)
    assert (desk.actions(proposal), len(desk.versions(proposal))) == (log, cut)


@pytest.mark.parametrize("state", list(ProposalState))
def test_what_the_table_does_not_have_is_refused(desk: Desk, state: ProposalState) -> None:
    proposal = desk.in_state(state)
    for action in ProposalAction:
        if (state, action) not in PROPOSAL_FLOW.moves:
            with pytest.raises(NotNow):
                do(desk, action, proposal, desk.actor(desk.chief), proposal.version)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (S.DRAFT, A.SUBMIT),
        (S.IN_REVIEW, A.RECALL),
        (S.IN_REVIEW, A.APPROVE),
        (S.IN_REVIEW, A.RETURN),
        (S.IN_REVIEW, A.RECORD_APPROVAL),
        (S.IN_REVIEW, A.RECORD_RETURN),
        (S.DRAFT, A.WITHDRAW),
    ],
)
def test_a_stale_page_moves_nothing(desk: Desk, state: ProposalState, action: ProposalAction) -> None:
    proposal = desk.in_state(state)
    for seen in (None, proposal.version - 1):
        with pytest.raises(ChangedSinceSeen):
            do(desk, action, proposal, desk.actor(desk.chief), seen)
    assert proposal.state is state


def test_nobody_passes_or_returns_a_case_of_his_own(desk: Desk) -> None:
    proposal = desk.submitted(desk.head)
    for action in (A.APPROVE, A.RETURN):
        with pytest.raises(NotAllowed):
            do(desk, action, proposal, desk.actor(desk.head), proposal.version)
    do(desk, A.APPROVE, proposal, desk.actor(desk.chief), proposal.version)
    assert proposal.state is S.APPROVED


def test_four_eyes_look_at_the_person_not_at_the_hat(desk: Desk) -> None:
    both = desk.world.person(
        "both", (Role.OFFICER, desk.world.department), (Role.HEAD, desk.world.department), name="趙二帽"
    )
    proposal = desk.submitted(both)
    with pytest.raises(NotAllowed):
        do(desk, A.APPROVE, proposal, desk.actor(both), proposal.version)


def test_an_officer_passes_nothing_but_records_the_paper(desk: Desk) -> None:
    proposal = desk.submitted()
    with pytest.raises(NotAllowed):
        do(desk, A.APPROVE, proposal, desk.actor(desk.officer), proposal.version)
    do(desk, A.RECORD_APPROVAL, proposal, desk.actor(desk.officer), proposal.version)
    version = desk.versions(proposal)[-1]
    approval = desk.world.session.get(Approval, version.approval_id)
    assert version.cut_for is CutFor.APPROVAL
    assert approval is not None
    assert (approval.from_paper, approval.approver_name, approval.document_number) == (
        True,
        "趙處長",
        PAPER.document_number,
    )
    assert (approval.user_id, approval.recorded_by_id) == (None, desk.officer.id)


def test_passing_here_names_the_head_and_pins_the_text(desk: Desk) -> None:
    proposal = desk.approved()
    version = desk.versions(proposal)[-1]
    approval = desk.world.session.get(Approval, version.approval_id)
    assert approval is not None
    assert (approval.from_paper, approval.user_id, approval.decided_on) == (False, desk.head.id, TODAY)
    assert version.subject == proposal.subject


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (replace(PAPER, approver_name=" "), "approver_name"),
        (replace(PAPER, decided_on=date(2026, 11, 21)), "decided_on"),
    ],
)
def test_paper_without_a_name_or_from_tomorrow_is_refused(
    desk: Desk, paper: PaperDecision, field: str
) -> None:
    proposal = desk.submitted()
    with pytest.raises(Invalid) as refused:
        reviewing.record_approval(
            desk.world.session,
            desk.actor(desk.officer),
            proposal,
            paper,
            seen_version=proposal.version,
            now=LATER,
            today=TODAY,
        )
    assert refused.value.field == field


def test_submitting_needs_a_subject_and_a_body_and_cuts_a_version(desk: Desk) -> None:
    for text, code in (
        (replace(TEXT, subject=" "), "subject_missing"),
        (replace(TEXT, explanation="", measures=""), "body_missing"),
    ):
        proposal = desk.draft(text=text)
        with pytest.raises(NotNow) as refused:
            do(desk, A.SUBMIT, proposal, desk.actor(desk.officer), proposal.version)
        assert refused.value.code == code
    assert [one.cut_for for one in desk.versions(desk.submitted())] == [CutFor.SUBMISSION]


def test_a_case_comes_back_until_the_reviewer_has_acted(desk: Desk) -> None:
    proposal = desk.submitted()
    commenting.comment(
        desk.world.session,
        desk.actor(desk.head),
        proposal,
        version_number=1,
        field=TextField.SUBJECT,
        paragraph=0,
        text="太長",
        now=LATER,
    )
    with pytest.raises(NotNow) as refused:
        do(desk, A.RECALL, proposal, desk.actor(desk.officer), proposal.version)
    assert refused.value.code == "reviewer_has_acted"


def test_only_who_handed_it_in_takes_it_back(desk: Desk) -> None:
    proposal = desk.submitted(desk.contact)
    with pytest.raises(NotAllowed):
        do(desk, A.RECALL, proposal, desk.actor(desk.officer), proposal.version)
    do(desk, A.RECALL, proposal, desk.actor(desk.contact), proposal.version)
    assert proposal.state is S.DRAFT


@pytest.mark.parametrize("verb", ["send_back", "withdraw"])
def test_returning_and_withdrawing_need_a_reason(desk: Desk, verb: str) -> None:
    proposal = desk.submitted()
    act = reviewing.send_back if verb == "send_back" else withdrawing.withdraw
    with pytest.raises(Refusal) as refused:
        act(
            desk.world.session,
            desk.actor(desk.head),
            proposal,
            reason=" \u3000",
            seen_version=proposal.version,
            now=LATER,
        )
    assert refused.value.code == "reason_missing"
    assert proposal.state is S.IN_REVIEW


def test_deferring_counts_and_brings_it_back_to_passed(desk: Desk) -> None:
    proposal = desk.scheduled()
    do(desk, A.DEFER, proposal, desk.actor(desk.officer), None)
    assert (proposal.state, proposal.deferrals) == (S.APPROVED, 1)


def test_the_console_acts_with_the_rights_of_officer_and_head(desk: Desk) -> None:
    proposal = desk.submitted()
    do(desk, A.APPROVE, proposal, CONSOLE, proposal.version)
    assert proposal.state is S.APPROVED
