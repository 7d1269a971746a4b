"""The door: hostile files are refused with the right code, quickly and in little memory; good ones pass."""

from __future__ import annotations

import hashlib
import resource
import time
import warnings

import pytest

from app.readers.child import run_reader
from app.readers.proposal_table import read_proposal_tables
from app.readers.refusal import FileRefused
from app.readers.upload import (
    EVIDENCE_LIMIT,
    PROPOSAL_KINDS,
    Kind,
    check_outside,
    check_upload,
    clean_filename,
)
from tests.readers.hostile import CORPUS, good, jpeg, png, related
from tests.readers.papers import odt
from tests.readers.pdf_files import pdf as pdf_of_pages

EVERY_KIND = frozenset(Kind)
# The child is measured by its own limits; this bounds the web process.
MEMORY_ALLOWED = 120 * 1024
SECONDS_ALLOWED = 5.0


def take(filename: str, data: bytes) -> None:
    """What the import page does: the door, then the reader."""
    uploaded = check_upload(filename, data, EVERY_KIND)
    if uploaded.kind in PROPOSAL_KINDS:
        read_proposal_tables(filename, data)


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_with_its_code(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile itself warns of the duplicate name it is asked to write
        filename, data, code = CORPUS[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    with pytest.raises(FileRefused) as refused:
        take(filename, data)
    assert refused.value.code == code
    assert refused.value.filename == filename
    assert time.perf_counter() - begun < SECONDS_ALLOWED
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY_ALLOWED


@pytest.mark.parametrize(
    ("filename", "data", "kind"),
    [
        ("a.docx", good(), Kind.DOCX),
        ("A.DOCX", good(), Kind.DOCX),
        ("a.odt", odt("<text:p>文字</text:p>"), Kind.ODT),
        ("a.odt", odt('<text:p><text:a xlink:href="https://example.tw/">連結</text:a></text:p>'), Kind.ODT),
        ("a.docx", related("hyperlink", "https://example.tw/"), Kind.DOCX),
        ("a.docx", related("hyperlink", "mailto:someone@example.tw"), Kind.DOCX),
        ("a.pdf", pdf_of_pages("text"), Kind.PDF),
        ("a.png", png(800, 600), Kind.PNG),
        ("a.jpeg", jpeg(800, 600), Kind.JPG),
        ("a.txt", "文字".encode(), Kind.TXT),
        ("a.csv", "甲,乙\n".encode("cp950"), Kind.CSV),
    ],
)
def test_a_good_file_passes_with_its_identity(filename: str, data: bytes, kind: Kind) -> None:
    uploaded = check_upload(filename, data, EVERY_KIND)
    assert (uploaded.kind, uploaded.size) == (kind, len(data))
    assert uploaded.sha256 == hashlib.sha256(data).hexdigest()


def test_only_the_kinds_asked_for_pass() -> None:
    with pytest.raises(FileRefused) as refused:
        check_upload("a.png", png(8, 6), {Kind.DOCX, Kind.ODT})
    assert refused.value.facts["expected"] == ["docx", "odt"]


def test_the_limit_is_the_callers() -> None:
    data = b"x" * (EVIDENCE_LIMIT + 1)
    with pytest.raises(FileRefused) as refused:
        check_upload("a.txt", data, EVERY_KIND, EVIDENCE_LIMIT)
    assert refused.value.facts == {"size": len(data), "limit": EVIDENCE_LIMIT}


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\我\\提案.docx", "提案.docx"),
        ("a\u202excod.txt", "axcod.txt"),
        ("a\x00b\r\n.txt", "ab.txt"),
        ("\ud800a.txt", "a.txt"),
        ("", "unnamed"),
        ("...", "unnamed"),
        ("𠮷" * 300 + ".docx", "𠮷" * 250 + ".docx"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_file_name_is_cleaned(written: str, cleaned: str) -> None:
    assert clean_filename(written) == cleaned


def test_looking_inside_is_what_catches_the_links() -> None:
    data = related("image", "http://127.0.0.1:9/p.png")
    assert check_outside("a.docx", data, EVERY_KIND).kind is Kind.DOCX
    with pytest.raises(FileRefused):
        run_reader("contents", "docx", "a.docx", data)
