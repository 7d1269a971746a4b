"""What is searched: for each kind of record its text, its day, and what a line of results says of it.

One reading serves the index and the page of results, so that a line always says what the record says now. A 密 case has its
代號 and nothing else, and what belongs to it is not searched at all, whoever asks: its text is read on its own page only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.domain.confidentiality import Confidentiality
from app.domain.insight.search_index import SearchKind
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.minutes import Content, from_json
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.meetings.numbering import with_committee
from app.domain.meetings.resolution import Disposition
from app.domain.roc_date import roc_year
from app.domain.tracking.rates import year_span
from app.domain.tracking.report_flow import ReportState
from app.models import (
    Agency,
    AgendaItem,
    Assignment,
    Attachment,
    Committee,
    DutyOccurrence,
    Evidence,
    ExtractedText,
    Meeting,
    Minutes,
    MinutesVersion,
    ProgressReport,
    Proposal,
    ProposalVersion,
    RegisteredMeeting,
    ReportRound,
    Resolution,
    TrackedItem,
)
from app.queries.duties.plan import label_of
from app.wording.duties import occurrence_title

Rows = Select[*tuple[Any, ...]]
TAIPEI = ZoneInfo("Asia/Taipei")
AT_ONCE = 500
LEFT_THE_AGENCY = (ReportState.SUBMITTED, ReportState.RECEIVED, ReportState.RETURNED)
NORMAL = or_(Proposal.id.is_(None), Proposal.confidentiality == Confidentiality.NORMAL)


@dataclass(frozen=True, slots=True)
class Source:
    """`code` as in an address, with the committee. `place`: whose it is, or where. `state`: how it stands.

    `due_on`: of a share or an item. `address`: of the meeting a file hangs on, `registered`: one registered by an agency;
    `occurrence_id`: of the plan, where it hangs there.
    """

    kind: SearchKind
    thing_id: int
    day: date
    year: int
    code: str
    title: str
    text: str
    place: str = ""
    state: StrEnum | None = None
    due_on: date | None = None
    address: str = ""
    registered: bool = False
    occurrence_id: int | None = None

    @property
    def whole(self) -> str:
        """Everything that is searched."""
        return "\n".join(part for part in (self.title, self.text) if part)


def sources(session: Session, kind: SearchKind, ids: Collection[int] | None = None) -> Iterator[Source]:
    """Those of these ids that are searched; without ids every one, some hundred at a time."""
    make, query, own_id = _READS[kind]
    asked = query() if ids is None else query().where(own_id.in_(ids))
    for row in session.execute(asked.execution_options(yield_per=AT_ONCE)):
        yield make(row)


def day_of(moment: datetime) -> date:
    return moment.astimezone(TAIPEI).date()


def _proposals() -> Rows:
    return select(Proposal)


def _proposal(row: Any) -> Source:
    one: Proposal = row[0]
    normal = one.confidentiality is Confidentiality.NORMAL
    text = f"{one.explanation}\n{one.measures}\n{one.unit}" if normal else ""
    return Source(
        SearchKind.PROPOSAL, one.id, day_of(one.created_at), one.year, one.code,
        one.subject if normal else one.stub_name, text, one.unit, one.state,
    )  # fmt: skip


ADOPTED = (Disposition.ADOPTED, Disposition.AGREED)
"""What was decided is then what the case asked for."""
_MEASURES = func.coalesce(ProposalVersion.measures, Proposal.measures, "")
_SUBJECT = func.coalesce(ProposalVersion.subject, Proposal.subject, AgendaItem.title, Meeting.label)


def _resolutions() -> Rows:
    query = (
        select(Resolution, Meeting, Committee, _SUBJECT, _MEASURES)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(ProposalVersion, ProposalVersion.id == AgendaItem.pinned_version_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
    )
    decided = Meeting.state != MeetingState.IN_SESSION
    return query.where(Resolution.removed_at.is_(None), Resolution.text != "", decided, NORMAL)


def _resolution(row: Any) -> Source:
    one, meeting, committee, subject, measures = row
    adopted = measures if one.disposition in ADOPTED else one.amended_measures
    day = meeting.held_on or day_of(one.recorded_at)
    if meeting.held_on is None and meeting.year:
        _, day = year_span(meeting.year, day)
    return Source(
        SearchKind.RESOLUTION, one.id, day, meeting.year or roc_year(day), _coded(one.code, committee), subject,
        f"{one.text}\n{adopted}", meeting.label, one.disposition or one.kind,
    )  # fmt: skip


def _of_case(query: Rows) -> Rows:
    """From an item up to its case, which must not be 密."""
    joined = (
        query.join(Resolution, Resolution.id == TrackedItem.resolution_id)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .join(Committee, Committee.id == TrackedItem.committee_id)
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
    )
    return joined.where(TrackedItem.removed_at.is_(None), NORMAL)


def _items() -> Rows:
    return _of_case(select(TrackedItem, Meeting, Committee).select_from(TrackedItem))


def _item(row: Any) -> Source:
    one, meeting, committee = row
    day = day_of(one.created_at)
    if one.legacy and meeting.year:
        _, day = year_span(meeting.year, day)  # brought in today, but not the newest
    return Source(
        SearchKind.ITEM, one.id, day, meeting.year or roc_year(day), _coded(one.code, committee), one.title,
        f"{one.text}\n{one.done_criterion}\n{one.other_number}", meeting.label, due_on=one.due_on,
    )  # fmt: skip


def _shares() -> Rows:
    query = _of_case(
        select(Assignment, TrackedItem.title, Agency.short_name, Meeting.year, Committee)
        .select_from(Assignment)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Agency, Agency.id == Assignment.agency_id)
    )
    return query.where(Assignment.removed_at.is_(None), Assignment.text != "")


def _share(row: Any) -> Source:
    one, title, agency, year, committee = row
    day = one.dispatched_on or day_of(one.prepared_at)
    return Source(
        SearchKind.ASSIGNMENT, one.id, day, year or roc_year(day), _coded(one.code, committee), title, one.text,
        agency, one.state, one.due_current,
    )  # fmt: skip


def _of_report(query: Rows) -> Rows:
    """From a report that left its agency up to its case."""
    joined = (
        query.join(Assignment, Assignment.id == ProgressReport.assignment_id)
        .join(TrackedItem, TrackedItem.id == Assignment.item_id)
        .join(Agency, Agency.id == Assignment.agency_id)
    )
    return _of_case(joined).where(ProgressReport.state.in_(LEFT_THE_AGENCY))


def _reports() -> Rows:
    return _of_report(
        select(
            ProgressReport, Assignment.code, Assignment.due_current, TrackedItem.title, Agency.short_name,
            ReportRound.label, Committee,
        )
        .select_from(ProgressReport)
        .join(ReportRound, ReportRound.id == ProgressReport.round_id)
    )  # fmt: skip


def _report(row: Any) -> Source:
    one, code, due, title, agency, label, committee = row
    return Source(
        SearchKind.REPORT, one.id, one.submitted_on, roc_year(one.submitted_on), _coded(code, committee), title,
        f"{one.text}\n{one.none_reason_text}", f"{agency}　{label}", one.state, due,
    )  # fmt: skip


def _minutes() -> Rows:
    later = aliased(MinutesVersion)
    newest = (
        select(func.max(later.number))
        .where(later.minutes_id == Minutes.id)
        .correlate(Minutes)
        .scalar_subquery()
    )
    secret = (
        select(AgendaItem.id)
        .join(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(AgendaItem.meeting_id == Meeting.id, Proposal.confidentiality != Confidentiality.NORMAL)
        .correlate(Meeting)
        .exists()
    )
    return (
        select(Minutes.id, MinutesVersion.content, Meeting, Committee, secret)
        .select_from(Minutes)
        .join(MinutesVersion, MinutesVersion.minutes_id == Minutes.id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Minutes.state == MinutesState.APPROVED, MinutesVersion.number == newest)
    )


def _minuted(row: Any) -> Source:
    minutes_id, content, meeting, committee, secret = row
    day = meeting.held_on or day_of(meeting.created_at)
    return Source(
        SearchKind.MINUTES, minutes_id, day, meeting.year or roc_year(day), _coded(meeting.slug, committee),
        meeting.title, _own_words(from_json(content), secret), meeting.label, MinutesState.APPROVED,
    )  # fmt: skip


def _own_words(content: Content, secret: bool) -> str:
    """What stands in the minutes alone; cases and resolutions are searched as what they are. With a 密 case only the opening."""
    if secret:
        return content.opening
    lines = [content.opening, content.source]
    for case in content.cases():
        lines += [case.summary, *(f"{speaker}：{text}" for speaker, text in case.remarks)]
    lines += [f"{speaker}：{text}" for speaker, text in content.remarks]
    return "\n".join(line for line in lines if line)


def _attachments() -> Rows:
    meeting, registered_in = aliased(Meeting), aliased(Meeting)
    own_committee, their_committee = aliased(Committee), aliased(Committee)
    return (
        select(
            Attachment, ExtractedText.text, Proposal.code, AgendaItem.code, meeting, own_committee, registered_in,
            their_committee, DutyOccurrence,
        )
        .outerjoin(ExtractedText, ExtractedText.sha256 == Attachment.sha256)
        .outerjoin(AgendaItem, AgendaItem.id == Attachment.item_id)
        .outerjoin(Proposal, Proposal.id == func.coalesce(Attachment.proposal_id, AgendaItem.proposal_id))
        .outerjoin(meeting, meeting.id == AgendaItem.meeting_id)
        .outerjoin(own_committee, own_committee.id == meeting.committee_id)
        .outerjoin(RegisteredMeeting, RegisteredMeeting.id == Attachment.registered_id)
        .outerjoin(registered_in, registered_in.id == RegisteredMeeting.meeting_id)
        .outerjoin(their_committee, their_committee.id == registered_in.committee_id)
        .outerjoin(DutyOccurrence, DutyOccurrence.id == Attachment.occurrence_id)
        .where(Attachment.removed_at.is_(None), NORMAL)
    )  # fmt: skip


def _attachment(row: Any) -> Source:
    one, text, proposal, line, meeting, committee, registered, their_committee, occurrence = row
    day, address, code = day_of(one.uploaded_at), "", ""
    if occurrence is not None:
        place = occurrence_title(occurrence.title, label_of(occurrence))
    elif one.proposal_id is not None:
        code = place = proposal
    elif meeting is not None:
        code, place = _coded(line or meeting.slug, committee), meeting.label
        address = _coded(meeting.slug, committee)
    else:
        code = _coded(registered.slug, their_committee)
        place, address = registered.title, code
    return Source(
        SearchKind.ATTACHMENT,
        one.id,
        day,
        roc_year(day),
        code,
        one.name,
        text or "",
        place,
        address=address,
        registered=one.registered_id is not None,
        occurrence_id=one.occurrence_id,
    )


def _evidence() -> Rows:
    return _of_report(
        select(Evidence, ExtractedText.text, Assignment.code, Agency.short_name, TrackedItem.title, Committee)
        .select_from(Evidence)
        .outerjoin(ExtractedText, ExtractedText.sha256 == Evidence.sha256)
        .join(ProgressReport, ProgressReport.id == Evidence.report_id)
    ).where(Evidence.removed_at.is_(None))


def _piece(row: Any) -> Source:
    one, text, code, agency, title, committee = row
    day = day_of(one.uploaded_at)
    return Source(
        SearchKind.EVIDENCE, one.id, day, roc_year(day), _coded(code, committee), one.filename, text or "",
        f"{agency}　{title}",
    )  # fmt: skip


def _coded(code: str, committee: Committee) -> str:
    return with_committee(code, committee.code, committee.is_primary)


_READS: dict[SearchKind, tuple[Callable[[Any], Source], Callable[[], Rows], InstrumentedAttribute[int]]] = {
    SearchKind.PROPOSAL: (_proposal, _proposals, Proposal.id),
    SearchKind.RESOLUTION: (_resolution, _resolutions, Resolution.id),
    SearchKind.ITEM: (_item, _items, TrackedItem.id),
    SearchKind.ASSIGNMENT: (_share, _shares, Assignment.id),
    SearchKind.REPORT: (_report, _reports, ProgressReport.id),
    SearchKind.MINUTES: (_minuted, _minutes, Minutes.id),
    SearchKind.ATTACHMENT: (_attachment, _attachments, Attachment.id),
    SearchKind.EVIDENCE: (_piece, _evidence, Evidence.id),
}
