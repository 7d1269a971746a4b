"""會議紀錄 and 函送紀錄函稿 to download, as DOCX, ODT, PDF, the letter as plain text too."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, current_app
from flask.typing import ResponseReturnValue

from app.documents import minutes as minutes_paper
from app.documents import minutes_letter
from app.documents.file_names import paper_file_name
from app.documents.paper import Format
from app.documents.pdf import PdfUnavailable, to_pdf
from app.domain.errors import Absent, NotAllowed
from app.domain.people.rights import Right, may
from app.models import Meeting, Minutes
from app.queries.meetings.minutes import minutes_of
from app.queries.visibility.meetings import one_visible
from app.queries.visibility.minutes import minutes_are_seen, seen_content
from app.services.papers import minutes as papers
from app.web import errors
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers.views import TYPES, bp
from app.web.transaction import db
from app.wording.minutes import LETTER_TITLE
from app.wording.papers import PDF_REASONS

__all__ = ["bp"]
PLAIN = "txt"


@bp.get("/meetings/<string:slug>/minutes.<string:fmt>")
@access(Right.READ_MINUTES)
def minutes(slug: str, fmt: str) -> ResponseReturnValue:
    if fmt not in TYPES:
        abort(404)
    meeting, record = _seen(slug)
    paper = papers.paper_of(seen_content(db(), actor(), meeting, record))
    return _sent(minutes_paper.build(paper, _format(fmt)), paper.title, fmt)


@bp.get("/meetings/<string:slug>/minutes-letter.<string:fmt>")
@access(Right.RUN_MEETINGS)
def letter(slug: str, fmt: str) -> ResponseReturnValue:
    if fmt not in {*TYPES, PLAIN}:
        abort(404)
    meeting, _ = _seen(slug)
    if not may(actor(), Right.RUN_MEETINGS, committee_agency_id=meeting.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    paper = papers.letter_of(db(), actor(), meeting)
    name = LETTER_TITLE.format(meeting=meeting.title)
    if fmt == PLAIN:
        return _response(minutes_letter.plain_text(paper).encode(), name, fmt, "text/plain; charset=utf-8")
    return _sent(minutes_letter.build(paper, _format(fmt)), name, fmt)


def _seen(slug: str) -> tuple[Meeting, Minutes]:
    meeting = one_visible(db(), actor(), slug)
    record = minutes_of(db(), meeting, versions=True)
    if record is None or not minutes_are_seen(actor(), meeting, record):
        raise Absent
    return meeting, record


def _format(fmt: str) -> Format:
    return "odt" if fmt == "odt" else "docx"


def _sent(data: bytes, name: str, fmt: str) -> ResponseReturnValue:
    try:
        return _response(to_pdf(data, ".docx") if fmt == "pdf" else data, name, fmt, TYPES[fmt])
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])


def _response(data: bytes, name: str, fmt: str, mimetype: str) -> Response:
    response: Response = current_app.response_class(data, content_type=mimetype)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"paper.{fmt}\"; filename*=UTF-8''{quote(paper_file_name(name, fmt))}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
