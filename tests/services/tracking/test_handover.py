"""移交: everything of the one who leaves goes over in one act, nothing is left without anybody, history keeps its names."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.domain.errors import Refusal
from app.domain.notices.notice import NoticeKind
from app.domain.notices.timing import TAIPEI
from app.domain.people.actor import Actor, Role
from app.domain.people.handing_over import Burden, HandoverWay
from app.models import AuditEvent, Handover, Proposal, Reminder, RoleGrant, User
from app.queries.people.signed_in import actor_of
from app.queries.tracking.handovers import shown_to
from app.services.notices import reminding
from app.services.papers.handover_list import list_of
from app.services.people import calendar_feeds
from app.services.tracking import handover
from app.services.tracking.handover import Wanted
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import Loop, loop, stage

__all__ = ["loop", "stage"]


def person(loop: Loop, actor: Actor) -> User:
    assert actor.person_id is not None
    return loop.session.get_one(User, actor.person_id)


def done(loop: Loop, actor: Actor, wanted: Wanted) -> tuple[Handover, str]:
    seen = handover.fingerprint(handover.plan(loop.session, actor, wanted, today=TODAY))
    return handover.hand_over(loop.session, actor, wanted, seen=seen, now=NOW, today=TODAY)


def refusal(loop: Loop, actor: Actor, wanted: Wanted) -> str:
    with pytest.raises(Refusal) as refused:
        handover.plan(loop.session, actor, wanted, today=TODAY)
    return refused.value.code


def to_new(from_id: int, email: str, day: date = TODAY) -> Wanted:
    return Wanted(from_id, day, name="陳新任", email=email)


def test_a_contact_leaves_to_a_new_person_and_no_share_is_left_without_anybody(loop: Loop) -> None:
    shares = loop.dispatched()
    contact = loop.contacts[shares[0].agency_id]
    leaver = person(loop, contact)
    leaver.email = "old@edu.example.gov.tw"
    shares[0].contact_id = leaver.id
    loop.session.flush()
    row, token = done(loop, contact, to_new(leaver.id, "New@edu.example.gov.tw"))
    loop.session.refresh(shares[0])
    new = loop.session.get_one(User, row.to_id)
    assert shares[0].contact_id == new.id
    assert new.login == "new@edu.example.gov.tw"
    assert token
    assert [line["code"] for line in row.lines] == [shares[0].code]
    successor = actor_of(loop.session, new, TODAY)
    assert successor.holds(Role.CONTACT, shares[0].agency_id)
    assert not actor_of(loop.session, leaver, TODAY).grants, "the old role ended the day before"
    told = loop.session.scalars(select(Reminder.recipient_id).where(Reminder.thing == "handovers"))
    assert sorted(told) == sorted([leaver.id, new.id]), "both hear of it"


def test_from_a_later_day_both_hold_the_role_in_turn_and_never_together(loop: Loop) -> None:
    shares = loop.dispatched()
    contact = loop.contacts[shares[0].agency_id]
    leaver, day = person(loop, contact), TODAY + timedelta(days=10)
    leaver.email = "old@edu.example.gov.tw"
    row, _ = done(loop, contact, to_new(leaver.id, "new@edu.example.gov.tw", day))
    new = loop.session.get_one(User, row.to_id)
    for passed in range(0, 20, 3):
        on = TODAY + timedelta(days=passed)
        holds = [bool(actor_of(loop.session, one, on).grants) for one in (leaver, new)]
        assert holds == [on < day, on >= day]


def test_proposals_go_over_while_the_drafter_stays_in_the_record_and_may_not_pass_them(loop: Loop) -> None:
    proposal = loop.stage.passed("承辦人草擬的提案。")
    proposal.drafted_by_id = loop.officer.person_id
    loop.session.flush()
    drafter = person(loop, loop.officer)
    officer = actor_of(loop.session, drafter, TODAY)
    second = person(loop, loop.second)
    row, token = done(loop, officer, Wanted(drafter.id, TODAY, to_id=second.id))
    loop.session.refresh(proposal)
    assert (proposal.in_charge_id, proposal.drafted_by_id) == (second.id, drafter.id)
    assert proposal.code in [line["code"] for line in row.lines]
    assert not token
    written = select(func.count(AuditEvent.id)).where(AuditEvent.thing == "handovers", AuditEvent.code != "")
    assert loop.session.scalar(written) == 2


def test_officer_and_head_wait_for_a_head_who_did_not_give_them(loop: Loop) -> None:
    head, second = person(loop, loop.head), person(loop, loop.second)
    if loop.session.scalar(select(func.count(RoleGrant.id)).where(RoleGrant.role == Role.HEAD)) == 1:
        with pytest.raises(Refusal) as refused:
            done(loop, loop.head, Wanted(head.id, TODAY, to_id=second.id))
        assert refused.value.code == "last_of_role"
        loop.session.rollback()
        return
    row, _ = done(loop, loop.head, Wanted(head.id, TODAY, to_id=second.id))
    assert [one["waits"] for one in row.roles if one["role"] == Role.HEAD] == [True]
    assert not actor_of(loop.session, second, TODAY).holds(Role.HEAD, loop.agencies[0].id)


def test_whoever_takes_over_gets_no_role_and_the_supervisor_does_it_for_others(loop: Loop) -> None:
    agency = loop.agencies[1]
    contact, supervisor = loop.contacts[agency.id], loop.supervisors[agency.id]
    other = loop.contacts[loop.agencies[2].id]
    leaver = person(loop, contact)
    assert refusal(loop, supervisor, Wanted(leaver.id, TODAY, to_id=supervisor.person_id)) == (
        "take_over_needs_role"
    )
    assert refusal(loop, other, Wanted(leaver.id, TODAY, to_id=other.person_id)) == "take_over_needs_role"
    third = person(loop, loop.second)
    assert refusal(loop, other, Wanted(leaver.id, TODAY, to_id=third.id)) == "not_yours_to_do"
    made = handover.plan(
        loop.session,
        supervisor,
        Wanted(leaver.id, TODAY, to_id=person(loop, other).id),
        today=TODAY,
    )
    assert made.way is HandoverWay.FOR_ANOTHER
    loop.stage.world.person("mate", (Role.CONTACT, agency), password="")
    mate = loop.session.scalars(select(User).where(User.login == "mate")).one()
    taking = loop.stage.world.actor(mate)
    row, _ = done(loop, taking, Wanted(leaver.id, TODAY, to_id=mate.id))
    assert row.way is HandoverWay.TAKE
    assert actor_of(loop.session, leaver, TODAY).grants, "taking over ends nobody's role"


def test_what_cannot_be_is_refused(loop: Loop) -> None:
    contact = loop.contacts[loop.agencies[1].id]
    me = person(loop, contact)
    me.email = "old@edu.example.gov.tw"
    loop.session.flush()
    assert refusal(loop, contact, Wanted(me.id, TODAY, to_id=me.id)) == "successor_is_oneself"
    assert refusal(loop, contact, Wanted(me.id, TODAY)) == "successor_missing"
    assert refusal(loop, contact, to_new(me.id, "somebody@elsewhere.example")) == "mailbox_elsewhere"
    assert refusal(loop, contact, to_new(me.id, "new@edu.example.gov.tw", TODAY - timedelta(1))) == (
        "handover_day"
    )
    gone = person(loop, loop.second)
    gone.disabled_at = NOW
    loop.session.flush()
    assert refusal(loop, contact, Wanted(me.id, TODAY, to_id=gone.id)) == "person_unknown"


def test_what_changed_since_the_check_page_is_shown_again(loop: Loop) -> None:
    contact = loop.contacts[loop.agencies[1].id]
    me = person(loop, contact)
    me.email = "old@edu.example.gov.tw"
    wanted = to_new(me.id, "new@edu.example.gov.tw")
    seen = handover.fingerprint(handover.plan(loop.session, contact, wanted, today=TODAY))
    loop.dispatched()
    with pytest.raises(Refusal) as refused:
        handover.hand_over(loop.session, contact, wanted, seen=seen, now=NOW, today=TODAY)
    assert refused.value.code == "handover_changed"


def test_invariant_9_lines_of_confidential_cases_are_absent_without_the_right(loop: Loop) -> None:
    line = {"burden": "share", "code": "X", "confidential": True, "readers": [loop.agencies[0].id]}
    assert shown_to(loop.officer, [line, {**line, "confidential": False}]) == [
        {**line, "confidential": False}
    ]


def test_a_proposal_taken_over_is_ones_own(loop: Loop) -> None:
    """Four eyes: who has it in charge does not pass it either."""
    from app.queries.proposals.to_review import to_review

    proposal = loop.stage.passed("移交後的提案。")
    proposal.in_charge_id = loop.head.person_id
    loop.session.flush()
    waiting = loop.session.scalars(to_review(loop.head)).all()
    assert proposal.id not in [one.id for one in waiting]
    assert loop.session.get_one(Proposal, proposal.id).in_charge_id == loop.head.person_id


def test_the_address_of_a_calendar_ends_with_the_roles_and_the_list_says_so(loop: Loop) -> None:
    shares = loop.dispatched()
    contact = loop.contacts[shares[0].agency_id]
    leaver = person(loop, contact)
    leaver.email = "old@edu.example.gov.tw"
    token = calendar_feeds.make(loop.session, contact, leaver, now=NOW)
    assert calendar_feeds.owner(loop.session, token, TODAY) is leaver
    row, _ = done(loop, contact, to_new(leaver.id, "new@edu.example.gov.tw"))
    assert calendar_feeds.owner(loop.session, token, TODAY) is None
    assert calendar_feeds.current(loop.session, row.to_id) is None, "the successor makes his own"
    assert [line["burden"] for line in row.lines][-1] == Burden.CALENDAR_FEED
    loop.session.refresh(row, ["predecessor", "successor"])
    paper = list_of(loop.session, actor_of(loop.session, leaver, TODAY), row)
    assert (paper.rows[-1].kind, "停用" in paper.rows[-1].title) == ("行事曆訂閱", True)


def test_what_waits_of_duties_is_not_sent_to_whoever_left(loop: Loop) -> None:
    contact = loop.contacts[loop.dispatched()[0].agency_id]
    leaver = person(loop, contact)
    leaver.email = "old@edu.example.gov.tw"
    morning = datetime(2026, 12, 22, 9, tzinfo=TAIPEI)
    reminding.plan_all(loop.session, now=morning)

    def waiting() -> list[int]:
        declarations = Reminder.rule == NoticeKind.DECLARATION_DUE, Reminder.superseded_at.is_(None)
        return list(loop.session.scalars(select(Reminder.recipient_id).where(*declarations)))

    assert waiting().count(leaver.id) == 1
    row, _ = done(loop, contact, to_new(leaver.id, "new@edu.example.gov.tw"))
    assert leaver.id not in waiting(), "with the 移交 itself"
    reminding.plan_all(loop.session, now=morning)
    assert (waiting().count(leaver.id), waiting().count(row.to_id)) == (0, 1)
