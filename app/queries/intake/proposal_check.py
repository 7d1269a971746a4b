"""What confirming would do with every case of a file: new, the same, a duplicate, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.confidentiality import Confidentiality
from app.domain.intake.placing import MAKES, REMARKS, CreateAs, Fate, OnDuplicate, PlacedCase, PlacedFile
from app.domain.meetings.agenda import ARRANGED_IN, NUMBERED, item_code
from app.domain.meetings.labels import parse_label, recognise_case_number
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import chair_code
from app.domain.meetings.resolution import Section
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.proposal_flow import REVISABLE, ProposalState
from app.models import AgendaItem, Committee, Meeting, Proposal, Resolution
from app.queries.intake.minutes_check import HeadCheck, head_faults, head_of

PAST_STATES = frozenset({MeetingState.ADJOURNED, MeetingState.CLOSED})
"""States of a meeting that takes a case together with its 決議."""
REPLACED_IN = frozenset({MeetingState.AGENDA_SET, MeetingState.IN_SESSION})
LONGEST = {
    "unit": 80, "subject": 500, "explanation": 20_000, "measures": 20_000, "resolution": 20_000, REMARKS: 20_000,
}  # fmt: skip
"""Code points of each field, as the editor takes them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be taken. `code` of a sentence; `field` it belongs to."""

    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Existing:
    """The record a case would double: on the agenda under the same number or 案由, a draft of the same 案由 meant for the meeting, or a ruling."""

    proposal: Proposal | None = None
    item: AgendaItem | None = None
    ruling: Resolution | None = None

    @property
    def resolution(self) -> str:
        if self.ruling is not None:
            return self.ruling.text
        return "\n".join(one.text for one in self.item.resolutions if one.text) if self.item else ""

    def says(self, case: PlacedCase) -> bool:
        """Does it hold the very same text? A case without 決議 takes none away."""
        text = (self.item.pinned_version if self.item else None) or self.proposal
        if text is not None:
            names = ("unit", "subject", "explanation", "measures")
            same = all(getattr(text, name) == getattr(case, name) for name in names)
        else:
            same = self.item is None or self.item.title == case.subject
        return same and case.resolution in ("", self.resolution)


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """One case: what becomes of it."""

    case: PlacedCase
    fate: Fate
    existing: Existing | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file. `meeting` is the one that is here already; `slug` '' when no meeting was told; `head` of minutes only."""

    placed: PlacedFile
    slug: str
    meeting: Meeting | None
    cases: tuple[CaseCheck, ...]
    faults: tuple[Fault, ...] = ()
    head: HeadCheck | None = None

    @property
    def errors(self) -> int:
        return len(self.faults) + sum(len(case.faults) for case in self.cases)

    @property
    def makes(self) -> int:
        return sum(case.fate in MAKES for case in self.cases) + (
            self.head is not None and self.head.fate in MAKES
        )


@dataclass(slots=True)
class _Asked:
    """What every case of a file is held against."""

    placed: PlacedFile
    slug: str
    meeting: Meeting | None
    items: dict[str | tuple[Section, str], AgendaItem] = field(default_factory=dict)
    drafts: dict[str, Proposal] = field(default_factory=dict)
    rulings: dict[str, Resolution] = field(default_factory=dict)


def may_pass(actor: Actor, committee: Committee | None) -> bool:
    """May cases be scheduled on this actor's own word?"""
    agency_id = committee.agency_id if committee else None
    return actor.everywhere or may(actor, Right.PASS_PROPOSALS, committee_agency_id=agency_id)


def check_files(
    session: Session, actor: Actor, committee: Committee | None, files: Iterable[PlacedFile], *, today: date
) -> list[FileCheck]:
    """Every file of a batch, in order; a number that an earlier case of the same meeting has is a fault."""
    taken: set[str] = set()
    return [_check(session, actor, committee, placed, taken, today) for placed in files]


