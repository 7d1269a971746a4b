"""A share's whole life, from 待發 to its end and back: states, what hangs on them, the log, the invariants of product §4."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.yearly import Channel
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Basis, ClosingReason, ExtensionReason, Outcome, ReassignmentReason
from app.domain.tracking.item import AssignmentRole, DueKind, ItemMode
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.request_flow import RequestState
from app.models import (
    Assignment,
    AuditEvent,
    ClosureDecision,
    Dispatch,
    ExtensionRequest,
    FirstReading,
    ReassignmentRequest,
    Resolution,
    TrackedItem,
)
from app.queries.tracking.review import open_requests
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import answering, closing, extensions, pausing, reassigning, reporting, splitting
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import DONE, DUE, LETTER, WRITTEN, Loop, another_meeting, when

S = AssignmentState
LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO
PAPER = PaperDecision("政風處處長", "王大明", TODAY, "示政預字第1150006000號")


def test_codes_count_over_the_case_and_are_never_given_again(loop: Loop) -> None:
    first = loop.prepared(loop.plan(), loop.plan(title="另一件事"))
    assert [share.code for share in first] == ["115-2-1-1", "115-2-1-2", "115-2-1-3", "115-2-1-4"]
    items = [loop.item(share) for share in first]
    assert [item.code for item in items] == ["115-2-1-T1", "115-2-1-T1", "115-2-1-T2", "115-2-1-T2"]
    splitting.remove(loop.session, loop.officer, items[2], seen_version=items[2].version, now=NOW)
    resolution = loop.session.get_one(Resolution, items[0].resolution_id)
    again = splitting.prepare(loop.session, loop.officer, resolution, [loop.plan()], now=NOW)
    assert [share.code for share in loop.shares(again)] == ["115-2-1-5", "115-2-1-6"]
    assert again[0].code == "115-2-1-T3"


def test_invariant_1_leads_as_the_mode_demands(loop: Loop) -> None:
    for mode, roles, code in (
        (ItemMode.SINGLE_LEAD, (LEAD, LEAD), "one_lead_wanted"),
        (ItemMode.LEAD_AND_CO, (CO, CO), "one_lead_wanted"),
        (ItemMode.SEVERAL_LEADS, (LEAD, CO), "several_leads_wanted"),
        (ItemMode.EACH_AGENCY, (LEAD, CO), "co_not_here"),
    ):
        with pytest.raises(Invalid, match=code):
            splitting.check_plan(loop.plan(*roles, mode=mode))


def test_invariant_1_changing_a_lead_ends_the_old_share_and_starts_a_new_one(loop: Loop) -> None:
    (lead,) = loop.dispatched(loop.plan(LEAD, mode=ItemMode.SINGLE_LEAD))
    contact = loop.contacts[lead.agency_id]
    wanted = reassigning.Wanted(loop.agencies[3].id, ReassignmentReason.NOT_COMPETENT)
    request = reassigning.ask(loop.session, contact, lead, wanted, seen_version=lead.version, **when())
    new = reassigning.grant(
        loop.session, loop.head, request, due=lead.due_current, seen_version=request.version, **when()
    )
    assert (lead.state, lead.ended_on) == (S.REASSIGNED, TODAY)
    assert (new.state, new.role, new.due_original, new.replaces_id) == (S.DISPATCHED, LEAD, DUE, lead.id)
    assert new.code == "115-2-1-2"
    open_leads = loop.session.scalars(
        select(Assignment).where(Assignment.item_id == lead.item_id, Assignment.ended_on.is_(None))
    ).all()
    assert [share.id for share in open_leads] == [new.id]


def test_invariant_2_original_date_stands_and_one_function_says_the_current_one(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact = loop.contacts[share.agency_id]
    later = DUE + timedelta(30)
    wanted = extensions.Wanted(later, ExtensionReason.PROCUREMENT)
    request = extensions.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())
    with pytest.raises(NotNow, match="request_still_open"):
        extensions.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())
    extensions.grant_otherwise(
        loop.session, loop.head, request, DUE + timedelta(10), seen_version=request.version, **when()
    )
    assert (share.due_original, share.due_current) == (DUE, DUE + timedelta(10))
    assert (request.state, request.granted_on) == (RequestState.GRANTED_OTHERWISE, DUE + timedelta(10))
    extensions.correct(
        loop.session, loop.head, share, DUE - timedelta(1), reason="函文誤繕",
        seen_version=share.version, **when(),
    )  # fmt: skip
    assert (share.due_original, share.due_current) == (DUE - timedelta(1), DUE + timedelta(10))
    with pytest.raises(NotAllowed):
        extensions.correct(
            loop.session, loop.officer, share, DUE, reason="誤", seen_version=share.version, **when()
        )


def test_extensions_beyond_the_charters_number_go_to_the_next_level(loop: Loop) -> None:
    loop.stage.charter("市長")  # two extensions
    share, _ = loop.dispatched()
    contact = loop.contacts[share.agency_id]

    def asked(days: int) -> ExtensionRequest:
        wanted = extensions.Wanted(DUE + timedelta(days), ExtensionReason.BUDGET)
        return extensions.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())

    for days in (10, 20):
        request = asked(days)
        extensions.grant(loop.session, loop.head, request, seen_version=request.version, **when())
    third = asked(30)
    with pytest.raises(NotNow, match="extensions_used_up"):
        extensions.grant(loop.session, loop.head, third, seen_version=third.version, **when())
    loop.session.refresh(third)
    word = extensions.Word(paper=PAPER, next_level=True)
    extensions.grant(loop.session, loop.officer, third, word, seen_version=third.version, **when())
    assert share.due_current == DUE + timedelta(30)


def test_invariant_2_a_lead_takes_along_the_co_that_were_due_with_it(loop: Loop) -> None:
    lead, same, earlier = loop.dispatched(loop.plan(LEAD, CO, CO, mode=ItemMode.SINGLE_LEAD))
    extensions.correct(
        loop.session, loop.head, earlier, DUE - timedelta(20), reason="先行提供資料",
        seen_version=earlier.version, **when(),
    )  # fmt: skip

    def longer(share: Assignment, days: int) -> None:
        wanted = extensions.Wanted(DUE + timedelta(days), ExtensionReason.BUDGET)
        contact = loop.contacts[share.agency_id]
        asked = extensions.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())
        extensions.grant(loop.session, loop.head, asked, seen_version=asked.version, **when())

    longer(lead, 30)
    assert [share.due_current for share in (lead, same, earlier)] == [
        DUE + timedelta(30), DUE + timedelta(30), DUE - timedelta(20),
    ]  # fmt: skip
    assert same.due_original == DUE
    told = loop.session.scalars(select(AuditEvent).where(AuditEvent.action == "extend_with_lead")).one()
    assert told.changes == {"due_current": [str(DUE), str(DUE + timedelta(30))]}
    longer(same, 40)
    longer(lead, 50)  # no longer due together
    extensions.follow(loop.session, same, now=NOW)
    assert (lead.due_current, same.due_current) == (DUE + timedelta(50), DUE + timedelta(40))


def test_reassignment_asked_again_after_a_refusal_waits_for_the_chair(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact, to = loop.contacts[share.agency_id], loop.agencies[3].id
    wanted = reassigning.Wanted(to, ReassignmentReason.OTHER, "非本局權責")

    def asked() -> ReassignmentRequest:
        return reassigning.ask(loop.session, contact, share, wanted, seen_version=share.version, **when())

    first = asked()
    reassigning.refuse(
        loop.session, loop.head, first, answer="仍屬貴局權責", seen_version=first.version, **when()
    )
    again = asked()
    assert (first.disputed, again.disputed) == (False, True)
    grant: dict[str, Any] = {"due": DUE, "seen_version": again.version, **when()}
    with pytest.raises(NotNow, match="reassignment_disputed"):
        reassigning.grant(loop.session, loop.head, again, **grant)
    loop.session.refresh(again)
    word = extensions.Word(paper=PAPER, next_level=True)
    successor = reassigning.grant(loop.session, loop.officer, again, word, **grant)
    assert (share.state, successor.agency_id) == (S.REASSIGNED, to)


def test_invariant_4_verifier_is_not_submitter(loop: Loop) -> None:
    share, other = loop.dispatched()
    told = replace(WRITTEN, channel=Channel.PHONE, informant="李股長")
    with pytest.raises(Invalid, match="informant_missing"):
        reporting.write(loop.session, loop.officer, share, WRITTEN, **when())
    report = reporting.write(loop.session, loop.officer, share, told, **when())
    reporting.submit(loop.session, loop.officer, report, seen_version=report.version, **when())
    assert (share.state, report.channel) == (S.SUBMITTED, Channel.PHONE)
    seen = report.version
    with pytest.raises(NotNow, match="verifier_is_submitter"):
        answering.receive(loop.session, loop.officer, report, seen_version=seen, **when())
    with pytest.raises(NotNow, match="verifier_is_submitter"):
        answering.send_back(loop.session, loop.officer, report, reason="不足", seen_version=seen, **when())
    answering.receive(loop.session, loop.second, report, seen_version=report.version, **when())
    assert share.state is S.UNDER_WAY
    assert other.state is S.DISPATCHED


def test_invariant_4_closing_names_its_basis(loop: Loop) -> None:
    share, other = loop.dispatched()
    loop.reported_done(share)
    loop.reported_done(other)
    with pytest.raises(Invalid, match="document_number_missing"):
        closing.by_memo(loop.session, loop.officer, replace(PAPER, document_number=""), **when())
    with pytest.raises(Invalid, match="clause_missing"):
        closing.by_delegation(loop.session, loop.head, "", **when())
    delegated = closing.by_delegation(loop.session, loop.head, "設置要點第八點", **when())
    with pytest.raises(NotNow, match="release_not_delegated"):
        closing.release(loop.session, loop.head, [share], delegated, **when())
    memo = closing.by_memo(loop.session, loop.officer, PAPER, **when())
    closing.release(loop.session, loop.officer, [share, other], memo, **when())
    rows = loop.session.scalars(select(ClosureDecision)).all()
    assert [(row.outcome, row.basis) for row in rows] == [(Outcome.RELEASE, Basis.MEMO)] * 2
    assert {row.approval_id for row in rows} == {memo.approval_id}
    assert {share.state, other.state} == {S.RELEASED}


def test_invariant_5_nothing_is_dispatched_before_approval_without_the_named_exception(loop: Loop) -> None:
    shares = loop.prepared(approved=False)
    with pytest.raises(NotNow, match="dispatch_before_minutes"):
        loop.send_out(shares)
    loop.session.rollback()


def test_the_exception_needs_the_head_and_a_reason(loop: Loop) -> None:
    shares = loop.prepared(approved=False)
    meeting, ids = loop.meeting_of(shares[0]), [share.id for share in shares]
    reason = "涉及即將屆期之申報作業"
    with pytest.raises(NotAllowed):
        splitting.send_out(
            loop.session, loop.officer, meeting, ids, LETTER, exception_reason=reason, **when()
        )
    batch = splitting.send_out(
        loop.session, loop.head, meeting, ids, LETTER, exception_reason=reason, **when()
    )
    assert batch.exception_reason == reason
    assert {share.state for share in shares} == {S.DISPATCHED}


def test_a_batch_is_taken_back_while_nobody_has_read_it(loop: Loop) -> None:
    shares = loop.dispatched()
    batch = loop.session.get_one(Dispatch, shares[0].dispatch_id)
    splitting.take_back(loop.session, loop.officer, batch, seen_version=batch.version, **when())
    assert [(share.state, share.dispatch_id, share.dispatched_on) for share in shares] == [
        (S.PREPARED, None, None)
    ] * 2
    with pytest.raises(NotNow, match="batch_was_taken_back"):
        splitting.take_back(loop.session, loop.officer, batch, seen_version=batch.version, **when())
    second = loop.send_out(shares)
    loop.session.add(FirstReading(assignment_id=shares[1].id, read_at=NOW))
    loop.session.flush()
    with pytest.raises(NotNow, match="batch_was_read"):
        splitting.take_back(loop.session, loop.officer, second, seen_version=second.version, **when())


def test_a_report_goes_out_comes_back_and_is_answered(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact = loop.contacts[share.agency_id]
    first = loop.report(share)
    assert (share.state, share.reported_through) == (S.SUBMITTED, date(2027, 1, 5))
    reporting.recall(loop.session, contact, first, seen_version=first.version, **when())
    assert (share.state, share.reported_through, first.state) == (S.DISPATCHED, None, ReportState.RECALLED)
    second = loop.report(share)
    assert (first.number, second.number, first.text) == (1, 2, second.text)
    answering.send_back(
        loop.session, loop.officer, second, reason="請補充場次。", seen_version=second.version, **when()
    )
    assert (share.state, second.state, second.reply) == (S.RETURNED, ReportState.RETURNED, "請補充場次。")
    assert share.reported_through is None
    third = loop.report(share)
    with pytest.raises(ChangedSinceSeen):
        answering.receive(loop.session, loop.officer, third, seen_version=0, **when())
    loop.receive(third)
    assert share.state is S.UNDER_WAY
    with pytest.raises(NotNow):
        reporting.recall(loop.session, contact, third, seen_version=third.version, **when())
    assert loop.events(share) == [
        "dispatch", "submit_share", "recall_to_dispatched", "submit_share", "send_back_share",
        "submit_share", "receive_share",
    ]  # fmt: skip


def test_the_chair_releases_continues_and_brings_back(loop: Loop) -> None:
    lead, co = loop.dispatched(loop.plan(LEAD, CO, mode=ItemMode.SINGLE_LEAD))
    meeting = another_meeting(loop)
    clerk = loop.officer.recording()
    with pytest.raises(NotNow, match="lead_reports"):
        loop.report(co)
    loop.reported_done(lead)
    closing.continue_tracking(loop.session, clerk, [lead], meeting, **when())
    assert lead.state is S.UNDER_WAY
    released = closing.release(loop.session, clerk, [lead], closing.by_meeting(meeting, TODAY), **when())
    assert [share.id for share in released] == [lead.id, co.id]
    assert {lead.state, co.state} == {S.RELEASED}
    with pytest.raises(NotAllowed):
        closing.restore(
            loop.session, loop.officer, lead, closing.by_meeting(meeting, TODAY), reason="成效不足",
            seen_version=lead.version, **when(),
        )  # fmt: skip
    closing.restore(
        loop.session, clerk, lead, closing.by_meeting(meeting, TODAY), reason="成效不足",
        seen_version=lead.version, **when(),
    )  # fmt: skip
    assert (lead.state, lead.ended_on) == (S.UNDER_WAY, None)


def test_what_waited_when_the_chair_closed_it_is_received_and_the_share_can_be_reported_again(
    loop: Loop,
) -> None:
    """Else a share brought back could be neither reported on, nor answered, nor taken back."""
    share, other = loop.dispatched()
    report = loop.report(share)
    meeting, clerk = another_meeting(loop), loop.officer.recording()
    ground = closing.by_meeting(meeting, TODAY)
    closing.release(loop.session, clerk, [share], ground, **when())
    assert (share.state, report.state) == (S.RELEASED, ReportState.RECEIVED)
    closing.restore(
        loop.session, clerk, share, ground, reason="成效不足", seen_version=share.version, **when()
    )
    again = loop.report(share)
    assert (share.state, again.number) == (S.SUBMITTED, 2)
    second = loop.report(other)
    reassigning.hand_to(
        loop.session, loop.head, other, loop.agencies[3].id, due=DUE, reason="非權責", **when()
    )
    assert (other.state, second.state) == (S.REASSIGNED, ReportState.RECEIVED)


def test_a_share_is_not_brought_back_beside_another_of_the_same_agency(loop: Loop) -> None:
    share, other = loop.dispatched()
    meeting, clerk = another_meeting(loop), loop.officer.recording()
    ground = closing.by_meeting(meeting, TODAY)
    closing.release(loop.session, clerk, [share], ground, **when())
    reassigning.hand_to(loop.session, loop.head, other, share.agency_id, due=DUE, reason="非權責", **when())
    with pytest.raises(NotNow, match="agency_has_open_share"):
        closing.restore(
            loop.session, clerk, share, ground, reason="成效不足", seen_version=share.version, **when()
        )


def test_closing_otherwise_says_as_what_and_why(loop: Loop) -> None:
    share, other = loop.dispatched()
    ground = closing.by_delegation(loop.session, loop.head, "核可權責表", **when())
    with pytest.raises(Invalid, match="merged_into_missing"):
        closing.close_otherwise(
            loop.session, loop.head, share, Outcome.MERGE, ground, ClosingReason.SAME_MATTER, "",
            seen_version=share.version, **when(),
        )  # fmt: skip
    closing.close_otherwise(
        loop.session, loop.head, share, Outcome.SELF_TRACK, ground, ClosingReason.ROUTINE_NOW, "",
        seen_version=share.version, **when(),
    )  # fmt: skip
    assert (share.state, share.closed_as, share.ended_on) == (S.CLOSED_OTHERWISE, "self_tracked", TODAY)
    assert other.state is S.DISPATCHED


def test_a_stopped_clock_moves_no_date(loop: Loop) -> None:
    share, _ = loop.dispatched()
    pausing.pause(loop.session, loop.officer, share, "內政部函釋", seen_version=share.version, **when())
    assert (share.paused_on, share.due_current) == (TODAY, DUE)
    pausing.resume(
        loop.session, loop.officer, share, seen_version=share.version, **when(TODAY + timedelta(9))
    )
    assert (share.paused_on, share.due_current) == (None, DUE)


def test_what_was_asked_of_a_share_that_ended_ends_with_it(loop: Loop) -> None:
    session, head = loop.session, loop.head
    shares = loop.dispatched(loop.plan(LEAD, LEAD, LEAD))
    contacts = [loop.contacts[share.agency_id] for share in shares]
    more_time = extensions.Wanted(DUE + timedelta(30), ExtensionReason.BUDGET)
    to_another = reassigning.Wanted(None, ReassignmentReason.NOT_COMPETENT)
    asked: list[ExtensionRequest | ReassignmentRequest] = [
        extensions.ask(session, contact, share, more_time, seen_version=share.version, **when())
        for contact, share in zip(contacts[:2], shares[:2], strict=True)
    ]
    asked.append(
        reassigning.ask(session, contacts[2], shares[2], to_another, seen_version=shares[2].version, **when())
    )
    by_head = closing.by_delegation(session, head, "設置要點第8點", **when())
    closing.close_otherwise(
        session, head, shares[0], Outcome.REVOKE, by_head, ClosingReason.CIRCUMSTANCES, "", seen_version=shares[0].version, **when()
    )  # fmt: skip
    meeting = closing.by_meeting(loop.meeting_of(shares[1]), TODAY)
    closing.release(session, loop.officer.recording(), shares[1:], meeting, **when())
    assert [(one.state, one.answer) for one in asked] == [
        (RequestState.WITHDRAWN, "本件已改列，申請隨之終結。"),
        (RequestState.WITHDRAWN, "本件已解除列管，申請隨之終結。"),
        (RequestState.WITHDRAWN, "本件已解除列管，申請隨之終結。"),
    ]
    assert open_requests(session, head) == []
    told = session.scalars(select(AuditEvent.action).where(AuditEvent.action.startswith("lapse_")))
    assert sorted(told) == ["lapse_extension", "lapse_extension", "lapse_reassignment"]


def test_a_share_without_end_has_no_date(loop: Loop) -> None:
    share, _ = loop.dispatched(loop.plan(due_kind=DueKind.ONGOING))
    assert (share.due_original, share.due_current) == (None, None)
    with pytest.raises(NotNow, match="no_date_to_extend"):
        extensions.ask(
            loop.session, loop.contacts[share.agency_id], share,
            extensions.Wanted(DUE, ExtensionReason.STAFF), seen_version=share.version, **when(),
        )  # fmt: skip


def test_a_report_that_lacks_something_stays(loop: Loop) -> None:
    share, _ = loop.dispatched()
    contact = loop.contacts[share.agency_id]
    for lacking, code in (
        (replace(WRITTEN, progress=None), "progress_missing"),
        (replace(WRITTEN, text="  "), "report_text_missing"),
        (replace(DONE, progress="none"), "none_reason_missing"),  # type: ignore[arg-type]
    ):
        draft = reporting.live_report(loop.session, share)
        seen = draft.version if draft else None
        report = reporting.write(loop.session, contact, share, lacking, seen_version=seen, **when())
        with pytest.raises(Invalid, match=code):
            reporting.submit(loop.session, contact, report, seen_version=report.version, **when())
    assert share.state is S.DISPATCHED


def test_items_of_untracked_resolutions_are_refused(loop: Loop) -> None:
    resolution = loop.tracked()
    resolution.tracking_choice = None
    loop.session.flush()
    with pytest.raises(NotNow, match="resolution_not_tracked"):
        splitting.prepare(loop.session, loop.officer, resolution, [loop.plan()], now=NOW)
    assert loop.session.scalars(select(TrackedItem)).all() == []
