"""會議資料 as PDF with what was handed in: one page numbering over the bound pages, the contents right, the rest named on its divider."""

import base64
import io
import re
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PageObject, PdfReader

from app.documents import booklet
from app.documents.booklet import Booklet, BoundFile, has_room
from app.documents.paper import TEMPLATES, Format
from app.services.papers import binding
from app.services.papers.binding import HandedIn, bound_pdf
from tests.documents.papers import full_booklet
from tests.readers.pdf_files import SLIDE, pdf

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
FOOT = re.compile(r"第(\d+)頁")
FILES = (
    HandedIn("專題報告簡報", "slides.pdf", "pdf", pdf("alpha", "beta", size=SLIDE)),
    HandedIn("統計表", "table.xlsx", "xlsx", b"PK"),
    HandedIn("壞檔", "broken.pdf", "pdf", b"%PDF-1.7 nothing"),
    HandedIn("附表", "annex.pdf", "pdf", pdf("gamma", turn=90)),
)


def test_without_libreoffice_dividers_name_every_file() -> None:
    assert binding.named(FILES[:2]) == (
        BoundFile("專題報告簡報", "另附檔案：slides.pdf"),
        BoundFile("統計表", "另附檔案：table.xlsx"),
    )


def test_the_shipped_template_has_room() -> None:
    assert has_room(None)
    assert has_room((TEMPLATES / "booklet.docx").read_bytes())
    assert not has_room((TEMPLATES / "minutes.docx").read_bytes())


@pytest.mark.paper
def test_the_pages_count_on_over_everything_bound(libreoffice: str) -> None:
    pages = [_bare(page) for page in PdfReader(io.BytesIO(bound_pdf(full_booklet(), FILES))).pages]
    assert [FOOT.findall(page)[-1:] for page in pages[1:]] == [
        [str(number)] for number in range(2, len(pages) + 1)
    ]
    first, alpha, beta, second, third, fourth, gamma = pages[-7:]
    assert "專題報告簡報" in first
    assert "另附檔案" not in first
    assert "alpha" in alpha
    assert "beta" in beta
    assert "另附檔案：table.xlsx" in second
    assert "另附檔案：broken.pdf" in third
    assert "附表" in fourth
    assert "gamma" in gamma
    named = dict(re.findall(r"附件(\d)\D+?\.{3,}(\d+)", pages[1]))
    assert named == {
        "1": str(len(pages) - 6),
        "2": str(len(pages) - 3),
        "3": str(len(pages) - 2),
        "4": str(len(pages) - 1),
    }


@pytest.mark.paper
def test_word_files_and_pictures_are_converted(libreoffice: str) -> None:
    document, written = Document(), io.BytesIO()
    document.add_paragraph("delta")
    document.save(written)
    files = (
        HandedIn("說明", "a.docx", "docx", written.getvalue()),
        HandedIn("照片", "b.png", "png", PICTURE),
        HandedIn("不成圖", "c.jpg", "jpg", b"\xff\xd8\xff"),
    )
    *_, word, delta, picture, _empty, broken = (
        _bare(page) for page in PdfReader(io.BytesIO(bound_pdf(full_booklet(), files))).pages
    )
    assert "說明" in word
    assert "delta" in delta
    assert "照片" in picture
    assert "另附檔案：c.jpg" in broken


@pytest.mark.paper
def test_a_template_without_room_has_the_files_apart(
    libreoffice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding, "has_room", lambda _template: True)  # even where it was not noticed before
    paper = replace(full_booklet(), attachments=())
    template = (TEMPLATES / "booklet.docx").read_bytes()
    monkeypatch.setattr(binding, "build", _without_empty_pages)
    pages = [_bare(page) for page in PdfReader(io.BytesIO(bound_pdf(paper, FILES[:1], template))).pages]
    assert "另附檔案：slides.pdf" in pages[-1]


def _without_empty_pages(paper: Booklet, fmt: Format, template: bytes | None) -> bytes:
    files = tuple(replace(one, pages=0) for one in paper.attachments)
    return booklet.build(replace(paper, attachments=files), fmt, template)


def _bare(page: PageObject) -> str:
    return re.sub(r"\s", "", page.extract_text())
