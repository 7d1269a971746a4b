"""/meetings/114-1/documents: every paper of a meeting, whether it is still what the records say, and all in one file."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, NotAllowed
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.yearly import HELD_STATES
from app.domain.papers.paper import PaperName, readable
from app.domain.people.rights import Right, may
from app.queries.meetings.found import Found, find_meeting
from app.queries.meetings.minutes import minutes_of
from app.queries.meetings.own_extract import has_own_extract
from app.queries.papers.sources import Sources, contact_of, seen_keys, sources_of
from app.queries.visibility.meetings import own_agencies
from app.queries.visibility.minutes import minutes_are_seen
from app.services.papers.catalogue import make, make_extract, make_own_extract
from app.services.papers.extracts import agencies_of
from app.services.papers.printing import Printed, print_all
from app.services.papers.producing import produce as produce_papers
from app.services.papers.producing import standings
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.papers.shown_papers import rows_of, unfilled_of
from app.web.papers.statistics import reads_figures_of
from app.web.transaction import db, now
from app.wording.generated import ZIP_TITLE
from app.wording.messages import MESSAGES
from app.wording.words import word


@bp.get("/meetings/<string:slug>/documents")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def documents(slug: str) -> ResponseReturnValue:
    found = _whole(slug)
    names, runs = _readable(found), _runs(found)
    sources = sources_of(db(), found.meeting)
    seen = _seen_by_reader(found, sources)
    stood = {one.name: one for one in standings(db(), sources, names)} if runs else {}
    return render_template(
        "papers/documents.html",
        meeting=found.meeting,
        address=found.address,
        runs=runs,
        reads_history=may(
            actor(), Right.READ_MEETINGS, committee_agency_id=found.meeting.committee.agency_id
        ),
        rows=rows_of(db(), found.address, names, stood),
        later=[name for name in PaperName if name not in names] if runs else [],
        unfilled=unfilled_of(found.address, [make(name, seen) for name in names]) if runs else [],
        agencies=agencies_of(seen) if PaperName.EXTRACT in names else [],
        counted=found.meeting.state in HELD_STATES and reads_figures_of(found.meeting),
    )


@bp.post("/meetings/<string:slug>/documents")
@access(Right.RUN_MEETINGS)
def produce_all(slug: str) -> ResponseReturnValue:
    """Every paper there is matter for, in one zip."""
    found = _whole(slug)
    sources = _seen_by_reader(found, produce_papers(db(), actor(), found.meeting, now=now()))
    sending.note_reading(sources)
    papers = [make(name, sources) for name in _readable(found)]
    return sending.file(print_all(db(), papers), ZIP_TITLE.format(meeting=found.meeting.title), "zip")


@bp.post("/meetings/<string:slug>/documents/<string:paper>")
@access(Right.RUN_MEETINGS)
def produce(slug: str, paper: str) -> ResponseReturnValue:
    """This one anew; its files are then on the page."""
    found, name = _whole(slug), _name(paper)
    produce_papers(db(), actor(), found.meeting, [name], now=now())
    flash(MESSAGES["paper_produced"].format(paper=word(name)))
    return redirect(url_for("papers.documents", slug=found.address, _anchor=name.value), 303)


@bp.get("/meetings/<string:slug>/documents/<string:paper>.<string:fmt>")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def download(slug: str, paper: str, fmt: str) -> ResponseReturnValue:
    """As the records say now; of the extract with `agency` one agency's. An agency has its own extract only."""
    found, name = find_meeting(db(), actor(), slug), _name(paper)
    wanted = sending.format_of(name, fmt)
    if not found.whole:
        return _own_extract(found, name, wanted)
    if name not in _readable(found):
        raise NotAllowed("not_yours_to_do")
    sources = _seen_by_reader(found, sources_of(db(), found.meeting))
    sending.note_reading(sources)
    agency = request.args.get("agency", "") if name is PaperName.EXTRACT else ""
    return sending.paper(make_extract(sources, agency) if agency else make(name, sources), wanted)


def _whole(slug: str) -> Found:
    """The meeting, for whoever sees all of it; an agency that sees its own cases only has their own pages."""
    found = find_meeting(db(), actor(), slug)
    if not found.whole:
        raise NotAllowed("not_yours_to_do")
    return found


def _own_extract(found: Found, name: PaperName, wanted: Printed) -> ResponseReturnValue:
    """From 紀錄核定 on, cut to what the agency sees."""
    if name is not PaperName.EXTRACT or not has_own_extract(db(), actor(), found.meeting):
        raise NotAllowed("not_yours_to_do")
    sources = _seen_by_reader(found, sources_of(db(), found.meeting))
    return sending.paper(make_own_extract(sources, own_agencies(actor())), wanted)


def _name(paper: str) -> PaperName:
    if paper not in set(PaperName):
        raise Absent
    return PaperName(paper)


def _runs(found: Found) -> bool:
    return may(actor(), Right.RUN_MEETINGS, committee_agency_id=found.meeting.committee.agency_id)


def _readable(found: Found) -> list[PaperName]:
    meeting = found.meeting
    minutes = minutes_of(db(), meeting) if meeting.state in OVER else None
    minutes_seen = minutes_are_seen(actor(), meeting, minutes)
    agency_id = meeting.committee.agency_id
    return list(
        readable(actor(), committee_agency_id=agency_id, state=meeting.state, minutes_seen=minutes_seen)
    )


def _seen_by_reader(found: Found, sources: Sources) -> Sources:
    """Without what is hidden from this reader; letters name whoever asks for them."""
    contact = contact_of(db(), found.meeting, actor().person_id)
    return sources.only(seen_keys(db(), actor(), sources)).handled_by(contact)
