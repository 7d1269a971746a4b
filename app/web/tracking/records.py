"""/assignments/114-1-3-11 and /items/114-1-3-T2: one story each (U68)."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.domain.meetings.numbering import with_committee
from app.domain.office_calendar import working_days_between
from app.domain.people.rights import Right, may
from app.domain.proposals.paragraphs import parse
from app.domain.tracking.assignment_flow import OPEN, REPORTABLE
from app.domain.tracking.flags import standings
from app.models import Agency, Assignment, Committee, Meeting, Resolution, TrackedItem
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.item_list import lines_of as item_lines_of
from app.queries.tracking.listing import lines_of
from app.queries.tracking.record import decisions_of, follow_ups_of, record_of, summaries_of
from app.queries.tracking.standing import shares_of
from app.queries.visibility.tracking import assignments_visible_to, one_assignment, one_item
from app.web.access import access
from app.web.auth.session import actor
from app.web.tracking import first_reading
from app.web.tracking.blueprint import bp
from app.web.tracking.restoring import RESTORABLE
from app.web.transaction import db, today
from app.wording.tracking.record import flag_sentence, waiting_sentence
from app.wording.words import word


@bp.get("/assignments/<string:code>")
@access(Right.READ_TRACKING)
def assignment(code: str) -> ResponseReturnValue:
    share = one_assignment(db(), actor(), code)
    first_reading.note(share)
    record = record_of(db(), actor(), share)
    calendar = calendar_in_force(db())
    flags = standings(shares_of(db(), [share], today())[share.id], calendar, today())
    since = record.waiting.since
    days = working_days_between(calendar, since, today()).days if since else None
    return render_template(
        "tracking/assignment.html",
        share=share,
        record=record,
        flags=flags,
        flag_sentence=flag_sentence,
        waiting=waiting_sentence(
            record.waiting,
            word(record.waiting.turn),
            days,
            record.pause.waits_for if record.pause else "",
        ),
        agency=db().get_one(Agency, share.agency_id),
        may_do=_offers(share),
        downloads=_downloads(share),
        prints_letters=_may(share, Right.RECORD_APPROVALS),
        **_origin(share.item),
        address=_address(share.code, share.committee),
    )


@bp.get("/items/<string:code>")
@access(Right.READ_TRACKING)
def item(code: str) -> ResponseReturnValue:
    this = one_item(db(), actor(), code)
    shares = db().scalars(
        assignments_visible_to(actor())
        .where(Assignment.item_id == this.id)
        .order_by(Assignment.serial)
    ).unique().all()  # fmt: skip
    named = db().scalars(select(Agency).where(Agency.id.in_([one.agency_id for one in shares])))
    agencies = {one.id: one for one in named}
    lines = lines_of(db(), shares, calendar_in_force(db()), today())
    whole = _reads_whole(this.committee)
    return render_template(
        "tracking/item.html",
        line=item_lines_of(db(), actor(), [this])[0],
        lines_shown=lines,
        agencies=agencies,
        flag_sentence=flag_sentence,
        summaries=summaries_of(db(), this) if whole else [],
        follow_ups=follow_ups_of(db(), this) if whole else [],
        decisions=decisions_of(db(), [share.id for share in shares]),
        share_codes={share.id: share.code for share in shares},
        whole=whole,
        **_origin(this),
        address=_address(this.code, this.committee),
    )


def _may(share: Assignment, right: Right) -> bool:
    return may(actor(), right, committee_agency_id=share.committee.agency_id, agency_id=share.agency_id)


def _origin(item: TrackedItem) -> dict[str, object]:
    """Where it comes from: the resolution in its own words, and its meeting."""
    resolution = db().get_one(Resolution, item.resolution_id)
    meeting = db().get_one(Meeting, resolution.meeting_id)
    committee = db().get_one(Committee, meeting.committee_id)
    return {
        "item": item,
        "resolution": resolution,
        "paragraphs": parse(resolution.text),
        "meeting": meeting,
        "resolution_address": _address(resolution.code, committee),
        "item_address": _address(item.code, committee),
        "address_of": lambda code: _address(code, committee),
    }


def _address(code: str, committee: Committee) -> str:
    return with_committee(code, committee.code, committee.is_primary)


def _reads_whole(committee: Committee) -> bool:
    """All agencies' shares, not only the own ones: the 綜整 is written from all of them."""
    return may(actor(), Right.READ_TRACKING, committee_agency_id=committee.agency_id)


def _downloads(share: Assignment) -> bool:
    """Those who report it, answer it or sign it off; others read the names of its files."""
    of = {"committee_agency_id": share.committee.agency_id, "agency_id": share.agency_id}
    return any(may(actor(), right, **of) for right in (Right.REPORT, Right.SIGN_OFF))


def _offers(share: Assignment) -> list[tuple[str, str]]:
    """(text, endpoint) of what 政風處 may do with a share that was sent, besides answering its reports."""
    of = share.committee.agency_id
    if not may(actor(), Right.PREPARE_SPLITS, committee_agency_id=of):
        return []
    heads = may(actor(), Right.DECIDE_TRACKING, committee_agency_id=of)
    offers = (
        (share.paused_on is not None, "恢復計時", "tracking.ask_resume"),
        (share.paused_on is None and share.state in REPORTABLE, "暫停計時", "tracking.ask_pause"),
        (
            heads and share.state in OPEN and share.due_original is not None,
            "更正原定期限",
            "tracking.ask_correct_due",
        ),
        (share.state in OPEN, "改列", "tracking.ask_close"),
        (share.state in RESTORABLE, "恢復列管", "tracking.ask_restore"),
    )
    return [(text, endpoint) for holds, text, endpoint in offers if holds]
