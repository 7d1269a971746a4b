"""The clocks of a span of days as one person may see them: each kind asks the visibility of its own area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from app.domain.duties.declarations import DeclarationType, Readings, deadline
from app.domain.duties.duty_flow import DutyState, is_overdue
from app.domain.insight.calendar import Entry, EntryKind, Shown
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import with_committee
from app.domain.meetings.yearly import YearStanding
from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, has
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import OPEN
from app.domain.tracking.item import Frequency
from app.models import (
    Agency,
    Assignment,
    AuthorisationBatch,
    Committee,
    Duty,
    DutyOccurrence,
    Meeting,
    RegisteredMeeting,
    ReportRound,
    TrackedItem,
)
from app.queries.duties.plan import is_kept_by, label_of
from app.queries.meetings.agency_meetings import agencies_by_year
from app.queries.visibility.agency_meetings import agency_is_reached
from app.queries.visibility.meetings import meeting_is_seen
from app.queries.visibility.tracking import assignment_is_seen
from app.wording import calendar as words

NOT_HELD = (MeetingState.POSTPONED, MeetingState.CANCELLED)
READS_MEETINGS = (Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
READS_DECLARATIONS = (Right.READ_DEADLINES, Right.READ_TALLIES)


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, and what is needed to reckon them.

    `mine`: of what has an owner only what the own agencies owe and the person is in charge of; meetings and what the law
    sets for everybody stay.
    """

    first: date
    last: date
    today: date
    calendar: OfficeCalendar
    readings: Readings
    mine: bool = False

    @property
    def years(self) -> list[int]:
        """ROC years it reaches into."""
        return list(range(roc_year(self.first), roc_year(self.last) + 1))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def entries(session: Session, actor: Actor, span: Span) -> list[Entry]:
    """Every entry of the span, in no order."""
    return [one for source in _SOURCES for one in source(session, actor, span)]


def meeting_entry(meeting: Meeting, committee: Committee) -> Entry:
    """A meeting with a date."""
    assert meeting.held_on is not None  # noqa: S101 — asked for by day
    return Entry(
        EntryKind.MEETING,
        f"meeting-{meeting.id}",
        meeting.held_on,
        meeting.title,
        f"{meeting.starts_at:%H:%M} {meeting.label}" if meeting.starts_at else meeting.label,
        meeting.created_at,
        address=with_committee(meeting.slug, committee.code, committee.is_primary),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=meeting.place,
        changes=meeting.version,
    )


