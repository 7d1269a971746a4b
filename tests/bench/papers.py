"""Figure: every paper of a meeting with six cases, DOCX and ODT, against zipping the same files' ready XML."""

import io
import zipfile
from types import ModuleType
from typing import Any

from app.documents import (
    agenda,
    booklet,
    chair_notes,
    extract,
    follow_up_table,
    meeting_notice,
    minutes,
    minutes_letter,
    proposal_table,
    sign_in_sheet,
)
from app.documents.agenda import Agenda, AgendaCase, AgendaPart
from app.documents.archive import LEVEL
from app.documents.booklet import Booklet
from app.documents.chair_notes import CaseNotes, ChairNotes, ChairStep
from app.documents.extract import AgencyExtract, Extract
from app.documents.follow_up_table import FollowUpRow, FollowUpTable
from app.documents.meeting_notice import MeetingNotice
from app.documents.minutes import Minutes, MinutesCase, MinutesPart, Remark
from app.documents.minutes_letter import MinutesLetter
from app.documents.paper import Format
from app.documents.proposal_table import ProposalTable
from app.documents.sign_in_sheet import Attendee, SignInSheet
from app.domain.papers.paper import PaperName
from app.services.papers.catalogue import KINDS, Made
from app.services.papers.printing import print_with
from tests.bench import docx
from tests.bench.turns import compare_computing

CASES = 6
NAMES = {kind.module: name for name, kind in KINDS.items()}
ROUNDS = 30
FORMATS: tuple[Format, Format] = ("docx", "odt")
_MEETING = "示範市政府115年第1次廉政會報"
_FACTS = ("中華民國115年11月30日（星期一）上午9時30分", "本府市政大樓10樓第一會議室", "王市長示範")

Papers = list[tuple[ModuleType, Any]]


def papers(proposals: ProposalTable) -> Papers:
    """Return every paper of a meeting with these cases, each with the module that prints it."""
    cases = proposals.cases
    recorded = tuple(
        MinutesCase(
            f"第{case.number}案", case.subject, case.unit, case.explanation, case.measures,
            (Remark("陳委員甲", case.measures[0].text),), case.resolution,
        )
        for case in cases
    )  # fmt: skip
    order = Agenda(
        _MEETING, *_FACTS, (AgendaPart("參、", "討論事項", "40分鐘", tuple(AgendaCase(case.number, case.subject, case.unit) for case in cases)),)
    )  # fmt: skip
    record = Minutes(_MEETING, *_FACTS, "李科員丙", "如簽到表", "無", "無", (MinutesPart("參、", "討論事項", cases=recorded),))  # fmt: skip
    tracked = FollowUpTable(
        _MEETING,
        tuple(FollowUpRow(case.number, "114年第1次", case.subject, case.resolution[0].text, case.unit, case.measures[0].text, "建議解除列管") for case in cases),
    )  # fmt: skip
    steps = tuple(ChairStep(case.number, ("請說明。",), CaseNotes(case.unit, case.subject, case.explanation[:2], case.resolution)) for case in cases)  # fmt: skip
    people = tuple(Attendee(f"委員{number}", "陳委員甲") for number in range(30))
    sheets = tuple(AgencyExtract(_MEETING, case.unit, *_FACTS, "李科員丙", (recorded[0],)) for case in cases)
    return [
        (agenda, order),
        (booklet, Booklet(_MEETING, *_FACTS[:2], order, tracked, proposals, record)),
        (chair_notes, ChairNotes(_MEETING, *_FACTS[:2], steps)),
        (extract, Extract(sheets)),
        (follow_up_table, tracked),
        (meeting_notice, MeetingNotice("示範市政府", _MEETING, *_FACTS, "李科員丙", "0000-0000", "全體委員")),
        (minutes, record),
        (
            minutes_letter,
            MinutesLetter(
                "示範市政府", "李科員丙", "0000-0000", "紀錄", _MEETING, cases[0].measures, "全體委員"
            ),
        ),
        (proposal_table, proposals),
        (sign_in_sheet, SignInSheet(_MEETING, *_FACTS, people)),
    ]


def measure() -> tuple[float, float]:
    """Return (ours, floor) in seconds for all papers."""
    every = [(NAMES[module], paper) for module, paper in papers(docx.paper(CASES))]
    files = [_parts(data) for data in _build(every)]
    return compare_computing(
        lambda: _build(every),
        lambda: [_zip(parts) for parts in files],
        rounds=ROUNDS,
    )


def _build(every: list[tuple[PaperName, Any]]) -> list[bytes]:
    """As a request does it: one snapshot of each paper, its hash, and from it both files."""
    files = []
    for name, plain in every:
        made = Made(name, plain, _MEETING)
        assert made.hash
        files += [print_with(made, fmt, None) for fmt in FORMATS]
    return files


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
