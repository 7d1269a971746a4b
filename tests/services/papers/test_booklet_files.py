"""會議資料 with the files of its agenda: named after their lines, part of what makes it stale, bound into the PDF; and a stored
template the program has grown out of."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.documents.paper import TEMPLATES
from app.documents.pdf import PdfUnavailable
from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.papers.paper import PaperName
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.models import Attachment, Meeting, Template
from app.services.meetings import item_files
from app.services.papers import templates
from app.services.papers.catalogue import Made, make
from app.services.papers.printing import print_all, print_paper
from app.services.papers.templates import NewFile
from tests.people import NOW
from tests.readers.pdf_files import SLIDE, pdf
from tests.services.meetings.conftest import Stage
from tests.services.papers.test_from_records import found, produced, sources, stale

N = PaperName
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def meeting(stage: Stage) -> Meeting:
    return produced(stage, MeetingState.AGENDA_SET)


def attach(stage: Stage, meeting: Meeting, line: int, files_dir: Path, text: str = "alpha") -> Attachment:
    return item_files.attach(
        stage.session, stage.officer, found(stage, meeting), stage.lines(meeting)[line], "slides.pdf",
        pdf(text, size=SLIDE), title="簡報", files_dir=files_dir, now=LATER,
    )  # fmt: skip


def booklet(stage: Stage, meeting: Meeting) -> Made:
    return make(N.BOOKLET, sources(stage, meeting))


def test_a_file_makes_exactly_the_booklet_stale(stage: Stage, meeting: Meeting, tmp_path: Path) -> None:
    assert stale(stage, meeting) == set()
    row = attach(stage, meeting, 1, tmp_path)
    assert stale(stage, meeting) == {N.BOOKLET}
    assert [file.name for file in booklet(stage, meeting).plain.attachments] == ["第二案　簡報"]
    before = booklet(stage, meeting).hash
    item_files.remove(
        stage.session, stage.officer, found(stage, meeting), stage.lines(meeting)[1], row,
        reason="換新版", seen_version=row.version, now=LATER,
    )  # fmt: skip
    assert stale(stage, meeting) == set()
    attach(stage, meeting, 1, tmp_path, "beta")
    assert booklet(stage, meeting).hash != before, "other bytes under the same name"


def test_files_of_a_confidential_case_are_in_no_booklet(
    stage: Stage, meeting: Meeting, tmp_path: Path
) -> None:
    attach(stage, meeting, 0, tmp_path)
    proposal = stage.lines(meeting)[0].proposal
    assert proposal is not None
    proposal.confidentiality, proposal.stub_name = Confidentiality.CONFIDENTIAL, "代號甲"
    assert booklet(stage, meeting).enclosed == ()


def test_a_reader_has_the_files_of_the_lines_they_see(stage: Stage, meeting: Meeting, tmp_path: Path) -> None:
    attach(stage, meeting, 0, tmp_path)
    attach(stage, meeting, 2, tmp_path)
    whole = sources(stage, meeting)
    seen = whole.only({item.id for item in whole.items[1:]})
    assert [file.name for file in make(N.BOOKLET, seen).enclosed] == ["第三案　簡報"]


@pytest.mark.paper
def test_the_pdf_binds_them_and_says_which_is_gone(
    stage: Stage, meeting: Meeting, tmp_path: Path, libreoffice: str
) -> None:
    attach(stage, meeting, 0, tmp_path)
    attach(stage, meeting, 1, tmp_path, "beta").sha256 = "0" * 64
    data = print_paper(stage.session, booklet(stage, meeting), "pdf", tmp_path)
    *_, first, alpha, second = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "簡報" in first
    assert "alpha" in alpha
    assert "另附檔案" in second


def test_a_template_the_program_grew_out_of_is_refused_with_the_paper_named(
    stage: Stage, meeting: Meeting, tmp_path: Path
) -> None:
    """The 議程 asks for fields that only the 會議紀錄 has: as after an update of the program."""
    files = [
        NewFile(fmt, FileOrigin.UPLOADED, f"agenda.{fmt}", (TEMPLATES / f"minutes.{fmt}").read_bytes())
        for fmt in TemplateFormat
    ]
    version = templates.add(stage.session, stage.head, "agenda", files, note="", now=LATER)
    seen = stage.session.scalars(select(Template.version)).one()
    templates.activate(stage.session, stage.head, "agenda", version.number, seen_version=seen, now=LATER)
    agenda = make(N.AGENDA, sources(stage, meeting))
    for fmt in ("docx", "odt", "pdf"):
        with pytest.raises(NotNow, match="template_outdated") as refused:
            print_paper(stage.session, agenda, fmt, tmp_path)
        assert refused.value.facts == {"paper": "議程"}
    with pytest.raises(NotNow, match="template_outdated"):
        print_all(stage.session, [make(N.SIGN_IN_SHEET, sources(stage, meeting)), agenda])


def test_a_booklet_with_files_says_why_there_is_no_pdf(
    stage: Stage, meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.pdf._soffice", lambda: None)
    attach(stage, meeting, 0, tmp_path)
    with pytest.raises(PdfUnavailable, match="no_libreoffice"):
        print_paper(stage.session, booklet(stage, meeting), "pdf", tmp_path)
