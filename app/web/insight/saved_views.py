"""/views: the views a person keeps of lists: kept under a name, renamed, begun with, put away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent, Invalid
from app.domain.insight.saved_view import LONGEST_NAME, ListName, tidy
from app.queries.insight.saved_views import every_view
from app.services.insight import saved_views
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Line, put_errors
from app.web.kept_views import url_of
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

bp = Blueprint("saved_views", __name__, url_prefix="/views")
_VIEW = "/<int(max=2147483647):view_id>"


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


@bp.get("")
@access()
def index() -> ResponseReturnValue:
    return _page()


@bp.post(f"{_VIEW}/rename")
@access()
def rename_view(view_id: int) -> ResponseReturnValue:
    form = ViewForm()
    if form.validate():
        try:
            view = saved_views.rename(db(), actor(), view_id, (form.name.data or "").strip())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["view_renamed"].format(name=view.name))
            return redirect(url_for("saved_views.index"), 303)
    return _page(form, view_id, 422)


@bp.post(f"{_VIEW}/start")
@access()
def start_with_view(view_id: int) -> ResponseReturnValue:
    wanted = request.form.get("wanted") == "1"
    view = saved_views.begin_with(db(), actor(), view_id, wanted=wanted)
    flash(MESSAGES["view_starts" if wanted else "view_starts_no_more"].format(name=view.name))
    return redirect(url_for("saved_views.index"), 303)


@bp.post(f"{_VIEW}/remove")
@access()
def remove_view(view_id: int) -> ResponseReturnValue:
    view = saved_views.remove(db(), actor(), view_id)
    flash(MESSAGES["view_removed"].format(name=view.name))
    return redirect(url_for("saved_views.index"), 303)


def _page(form: ViewForm | None = None, wrong: int = 0, status: int = 200) -> ResponseReturnValue:
    """`wrong`: the view whose new name could not be taken, with `form` as it was sent."""
    views = [(one, url_of(one.list_name, one.query)) for one in every_view(db(), actor())]
    page = render_template("insight/saved_views.html", views=views, form=form, wrong=wrong)
    return page, status


def _list(name: str) -> ListName:
    if name not in set(ListName):
        raise Absent
    return ListName(name)
