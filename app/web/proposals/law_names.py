"""The list of law names: one text field, a line each."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.models import LawNames
from app.services.proposals import law_names
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Text, put_errors, seen_version
from app.web.proposals.blueprint import bp
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.messages import MESSAGES


class LawNamesForm(FlaskForm):
    lines = Text("簡稱＝全名，一行一項", limit=20_000)


@bp.get("/law-names")
@access(Right.KEEP_LISTS)
def law_names_page() -> ResponseReturnValue:
    row = db().get_one(LawNames, 1)
    return render_template(
        "proposals/law_names.html", form=LawNamesForm(lines=row.lines), seen_version=row.version
    )


@bp.post("/law-names")
@access(Right.KEEP_LISTS)
def keep_law_names() -> ResponseReturnValue:
    form = LawNamesForm()
    if form.validate():
        try:
            law_names.change(db(), actor(), form.lines.data or "", seen_version=seen_version(), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        except ChangedSinceSeen:
            row = db().get_one(LawNames, 1, populate_existing=True)
            return stale_page(row, form, named="法規簡稱", back_url=url_for(".law_names_page"))
        else:
            flash(MESSAGES["law_names_kept"])
            return redirect(url_for(".law_names_page"), 303)
    return render_template("proposals/law_names.html", form=form, seen_version=seen_version()), 422