def _check(
    session: Session,
    actor: Actor,
    committee: Committee | None,
    placed: PlacedFile,
    taken: set[str],
    today: date,
) -> FileCheck:
    slug = next(iter(parse_label(placed.label).slugs), "") if placed.label else ""
    asked = _Asked(placed, slug, _meeting(session, committee, slug))
    if asked.meeting is not None:
        asked.items = _items(session, asked.meeting)
        asked.drafts = _drafts(session, asked.meeting)
        asked.rulings = _rulings(session, asked.meeting)
    cases = tuple(_case(asked, case, taken) for case in placed.cases)
    faults = list(_file_faults(actor, committee, placed, slug, cases))
    head = None
    if placed.minutes is not None:
        head = head_of(session, placed, placed.minutes, asked.meeting)
        open_cases = any(_is_open(check) for check in cases)
        makes = head.fate in MAKES or any(check.fate in MAKES for check in cases)
        faults += [Fault(*one) for one in head_faults(head, placed, slug, makes, open_cases, today)]
    return FileCheck(placed, slug, asked.meeting, cases, tuple(faults), head)


def _is_open(check: CaseCheck) -> bool:
    """A numbered line that would stand without its outcome."""
    return (
        check.fate is not Fate.LEFT_OUT
        and check.case.section in NUMBERED
        and not (check.case.resolution or (check.existing and check.existing.resolution))
    )


def _file_faults(
    actor: Actor, committee: Committee | None, placed: PlacedFile, slug: str, cases: Sequence[CaseCheck]
) -> Iterable[Fault]:
    fates = {check.fate for check in cases}
    if placed.label and not slug:
        yield Fault("meeting_label_unreadable", "label")
    elif slug and not placed.title.strip() and fates & MAKES:
        yield Fault("meeting_title_missing", "title")
    elif not (placed.label or placed.minutes) and any(
        check.case.resolution for check in cases if check.fate in MAKES
    ):
        yield Fault("resolution_without_meeting", "label")
    if placed.minutes is not None:
        return
    needs_approval = Fate.SCHEDULED in fates or any(_approves(check) for check in cases)
    if needs_approval and not may_pass(actor, committee) and not placed.paper.approver_name.strip():
        yield Fault("import_approval_missing", "approver_name")
    if placed.paper.approver_name.strip() and not placed.paper.decided_on:
        yield Fault("import_approval_undated", "decided_on")


def _approves(check: CaseCheck) -> bool:
    """A changed text on an agenda in preparation is passed anew."""
    item = check.existing.item if check.existing else None
    return check.fate is Fate.UPDATE and item is not None and item.meeting.state == MeetingState.PREPARING


def _case(asked: _Asked, case: PlacedCase, taken: set[str]) -> CaseCheck:
    if case.left_out:
        return CaseCheck(case, Fate.LEFT_OUT)
    number = recognise_case_number(case.number) if case.number else None
    code = _code(asked.slug, case, int(number)) if number and asked.slug else ""
    faults = list(_own_faults(case, number))
    if code and code in taken:
        faults.append(Fault("import_number_twice", "number"))
    taken.add(code or "")
    existing = _existing(asked, case, code or "")
    if existing is not None:
        return _duplicate(case, existing, faults)
    if case.resolution and asked.meeting is not None and asked.meeting.state not in PAST_STATES:
        faults.append(Fault("resolution_before_meeting", "resolution"))
    return CaseCheck(case, Fate.FAULTY if faults else _fate(asked, case), None, tuple(faults))


def _code(slug: str, case: PlacedCase, number: int) -> str | None:
    if case.is_ruling:
        return chair_code(slug, number)
    return item_code(slug, case.section, number) if case.section in NUMBERED else None


def _own_faults(case: PlacedCase, number: str | None) -> Iterable[Fault]:
    if case.is_ruling:
        if not case.resolution.strip():
            yield Fault("resolution_text_missing", "resolution")
    elif not case.subject.strip():
        yield Fault("subject_missing", "subject")
    for name in case.misplaced:
        yield Fault("import_field_misplaced", name)
    if case.number and number is None:
        yield Fault("import_number_unreadable", "number")
    for name, limit in LONGEST.items():
        if len(getattr(case, name)) > limit:
            yield Fault("import_text_too_long", name)


