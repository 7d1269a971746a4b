"""/handover/without-contact: agencies with open shares that no mail reaches."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right, has
from app.queries.tracking.missing_contacts import without_contact
from app.web.access import access
from app.web.auth.session import actor
from app.web.tracking.blueprint import bp
from app.web.transaction import db, today


@bp.get("/handover/without-contact")
@access(Right.PREPARE_SPLITS)
def agencies_without_contact() -> ResponseReturnValue:
    return render_template(
        "tracking/without_contact.html",
        rows=without_contact(db(), actor(), today()),
        manages=has(actor(), Right.MANAGE_PEOPLE),
    )
