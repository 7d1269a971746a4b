"""Everything the papers of one meeting are made of, read once; each paper takes from it what it prints."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.agenda import SECTIONS
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.minutes import Content, Part, from_json
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.meetings.named_agencies import KnownAgency
from app.domain.papers.announced import DayChange, Moved, moved
from app.domain.people.actor import Actor
from app.models import (
    Agency,
    AgendaItem,
    Attendance,
    AuditEvent,
    Charter,
    Committee,
    DatedFact,
    Meeting,
    Member,
    Minutes,
    MinutesVersion,
    ProgressReport,
    Proposal,
    Resolution,
    User,
)
from app.queries.meetings.dated_facts import facts_sent
from app.queries.meetings.found import standing_of_meeting
from app.queries.meetings.invited import charter_of, members_sitting
from app.queries.meetings.item_files import FilesByLine, files_by_line
from app.queries.meetings.matters import agencies_on, known_by_name
from app.queries.meetings.minutes import assembled, minutes_of
from app.queries.meetings.shown import is_secret, printed_title
from app.queries.papers.annex import words_of
from app.queries.papers.shared import SharedItem, shared_of
from app.queries.tracking.follow_ups import Line as FollowUpLine
from app.queries.tracking.follow_ups import lines_of as follow_ups_of
from app.queries.visibility.meetings import item_is_seen

_NOTICES = (FactKind.NOTICE_SENT, FactKind.CHANGE_SENT)


@dataclass(frozen=True, slots=True)
class Contact:
    """Who handles the meeting's letters."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """One meeting, its committee and agency loaded. `items`: its lines in order, `files` by their ids; `people`: its list, empty
    before there is one; `closing`: 主席裁示事項.

    `content`: what its minutes say, `previous`: those of the meeting before, once approved. The text of a 密 case is in none.
    """

    meeting: Meeting
    charter: Charter | None
    items: tuple[AgendaItem, ...]
    files: FilesByLine
    people: tuple[Attendance, ...]
    members: tuple[Member, ...]
    closing: tuple[Resolution, ...]
    content: Content
    previous: Content | None
    moved: Moved | None
    minutes_sent: DatedFact | None
    agencies: tuple[Agency, ...]
    shared: tuple[SharedItem, ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()
    reports: Mapping[int, ProgressReport] = field(default_factory=dict)
    contact: Contact = Contact()

    @property
    def committee(self) -> Committee:
        return self.meeting.committee

    @property
    def title(self) -> str:
        """The official line, both names of a joint meeting."""
        return printed_title(self.meeting)

    @property
    def known(self) -> tuple[KnownAgency, ...]:
        """The agencies of the day in official order, by every name."""
        return known_by_name(self.agencies)

    def only(self, keys: Collection[int]) -> Sources:
        """Without the lines a reader does not see."""
        return replace(
            self,
            items=tuple(item for item in self.items if item.id in keys),
            shared=tuple(one for one in self.shared if one.line_id is None or one.line_id in keys),
            content=self.content.only(keys),
            previous=self.previous.only(keys) if self.previous else None,
        )

    def handled_by(self, contact: Contact) -> Sources:
        """The same, with whom its letters name."""
        return replace(self, contact=contact)


def sources_of(session: Session, meeting: Meeting) -> Sources:
    """All of it, whoever asks. `meeting.committee` and its agency must be loaded."""
    day = meeting.held_on or meeting.created_at.date()
    content = _content(session, meeting)
    items = _items(session, meeting)
    over = meeting.state in OVER  # what was said is looked for only where something was
    closing = standing_of_meeting(session, meeting) if over else []
    facts = facts_sent(session, meeting)
    follow_ups = tuple(follow_ups_of(session, meeting))
    return Sources(
        meeting=meeting,
        charter=charter_of(session, meeting, day),
        items=tuple(items),
        files=files_by_line(session, items),
        people=tuple(_people(session, meeting)),
        members=tuple(members_sitting(session, meeting, day)),
        closing=tuple(closing),
        content=content.with_stubs(
            {item.id: item.proposal.stub_name for item in items if item.proposal and is_secret(item)}
        ),
        previous=_previous(session, meeting),
        moved=_moved(session, meeting, facts),
        minutes_sent=next((fact for fact in reversed(facts) if fact.kind is FactKind.MINUTES_SENT), None),
        agencies=tuple(agencies_on(session, day) if over else ()),
        shared=shared_of(session, meeting) if over else (),
        follow_ups=follow_ups,
        reports=words_of(session, follow_ups) if follow_ups else {},
    )


def seen_keys(session: Session, actor: Actor, sources: Sources) -> frozenset[int]:
    """The lines of the meeting and of the one before that `actor` sees."""
    cases = [*sources.content.cases(), *(sources.previous.cases() if sources.previous else ())]
    keys = {item.id for item in sources.items} | {case.key for case in cases}
    query = (
        select(AgendaItem.id)
        .join(AgendaItem.meeting)
        .join(Meeting.committee)
        .outerjoin(Proposal, AgendaItem.proposal_id == Proposal.id)
        .where(AgendaItem.id.in_(keys), item_is_seen(actor))
    )
    return frozenset(session.scalars(query))


def contact_of(session: Session, meeting: Meeting, person_id: int | None) -> Contact:
    """A person as the letters name one: office, title, name, and the ways to reach them."""
    return contact_at(session, meeting.committee.agency, person_id)


def contact_at(session: Session, office: Agency, person_id: int | None) -> Contact:
    """The same where there is no meeting."""
    person = session.get(User, person_id) if person_id is not None else None
    if person is None:
        return Contact()
    extension = f"分機{person.extension}" if person.extension else ""
    return Contact(
        f"{office.short_name}　{person.title}{person.name}", f"{person.phone}{extension}", person.email or ""
    )


def _items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    query = (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        .options(
            joinedload(AgendaItem.proposal),
            joinedload(AgendaItem.pinned_version),
            selectinload(AgendaItem.resolutions),
        )
        .execution_options(populate_existing=True)
    )
    return sorted(
        session.scalars(query).unique(), key=lambda item: (SECTIONS.index(item.section), item.position)
    )


def _people(session: Session, meeting: Meeting) -> list[Attendance]:
    query = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.removed_at.is_(None))
    return list(session.scalars(query.order_by(Attendance.is_member.desc(), Attendance.position)))


def _content(session: Session, meeting: Meeting) -> Content:
    """As kept at 核定, else as the records say now; of a meeting still to come its heading."""
    if meeting.state not in OVER:
        return _heading(meeting)
    minutes = minutes_of(session, meeting, versions=True)
    if minutes is not None and minutes.state is MinutesState.APPROVED:
        return from_json(max(minutes.versions, key=lambda version: version.number).content)
    return assembled(session, meeting, minutes or _unwritten(meeting))


def _heading(meeting: Meeting) -> Content:
    return Content(
        title=printed_title(meeting),
        held_on=meeting.held_on.isoformat() if meeting.held_on else "",
        starts_at=f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
        ends_at=f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
        place=meeting.place,
        chair=meeting.chair,
        recorder="",
        present="",
        observers="",
        absent="",
        opening="",
        parts=tuple(Part(section.value) for section in SECTIONS),
        closing=(),
    )


def _unwritten(meeting: Meeting) -> Minutes:
    """Minutes nobody has begun, so that what the records know can be read; never stored."""
    return Minutes(
        meeting_id=meeting.id, recorder="", present="", observers="", absent="", opening="", summaries=[]
    )


def _previous(session: Session, meeting: Meeting) -> Content | None:
    """What the committee's latest earlier meeting said, once its minutes are approved."""
    query = (
        select(Meeting.id, MinutesVersion.content)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(MinutesVersion, MinutesVersion.minutes_id == Minutes.id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.id != meeting.id,
            Minutes.state == MinutesState.APPROVED,
        )
        .order_by(Meeting.held_on.desc(), Meeting.id.desc(), MinutesVersion.number.desc())
    )
    if meeting.held_on is not None:
        query = query.where(Meeting.held_on < meeting.held_on)
    found = session.execute(query.limit(1)).first()
    if found is None:
        return None
    stubs = (
        select(AgendaItem.id, Proposal.stub_name)
        .join(AgendaItem.proposal)
        .where(AgendaItem.meeting_id == found.id, Proposal.confidentiality != Confidentiality.NORMAL)
    )
    return from_json(found.content).with_stubs({row.id: row.stub_name for row in session.execute(stubs)})


def _moved(session: Session, meeting: Meeting, facts: list[DatedFact]) -> Moved | None:
    letters = [fact.recorded_at for fact in facts if fact.kind in _NOTICES]
    if not letters:
        return None
    query = select(AuditEvent).where(
        AuditEvent.thing == Meeting.__tablename__, AuditEvent.thing_id == meeting.id
    )
    changes = [
        DayChange(event.at, _day(event.changes["held_on"][0]), event.reason)
        for event in session.scalars(query.order_by(AuditEvent.id))
        if "held_on" in event.changes
    ]
    return moved(letters, changes, meeting.held_on)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
