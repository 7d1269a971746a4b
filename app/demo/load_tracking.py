"""What became of the city's resolutions: their story, act by act in the order of its days, each through the verb everybody uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import singledispatch
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.demo.city.meetings import FOLLOW_UP_MEETING, PAST_MEETINGS
from app.demo.city.tracking import (
    DONE_TEXTS,
    INFORMANT,
    NONE_TEXTS,
    OWN_TEXTS,
    SENT_BACK,
    STORY,
    UNDER_WAY_TEXTS,
    AskOther,
    AskTime,
    End,
    FollowUpMeeting,
    Pause,
    Split,
    Tell,
)
from app.demo.load_meetings import hold_follow_up
from app.domain.meetings.resolution import TrackingChoice
from app.domain.meetings.yearly import Channel
from app.domain.people.actor import CONSOLE, Actor, Role
from app.domain.tracking.assignment_flow import REPORTABLE, AssignmentState
from app.domain.tracking.decisions import (
    ApprovalMode,
    NoProgressReason,
    Opinion,
    Progress,
    ReassignmentReason,
)
from app.domain.tracking.item import AssignmentRole, owes_reports
from app.domain.tracking.sharing import shared_out
from app.domain.tracking.summary import draft_of
from app.models import (
    Agency,
    Assignment,
    Committee,
    ExtensionRequest,
    Meeting,
    ProgressReport,
    ReassignmentRequest,
    Resolution,
    RoleGrant,
    TrackedItem,
    User,
)
from app.queries.people.signed_in import actor_of
from app.queries.tracking.proposing import Ground, Proposed, ground_of
from app.queries.tracking.summaries import rounds_of, told_of
from app.services import outbox
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import (
    closing,
    deciding,
    extensions,
    moving,
    pausing,
    reassigning,
    reporters,
    reporting,
    rounds,
    splitting,
    summarising,
)
from app.services.tracking.deciding import Answer
from app.services.tracking.reporting import Stamp, Written
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from app.wording.tracking.summaries import paragraph

TAIPEI = ZoneInfo("Asia/Taipei")
OFFICER, HEAD = "eth-officer1", "eth-head"
SECRETARY = ("秘書長", "藍正諭")
STAMP = "機關首長"
A_WEEK = timedelta(days=7)
TOLD = {Progress.DONE: DONE_TEXTS, Progress.UNDER_WAY: UNDER_WAY_TEXTS, Progress.NONE: NONE_TEXTS}


@dataclass(frozen=True, slots=True)
class _City:
    """`contacts`: by agency. `ticks`: no two acts of a day fall on one instant."""

    session: Session
    committee: Committee
    officer: Actor
    head: Actor
    contacts: Mapping[int, Actor]
    codes: Mapping[str, int]
    ticks: count[int]

    def when(self, on: date, hour: int = 10) -> dict[str, Any]:
        at = datetime.combine(on, time(hour), TAIPEI) + timedelta(seconds=next(self.ticks))
        return {"now": at, "today": on}

    def meeting(self, slug: str) -> Meeting:
        here = (Meeting.committee_id == self.committee.id, Meeting.slug == slug)
        return self.session.scalars(select(Meeting).where(*here)).one()

    def shares(self, items: Iterable[str], states: Iterable[AssignmentState]) -> Sequence[Assignment]:
        query = (
            select(Assignment)
            .join(TrackedItem, TrackedItem.id == Assignment.item_id)
            .where(TrackedItem.code.in_(items), TrackedItem.committee_id == self.committee.id)
            .where(Assignment.state.in_(states))
            .options(joinedload(Assignment.item))
        )
        return self.session.scalars(query.order_by(Assignment.id)).all()

    def share(self, named: tuple[str, str]) -> Assignment:
        item, agency = named
        (found,) = (one for one in self.shares([item], REPORTABLE) if one.agency_id == self.codes[agency])
        return found


def load_tracking(session: Session, committee: Committee, *, now: datetime, today: date) -> None:
    """As far as the story has come by today. What happened in it is told to nobody now."""
    city = _City(
        session, committee, _actor(session, OFFICER, today), _actor(session, HEAD, today),
        _contacts(session, today), {row.code: row.id for row in session.execute(select(Agency.code, Agency.id))},
        count(),
    )  # fmt: skip
    for act in STORY:
        if act.on <= today:
            _do(act, city)
    for kind in (Assignment, ProgressReport, ExtensionRequest, ReassignmentRequest):
        outbox.supersede(session, kind.__tablename__, session.scalars(select(kind.id)).all(), now=now)


@singledispatch
def _do(act: object, city: _City) -> None:
    raise TypeError(f"no such act: {act!r}")


@_do.register
def _split(act: Split, city: _City) -> None:
    session, when = city.session, city.when(act.on)
    (row,) = (one for one in PAST_MEETINGS if one.slug == act.meeting)
    meeting = city.meeting(act.meeting)
    resolutions = session.scalars(
        select(Resolution)
        .where(Resolution.meeting_id == meeting.id, Resolution.tracking_choice == TrackingChoice.TRACK)
        .options(joinedload(Resolution.meeting))
        .order_by(Resolution.ordinal, Resolution.id)
    ).all()
    made: list[TrackedItem] = []
    for resolution in resolutions:
        ground = ground_of(session, resolution, act.on)
        plans = [plan for one in ground.proposed if (plan := _plan(one, ground)).shares]
        if plans:
            made += splitting.prepare(session, CONSOLE, resolution, plans, now=when["now"])
    ids = session.scalars(select(Assignment.id).where(Assignment.item_id.in_([item.id for item in made])))
    splitting.send_out(session, CONSOLE, meeting, list(ids), Letter(act.on, row.sent_number), **when)


@_do.register
def _tell(act: Tell, city: _City) -> None:
    """Each by its agency's contact under the stamp, else by telephone; answered and put together in a week."""
    session, when = city.session, city.when(act.on)
    only, but = ({city.codes[code] for code in codes} for codes in (act.only, act.but))
    shares = [
        one
        for one in city.shares(act.items, REPORTABLE)
        if owes_reports(one.item.mode, one.role)
        and one.agency_id not in but
        and (not only or one.agency_id in only)
    ]
    held = reporters.hold_all(session, CONSOLE, [one.id for one in shares], today=act.on)
    made: list[tuple[reporters.Held, Actor, Written, ProgressReport]] = []
    with outbox.together(session):
        for place, one in enumerate(held.values()):
            actor = city.contacts.get(one.share.agency_id, CONSOLE)
            written = _written(act, place, actor, one)
            report = reporting.write_held(session, actor, one, written, seen_version=None, now=when["now"])
            made.append((one, actor, written, report))
        reporting.keep(session)
        for one, actor, written, report in made:
            reporting.keep_held(session, one, report, written)
            if one.mode is ApprovalMode.PAPER and actor is not CONSOLE:
                reporting.stamp_held(actor, report, one.facts, Stamp(STAMP, "", act.on), today=act.on)
            reporting.submit_held(session, actor, one, report, **when)
    rounds.follow_all(session, [one.share for one in held.values()])
    if act.answer is not None:
        _answer(city, act, [report for *_, report in made], act.answer)
        _summarise(city, act)


