"""/account/tokens: keys by which programs read for oneself; each is shown once."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Invalid
from app.queries.people.api_tokens import tokens_of
from app.services.people import api_tokens
from app.web import once, shown_once
from app.web.access import access
from app.web.auth import session
from app.web.forms import Line, put_errors, refuse
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

bp = Blueprint("tokens", __name__, url_prefix="/account/tokens")
PAGE = "account/tokens.html"


class TokenForm(FlaskForm):
    name = Line("用途", limit=40)


@bp.get("")
@access()
def index() -> ResponseReturnValue:
    return render_template(PAGE, form=TokenForm(formdata=None), fresh=shown_once.take(of=PAGE), rows=_own())


@bp.post("")
@access()
def make() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = TokenForm()
    if form.validate():
        try:
            token = api_tokens.make(db(), session.actor(), form.name.data or "", now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            shown_once.keep(token, of=PAGE)
            return once.lead(url_for("tokens.index"))
    return refuse(PAGE, form, rows=_own(), fresh="")


@bp.post("/<int(max=2147483647):token_id>/end")
@access()
def end(token_id: int) -> ResponseReturnValue:
    row = api_tokens.end(db(), session.actor(), token_id, now=now())
    flash(MESSAGES["token_ended"].format(name=row.name))
    return redirect(url_for("tokens.index"), 303)


def _own() -> object:
    return tokens_of(db(), session.current_user().id)
