"""/committees/<code>/approvals: what needs whose 核可, said by the head."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen
from app.domain.people.rights import ENTRUSTABLE, Right, may
from app.models import Committee
from app.services.people import entrusting
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.people.charter_blueprint import bp, committee_of
from app.web.transaction import db, now
from app.wording.committees import DECIDED_BY, ENTRUSTABLE_SAID, FIXED_APPROVALS, MEANWHILE_ENTRUSTED
from app.wording.messages import MESSAGES

PAGE = "people/entrusting.html"
Rows = list[tuple[str, str]]


@bp.get("/committees/<string:code>/approvals")
@access(Right.ENTRUST)
def ask_entrust(code: str) -> ResponseReturnValue:
    one = _own(code)
    return _page(one, set(one.entrusted))


@bp.post("/committees/<string:code>/approvals")
@access(Right.ENTRUST)
def entrust(code: str) -> ResponseReturnValue:
    one = _own(code)
    wanted = [right for right in ENTRUSTABLE if right.value in request.form.getlist("entrusted")]
    try:
        entrusting.entrust(db(), actor(), one, wanted, seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        db().rollback()
        return _page(_own(code), {right.value for right in wanted}, 409)
    flash(MESSAGES["entrusted"])
    return redirect(url_for("charters.committee", code=one.code, _anchor="approvals"), 303)


def approvals_of(one: Committee) -> Rows:
    """What needs whose 核可, as the committee's page lists it."""
    said = [(ENTRUSTABLE_SAID[right], DECIDED_BY[right.value in one.entrusted]) for right in ENTRUSTABLE]
    return [*said, *FIXED_APPROVALS]


def may_entrust(one: Committee) -> bool:
    return may(actor(), Right.ENTRUST, committee_agency_id=one.agency_id)


def _own(code: str) -> Committee:
    """One whose table this person may change; for others the page does not exist."""
    one = committee_of(code)
    if not may_entrust(one):
        raise Absent
    return one


def _page(one: Committee, ticked: set[str], status: int = 200) -> ResponseReturnValue:
    page = render_template(
        PAGE,
        committee=one,
        rows=[(right.value, ENTRUSTABLE_SAID[right], right.value in ticked) for right in ENTRUSTABLE],
        fixed=FIXED_APPROVALS,
        errors=[MEANWHILE_ENTRUSTED] if status == 409 else None,
    )
    return page, status
