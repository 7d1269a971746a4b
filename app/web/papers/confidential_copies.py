"""One numbered copy of the confidential cases of a meeting, to print; every download is a reading of each case."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.domain.errors import NotAllowed
from app.domain.meetings.copy_flow import CopyFacts, keeps
from app.domain.papers.paper import PaperName
from app.domain.people.rights import Right
from app.queries.meetings.numbered_copies import register_of
from app.services.papers.catalogue import Made
from app.services.papers.confidential_copies import copy_of
from app.web import reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db
from app.wording.numbered_copies import COPY_FILE


@bp.get("/meetings/<string:slug>/copies/<int(max=999):number>.<string:fmt>")
@access(Right.RUN_MEETINGS)
def numbered_copy(slug: str, number: int, fmt: str) -> ResponseReturnValue:
    register = register_of(db(), actor(), slug)
    meeting, copy = register.shown.meeting, register.copy(number)
    if not keeps(actor(), CopyFacts(meeting.committee.agency_id)):
        raise NotAllowed("not_yours_to_do")
    wanted = sending.format_of(PaperName.PROPOSAL_TABLE, fmt)
    for item in register.items:
        if item.proposal:
            reading.note(item.proposal, "print")
    name = COPY_FILE.format(meeting=meeting.title, number=copy.number)
    return sending.paper(Made(PaperName.PROPOSAL_TABLE, copy_of(register, copy), name), wanted)
