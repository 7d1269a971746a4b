"""會議紀錄 and 函送紀錄函稿 to download from the page of the minutes."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, NotAllowed
from app.domain.papers.paper import PaperName
from app.domain.people.rights import Right, may
from app.models import Meeting
from app.queries.meetings.minutes import minutes_of
from app.queries.papers.sources import contact_of, seen_keys, sources_of
from app.queries.visibility.meetings import one_visible
from app.queries.visibility.minutes import minutes_are_seen
from app.services.papers.catalogue import make
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db


@bp.get("/meetings/<string:slug>/minutes.<string:fmt>")
@access(Right.READ_MINUTES)
def minutes(slug: str, fmt: str) -> ResponseReturnValue:
    wanted = sending.format_of(PaperName.MINUTES, fmt)
    whole = sources_of(db(), _seen(slug))
    sources = whole.only(seen_keys(db(), actor(), whole))
    sending.note_reading(sources)
    return sending.paper(make(PaperName.MINUTES, sources), wanted)


@bp.get("/meetings/<string:slug>/minutes-letter.<string:fmt>")
@access(Right.RUN_MEETINGS)
def letter(slug: str, fmt: str) -> ResponseReturnValue:
    wanted = sending.format_of(PaperName.MINUTES_LETTER, fmt)
    meeting = _seen(slug)
    if not may(actor(), Right.RUN_MEETINGS, committee_agency_id=meeting.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    contact = contact_of(db(), meeting, actor().person_id)
    return sending.paper(
        make(PaperName.MINUTES_LETTER, sources_of(db(), meeting).handled_by(contact)), wanted
    )


def _seen(slug: str) -> Meeting:
    meeting = one_visible(db(), actor(), slug)
    if not minutes_are_seen(actor(), meeting, minutes_of(db(), meeting)):
        raise Absent
    return meeting
