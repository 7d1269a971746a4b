"""Papers to download: the 提案表 of one case or bound for a meeting, as DOCX, ODT and PDF."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from app.documents.file_names import paper_file_name
from app.documents.pdf import PdfUnavailable, to_pdf
from app.documents.proposal_table import ProposalTable, build
from app.domain.people.rights import Right
from app.queries.visibility.meetings import one_visible as visible_meeting
from app.queries.visibility.proposals import one_visible as visible_proposal
from app.services.papers import proposal_tables
from app.web import errors, reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.transaction import db
from app.wording.papers import PDF_REASONS

bp = Blueprint("papers", __name__)

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
}


@bp.get("/proposals/<string:code>/proposal-table.<string:fmt>")
@access(Right.READ_PROPOSALS)
def proposal_table(code: str, fmt: str) -> ResponseReturnValue:
    proposal = visible_proposal(db(), actor(), code)
    reading.note(proposal, "download")
    return _download(proposal_tables.for_proposal(db(), actor(), proposal), f"{proposal.code}提案表", fmt)


@bp.get("/meetings/<string:slug>/proposal-table.<string:fmt>")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def meeting_table(slug: str, fmt: str) -> ResponseReturnValue:
    meeting = visible_meeting(db(), actor(), slug)
    paper = proposal_tables.for_meeting(db(), actor(), meeting)
    return _download(paper, paper.title, fmt)


def _download(paper: ProposalTable, name: str, fmt: str) -> ResponseReturnValue:
    if fmt not in TYPES:
        abort(404)
    try:
        data = build(paper, "odt") if fmt == "odt" else build(paper, "docx")
        if fmt == "pdf":
            data = to_pdf(data, ".docx")
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])
    response: Response = current_app.response_class(data, mimetype=TYPES[fmt])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"paper.{fmt}\"; filename*=UTF-8''{quote(paper_file_name(name, fmt))}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