def _answer(city: _City, act: Tell, reports: Sequence[ProgressReport], opinion: Opinion) -> None:
    heads = opinion is Opinion.RELEASE and not act.by_officer
    given = Answer(opinion, SENT_BACK if opinion is Opinion.SEND_BACK else "")
    on = act.on if act.by_officer else act.on + A_WEEK
    said = deciding.answer_all(
        city.session, city.head if heads else city.officer, [(one, one.version, given) for one in reports],
        **city.when(on, 15),
    )  # fmt: skip
    if refused := [one for one in said if isinstance(one, Exception)]:
        raise refused[0]


def _summarise(city: _City, act: Tell) -> None:
    """Of every item, in the last round somebody reported in, as the system drafts it."""
    session, on = city.session, act.on + A_WEEK
    for item in session.scalars(select(TrackedItem).where(TrackedItem.code.in_(act.items))):
        for round_ in rounds_of(session, item, act.on)[:2]:
            told = told_of(session, item, round_)
            if not act.only and any(one.progress for one in told):
                text = paragraph(draft_of(item.mode, told, []), {})
                now = city.when(on, 16)["now"]
                summarising.write(
                    session, city.officer, item, round_, text, drafted=True, seen_number=0, now=now
                )
                break


@_do.register
def _end(act: End, city: _City) -> None:
    """政風處's own shares are released by the meeting only."""
    session, when = city.session, city.when(act.on, 16)
    shares = [
        one
        for one in city.shares(act.items, [AssignmentState.RELEASE_PROPOSED])
        if act.meeting or one.agency_id != city.committee.agency_id
    ]
    if act.meeting:
        actor, ground = CONSOLE, closing.by_meeting(city.meeting(act.meeting), act.on)
    else:
        actor = city.officer
        ground = closing.by_memo(session, actor, PaperDecision(*SECRETARY, act.on, act.memo), **when)
    held = moving.hold_all(session, [one.id for one in shares])
    closing.release(session, actor, held, ground, **when)


