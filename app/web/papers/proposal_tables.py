"""The 提案表 of one case, or bound for a meeting as the reader sees it: an agency its own cases."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.domain.errors import NotAllowed
from app.domain.papers.paper import PaperName
from app.domain.people.rights import Right
from app.queries.meetings.found import find_meeting, with_papers
from app.queries.papers.sources import seen_keys, sources_of
from app.queries.visibility.proposals import one_visible as visible_proposal
from app.services.papers import proposal_tables
from app.services.papers.catalogue import Made, make
from app.web import reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db

NAME = PaperName.PROPOSAL_TABLE


@bp.get("/proposals/<string:code>/proposal-table.<string:fmt>")
@access(Right.READ_PROPOSALS)
def proposal_table(code: str, fmt: str) -> ResponseReturnValue:
    wanted = sending.format_of(NAME, fmt)
    proposal = visible_proposal(db(), actor(), code)
    reading.note(proposal, "download")
    plain = proposal_tables.for_proposal(db(), actor(), proposal)
    return sending.paper(Made(NAME, plain, f"{proposal.code}提案表"), wanted)


@bp.get("/meetings/<string:slug>/proposal-table.<string:fmt>")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def meeting_table(slug: str, fmt: str) -> ResponseReturnValue:
    wanted = sending.format_of(NAME, fmt)
    found = find_meeting(db(), actor(), slug)
    whole = sources_of(db(), found.meeting)
    own = {item.id for item in with_papers(actor(), found, whole.items)}
    keys = seen_keys(db(), actor(), whole) & own
    if not found.whole and not keys:
        raise NotAllowed("not_yours_to_do")
    sources = whole.only(keys)
    sending.note_reading(sources)
    return sending.paper(make(NAME, sources), wanted)
