"""A batch reads once for all, and what it writes for a further share is its rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from app.domain.errors import ChangedSinceSeen, NotNow
from app.domain.people.actor import Actor
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Opinion, Verdict
from app.domain.tracking.item import AssignmentRole
from app.models import Assignment, Finding, Meeting, ProgressReport
from app.services import outbox
from app.services.meetings import holding, planning
from app.services.meetings.planning import MeetingPlan
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import (
    chair_word,
    closing,
    deciding,
    follow_ups,
    reporters,
    reporting,
    rounds,
)
from app.services.tracking.deciding import Answer
from app.services.tracking.extensions import HERE
from tests.client import Seen, watched
from tests.people import NOW, TODAY
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import WRITTEN, Loop, loop, when

__all__ = ["loop", "stage"]
FEW, MANY = 5, 50
WRITES = {"sqlite": 9, "postgresql": 4}
"""So many statements for each further share at most, none of them a read: one UPDATE for each row that has a version. SQLite
cannot give back the ids of many rows at once, so there each new row (report, decision, log, reminder) is one, too."""

STATES = AssignmentState


@pytest.fixture
def prepared(loop: Loop) -> tuple[list[Assignment], list[Assignment]]:
    """An item for each share: the dearest case. All of one agency, as its report page has them."""
    plans = [loop.plan(AssignmentRole.LEAD, title=f"第{place}件") for place in range(FEW + MANY)]
    shares = loop.prepared(*plans)
    return shares[:FEW], shares[FEW:]


@contextmanager
def counted(loop: Loop) -> Iterator[Seen]:
    loop.session.flush()
    with watched(loop.session.get_bind().engine) as seen:
        yield seen
        loop.session.flush()


def slope(
    loop: Loop, sets: tuple[list[Assignment], list[Assignment]], act: Callable[[list[Assignment]], object]
) -> tuple[float, float]:
    """(reads, writes) a further share costs."""
    sent = []
    for shares in sets:
        with counted(loop) as seen:
            act(shares)
        reads = sum(one.lstrip().startswith("SELECT") for one in seen.statements)
        sent.append((reads, len(seen.statements) - reads))
    (few_reads, few_writes), (many_reads, many_writes) = sent
    return (many_reads - few_reads) / (MANY - FEW), (many_writes - few_writes) / (MANY - FEW)


def test_a_further_share_of_a_batch_asks_nothing_again(
    loop: Loop, prepared: tuple[list[Assignment], list[Assignment]]
) -> None:
    session, contact = loop.session, loop.contacts[prepared[0][0].agency_id]
    costs = {"dispatch": slope(loop, prepared, loop.send_out)}
    costs["send first"] = slope(loop, prepared, lambda shares: _send(loop, contact, shares))
    costs["receive"] = slope(
        loop, prepared, lambda shares: _answer(loop, loop.officer, shares, Opinion.RECEIVE)
    )
    costs["send again"] = slope(loop, prepared, lambda shares: _send(loop, contact, shares))
    costs["return"] = slope(
        loop, prepared, lambda shares: _answer(loop, loop.officer, shares, Opinion.SEND_BACK)
    )
    _send(loop, contact, prepared[0] + prepared[1])
    costs["propose"] = slope(
        loop, prepared, lambda shares: _answer(loop, loop.officer, shares, Opinion.RELEASE)
    )
    costs["agree"] = slope(loop, prepared, lambda shares: _approve(loop, shares))
    assert {one.state for shares in prepared for one in shares} == {STATES.RELEASE_PROPOSED}
    for one in (one for shares in prepared for one in shares):
        assert one.reported_through is not None
    meeting = _next_meeting(loop)
    for verdict in (Verdict.CONTINUE, Verdict.RELEASE):
        costs[verdict] = slope(
            loop, prepared,
            lambda shares, said=verdict: chair_word.say(  # type: ignore[misc]
                session, loop.officer, meeting, {one.item_id: said for one in shares}, **when()
            ),
        )  # fmt: skip
    assert {one.state for shares in prepared for one in shares} == {STATES.RELEASED}
    costs["take back"] = slope(
        loop, prepared,
        lambda shares: chair_word.undo(session, loop.officer, meeting, [one.item_id for one in shares], **when()),
    )  # fmt: skip
    assert {one.state for shares in prepared for one in shares} == {STATES.RELEASE_PROPOSED}
    paper = PaperDecision("處長", "郭守謙", TODAY, "示府政預字第1160000001號")
    ground = closing.by_memo(session, loop.officer, paper, **when())
    costs["memo"] = slope(
        loop, prepared, lambda shares: closing.release(session, loop.officer, shares, ground, **when())
    )
    most = WRITES[session.get_bind().dialect.name]
    changed = Verdict.RELEASE  # said after another word: taken back and said anew
    assert [name for name, (reads, _) in costs.items() if reads > 0.1] == [], costs
    assert [name for name, (_, writes) in costs.items() if writes > most * (1 + (name is changed))] == [], (
        costs
    )


def test_of_a_batch_the_rows_that_cannot_are_left_out_and_the_rest_goes_on(
    loop: Loop, prepared: tuple[list[Assignment], list[Assignment]]
) -> None:
    shares = prepared[0]
    loop.send_out(shares)
    reports = [loop.report(share) for share in shares]
    loop.receive(reports[0])
    given = [(one, one.version, Answer(Opinion.RECEIVE)) for one in reports[:-1]]
    given.append((reports[-1], reports[-1].version - 1, Answer(Opinion.RECEIVE)))
    said = deciding.answer_all(loop.session, loop.officer, given, **when())
    assert [type(one) for one in said] == [NotNow, bool, bool, bool, ChangedSinceSeen]
    assert [one.state for one in shares] == [STATES.UNDER_WAY] * 4 + [STATES.SUBMITTED]
    assert all("receive_share" in loop.events(one) for one in shares[1:4])


def _send(loop: Loop, contact: Actor, shares: list[Assignment]) -> None:
    held = reporters.hold_all(loop.session, contact, [one.id for one in shares], today=TODAY)
    with outbox.together(loop.session):
        made = {
            one.share.id: reporting.write_held(
                loop.session, contact, one, WRITTEN, seen_version=None, now=when()["now"]
            )
            for one in held.values()
        }
        reporting.keep(loop.session)
        for one in held.values():
            reporting.keep_held(loop.session, one, made[one.share.id], WRITTEN)
            reporting.submit_held(loop.session, contact, one, made[one.share.id], **when())
    rounds.follow_all(loop.session, [one.share for one in held.values()])


def _answer(loop: Loop, actor: Actor, shares: list[Assignment], opinion: Opinion) -> None:
    ids = [one.id for one in shares]
    reports = loop.session.query(ProgressReport).filter(
        ProgressReport.assignment_id.in_(ids), ProgressReport.state == "submitted"
    )
    given = [(one, one.version, Answer(opinion, "請補充。")) for one in reports]
    assert len(given) == len(shares)
    assert not [
        one for one in deciding.answer_all(loop.session, actor, given, **when()) if not isinstance(one, bool)
    ]


def _approve(loop: Loop, shares: list[Assignment]) -> None:
    ids = [one.id for one in shares]
    reports = loop.session.query(ProgressReport.id).filter(ProgressReport.assignment_id.in_(ids))
    proposed = loop.session.query(Finding).filter(
        Finding.report_id.in_(reports), Finding.effective_at.is_(None)
    )
    given = [(one, one.version) for one in proposed]
    assert len(given) == len(shares)
    assert set(deciding.approve_all(loop.session, loop.head, given, HERE, **when())) == {None}


def _next_meeting(loop: Loop) -> Meeting:
    """In session, with every open item on its 歷次決議辦理情形."""
    plan = MeetingPlan(
        title="示範市政府116年第1次廉政會報", label="116年第1次", year=116, held_on=TODAY + timedelta(30)
    )
    meeting = planning.create(loop.session, loop.officer, loop.stage.committee, plan, now=NOW)
    loop.stage.put_on(meeting, loop.stage.passed("另一件提案。"))
    follow_ups.set_agenda(loop.session, loop.head, meeting, seen_version=meeting.version, now=NOW)
    holding.start(loop.session, loop.officer, meeting, seen_version=meeting.version, now=NOW)
    return meeting
