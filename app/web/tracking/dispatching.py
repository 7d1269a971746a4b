"""Send out what is 待發, take a letter's shares back while nobody read them, put a prepared item away."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.domain.errors import Absent, Invalid, Refusal
from app.domain.meetings.meeting_flow import FROZEN
from app.domain.meetings.numbering import with_committee
from app.domain.people.rights import Right
from app.domain.tracking.deadline import is_past
from app.models import Assignment, Dispatch
from app.queries.tracking.splits import batches_of, prepared_of
from app.queries.visibility.tracking import one_item
from app.services.tracking import splitting
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, seen_version
from app.web.tracking.blueprint import bp
from app.web.tracking.letter_form import letter_form, send
from app.web.tracking.resolution import Seen, around, head, seen
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

SEND = "tracking/dispatch.html"
PAGE = "tracking/resolution.html"


@bp.get("/resolutions/<string:code>/dispatch")
@access(Right.PREPARE_SPLITS)
def ask_dispatch(code: str) -> ResponseReturnValue:
    this = _mine(code)
    return render_template(SEND, form=letter_form(this), **_around(this))


@bp.post("/resolutions/<string:code>/dispatch")
@access(Right.PREPARE_SPLITS)
def dispatch(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    this = _mine(code)
    form = letter_form(this, sent=True)
    waiting = prepared_of(db(), this.resolution)
    early = this.meeting.state not in FROZEN
    if early and this.heads and not (form.exception_reason.data or "").strip():
        form.validate()
        form.exception_reason.errors = [sentence("reason_missing")]
    elif form.validate():
        try:
            batch = send(this, waiting, form)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["batch_sent"].format(shares=len(waiting), number=batch.document_number))
            return once.lead(url_for("tracking.resolution", code=this.address))
    return render_template(SEND, form=form, **_around(this)), 422


@bp.post("/resolutions/<string:code>/dispatches/<int:batch_id>/take-back")
@access(Right.PREPARE_SPLITS)
def take_back(code: str, batch_id: int) -> ResponseReturnValue:
    this = _mine(code)
    batch = _batch(this, batch_id)
    count = len(db().scalars(select(Assignment.id).where(Assignment.dispatch_id == batch.id)).all())
    try:
        splitting.take_back(db(), actor(), batch, seen_version=seen_version(), now=now(), today=today())
    except Refusal as refusal:
        if refusal.code not in ("batch_was_read", "batch_was_reported", "batch_was_taken_back"):
            raise
        db().rollback()
        said = [sentence(refusal.code, **refusal.facts)]
        return render_template(PAGE, errors=said, **around(seen(code))), 409
    flash(MESSAGES["batch_taken_back"].format(shares=count))
    return redirect(url_for("tracking.resolution", code=this.address), 303)


@bp.post("/items/<string:code>/remove")
@access(Right.PREPARE_SPLITS)
def remove_item(code: str) -> ResponseReturnValue:
    item = one_item(db(), actor(), code)
    this = seen(with_committee(item.resolution.code, item.committee.code, item.committee.is_primary))
    splitting.remove(db(), actor(), item, seen_version=seen_version(), now=now())
    flash(MESSAGES["item_removed"].format(title=item.title))
    return redirect(url_for("tracking.resolution", code=this.address), 303)


def _mine(code: str) -> Seen:
    this = seen(code)
    if not this.prepares:
        raise Absent
    return this


def _around(this: Seen) -> dict[str, Any]:
    waiting = prepared_of(db(), this.resolution)
    past = sorted(one.due_current for one in waiting if one.due_current and is_past(one.due_current, today()))
    return {**head(this), "waiting": waiting, "past": past, "heads": this.heads}


def _batch(this: Seen, batch_id: int) -> Dispatch:
    for batch in batches_of(db(), this.resolution):
        if batch.id == batch_id:
            return batch
    raise Absent
