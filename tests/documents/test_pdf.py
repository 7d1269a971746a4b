"""LibreOffice makes the same paper of both twins, in the right type, without network, within its time."""

import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from app.documents import pdf
from app.documents.errors import PdfUnavailable
from app.documents.pdf import pdf_available, to_pdf
from app.documents.proposal_table import build
from app.domain.proposals.paragraphs import Paragraph
from tests import needs
from tests.documents.files import changed
from tests.documents.papers import bound, full_case

REMEDY = "apt-get install poppler-utils"


@pytest.fixture(scope="module")
def converted(libreoffice: str) -> dict[str, bytes]:
    """The same bound paper as PDF, once from each twin."""
    case = replace(full_case(), resolution=(Paragraph("", 0, "", "照案通過。"),))
    long = replace(full_case(), number="2", explanation=full_case().explanation * 6)
    return {
        ".docx": to_pdf(build(bound(case, long), "docx"), ".docx"),
        ".odt": to_pdf(build(bound(case, long), "odt"), ".odt"),
    }


def _text(data: bytes, folder: Path, page: int | None = None) -> str:
    """The text without the white space a page break or a line end puts in."""
    (folder / "a.pdf").write_bytes(data)
    pages = ("-f", str(page), "-l", str(page)) if page else ()
    tool = needs.program("pdftotext", REMEDY)
    printed = subprocess.run([tool, "-raw", *pages, folder / "a.pdf", "-"], check=True, capture_output=True)
    return re.sub(r"\s", "", printed.stdout.decode())


@pytest.mark.paper
def test_word_writer_and_pdf_carry_the_same_text(converted: dict[str, bytes], tmp_path: Path) -> None:
    word, writer = (_text(converted[suffix], tmp_path) for suffix in (".docx", ".odt"))
    assert word == writer
    for paragraph in full_case().measures:
        assert paragraph.plain in word
    assert "比較a<b&&\"c\"'d'；全形ＡＢＣ１２３（括號）" in word
    assert "𠮷" in word


@pytest.mark.paper
def test_a_case_that_runs_over_pages_repeats_its_head(converted: dict[str, bytes], tmp_path: Path) -> None:
    for data in converted.values():
        assert "編號1提案單位政風處" in _text(data, tmp_path, 1)
        assert "示範市政府115年第1次廉政會報提案表" in _text(data, tmp_path, 2)
        third = _text(data, tmp_path, 3)
        assert third.startswith("編號2提案單位政風處")
        assert re.search(r"第3頁，共\d頁", third)


@pytest.mark.paper
def test_the_type_is_kai_where_the_free_kai_is_installed(converted: dict[str, bytes], tmp_path: Path) -> None:
    listing = subprocess.run(
        [needs.program("fc-list", "apt-get install fontconfig")], capture_output=True, check=True
    )
    if b"TW-Kai" not in listing.stdout.replace(b"\\", b""):
        needs.absent("the font TW-Kai", "apt-get install fonts-cns11643-kai")
    for data in converted.values():
        (tmp_path / "a.pdf").write_bytes(data)
        fonts = subprocess.run(
            [needs.program("pdffonts", REMEDY), tmp_path / "a.pdf"], check=True, capture_output=True
        ).stdout.decode()
        families = set(re.findall(r"\+([A-Za-z]+(?:-Kai(?:-Ext-B)?)?)", fonts))
        others = {
            name for name in families if not name.startswith(("TW-Kai", "Liberation", "Times", "DejaVu"))
        }
        assert others == set(), fonts
        assert "TW-Kai" in families


@pytest.mark.paper
def test_a_file_that_cannot_be_loaded_is_an_error_although_libreoffice_exits_0(libreoffice: str) -> None:
    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(b"PK\x03\x04 no paper", ".docx")
    assert refused.value.code == "conversion_failed"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Silence: the list of calls is the log."""


@contextmanager
def _listening() -> Iterator[tuple[int, list[str]]]:
    calls: list[str] = []

    def serve(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        calls.append(environ["PATH_INFO"])
        start("404 Not Found", [])
        return []

    server = make_server("127.0.0.1", 0, serve, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, calls
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.paper
def test_a_linked_picture_is_not_fetched(libreoffice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not pdf._without_network():
        needs.absent("an empty network namespace", "allow unprivileged user namespaces")
    with _listening() as (port, calls):
        link = f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image l:href="http://127.0.0.1:{port}/x.png"/>'
        names = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:l="http://www.w3.org/1999/xlink" '
        paper = changed(
            build(bound(), "odt"),
            "content.xml",
            "<office:document-content ",
            f"<office:document-content {names}",
        )
        paper = changed(
            paper, "content.xml", "</office:text>", f"<text:p>{link}</draw:frame></text:p></office:text>"
        )
        assert to_pdf(paper, ".odt").startswith(b"%PDF")
        assert calls == []
        monkeypatch.setattr(pdf, "_without_network", lambda: ())
        to_pdf(paper, ".odt")
        assert calls, "the same file with network asks for its picture, so the silence above is real"


def test_without_libreoffice_the_code_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert pdf_available() == "no_libreoffice"
    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(b"", ".docx")
    assert refused.value.code == "no_libreoffice"


def _pretend_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    office = folder / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    office.chmod(0o755)
    monkeypatch.setattr(pdf, "_soffice", lambda: str(office))


def test_a_conversion_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_office(tmp_path, monkeypatch, f"(sleep 2; touch {tmp_path}/survived) & sleep 30")
    monkeypatch.setattr(pdf, "CONVERSION_SECONDS", 0.3)
    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(b"", ".docx")
    assert refused.value.code == "timeout"
    time.sleep(2.2)
    assert not (tmp_path / "survived").exists()


def test_conversions_wait_for_one_another_and_give_up_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_office(tmp_path, monkeypatch, "exit 0")
    monkeypatch.setattr(pdf, "WAITING_SECONDS", 0.05)
    with pdf._one_at_a_time, pytest.raises(PdfUnavailable) as refused:
        to_pdf(b"", ".docx")
    assert refused.value.code == "busy"
    with pytest.raises(PdfUnavailable) as failed:
        to_pdf(b"", ".docx")
    assert failed.value.code == "conversion_failed"
