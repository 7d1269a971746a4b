"""What became of the city's resolutions: items and shares as their texts propose them, sent with the minutes, some reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.demo.city.meetings import PAST_MEETINGS, MeetingRow
from app.demo.city.tracking import (
    DONE_TEXTS,
    EXTENDS_BECAUSE,
    INFORMANT,
    NONE_TEXTS,
    UNDER_WAY_TEXTS,
    WAITS_BECAUSE,
    WAITS_FOR,
)
from app.domain.meetings.resolution import TrackingChoice
from app.domain.meetings.yearly import Channel
from app.domain.people.actor import CONSOLE, Actor
from app.domain.tracking.decisions import ExtensionReason, NoProgressReason, Progress
from app.domain.tracking.item import AssignmentRole, owes_reports
from app.domain.tracking.sharing import shared_out
from app.domain.tracking.summary import draft_of
from app.models import Assignment, Committee, Meeting, Resolution, TrackedItem, User
from app.queries.people.signed_in import actor_of
from app.queries.tracking.proposing import Ground, Proposed, ground_of
from app.queries.tracking.summaries import rounds_of, told_of
from app.services import outbox
from app.services.tracking import answering, extensions, pausing, reporting, splitting, summarising
from app.services.tracking.extensions import Wanted
from app.services.tracking.reporting import Written
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from app.wording.tracking.summaries import paragraph

TAIPEI = ZoneInfo("Asia/Taipei")
AFTER_A_WHILE = timedelta(days=45)
OFFICER, HEAD = "eth-officer1", "eth-head"
ONE_IN, NONE_AT, DONE_AT, WAITS = 9, 7, 4, 5
"""One share in nine was reported; of these so often 無進展, 已完成, not yet received."""


def load_tracking(session: Session, committee: Committee, *, now: datetime, today: date) -> None:
    """Every 列管 resolution of a past meeting whose minutes were sent, under the letter that carried them."""
    for row in PAST_MEETINGS:
        meeting = session.scalars(
            select(Meeting).where(Meeting.committee_id == committee.id, Meeting.slug == row.slug)
        ).one()
        if row.sent_on is not None:
            _share_out(session, meeting, row, row.sent_on, today)


def _share_out(session: Session, meeting: Meeting, row: MeetingRow, sent_on: date, today: date) -> None:
    at = datetime.combine(sent_on, row.starts, TAIPEI)
    resolutions = session.scalars(
        select(Resolution)
        .where(Resolution.meeting_id == meeting.id, Resolution.tracking_choice == TrackingChoice.TRACK)
        .options(joinedload(Resolution.meeting))
        .order_by(Resolution.ordinal, Resolution.id)
    ).all()
    made: list[TrackedItem] = []
    for resolution in resolutions:
        ground = ground_of(session, resolution, sent_on)
        plans = [plan for one in ground.proposed if (plan := _plan(one, ground)).shares]
        if plans:
            made += splitting.prepare(session, CONSOLE, resolution, plans, now=at)
    shares = session.scalars(
        select(Assignment).where(Assignment.item_id.in_([item.id for item in made])).order_by(Assignment.id)
    ).all()
    if not shares:
        return
    letter = Letter(sent_on, row.sent_number)
    splitting.send_out(
        session, CONSOLE, meeting, [share.id for share in shares], letter, now=at, today=sent_on
    )
    _report(session, shares, {item.id: item for item in made}, sent_on + AFTER_A_WHILE, today)
    _summarise(session, made, sent_on + AFTER_A_WHILE + timedelta(days=2), today)
    # What happened long ago is told to nobody now.
    outbox.supersede(session, "assignments", [share.id for share in shares], now=at)


def _plan(one: Proposed, ground: Ground) -> ItemPlan:
    members = {group.id: group.agency_ids for group in ground.groups}
    shared = shared_out(one.mode, [members[key] for key in one.group_ids], one.lead_ids, one.co_ids)
    if AssignmentRole.LEAD not in shared.values():
        shared = {}
    return ItemPlan(
        title=one.clause.title, text=one.clause.text, mode=one.mode, due_kind=one.due_kind, due_on=one.due_on,
        frequency=one.frequency,
        shares=tuple(SharePlan(agency_id, role) for agency_id, role in shared.items()),
    )  # fmt: skip


def _report(
    session: Session, shares: Sequence[Assignment], items: dict[int, TrackedItem], day: date, today: date
) -> None:
    """Some reported by telephone; most of these were received, some proposed for release, the last ones still wait. One got more time.
    One share that was not reported waits for somebody else."""
    if day > today:
        return
    at = datetime.combine(day, time(10), TAIPEI)
    officer, head = _actor(session, OFFICER, day), _actor(session, HEAD, day)
    owed = [share for share in shares if owes_reports(items[share.item_id].mode, share.role)]
    for place, share in enumerate(owed[::ONE_IN]):
        report = reporting.write(session, CONSOLE, share, _written(place), now=at, today=day)
        when = at + timedelta(minutes=place)
        reporting.submit(session, CONSOLE, report, seen_version=report.version, now=when, today=day)
        after = when + timedelta(hours=1)
        if report.progress is Progress.DONE:
            answering.propose_release(session, head, share, seen_version=share.version, now=after, today=day)
        elif place % WAITS != 0:
            answering.receive(session, officer, report, seen_version=report.version, now=after, today=day)
    for share in [one for one in owed if one.due_current and one.due_current > day][2:3]:
        until = (share.due_current or day) + timedelta(days=30)
        wanted = Wanted(
            until, ExtensionReason.BUDGET, EXTENDS_BECAUSE, channel=Channel.PHONE, informant=INFORMANT
        )
        asked = extensions.ask(session, CONSOLE, share, wanted, seen_version=share.version, now=at, today=day)
        session.refresh(asked, ["assignment"])
        extensions.grant(
            session, head, asked, seen_version=asked.version, now=at + timedelta(days=1), today=day
        )
    for share in owed[1:2]:
        pausing.pause(
            session, officer, share, WAITS_FOR, reason=WAITS_BECAUSE, seen_version=share.version, now=at, today=day
        )  # fmt: skip


def _summarise(session: Session, made: Sequence[TrackedItem], day: date, today: date) -> None:
    """Of every item somebody reported on, as the system drafts it."""
    if day > today:
        return
    at = datetime.combine(day, time(15), TAIPEI)
    officer = _actor(session, OFFICER, day)
    for item in made:
        for round_ in rounds_of(session, item, day)[:1]:
            told = told_of(session, item, round_)
            if any(one.progress for one in told):
                text = paragraph(draft_of(item.mode, told, []), {})
                summarising.write(session, officer, item, round_, text, drafted=True, seen_number=0, now=at)


def _actor(session: Session, login: str, day: date) -> Actor:
    return actor_of(session, session.scalars(select(User).where(User.login == login)).one(), day)


def _written(place: int) -> Written:
    told: tuple[Progress, tuple[str, ...]] = (Progress.UNDER_WAY, UNDER_WAY_TEXTS)
    if place % NONE_AT == 1:
        told = (Progress.NONE, NONE_TEXTS)
    elif place % DONE_AT == 0:
        told = (Progress.DONE, DONE_TEXTS)
    progress, texts = told
    return Written(
        progress, texts[place % len(texts)], channel=Channel.PHONE, informant=INFORMANT,
        none_reason=NoProgressReason.BUDGET if progress is Progress.NONE else None,
    )  # fmt: skip
