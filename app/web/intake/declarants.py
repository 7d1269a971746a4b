"""HR's 職務異動名冊 for a roster: the page that takes the file."""

from __future__ import annotations

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refusal
from app.domain.intake.batch_flow import BatchKind
from app.domain.people.rights import Right
from app.models import Roster
from app.queries.duties.roster import roster_of
from app.services.intake import batches
from app.services.intake.reading import read_files
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse
from app.web.intake.blueprint import HIGHEST_ID, bp
from app.web.intake.forms import UploadForm
from app.web.intake.listing import discard_replaced, uploads_sent, why_unread
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

PAGE = "intake/declarants.html"
ROSTER = f"/rosters/<int(max={HIGHEST_ID}):roster_id>"


@bp.get(ROSTER)
@access(Right.KEEP_ROSTER)
def ask_declarants(roster_id: int) -> ResponseReturnValue:
    return render_template(PAGE, form=UploadForm(formdata=None), roster=_kept(roster_id))


@bp.post(ROSTER)
@access(Right.KEEP_ROSTER)
def declarants(roster_id: int) -> ResponseReturnValue:
    """Read the files and go on to the check page; nothing is entered yet."""
    roster = _kept(roster_id)
    if led := once.already_led():
        return led
    form = UploadForm()
    try:
        results = read_files(BatchKind.DECLARANTS, uploads_sent())
    except Refusal as refusal:
        form.files.errors = [sentence(refusal.code, **refusal.facts)]
        return refuse(PAGE, form, roster=roster)
    refused = [why_unread(result) for result in results if result.refused is not None]
    if len(refused) == len(results):
        form.files.errors = refused
        return refuse(PAGE, form, roster=roster)
    batch = batches.store(db(), actor(), BatchKind.DECLARANTS, None, results, now=now(), roster=roster)
    discard_replaced()
    for said in refused:
        flash(said, "wrong")
    flash(MESSAGES["batch_read"].format(files=len(results) - len(refused)), "info")
    return once.lead(url_for("intake.batch", batch_id=batch.id))


def _kept(roster_id: int) -> Roster:
    return roster_of(db(), actor(), roster_id, to_keep=True)
