"""保存年限: how long what is kept by the settings, and what the last purge did."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right
from app.domain.retention import Kept, Purged
from app.queries.people import purges
from app.web.access import access
from app.web.people.blueprint import bp
from app.web.transaction import db
from config import Settings

LISTED = 30


@bp.get("/admin/retention")
@access(Right.MANAGE_PEOPLE)
def retention() -> ResponseReturnValue:
    settings: Settings = current_app.extensions["tracker"].settings
    kept, last = settings.retention, purges.latest(db(), LISTED)
    return render_template(
        "people/retention.html",
        periods=[
            (Kept.RECORDS, f"{kept.record_years} 年", "RECORD_YEARS", False),
            (Kept.AUDIT, f"{kept.audit_years} 年", "AUDIT_YEARS", False),
            (Kept.MAIL, f"{kept.mail_years} 年", "MAIL_YEARS", True),
            (Kept.SIDE_NOTES, f"{kept.side_note_days} 日", "SIDE_NOTE_DAYS", True),
        ],
        last=last,
        words=list(Purged),
    )
