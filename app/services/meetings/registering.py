"""Register that an agency's own 會報 was held, add to it later, and lead its minutes to 備查."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.meetings.filing_flow import (
    EDITABLE,
    FILING_FLOW,
    FilingAction,
    FilingFacts,
    FilingState,
    registers,
)
from app.domain.meetings.labels import parse_label
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.yearly import HeldMeeting, check_held, next_label
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, Scope, agencies_with, may
from app.domain.roc_date import roc_year
from app.models import Agency, Attachment, Committee, Meeting, RegisteredMeeting
from app.services import audit
from app.services.meetings.lines import read_anew
from app.services.meetings.planning import free_slug, official_title
from app.services.meetings.yearly_plans import stop_reminding
from app.services.people.changes import apply
from app.services.people.committees import found_for
from app.services.versions import check_seen

OF_MEETING = ("held_on", "year", "label", "joint_title")
MADE_OF_LABEL = ("slug", "title")


def register(
    session: Session,
    actor: Actor,
    agency: Agency,
    held: HeldMeeting,
    *,
    year_confirmed: bool = False,
    now: datetime,
    today: date,
) -> RegisteredMeeting:
    """A meeting that is over, of the agency's committee, which is made with it where there is none.

    Invalid as `check_held`, meeting_label_unreadable, meeting_label_taken; NotNow: agency_keeps_the_primary.
    """
    if not may(actor, Right.REGISTER_MEETINGS, agency_id=agency.id, supervised_by_id=agency.supervised_by_id):
        raise NotAllowed("not_yours_to_do")
    by_another = not speaks_for(actor, agency.id)
    check_held(held, today=today, year_confirmed=year_confirmed, by_another=by_another)
    # One after the other: the first registration may have to make the committee.
    session.execute(select(Agency.id).where(Agency.id == agency.id).with_for_update())
    committee = found_for(session, actor, agency, now=now)
    if committee.is_primary:
        raise NotNow("agency_keeps_the_primary")
    whole = _whole(session, committee, held)
    meeting = Meeting(
        committee=committee, state=MeetingState.CLOSED, created_at=now,
        title=official_title(committee, whole.label), slug=free_slug(session, committee, whole.label, None),
        **{name: getattr(whole, name) for name in OF_MEETING},
    )  # fmt: skip
    row = RegisteredMeeting(
        meeting=meeting, registered_at=now, registered_by_id=actor.person_id, **_own(whole)
    )
    session.add(row)
    stop_reminding(session, agency.id, now=now)
    changes: dict[str, object] = {
        name: [None, value.isoformat() if isinstance(value, date) else value]
        for name, value in asdict(whole).items()
        if value not in (None, "")
    }
    _note(session, actor, "register_meeting", row, now, changes=changes)
    return row


def change(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    held: HeldMeeting,
    *,
    year_confirmed: bool = False,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """Write what is known now. Invalid as `register`; NotNow: registration_is_filed once it is 備查."""
    facts = _hold(session, row, seen_version)
    if not registers(actor, facts):
        raise NotAllowed("not_yours_to_do")
    if row.filing not in EDITABLE:
        raise NotNow("registration_is_filed")
    by_another = not speaks_for(actor, facts.agency_id)
    if not by_another:  # whoever was named as the source stays named
        held = replace(held, channel=row.channel, informant=row.informant)
    check_held(held, today=today, year_confirmed=year_confirmed, by_another=by_another)
    committee = session.get_one(Committee, row.meeting.committee_id)
    whole = _whole(session, committee, held, row.meeting)
    of_meeting: dict[str, object] = {name: getattr(whole, name) for name in OF_MEETING}
    if whole.label != row.meeting.label:
        of_meeting["slug"] = free_slug(session, committee, whole.label, row.meeting.id)
        of_meeting["title"] = official_title(committee, whole.label)
    changes = apply(session, row.meeting, of_meeting) | apply(session, row, _own(whole))
    if changes:
        flag_modified(row, "chair_role")  # pages that showed it are stale, also when only the meeting changed
        stop_reminding(session, facts.agency_id, now=now)
        told = {name: pair for name, pair in changes.items() if name not in MADE_OF_LABEL}
        _note(session, actor, "change", row, now, changes=told)


@performs(FILING_FLOW, FilingAction.SEND)
def send(
    session: Session, actor: Actor, row: RegisteredMeeting, *, seen_version: int | None, now: datetime
) -> None:
    """已送備查."""
    _step(session, actor, row, FilingAction.SEND, "", seen_version, now)


@performs(FILING_FLOW, FilingAction.FILE)
def file(
    session: Session, actor: Actor, row: RegisteredMeeting, *, seen_version: int | None, now: datetime
) -> None:
    """備查: the supervisor has the minutes and nothing to add."""
    _step(session, actor, row, FilingAction.FILE, "", seen_version, now)


@performs(FILING_FLOW, FilingAction.SEND_BACK)
def send_back(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """退請補充, with what is missing."""
    _step(session, actor, row, FilingAction.SEND_BACK, reason, seen_version, now)


@performs(FILING_FLOW, FilingAction.REOPEN)
def reopen(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """更正備查: as if it had only been sent."""
    _step(session, actor, row, FilingAction.REOPEN, reason, seen_version, now)


@performs(FILING_FLOW, FilingAction.STRIKE_OUT)
def strike_out(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """撤銷登錄: it never was; the rows stay, its label is free again.

    The meeting was never run here, so it leaves as it came: without a move of its own.
    """
    _step(session, actor, row, FilingAction.STRIKE_OUT, reason, seen_version, now)
    row.meeting.state = MeetingState.CANCELLED
    row.meeting.slug = f"{row.meeting.slug}-X{row.meeting.id}"
    session.flush()


def speaks_for(actor: Actor, agency_id: int) -> bool:
    """Does the actor belong to the agency, so that nobody else need be named as the source?"""
    return agency_id in agencies_with(actor, Right.REGISTER_MEETINGS, Scope.OWN_AGENCY)


def facts_of(session: Session, row: RegisteredMeeting) -> FilingFacts:
    """What the moves of its minutes ask."""
    agency = session.scalars(
        select(Agency)
        .join(Committee, Committee.agency_id == Agency.id)
        .where(Committee.id == row.meeting.committee_id)
    ).one()
    has_file = session.scalar(
        select(exists().where(Attachment.registered_id == row.id, Attachment.removed_at.is_(None)))
    )
    return FilingFacts(agency.id, agency.supervised_by_id, bool(row.document_number or has_file))


def _step(
    session: Session,
    actor: Actor,
    row: RegisteredMeeting,
    action: FilingAction,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    facts = _hold(session, row, seen_version)
    before = row.filing
    row.filing = FILING_FLOW.step(before, action, actor, facts, reason=reason)
    row.filing_reason = reason if row.filing is FilingState.RETURNED else ""
    session.flush()
    _note(session, actor, action, row, now, reason=reason, changes={"filing": [before, row.filing]})


def _hold(session: Session, row: RegisteredMeeting, seen_version: int | None) -> FilingFacts:
    """Lock the row, read it and its meeting anew, and check that the page had shown it so."""
    read_anew(session, row, lock=True)
    read_anew(session, row.meeting, lock=True)
    check_seen(row, seen_version)
    return facts_of(session, row)


def _whole(
    session: Session, committee: Committee, held: HeldMeeting, own: Meeting | None = None
) -> HeldMeeting:
    """With 年度 and label, where they were left to us; what is stored already stays."""
    year = held.year or roc_year(held.held_on)
    if held.label:
        label = parse_label(held.label).label
    elif own is not None:
        label = own.label
    else:
        slugs = session.scalars(select(Meeting.slug).where(Meeting.committee_id == committee.id))
        label = next_label(year, frozenset(slugs))
    return replace(held, year=year, label=label)


def _own(held: HeldMeeting) -> dict[str, object]:
    """What stands in the registration's own row."""
    return {name: value for name, value in asdict(held).items() if name not in OF_MEETING}


def _note(
    session: Session,
    actor: Actor,
    action: str,
    row: RegisteredMeeting,
    now: datetime,
    *,
    reason: str = "",
    changes: Mapping[str, object],
) -> None:
    committee = session.get_one(Committee, row.meeting.committee_id)
    audit.record(
        session, actor, action, row, now=now, code=f"{committee.code}.{row.meeting.slug}", reason=reason,
        changes=changes, agency_id=committee.agency_id,
    )  # fmt: skip
