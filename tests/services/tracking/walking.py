"""Random walks over the real verbs of the loop, by everybody, in and out of turn; what must hold after each step."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from app.domain.errors import Refusal
from app.domain.flow import Flow
from app.domain.meetings.yearly import Channel
from app.domain.notices.on_action import ON_ACTION, Addressee
from app.domain.office_calendar import NO_CALENDAR
from app.domain.people.actor import CONSOLE, Actor, ActorKind
from app.domain.tracking.assignment_flow import ASSIGNMENT_FLOW, ENDED, REPORTABLE, AssignmentState
from app.domain.tracking.deadline import Extended, due_current
from app.domain.tracking.decisions import (
    ClosingReason,
    ExtensionReason,
    NoProgressReason,
    Opinion,
    Outcome,
    Progress,
    ReassignmentReason,
)
from app.domain.tracking.flags import Flag, standings
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.report_flow import REPORT_FLOW, ReportState
from app.domain.tracking.request_flow import EXTENSION_FLOW, REASSIGNMENT_FLOW
from app.models import (
    Assignment,
    AuditEvent,
    ClockPause,
    ClosureDecision,
    Correction,
    Dispatch,
    ExtensionRequest,
    Finding,
    Meeting,
    ProgressReport,
    ReassignmentRequest,
    Reminder,
    TrackedItem,
)
from app.queries.tracking import assignment_list
from app.queries.tracking.assignment_list import Filters
from app.queries.tracking.standing import shares_of
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import (
    answering,
    closing,
    deciding,
    extensions,
    pausing,
    reassigning,
    reporting,
    splitting,
)
from app.services.tracking.deciding import Answer
from app.services.tracking.reporting import Stamp, Written
from tests.people import TODAY
from tests.services.tracking.conftest import DONE, LETTER, WRITTEN, Loop, later

LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO
S = AssignmentState
PAPER = PaperDecision("政風處處長", "王大明", TODAY, "示政預字第1150006000號")
NOTHING = Written(Progress.NONE, "經費未到位。", none_reason=NoProgressReason.BUDGET)
CALLED: dict[str, Any] = {"channel": Channel.PHONE, "informant": "李股長"}
FITTING = 0.8
"""How often a verb is tried that the share's state asks for; else any, in or out of turn."""
IN_SESSION = {"release_by_meeting", "continue_tracking", "restore", "close_otherwise"}
"""What is mostly the chair's."""
AGENCYS = {
    "write", "submit", "ask_approval", "leave_approval", "decline", "sign_off", "recall", "ask_extension",
    "ask_reassignment",
}  # fmt: skip
Key = tuple[str, int]
FLOWS: dict[type[Any], Flow[Any, Any, Any]] = {
    Assignment: ASSIGNMENT_FLOW,
    ProgressReport: REPORT_FLOW,
    ExtensionRequest: EXTENSION_FLOW,
    ReassignmentRequest: REASSIGNMENT_FLOW,
}


