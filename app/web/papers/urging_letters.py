"""稽催函稿 to download, for whoever looks after the reminders of the committee."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.documents.pdf import PdfUnavailable, to_pdf
from app.documents.urging_letter import build, plain_text
from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.queries.papers.active_templates import active_template
from app.services.papers.urging_letters import of_agency
from app.web import errors
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.reckoning import ladder_now
from app.web.transaction import db
from app.wording.papers import PAPER_NAMES, PDF_REASONS

TEMPLATE = "urging-letter"


@bp.get("/reminders/letters/<int:agency_id>.<string:fmt>")
@access(Right.PREPARE_SPLITS)
def urging_letter(agency_id: int, fmt: str) -> ResponseReturnValue:
    if fmt not in ("docx", "odt", "pdf", "txt"):
        raise Absent
    paper = of_agency(db(), actor(), ladder_now(), agency_id)
    if paper is None:
        raise Absent
    title = f"{PAPER_NAMES[TEMPLATE]}{paper.recipients}"
    if fmt == "txt":
        return sending.file(plain_text(paper).encode(), title, fmt)
    if fmt == "odt":
        return sending.file(build(paper, "odt", active_template(db(), TEMPLATE, "odt")), title, fmt)
    data = build(paper, "docx", active_template(db(), TEMPLATE, "docx"))
    try:
        return sending.file(to_pdf(data, ".docx") if fmt == "pdf" else data, title, fmt)
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])
