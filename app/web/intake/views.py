"""What a check page shows of each file: forms beside the original text, what was recognised how surely, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.intake.placing import Fate, LeftOver, PlacedCase, PlacedFile, put_all, split
from app.domain.meetings.agenda import CASES, NUMBERED
from app.domain.meetings.meeting_flow import MeetingState
from app.models import ImportBatch, ImportFile
from app.queries.intake.proposal_check import CaseCheck, FileCheck
from app.readers.read_document import RECOGNISED, ReadDocument
from app.services.intake.batches import placed_of
from app.services.intake.recognised import document_of
from app.web.intake.forms import (
    CaseForm,
    LeftForm,
    MeetingForm,
    Part,
    case_by,
    case_form,
    left_form,
    meeting_form,
    placed_by,
)
from app.wording.intake import (
    CONFIDENCE_WORDS,
    HEAD_FATES,
    MEETING_TO_BE,
    NOTE_WORDS,
    PLACE_WORDS,
    summary_of,
)
from app.wording.refusals import sentence
from app.wording.words import word

MOST_LEFT = 300
"""Left-overs that get a select; the further ones are shown to be read."""


@dataclass(slots=True)
class CaseView:
    """One case: its form, what became of reading it, its original text."""

    form: CaseForm
    case: PlacedCase
    check: CaseCheck
    source: tuple[str, ...]
    unsure: tuple[str, ...]

    @property
    def confidence(self) -> str:
        return "check" if self.unsure else RECOGNISED

    @property
    def faults(self) -> list[str]:
        return [sentence(fault.code) for fault in self.check.faults]


def minutes_line(check: FileCheck) -> str:
    """What becomes of the meeting and of its minutes."""
    if not check.slug or check.head is None:
        return ""
    if check.meeting is not None:
        return f"已有這場會議，目前{word(check.meeting.state)}；{HEAD_FATES[check.head.fate]}"
    open_cases = any(
        not one.case.resolution and one.case.section in NUMBERED
        for one in check.cases
        if one.fate is Fate.PAST
    )
    comes = any(one.fate is Fate.PAST for one in check.cases)
    return MEETING_TO_BE[MeetingState.ADJOURNED if open_cases or not comes else MeetingState.CLOSED]


@dataclass(slots=True)
class LeftView:
    """One left-over; `form` None beyond the number that can be placed at once."""

    form: LeftForm | None
    left: LeftOver

    @property
    def where(self) -> str:
        return PLACE_WORDS.get(self.left.where, PLACE_WORDS["body"])


@dataclass(slots=True)
class FileView:
    """One file of the page."""

    at: int
    file: ImportFile
    form: MeetingForm
    cases: list[CaseView]
    left: list[LeftView]
    check: FileCheck
    document: ReadDocument

    @property
    def summary(self) -> str:
        """「114年第1次，提案 3 案，決議皆照案通過」"""
        label = self.document.meeting.label if self.document.meeting else ""
        cases = [case for case in self.document.cases if case.section in ("", *CASES)]
        others = len(self.document.cases) - len(cases)
        return summary_of(label, [case.resolution for case in cases], len(self.left), others)

    @property
    def confidence(self) -> str:
        if not self.document.cases:
            return "none"
        sure = all(case.confidence == RECOGNISED for case in self.cases)
        return RECOGNISED if sure and not self.left and self.document.meeting else "check"

    @property
    def confidence_word(self) -> str:
        return CONFIDENCE_WORDS[self.confidence]

    @property
    def source(self) -> str:
        """The whole text of minutes as the paper has it."""
        return "\n".join(self.document.lines)

    @property
    def notes(self) -> list[str]:
        return [NOTE_WORDS[code] for code in self.document.notes if code in NOTE_WORDS]

    @property
    def faults(self) -> list[str]:
        return [sentence(fault.code) for fault in self.check.faults]

    @property
    def meeting_line(self) -> str:
        """What the meeting is, or would become."""
        if self.check.head is not None:
            return minutes_line(self.check)
        if self.check.meeting is not None:
            return f"已有這場會議，目前{word(self.check.meeting.state)}"
        fates = [one.fate for one in self.check.cases if one.fate in (Fate.PAST, Fate.SCHEDULED, Fate.DRAFT)]
        if not self.check.slug or not fates:
            return ""
        past = fates.count(Fate.PAST)
        whole = MeetingState.CLOSED if past == len(fates) else MeetingState.ADJOURNED
        return MEETING_TO_BE[whole if past else MeetingState.PREPARING]

    def parts(self) -> Sequence[Part]:
        """Every form of the file, in the order of the page."""
        left = [one.form for one in self.left if one.form is not None]
        return [self.form, *(case.form for case in self.cases), *left]

    def placed(self) -> PlacedFile:
        """The file as the sent forms say: fields first, then left-overs put in, then cases split."""
        cases = [case_by(view.form, view.case) for view in self.cases]
        placed = placed_by(self.form, cases, tuple(one.left for one in self.left))
        moves = [
            (number, int(one.form.case.data), str(one.form.field.data))
            for number, one in enumerate(self.left)
            if one.form is not None and one.form.case.data
        ]
        placed = put_all(placed, moves)
        splits = [
            (number, str(view.form.split_at.data).partition(":"))
            for number, view in enumerate(self.cases)
            if view.form.split_at.data
        ]
        for number, (name, _, line) in reversed(splits):
            placed = split(placed, number, name, int(line))
        return placed


def file_views(batch: ImportBatch, checks: Sequence[FileCheck]) -> list[FileView]:
    """The files of a batch with their checks, forms filled from what is stored or sent."""
    return [
        _view(at, file, check)
        for at, (file, check) in enumerate(zip(batch.files, checks, strict=True), start=1)
    ]


def _view(at: int, file: ImportFile, check: FileCheck) -> FileView:
    placed, document = placed_of(file), document_of(file.read)
    minutes = placed.minutes is not None
    cases = [
        _case(at, number, case, found, document, minutes=minutes)
        for number, (case, found) in enumerate(zip(placed.cases, check.cases, strict=True))
    ]
    left = [
        LeftView(
            left_form(len(placed.cases), at, number, minutes=minutes) if number < MOST_LEFT else None, one
        )
        for number, one in enumerate(placed.left)
    ]
    return FileView(at, file, meeting_form(placed, at), cases, left, check, document)


def _case(
    at: int, number: int, case: PlacedCase, check: CaseCheck, document: ReadDocument, *, minutes: bool
) -> CaseView:
    read = document.cases[case.origin] if case.origin is not None else None
    unsure = tuple(name for name, sure in read.confidence.items() if sure != RECOGNISED) if read else ()
    if minutes and case.resolution and case.section not in CASES:
        unsure = ()  # a report has neither 提案單位 nor 辦法, a ruling no 案由
    elif minutes:
        unsure = tuple(name for name in unsure if getattr(case, name) or name in ("subject", "resolution"))
    form = case_form(case, at, number, minutes=minutes)
    return CaseView(form, case, check, read.source if read else (), unsure)