@dataclass
class Walk:
    """`taken`: verbs that were done, `refused`: codes of what was not. `born`: the original date each share went out with."""

    loop: Loop
    meeting: Meeting
    dice: random.Random
    day: date = TODAY
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    met: set[AssignmentState] = field(default_factory=set)
    born: dict[int, date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.session = self.loop.session
        self.verbs: tuple[Callable[[Actor, Assignment], None], ...] = (
            self.send_out, self.take_back, self.write, self.write, self.submit, self.submit, self.ask_approval,
            self.leave_approval, self.decline, self.sign_off, self.recall, self.receive, self.send_back,
            self.opine, self.approve, self.withdraw_opinion, self.propose_release, self.release_by_memo,
            self.release_by_delegation, self.release_by_meeting, self.continue_tracking, self.close_otherwise,
            self.restore, self.restore, self.ask_extension, self.decide_extension, self.ask_reassignment,
            self.decide_reassignment, self.pause, self.resume, self.correct,
        )  # fmt: skip
        reporting_ones = (
            self.write, self.write, self.submit, self.submit, self.submit, self.sign_off, self.ask_approval,
            self.ask_extension, self.decide_extension, self.ask_reassignment, self.decide_reassignment,
        )  # fmt: skip
        self.fitting = {
            S.PREPARED: (self.send_out,),
            **dict.fromkeys(REPORTABLE, reporting_ones),
            S.UNDER_WAY: (*reporting_ones, self.propose_release),
            S.SUBMITTED: (
                self.receive,
                self.send_back,
                self.opine,
                self.approve,
                self.propose_release,
                self.recall,
                self.release_by_meeting,
                self.close_otherwise,
                self.decide_reassignment,
            ),
            S.RELEASE_PROPOSED: (self.release_by_memo, self.release_by_meeting, self.continue_tracking),
            S.RELEASED: (self.restore,),
            S.CLOSED_OTHERWISE: (self.restore,),
        }

    def step(self) -> None:
        """One verb of somebody on some share: done whole and told in the log, or refused without a trace."""
        self.day += timedelta(self.dice.choice((0, 0, 0, 1, 3)))
        share = self.dice.choice(self.shares())
        fitting = self.fitting.get(share.state, self.verbs)
        verb = self.dice.choice(fitting if self.dice.random() < FITTING else self.verbs)
        actor = self.somebody(share, verb.__name__)
        before, rows, told = self.states(), self.rows(AuditEvent), self.rows(Reminder)
        try:
            with self.session.begin_nested():
                verb(actor, share)
                self.session.flush()
        except Refusal as refusal:
            self.refused[refusal.code] += 1
            self.left_no_trace(verb.__name__, before, rows, told)
        else:
            self.taken[verb.__name__] += 1
            self.was_lawful(verb.__name__, before, rows, told)
            self.holds(verb.__name__)

    # What must hold.

    def left_no_trace(self, verb: str, before: dict[Key, Any], rows: int, told: int) -> None:
        assert self.states() == before, verb
        assert (self.rows(AuditEvent), self.rows(Reminder)) == (rows, told), verb

    def was_lawful(self, verb: str, before: dict[Key, Any], rows: int, told: int) -> None:
        """Each change of state is an arrow of its table with an audit row of its own; outbox rows came with it."""
        events = list(self.session.scalars(select(AuditEvent).order_by(AuditEvent.id).offset(rows)))
        logged: dict[Key, list[Any]] = {}
        for event in events:
            if "state" in (event.changes or {}):
                logged.setdefault((event.thing, event.thing_id or 0), []).append(event.changes["state"])
        for kind, flow in FLOWS.items():
            for (thing, number), state in self.states().items():
                if thing != kind.__tablename__ or before.get((thing, number)) is state:
                    continue
                was = before.get((thing, number))
                if was is None:
                    assert state in flow.starts, (verb, thing, state)
                    continue
                assert state in {move.to for (source, _), move in flow.moves.items() if source is was}, (
                    verb, thing, was, state,
                )  # fmt: skip
                assert logged[thing, number] == [[was, state]], (verb, thing, was, state)
        assert events or verb == "write", verb  # a draft is the agency's own business
        fresh = list(self.session.scalars(select(Reminder).order_by(Reminder.id).offset(told)))
        heard = Counter[tuple[str, int | None, str]](
            (row.thing, row.thing_id, row.occurrence) for row in fresh
        )
        for event in events:
            row = ON_ACTION.get((event.thing, event.action))
            if row is not None and row.to is Addressee.CONTACT:
                assert heard[event.thing, event.thing_id, event.at.isoformat()] == 1, (verb, event.action)

    def holds(self, verb: str) -> None:
        """The invariants of product §4 on every share there is."""
        shares, live = self.shares(), set(self.session.scalars(self._submitted()))
        standing = set(
            self.session.scalars(select(ClockPause.assignment_id).where(ClockPause.resumed_on.is_(None)))
        )
        assert {one.id for one in shares if one.paused_on} == standing, verb
        self.met |= {one.state for one in shares}
        for share in shares:
            assert (share.state is S.SUBMITTED) is (share.id in live), (verb, share.code, share.state)
        self._dates(shares)
        for item in self.session.scalars(select(TrackedItem)):
            leads = [
                one for one in shares if one.item_id == item.id and one.role is LEAD and one.state is not S.REASSIGNED
            ]  # fmt: skip
            if item.mode in (ItemMode.SINGLE_LEAD, ItemMode.LEAD_AND_CO):
                assert len(leads) == 1, (verb, item.code)
            else:
                assert len(leads) >= 2, (verb, item.code)
        own = select(Finding.id).join(ProgressReport, ProgressReport.id == Finding.report_id)
        own = own.where(Finding.written_by_id == ProgressReport.submitted_by_id)
        assert self.session.scalars(own).all() == [], verb
        ended = {one.id for one in shares if one.state in ENDED - {S.REASSIGNED}}
        assert ended <= set(self.session.scalars(select(ClosureDecision.assignment_id))), verb

    def flags_are_one_predicate(self) -> None:
        """A list filtered by a flag has the shares that bear it, and nothing else."""
        shares = self.shares()
        facts = shares_of(self.session, shares, self.day)
        borne = {
            one.code: {each.flag for each in standings(facts[one.id], NO_CALENDAR, self.day)}
            for one in shares
        }
        for flag in Flag:
            query = assignment_list.filtered(self.session, CONSOLE, Filters(flag=flag), NO_CALENDAR, self.day)
            listed = {one.code for one in self.session.scalars(query)}
            assert listed == {code for code, flags in borne.items() if flag in flags}, flag

    def _dates(self, shares: list[Assignment]) -> None:
        """`due_original` stands from the letter on, save by 更正; one function says which date holds."""
        corrected: dict[int, date] = {}
        for number, day in self.session.execute(
            select(Correction.assignment_id, Correction.due_after).order_by(Correction.id)
        ):
            corrected[number] = day
        granted = list(
            self.session.scalars(
                select(ExtensionRequest)
                .where(ExtensionRequest.granted_on.is_not(None))
                .order_by(ExtensionRequest.decided_at, ExtensionRequest.id)
            )
        )
        alone = set(
            self.session.scalars(select(TrackedItem.id).where(TrackedItem.mode == ItemMode.SINGLE_LEAD))
        )
        for share in shares:
            lead = {
                one.id
                for one in shares
                if (one.item_id, one.role) == (share.item_id, AssignmentRole.LEAD)
                and share.role is AssignmentRole.CO
                and share.item_id in alone
            }
            moves = [
                Extended(one.due_before, one.granted_on or date.max, one.assignment_id in lead)
                for one in granted
                if one.assignment_id == share.id or one.assignment_id in lead
            ]
            if share.state is not S.PREPARED:
                first = self.born.setdefault(share.id, share.due_original)
                assert share.due_original == corrected.get(share.id, first), share.code
            assert share.due_current == due_current(share.due_original, moves), share.code

    def shares(self) -> list[Assignment]:
        return list(self.session.scalars(select(Assignment).order_by(Assignment.id)))

    def states(self) -> dict[Key, Any]:
        return {
            (kind.__tablename__, row[0]): row[1]
            for kind in FLOWS
            for row in self.session.execute(select(kind.id, kind.state))
        }

    def rows(self, kind: type[Any]) -> int:
        return self.session.scalar(select(func.count()).select_from(kind)) or 0

    def _submitted(self) -> Any:
        return select(ProgressReport.assignment_id).where(ProgressReport.state == ReportState.SUBMITTED)

    # Who, and what of the share.

    def somebody(self, share: Assignment, verb: str) -> Actor:
        """Mostly who may; sometimes anybody, another agency's contact as well. The clerk records the chair's word only."""
        own = (self.loop.contacts[share.agency_id], self.loop.supervisors[share.agency_id])
        ours = (self.loop.officer, self.loop.second, self.loop.head)
        if self.dice.random() > FITTING:
            return self.dice.choice((*own, *ours, self.loop.contacts[self.loop.agencies[1].id]))
        if verb in IN_SESSION:
            return self.loop.head.recording()
        return self.dice.choice(own if verb in AGENCYS else ours)

    def when(self) -> dict[str, Any]:
        return {"now": later(), "today": self.day}

    def live(self, share: Assignment) -> ProgressReport:
        report = reporting.live_report(self.session, share)
        return report or self.never()

    def waiting(self, share: Assignment) -> ProgressReport:
        report = self.session.scalars(
            select(ProgressReport).where(
                ProgressReport.assignment_id == share.id, ProgressReport.state == ReportState.SUBMITTED
            )
        ).one_or_none()
        return report or self.never()

    def never(self) -> Any:
        """There is nothing to do it to."""
        raise Refusal("nothing_there")

    def written(self, actor: Actor, share: Assignment) -> Written:
        what = self.dice.choice((WRITTEN, DONE, NOTHING))
        return replace(what, **CALLED) if self._outside(actor, share) else what

    # The verbs, as somebody does them.

    def send_out(self, actor: Actor, share: Assignment) -> None:
        waiting = [one.id for one in self.shares() if one.state is S.PREPARED and one.removed_at is None]
        paper = PAPER if self.dice.random() < 0.5 else None
        meeting = self.loop.meeting_of(share)
        splitting.send_out(self.session, actor, meeting, waiting, LETTER, paper=paper, **self.when())

    def take_back(self, actor: Actor, share: Assignment) -> None:
        batch = self.session.get(Dispatch, share.dispatch_id) if share.dispatch_id else self.never()
        assert batch
        splitting.take_back(self.session, actor, batch, seen_version=batch.version, **self.when())

    def write(self, actor: Actor, share: Assignment) -> None:
        there = reporting.live_report(self.session, share)
        seen = there.version if there else None
        reporting.write(
            self.session, actor, share, self.written(actor, share), seen_version=seen, **self.when()
        )

    def submit(self, actor: Actor, share: Assignment) -> None:
        report = self.live(share)
        if self.dice.random() < 0.5:
            given = Stamp("局長", "林某", self.day)
            reporting.stamp(self.session, actor, report, given, seen_version=report.version, today=self.day)
        self._on_report(reporting.submit, actor, report)

    def ask_approval(self, actor: Actor, share: Assignment) -> None:
        self._on_report(reporting.ask_approval, actor, self.live(share))

    def leave_approval(self, actor: Actor, share: Assignment) -> None:
        self._on_report(reporting.leave_approval, actor, self.live(share))

    def decline(self, actor: Actor, share: Assignment) -> None:
        self._on_report(reporting.decline, actor, self.live(share), reason="請補日期")

    def sign_off(self, actor: Actor, share: Assignment) -> None:
        self._on_report(reporting.sign_off, actor, self.live(share))

    def recall(self, actor: Actor, share: Assignment) -> None:
        self._on_report(reporting.recall, actor, self.live(share))

    def receive(self, actor: Actor, share: Assignment) -> None:
        self._on_report(answering.receive, actor, self.waiting(share))

    def send_back(self, actor: Actor, share: Assignment) -> None:
        self._on_report(answering.send_back, actor, self.waiting(share), reason="請補充場次。")

    def opine(self, actor: Actor, share: Assignment) -> None:
        report = self.waiting(share)
        answering.opine(
            self.session,
            actor,
            report,
            Opinion.RELEASE,
            "已完成。",
            seen_version=report.version,
            **self.when(),
        )

    def approve(self, actor: Actor, share: Assignment) -> None:
        report = self.waiting(share)
        finding = self.session.scalars(select(Finding).where(Finding.report_id == report.id)).one_or_none()
        if finding is None:
            self.never()
        assert finding
        word = self.word()
        deciding.approve(self.session, actor, finding, word, seen_version=finding.version, **self.when())

    def withdraw_opinion(self, actor: Actor, share: Assignment) -> None:
        self._on_report(answering.withdraw_opinion, actor, self.waiting(share))

    def propose_release(self, actor: Actor, share: Assignment) -> None:
        paper = PAPER if self.dice.random() < 0.5 else None
        answering.propose_release(
            self.session, actor, share, paper=paper, seen_version=share.version, **self.when()
        )

    def release_by_memo(self, actor: Actor, share: Assignment) -> None:
        ground = closing.by_memo(self.session, actor, PAPER, **self.when())
        closing.release(self.session, actor, [share], ground, **self.when())

    def release_by_delegation(self, actor: Actor, share: Assignment) -> None:
        ground = closing.by_delegation(self.session, actor, "設置要點第八點", **self.when())
        closing.release(self.session, actor, [share], ground, **self.when())

    def release_by_meeting(self, actor: Actor, share: Assignment) -> None:
        ground = closing.by_meeting(self.meeting, self.day)
        closing.release(self.session, actor, [share], ground, **self.when())

    def continue_tracking(self, actor: Actor, share: Assignment) -> None:
        closing.continue_tracking(self.session, actor, [share], self.meeting, **self.when())

    def close_otherwise(self, actor: Actor, share: Assignment) -> None:
        given = Answer(Opinion.REVOKE, "情勢變更。", ClosingReason.CIRCUMSTANCES)
        if actor.kind is ActorKind.MEETING:
            ground = closing.by_meeting(self.meeting, self.day)
            closing.close_otherwise(
                self.session, actor, share, Outcome.SELF_TRACK, ground, ClosingReason.ROUTINE_NOW, "",
                seen_version=share.version, **self.when(),
            )  # fmt: skip
            return
        word = self.word()
        deciding.close_share(
            self.session, actor, share, given, word, seen_version=share.version, **self.when()
        )

    def restore(self, actor: Actor, share: Assignment) -> None:
        ground = closing.by_meeting(self.meeting, self.day)
        closing.restore(
            self.session, actor, share, ground, reason="成效不足", seen_version=share.version, **self.when()
        )

    def ask_extension(self, actor: Actor, share: Assignment) -> None:
        until = (share.due_current or self.day) + timedelta(self.dice.choice((0, 30)))
        wanted = extensions.Wanted(until, ExtensionReason.BUDGET, late_supervisor="陳科長")
        if self._outside(actor, share):
            wanted = replace(wanted, **CALLED)
        extensions.ask(self.session, actor, share, wanted, seen_version=share.version, **self.when())

    def decide_extension(self, actor: Actor, share: Assignment) -> None:
        request = self._asked(ExtensionRequest, share)
        given = {"seen_version": request.version, **self.when()}
        match self.dice.randrange(4):
            case 0:
                extensions.grant(self.session, actor, request, self.word(), **given)
            case 1:
                until = request.due_before + timedelta(9)
                extensions.grant_otherwise(self.session, actor, request, until, self.word(), **given)
            case 2:
                extensions.refuse(self.session, actor, request, self.word(), answer="無理由", **given)
            case _:
                extensions.withdraw(self.session, actor, request, **given)

    def ask_reassignment(self, actor: Actor, share: Assignment) -> None:
        to = self.successor()
        wanted = reassigning.Wanted(to, ReassignmentReason.NOT_COMPETENT)
        if self._outside(actor, share):
            wanted = replace(wanted, **CALLED)
        reassigning.ask(self.session, actor, share, wanted, seen_version=share.version, **self.when())

    def decide_reassignment(self, actor: Actor, share: Assignment) -> None:
        request = self._asked(ReassignmentRequest, share)
        given = {"seen_version": request.version, **self.when()}
        match self.dice.randrange(4):
            case 0:
                reassigning.grant(self.session, actor, request, self.word(), due=share.due_current, **given)
            case 1:
                to = self.successor()
                reassigning.grant_otherwise(
                    self.session, actor, request, to, self.word(), due=share.due_current, **given
                )
            case 2:
                reassigning.refuse(self.session, actor, request, self.word(), answer="無理由", **given)
            case _:
                reassigning.withdraw(self.session, actor, request, **given)

    def pause(self, actor: Actor, share: Assignment) -> None:
        pausing.pause(
            self.session,
            actor,
            share,
            "內政部函釋",
            reason="函釋中",
            seen_version=share.version,
            **self.when(),
        )

    def resume(self, actor: Actor, share: Assignment) -> None:
        pausing.resume(self.session, actor, share, seen_version=share.version, **self.when())

    def correct(self, actor: Actor, share: Assignment) -> None:
        due = (share.due_original or self.day) + timedelta(self.dice.randrange(1, 5))
        extensions.correct(
            self.session, actor, share, due, reason="誤繕", seen_version=share.version, **self.when()
        )

    def successor(self) -> int:
        """Mostly the agency that has fewest shares: most others have one of the item already."""
        others = [one.id for one in self.loop.agencies[1:]]
        return others[-1] if self.dice.random() < FITTING else self.dice.choice(others)

    def word(self) -> extensions.Word:
        return extensions.Word(paper=PAPER if self.dice.random() < 0.5 else None)

    def _asked(self, kind: type[Any], share: Assignment) -> Any:
        query = select(kind).where(kind.assignment_id == share.id).order_by(kind.id.desc()).limit(1)
        return self.session.scalars(query).one_or_none() or self.never()

    def _outside(self, actor: Actor, share: Assignment) -> bool:
        return share.agency_id not in {grant.agency_id for grant in actor.grants}

    def _on_report(
        self, verb: Callable[..., object], actor: Actor, report: ProgressReport, **more: str
    ) -> None:
        verb(self.session, actor, report, seen_version=report.version, **more, **self.when())


def plans(loop: Loop) -> Iterator[Any]:
    """Items of every mode and kind of date."""
    yield loop.plan(LEAD, LEAD, LEAD, frequency=Frequency.ONCE)
    yield loop.plan(LEAD, CO, mode=ItemMode.SINGLE_LEAD, title="主辦")
    yield loop.plan(LEAD, CO, mode=ItemMode.LEAD_AND_CO, title="主協辦", frequency=Frequency.MONTHLY)
    yield loop.plan(LEAD, LEAD, mode=ItemMode.SEVERAL_LEADS, due_kind=DueKind.ONGOING, title="分別主辦")


def every_state_is_met(walk: Walk) -> bool:
    return walk.met >= {*REPORTABLE, *ENDED, S.SUBMITTED, S.RELEASE_PROPOSED}
