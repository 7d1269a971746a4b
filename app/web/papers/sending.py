"""A paper on its way out: the file, its name, and why there may be none."""

from __future__ import annotations

from typing import get_args
from urllib.parse import quote

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from app.documents.file_names import paper_file_name
from app.documents.pdf import PdfUnavailable
from app.domain.errors import Absent
from app.domain.papers.paper import PaperName
from app.queries.meetings.shown import is_secret
from app.queries.papers.sources import Sources
from app.services.papers.catalogue import Made
from app.services.papers.loose import Loose, print_loose
from app.services.papers.printing import OF_EVERY, OF_LETTERS, Printed, formats_of, print_paper
from app.web import errors, reading
from app.web.settings import settings
from app.web.transaction import db
from app.wording.papers import PDF_REASONS

TYPES: dict[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


def format_of(name: PaperName, asked: str) -> Printed:
    """Absent where this paper does not come so."""
    for fmt in get_args(Printed):
        if fmt == asked and fmt in formats_of(name):
            found: Printed = fmt
            return found
    raise Absent


def paper(made: Made, fmt: Printed) -> ResponseReturnValue:
    """The file, or the page that says why there is no PDF."""
    try:
        return file(print_paper(db(), made, fmt, settings().files_dir), made.title, fmt)
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])


def loose_format(asked: str, *, text: bool = False) -> Printed:
    """Of a paper of no meeting; `text`: also as plain text. Absent for others."""
    for fmt in OF_LETTERS if text else OF_EVERY:
        if fmt == asked:
            return fmt
    raise Absent


def loose(made: Loose, fmt: Printed) -> ResponseReturnValue:
    """The file of a paper of no meeting, or the page that says why there is no PDF."""
    try:
        return file(print_loose(db(), made, fmt), made.title, fmt)
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])


def file(data: bytes, title: str, fmt: str) -> Response:
    response: Response = current_app.response_class(data, content_type=TYPES[fmt])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"paper.{fmt}\"; filename*=UTF-8''{quote(paper_file_name(title, fmt))}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def note_reading(sources: Sources) -> None:
    """A side note for each 密 case whose stub goes out."""
    for item in sources.items:
        if item.proposal is not None and is_secret(item):
            reading.note(item.proposal, "download")
