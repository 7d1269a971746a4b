"""移交清冊 to download, for the two and whoever did it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.documents.handover_list import build
from app.documents.pdf import PdfUnavailable, to_pdf
from app.domain.errors import Absent
from app.queries.papers.active_templates import active_template
from app.queries.tracking.handovers import one_handover
from app.services.papers.handover_list import list_of
from app.web import errors
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db
from app.wording.papers import HANDOVER_TITLE, PDF_REASONS

TEMPLATE = "handover-list"


@bp.get("/handover/<int:handover_id>/list.<string:fmt>")
@access()
def handover_list(handover_id: int, fmt: str) -> ResponseReturnValue:
    row = one_handover(db(), actor(), handover_id)
    if fmt not in ("docx", "odt", "pdf"):
        raise Absent
    paper, title = list_of(db(), actor(), row), f"{HANDOVER_TITLE}{row.predecessor.name}"
    if fmt == "odt":
        return sending.file(build(paper, "odt", active_template(db(), TEMPLATE, "odt")), title, fmt)
    data = build(paper, "docx", active_template(db(), TEMPLATE, "docx"))
    try:
        return sending.file(to_pdf(data, ".docx") if fmt == "pdf" else data, title, fmt)
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])