@_do.register
def _follow_up(act: FollowUpMeeting, city: _City) -> None:
    hold_follow_up(city.session, city.committee, FOLLOW_UP_MEETING, act.released)


@_do.register
def _ask_time(act: AskTime, city: _City) -> None:
    share = city.share(act.share)
    wanted = extensions.Wanted(act.until, act.reason, act.text)
    asked = extensions.ask(
        city.session, city.contacts[share.agency_id], share, wanted, seen_version=share.version, **city.when(act.on)
    )  # fmt: skip
    if act.granted_on is not None:
        city.session.refresh(asked, ["assignment"])
        extensions.grant(
            city.session, city.head, asked, seen_version=asked.version, **city.when(act.granted_on)
        )


@_do.register
def _ask_other(act: AskOther, city: _City) -> None:
    share = city.share(act.share)
    wanted = reassigning.Wanted(None, ReassignmentReason.NOT_COMPETENT, act.text)
    reassigning.ask(
        city.session, city.contacts[share.agency_id], share, wanted, seen_version=share.version, **city.when(act.on)
    )  # fmt: skip


@_do.register
def _pause(act: Pause, city: _City) -> None:
    share = city.share(act.share)
    pausing.pause(
        city.session, city.officer, share, act.waits_for, reason=act.reason, seen_version=share.version,
        **city.when(act.on),
    )  # fmt: skip


def _plan(one: Proposed, ground: Ground) -> ItemPlan:
    members = {group.id: group.agency_ids for group in ground.groups}
    shared = shared_out(one.mode, [members[key] for key in one.group_ids], one.lead_ids, one.co_ids)
    if AssignmentRole.LEAD not in shared.values():
        shared = {}
    return ItemPlan(
        title=one.clause.title, text=one.clause.text, mode=one.mode, due_kind=one.due_kind, due_on=one.due_on,
        frequency=one.frequency,
        fulfilled_by=one.register,
        shares=tuple(SharePlan(agency_id, role) for agency_id, role in shared.items()),
    )  # fmt: skip


def _written(act: Tell, place: int, actor: Actor, one: reporters.Held) -> Written:
    texts = OWN_TEXTS.get((one.item.code, act.progress)) or TOLD[act.progress]
    text = one.last.text if act.again and one.last else texts[(place + act.on.month) % len(texts)]
    by_phone = actor is CONSOLE
    return Written(
        act.progress, text, channel=Channel.PHONE if by_phone else None, informant=INFORMANT if by_phone else "",
        none_reason=NoProgressReason.BUDGET if act.progress is Progress.NONE else None,
    )  # fmt: skip


def _contacts(session: Session, today: date) -> dict[int, Actor]:
    query = (
        select(RoleGrant.agency_id, User)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.role == Role.CONTACT)
    )
    return {agency_id: actor_of(session, user, today) for agency_id, user in session.execute(query)}


def _actor(session: Session, login: str, day: date) -> Actor:
    return actor_of(session, session.scalars(select(User).where(User.login == login)).one(), day)