def _meetings(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """Those run here; what an agency registered of its own stands apart."""
    if not any(has(actor, right) for right in READS_MEETINGS):
        return
    rows = session.execute(
        select(Meeting, Committee)
        .join(Meeting.committee)
        .where(
            meeting_is_seen(actor),
            Meeting.held_on.between(span.first, span.last),
            Meeting.state.not_in(NOT_HELD),
            ~exists().where(RegisteredMeeting.meeting_id == Meeting.id),
        )
    )
    for meeting, committee in rows:
        yield meeting_entry(meeting, committee)


def _rounds(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """The common days; the day of a 一次 round is the share's own."""
    rows = session.execute(
        select(ReportRound, Committee)
        .join(Committee, Committee.id == ReportRound.committee_id)
        .where(
            ReportRound.due_on.between(span.first, span.last),
            ReportRound.frequency != Frequency.ONCE,
            _round_is_owed(actor, mine=span.mine),
        )
    )
    for row, committee in rows:
        assert row.due_on is not None  # noqa: S101 — asked for by day
        title = words.round_line(row.label)
        yield Entry(
            EntryKind.ROUND, f"round-{row.id}", row.due_on, title, f"{row.label}填報",
            _morning(row.opens_on), address=committee.code, changes=row.version,
        )  # fmt: skip


def _round_is_owed(actor: Actor, *, mine: bool) -> ColumnElement[bool]:
    """On a query of `ReportRound` and `Committee`: owed by the own agency, or of a committee that is followed whole."""
    followed = frozenset() if mine else agencies_with(actor, Right.READ_TRACKING, Scope.COMMITTEE)
    own = actor.agencies if mine else agencies_with(actor, Right.READ_TRACKING, Scope.OWN_AGENCY)
    ways: list[ColumnElement[bool]] = [false()]
    if followed:
        ways.append(Committee.agency_id.in_(followed))
    if own:
        ways.append(
            exists().where(
                Assignment.agency_id.in_(own),
                assignment_is_seen(actor),
                Assignment.state.in_(OPEN),
                Assignment.committee_id == ReportRound.committee_id,
                Assignment.item_id == TrackedItem.id,
                TrackedItem.frequency == ReportRound.frequency,
            )
        )
    return or_(*ways)


def _shares(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """Open shares by day and item, as `/assignments` lists them between the same days.

    What identifies one, and says how often it changed, is asked of all shares of the item, ended ones and other agencies' too:
    an entry stays the same, for everybody, while shares of it end.
    """
    if not has(actor, Right.READ_TRACKING):
        return
    any_share = aliased(Assignment)
    of_item = any_share.item_id == TrackedItem.id
    first = select(func.min(any_share.id)).where(of_item, any_share.due_current == Assignment.due_current)
    version = select(func.max(any_share.version)).where(of_item)
    rows = session.execute(
        select(
            Assignment.due_current, TrackedItem.code, TrackedItem.title, TrackedItem.created_at,
            Committee.code.label("committee"), Committee.is_primary, func.count(Assignment.id).label("shares"),
            first.scalar_subquery().label("first"), func.min(Assignment.code).label("share"),
            version.scalar_subquery().label("version"),
        )
        .join(Assignment.item)
        .join(Assignment.committee)
        .where(
            assignment_is_seen(actor), Assignment.state.in_(OPEN),
            Assignment.due_current.between(span.first, span.last),
            Assignment.agency_id.in_(actor.agencies) if span.mine else true(),
        )
        .group_by(Assignment.due_current, TrackedItem.id, Committee.id)
        .order_by(func.min(Assignment.id))
    )  # fmt: skip
    for row in rows:
        code = with_committee(row.share if row.shares == 1 else row.code, row.committee, row.is_primary)
        yield Entry(
            EntryKind.SHARE, f"share-{row.first}", row.due_current, words.share_line(code, row.title, row.shares),
            words.cell_shares(row.shares), row.created_at, address=code, shares=row.shares, changes=row.version,
        )  # fmt: skip


def _held(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """What agencies registered of their own 會報."""
    if not has(actor, Right.READ_YEARLY_MEETINGS):
        return
    rows = session.execute(
        select(Meeting, Committee, Agency.short_name)
        .join(Meeting.committee)
        .join(RegisteredMeeting, RegisteredMeeting.meeting_id == Meeting.id)
        .join(Agency, Agency.id == Committee.agency_id)
        .where(
            agency_is_reached(actor),
            Committee.agency_id.in_(actor.agencies) if span.mine else true(),
            RegisteredMeeting.filing != FilingState.STRUCK_OUT,
            Meeting.held_on.between(span.first, span.last),
        )
    )
    for meeting, committee, agency in rows:
        assert meeting.held_on is not None  # noqa: S101 — asked for by day
        yield Entry(
            EntryKind.HELD, f"meeting-{meeting.id}", meeting.held_on, words.held_line(agency, meeting.label),
            f"{agency}會報", meeting.created_at,
            address=with_committee(meeting.slug, committee.code, committee.is_primary), done=True,
            changes=meeting.version,
        )  # fmt: skip


def _planned(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """A planned month without a meeting yet ends on its last day; all agencies of a month are one entry."""
    if not has(actor, Right.READ_YEARLY_MEETINGS):
        return
    waiting: dict[tuple[int, int], list[str]] = defaultdict(list)
    for agency in agencies_by_year(session, actor, span.years, today=span.today):
        if span.mine and agency.id not in actor.agencies:
            continue
        for one in agency.years:
            month = one.plan.planned_month
            if month and one.exists and one.standing in (YearStanding.PLANNED, YearStanding.MISSING):
                waiting[one.year, month].append(agency.short_name)
    for (year, month), agencies in waiting.items():
        day = _month_end(year, month)
        if span.holds(day):
            yield Entry(
                EntryKind.PLANNED, f"planned-{year}-{month}", day, words.planned_line(agencies),
                words.cell_planned(len(agencies)), _morning(date(day.year, 1, 1)), address=str(year),
            )  # fmt: skip


def _duties(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """定期工作 of the plan that is kept."""
    if not has(actor, Right.KEEP_PLAN):
        return
    rows = session.execute(
        select(DutyOccurrence, Duty.created_at)
        .join(DutyOccurrence.duty)
        .where(
            is_kept_by(actor),
            DutyOccurrence.owner_id == actor.person_id if span.mine else true(),
            DutyOccurrence.due_on.between(span.first, span.last),
            DutyOccurrence.state != DutyState.VOID,
        )
    )
    for row, made_at in rows:
        yield Entry(
            EntryKind.DUTY, f"duty-{row.id}", row.due_on, f"{row.title}（{label_of(row)}）", row.title, made_at,
            address=str(row.id), done=row.state is not DutyState.OPEN,
            late=is_overdue(row.state, row.due_on, span.today), changes=row.version,
        )  # fmt: skip


def _season(_session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """定期申報: the window by law. Nobody's own date is here."""
    if not any(has(actor, right) for right in READS_DECLARATIONS):
        return
    for year in range(span.first.year - 1, span.last.year + 1):
        found = deadline(DeclarationType.PERIODIC, date(year, 1, 1), span.calendar, span.readings)
        days = [
            ("begins", found.window_start, words.SEASON_BEGINS),
            ("ends", found.statutory_end, words.SEASON_ENDS),
        ]
        if found.last_legal_day != found.statutory_end:
            days.append(("rolled", found.last_legal_day, words.SEASON_ROLLED))
        for name, day, title in days:
            if span.holds(day):
                yield Entry(
                    EntryKind.DECLARATION, f"declaration-{year}-{name}", day, title, title.removeprefix("財產"),
                    _morning(date(year, 1, 1)), address=str(roc_year(found.statutory_end)),
                )  # fmt: skip


def _base_days(session: Session, actor: Actor, span: Span) -> Iterator[Entry]:
    """授權作業."""
    if not has(actor, Right.READ_TALLIES):
        return
    found = select(AuthorisationBatch).where(AuthorisationBatch.base_on.between(span.first, span.last))
    for row in session.scalars(found):
        title = words.BASE_DAY_SUSPENDED if row.suspended else words.BASE_DAY
        yield Entry(
            EntryKind.AUTHORISATION, f"authorisation-{row.id}", row.base_on, title, title,
            _morning(date(row.base_on.year, 1, 1)), address=str(roc_year(row.base_on)), changes=row.version,
        )  # fmt: skip


def _month_end(year: int, month: int) -> date:
    return Shown(year, month).last


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


_SOURCES = (_meetings, _rounds, _shares, _held, _planned, _duties, _season, _base_days)
