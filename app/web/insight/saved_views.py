"""/views: a view of a list kept under a name, and put away again."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent, Invalid
from app.domain.insight.saved_view import LONGEST_NAME, ListName, tidy
from app.services.insight import saved_views
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Line, put_errors
from app.web.kept_views import url_of
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

bp = Blueprint("saved_views", __name__, url_prefix="/views")


class ViewForm(FlaskForm):
    name = Line("檢視名稱", limit=LONGEST_NAME)


@bp.post("/<string:list_name>")
@access()
def keep_view(list_name: str) -> ResponseReturnValue:
    """Sent from the list itself; when the name cannot be taken, a page of its own asks again."""
    place = _list(list_name)
    if led := once.already_led():
        return led
    form, query = ViewForm(), tidy(request.form.get("query", ""))
    if form.validate():
        try:
            view = saved_views.keep(db(), actor(), place, (form.name.data or "").strip(), query, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["view_kept"].format(name=view.name))
            return once.lead(url_of(place, view.query))
    page = render_template(
        "insight/saved_view.html", form=form, place=place, query=query, back=url_of(place, "")
    )
    return page, 422


@bp.post("/<int(max=2147483647):view_id>/remove")
@access()
def remove_view(view_id: int) -> ResponseReturnValue:
    view = saved_views.remove(db(), actor(), view_id)
    flash(MESSAGES["view_removed"].format(name=view.name))
    return redirect(url_of(view.list_name, ""), 303)


def _list(name: str) -> ListName:
    if name not in set(ListName):
        raise Absent
    return ListName(name)