def _duplicate(case: PlacedCase, existing: Existing, faults: list[Fault]) -> CaseCheck:
    if existing.says(case):
        return CaseCheck(case, Fate.SAME, existing)
    if case.on_duplicate is OnDuplicate.SKIP:
        return CaseCheck(case, Fate.SKIP, existing)
    if not _updatable(existing):
        faults.append(Fault("import_not_updatable", "on_duplicate"))
    elif case.resolution and not _takes_resolution(existing) and case.resolution != existing.resolution:
        faults.append(Fault("resolution_before_meeting", "resolution"))
    return CaseCheck(case, Fate.FAULTY if faults else Fate.UPDATE, existing, tuple(faults))


def _updatable(existing: Existing) -> bool:
    proposal, item = existing.proposal, existing.item
    if proposal is None:
        return _takes_resolution(existing)
    if proposal.confidentiality is not Confidentiality.NORMAL or proposal.state == ProposalState.WITHDRAWN:
        return False
    if item is None:
        return proposal.state in REVISABLE
    if item.meeting.state in REPLACED_IN | PAST_STATES:
        return True
    return item.meeting.state == MeetingState.PREPARING and proposal.state == ProposalState.SCHEDULED


def _takes_resolution(existing: Existing) -> bool:
    if existing.ruling is not None:
        return existing.ruling.meeting.state in PAST_STATES
    return existing.item is not None and existing.item.meeting.state in PAST_STATES


def _fate(asked: _Asked, case: PlacedCase) -> Fate:
    if case.resolution or asked.placed.minutes is not None:
        return Fate.PAST
    takes = asked.meeting is None or asked.meeting.state in ARRANGED_IN
    scheduled = asked.placed.create_as is CreateAs.SCHEDULED and bool(asked.slug) and takes
    return Fate.SCHEDULED if scheduled else Fate.DRAFT


def _existing(asked: _Asked, case: PlacedCase, code: str) -> Existing | None:
    if case.is_ruling:
        return Existing(ruling=asked.rulings[code]) if code in asked.rulings else None
    item = asked.items.get(code or (case.section, _without_blanks(case.subject)))
    if item is not None:
        return Existing(item.proposal, item)
    draft = asked.drafts.get(_without_blanks(case.subject))
    return Existing(draft) if draft else None


def _meeting(session: Session, committee: Committee | None, slug: str) -> Meeting | None:
    if committee is None or not slug:
        return None
    return session.scalars(
        select(Meeting).where(Meeting.committee_id == committee.id, Meeting.slug == slug)
    ).one_or_none()


def _items(session: Session, meeting: Meeting) -> dict[str | tuple[Section, str], AgendaItem]:
    """The lines by their code, and by section and 案由 for what the paper does not number."""
    found = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.removed_at.is_(None))
        .options(
            joinedload(AgendaItem.meeting),
            joinedload(AgendaItem.proposal),
            joinedload(AgendaItem.pinned_version),
            selectinload(AgendaItem.resolutions),
        )
    )
    items: dict[str | tuple[Section, str], AgendaItem] = {}
    for item in found:
        text = item.pinned_version or item.proposal
        items.setdefault((item.section, _without_blanks(text.subject if text else item.title)), item)
        if item.code:
            items[item.code] = item
    return items


def _rulings(session: Session, meeting: Meeting) -> dict[str, Resolution]:
    found = session.scalars(
        select(Resolution)
        .where(
            Resolution.meeting_id == meeting.id, Resolution.item_id.is_(None), Resolution.removed_at.is_(None)
        )
        .options(joinedload(Resolution.meeting))
    )
    return {one.code: one for one in found}


def _drafts(session: Session, meeting: Meeting) -> dict[str, Proposal]:
    found = session.scalars(
        select(Proposal).where(
            Proposal.intended_meeting_id == meeting.id, Proposal.state.in_(REVISABLE), Proposal.subject != ""
        )
    )
    return {_without_blanks(proposal.subject): proposal for proposal in found}


def _without_blanks(text: str) -> str:
    return "".join(text.split())
