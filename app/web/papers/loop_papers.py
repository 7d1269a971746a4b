"""Papers of the loop: 陳核版 and 填報收據 of an agency, 擬解除列管清冊 with its 簽稿, 展延准駁函稿."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right, may
from app.domain.tracking.report_flow import UNSENT
from app.models import Agency, Assignment, ExtensionRequest
from app.queries.papers.reported import cases_of
from app.queries.papers.sources import contact_at
from app.queries.tracking.facts import speaks_for_another
from app.queries.tracking.owed import owed_of, work_of_agencies
from app.queries.tracking.releasing import NOT_OWN, waiting_for
from app.queries.tracking.reports import one_report
from app.queries.tracking.review import one_request
from app.queries.visibility.tracking import one_assignment
from app.services.papers.approval_sheets import sheet_of
from app.services.papers.extension_letters import ANSWERED, letter_of
from app.services.papers.release_papers import list_of, memo_of
from app.services.papers.report_receipts import receipt_of
from app.web import reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db, today

LARGEST_ID = 2_147_483_647


@bp.get("/report/approval-sheet.<string:fmt>")
@access(Right.REPORT)
def approval_sheets(fmt: str) -> ResponseReturnValue:
    """Of all an agency owes this round, as its drafts stand; where nothing is owed the page that says so."""
    wanted = sending.loose_format(fmt)
    owed = work_of_agencies(db(), actor(), today()).owed
    if not owed:
        return redirect(url_for("tracking.report_all"), 303)
    _note({one.share.item_id for one in owed}, "print")
    return sending.loose(sheet_of(db(), owed), wanted)


@bp.get("/assignments/<string:code>/report/approval-sheet.<string:fmt>")
@access(Right.REPORT, Right.SIGN_OFF)
def approval_sheet(code: str, fmt: str) -> ResponseReturnValue:
    """Of one share; the agency's own business until it is sent."""
    wanted = sending.loose_format(fmt)
    share = _share(code)
    if speaks_for_another(actor(), share.agency_id):
        raise Absent
    _note([share.item_id], "print")
    return sending.loose(sheet_of(db(), owed_of(db(), [share], today())), wanted)


@bp.get("/assignments/<string:code>/reports/<int:number>/receipt.<string:fmt>")
@access(Right.REPORT, Right.SIGN_OFF)
def report_receipt(code: str, number: int, fmt: str) -> ResponseReturnValue:
    """Of what left the agency in the same act as this report."""
    wanted = sending.loose_format(fmt)
    share = _share(code)
    found = one_report(db(), actor(), share, number)
    if found.state in UNSENT:
        raise Absent
    _note([share.item_id], "download")
    return sending.loose(receipt_of(db(), actor(), share, found), wanted)


@bp.post("/release/list.<string:fmt>")
@access(Right.RECORD_APPROVALS)
def release_list(fmt: str) -> ResponseReturnValue:
    """擬解除列管清冊 of the ticked rows; nothing changes."""
    wanted = sending.loose_format(fmt)
    return sending.loose(list_of(db(), _ticked()), wanted)


@bp.post("/release/memo.<string:fmt>")
@access(Right.RECORD_APPROVALS)
def release_memo(fmt: str) -> ResponseReturnValue:
    """簽稿 of the ticked rows; nothing changes."""
    wanted = sending.loose_format(fmt, text=True)
    return sending.loose(memo_of(db(), _ticked(), today()), wanted)


@bp.get("/review/extension/<int:number>/letter.<string:fmt>")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def extension_letter(number: int, fmt: str) -> ResponseReturnValue:
    """What was decided, to the agency that asked; before that the page on which it is decided."""
    wanted = sending.loose_format(fmt, text=True)
    asked = one_request(db(), actor(), "extension", number) if number <= LARGEST_ID else None
    if not isinstance(asked, ExtensionRequest):
        raise Absent
    if asked.state not in ANSWERED:
        return redirect(url_for("tracking.ask_request", kind="extension", number=number), 303)
    office = db().get_one(Agency, asked.assignment.committee.agency_id)
    _note([asked.assignment.item_id], "print")
    contact = contact_at(db(), office, actor().person_id)
    return sending.loose(letter_of(db(), asked, contact), wanted)


def _ticked() -> Sequence[Assignment]:
    """Invalid: release_rows_missing."""
    ticked = {int(one) for one in request.form.getlist("shares") if ID.fullmatch(one)}
    query = waiting_for(actor()).where(NOT_OWN, Assignment.id.in_(ticked))
    shares = db().scalars(query.options(joinedload(Assignment.agency))).unique().all()
    if not shares or len(shares) != len(ticked):
        raise Invalid("release_rows_missing", "shares")
    _note({one.item_id for one in shares}, "print")
    return shares


def _share(code: str) -> Assignment:
    """The share this person reports for, or signs off; for others there is none."""
    share = one_assignment(db(), actor(), code)
    db().refresh(share, ["agency"])
    reports = may(
        actor(), Right.REPORT, committee_agency_id=share.committee.agency_id, agency_id=share.agency_id
    )
    if not (reports or may(actor(), Right.SIGN_OFF, agency_id=share.agency_id)):
        raise Absent
    return share


def _note(item_ids: Collection[int], purpose: str) -> None:
    for case in cases_of(db(), item_ids):
        reading.note(case, purpose)
