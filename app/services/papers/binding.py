"""會議資料 with what was handed in: PDFs bound behind their dividers, Word files and pictures through LibreOffice, the rest named there.

What comes from outside is opened in the reader's limited child only, one file first and then all together with the paper.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.documents.booklet import Booklet, BoundFile, build, has_room
from app.documents.pdf import PdfUnavailable, to_pdf
from app.documents.picture import picture_page
from app.readers.child import run_reader
from app.readers.pdf_pack import pack
from app.readers.refusal import FileRefused
from app.wording.papers import SEPARATE_FILE

MOST_BYTES = 40 * 1024 * 1024
"""Of all bound files together: what the child can hold beside the paper."""
MOST_CONVERTED = 8
"""Word files and pictures per booklet; each takes LibreOffice some seconds."""


@dataclass(frozen=True)
class Enclosed:
    """One file that goes with the booklet, by the digest of its bytes; `name` is what the booklet calls it."""

    name: str
    filename: str
    kind: str
    sha256: str


@dataclass(frozen=True)
class HandedIn:
    """The same with its bytes."""

    name: str
    filename: str
    kind: str
    data: bytes


def named(files: Iterable[Enclosed | HandedIn]) -> tuple[BoundFile, ...]:
    """The dividers of a booklet whose files come apart: as DOCX and ODT, where nothing can be bound."""
    return tuple(_apart(file) for file in files)


def bound_pdf(paper: Booklet, files: Sequence[HandedIn], template: bytes | None = None) -> bytes:
    """The booklet as PDF, one page numbering over everything bound. Raises PdfUnavailable."""
    bound: list[bytes] = []
    dividers: list[BoundFile] = []
    left, converted = MOST_BYTES, 0
    room = has_room(template)
    for file in files:
        ready = _as_pdf(file, may_convert=converted < MOST_CONVERTED) if room else None
        converted += file.kind != "pdf" and ready is not None
        pages = _pages(file, ready) if ready is not None and len(ready) <= left else 0
        if ready is None or not pages:
            dividers.append(_apart(file))
            continue
        left -= len(ready)
        bound.append(ready)
        dividers.append(BoundFile(file.name, pages=pages))
    printed = to_pdf(build(replace(paper, attachments=tuple(dividers)), "docx", template), ".docx")
    if not bound:
        return printed
    try:
        return base64.b64decode(run_reader("bind", "", "", pack(_layout(printed, dividers, bound))))
    except FileRefused:
        return to_pdf(build(replace(paper, attachments=named(files)), "docx", template), ".docx")


def _layout(printed: bytes, dividers: Sequence[BoundFile], bound: Sequence[bytes]) -> list[bytes]:
    """The paper, then for each divider its file, nothing where the file comes apart."""
    waiting = iter(bound)
    return [printed, *(next(waiting) if divider.pages else b"" for divider in dividers)]


def _apart(file: Enclosed | HandedIn) -> BoundFile:
    return BoundFile(file.name, SEPARATE_FILE.format(filename=file.filename))


def _as_pdf(file: HandedIn, *, may_convert: bool) -> bytes | None:
    """The file as PDF; None for one that comes apart: a table, or one that LibreOffice does not take."""
    if file.kind == "pdf":
        return file.data
    if not may_convert:
        return None
    try:
        if file.kind == "docx":
            return to_pdf(file.data, ".docx")
        if file.kind == "odt":
            return to_pdf(file.data, ".odt")
        page = picture_page(file.data) if file.kind in ("jpg", "png") else None
        return to_pdf(page, ".docx") if page else None
    except PdfUnavailable:
        return None


def _pages(file: HandedIn, pdf: bytes) -> int:
    """How many pages there are to bind; 0 for a file that cannot be bound."""
    try:
        return int(run_reader("pdf_pages", "pdf", file.filename, pdf))
    except FileRefused:
        return 0
