"""/admin/agencies: the list in 機關排序, and one agency added, edited, placed, disabled."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_text
from app.models import Agency
from app.queries.people import agencies as rows
from app.queries.people import choices
from app.queries.people.agencies import AgencyFilter
from app.services.people import agencies
from app.services.people.agencies import AgencyFields
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import options, put_errors, refuse, seen_version
from app.web.paging import address, typed
from app.web.people.blueprint import bp, found
from app.web.people.file_tables import agency_table
from app.web.people.forms import AgencyForm, DisableAgencyForm, PlaceForm
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.words import word

FIELDS = (
    "code", "name", "short_name", "kind", "ethics_mode", "parent_id", "supervised_by_id", "declares_to_id",
    "valid_from",
)  # fmt: skip
EDIT = "people/agency_edit.html"


@bp.get("/admin")
@access(Right.MANAGE_PEOPLE, Right.CONFIRM_GRANTS)
def index() -> ResponseReturnValue:
    manages = has(actor(), Right.MANAGE_PEOPLE)
    return redirect(url_for("people.agency_list" if manages else "people.grants_waiting"), 303)


@bp.get("/admin/agencies")
@access(Right.MANAGE_PEOPLE)
def agency_list() -> ResponseReturnValue:
    wanted = _filter()
    if fmt := exporting.asked():
        return exporting.send(agency_table(rows.whole(db(), wanted, today())), fmt)
    return render_template(
        "people/agencies.html",
        files=exporting.links(),
        rows=rows.listed(db(), wanted, today()),
        wanted=wanted,
        chips=_chips(wanted),
        kinds=[("", "全部類別"), *options(AgencyKind)],
        modes=[("", "全部方式"), *options(EthicsMode)],
    )


@bp.get("/admin/agencies/new")
@access(Right.MANAGE_PEOPLE)
def agency_new() -> ResponseReturnValue:
    return render_template(EDIT, form=_offer(AgencyForm(), None), agency=None)


@bp.post("/admin/agencies/new")
@access(Right.MANAGE_PEOPLE)
def agency_create() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = _offer(AgencyForm(), None)
    if form.validate():
        try:
            agency = agencies.create(db(), actor(), _fields(form), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["agency_created"].format(name=agency.name))
            return once.lead(url_for("people.agency", agency_id=agency.id))
    return refuse(EDIT, form, agency=None)


@bp.get("/admin/agencies/<int:agency_id>")
@access(Right.MANAGE_PEOPLE)
def agency(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    return render_template(EDIT, form=_offer(AgencyForm(obj=shown), shown), **_around(shown))


@bp.post("/admin/agencies/<int:agency_id>")
@access(Right.MANAGE_PEOPLE)
def agency_change(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    form = _offer(AgencyForm(), shown)
    if not form.validate():
        return refuse(EDIT, form, **_around(shown))
    try:
        agencies.change(db(), actor(), shown, _fields(form), seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        here = url_for("people.agency", agency_id=shown.id)
        return stale_page(shown, form, named=f"機關「{shown.name}」", back_url=here)
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(EDIT, form, **_around(shown))
    flash(MESSAGES["agency_saved"].format(name=shown.name))
    return redirect(url_for("people.agency", agency_id=shown.id), 303)


@bp.post("/admin/agencies/<int:agency_id>/place")
@access(Right.MANAGE_PEOPLE)
def agency_place(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    form = PlaceForm()
    form.after.choices = _places(shown)
    if not form.validate():
        return refuse(EDIT, _offer(AgencyForm(formdata=None, obj=shown), shown), **_around(shown, place=form))
    after = found(db().get(Agency, form.after.data)) if form.after.data else None
    agencies.place_after(db(), actor(), shown, after, seen_version=seen_version(), now=now())
    flash(MESSAGES["agency_saved"].format(name=shown.name))
    return redirect(url_for("people.agency", agency_id=shown.id), 303)


@bp.get("/admin/agencies/<int:agency_id>/disable")
@access(Right.MANAGE_PEOPLE)
def agency_ending(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    form = DisableAgencyForm(valid_to=today())
    form.successor_id.choices = choices.agencies_or_none(db(), today())
    return render_template("people/agency_disable.html", form=form, agency=shown)


@bp.post("/admin/agencies/<int:agency_id>/disable")
@access(Right.MANAGE_PEOPLE)
def agency_disable(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    form = DisableAgencyForm()
    form.successor_id.choices = choices.agencies_or_none(db(), today())
    if not form.validate():
        return refuse("people/agency_disable.html", form, agency=shown)
    try:
        agencies.disable(
            db(), actor(), shown, valid_to=form.valid_to.data, successor_id=form.successor_id.data,
            reason=form.reason.data, seen_version=seen_version(), now=now(),
        )  # fmt: skip
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse("people/agency_disable.html", form, agency=shown)
    flash(MESSAGES["agency_disabled"].format(name=shown.name, day=roc_text(form.valid_to.data)))
    return redirect(url_for("people.agency", agency_id=shown.id), 303)


@bp.post("/admin/agencies/<int:agency_id>/enable")
@access(Right.MANAGE_PEOPLE)
def agency_enable(agency_id: int) -> ResponseReturnValue:
    shown = found(db().get(Agency, agency_id))
    agencies.enable(db(), actor(), shown, seen_version=seen_version(), now=now())
    flash(MESSAGES["agency_enabled"].format(name=shown.name))
    return redirect(url_for("people.agency", agency_id=shown.id), 303)


def _fields(form: AgencyForm) -> AgencyFields:
    return AgencyFields(**{name: form[name].data for name in FIELDS})


def _offer(form: AgencyForm, shown: Agency | None) -> AgencyForm:
    """Give the selects the agencies that exist, and those stored now."""
    fields = (form.parent_id, form.supervised_by_id, form.declares_to_id)
    stored = [getattr(shown, field.name) for field in fields] if shown else []
    offered = choices.agencies_or_none(db(), today(), also=stored)
    for field in fields:
        field.choices = offered
    return form


def _around(shown: Agency, place: PlaceForm | None = None) -> dict[str, Any]:
    errors = place.errors if place else None
    if place is None:
        place = PlaceForm(formdata=None, after=rows.before(db(), shown))
        place.after.choices = _places(shown)
    successor = db().get(Agency, shown.successor_id) if shown.successor_id else None
    return {"errors": errors, "agency": shown, "place": place, "successor": successor}


def _places(shown: Agency) -> list[tuple[int | str, str]]:
    before = rows.before(db(), shown)
    others = [pair for pair in choices.agencies(db(), today(), also=[before]) if pair[0] != shown.id]
    return [("", "（排在最前面）"), *others]


def _filter() -> AgencyFilter:
    asked = request.args
    return AgencyFilter(
        kind=asked.get("kind", type=AgencyKind),
        ethics_mode=asked.get("mode", type=EthicsMode),
        keyword=typed("q"),
        with_ended=asked.get("ended") == "1",
    )


def _chips(wanted: AgencyFilter) -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    found_chips = []
    if wanted.kind:
        found_chips.append((f"類別：{word(wanted.kind)}", address(kind=None)))
    if wanted.ethics_mode:
        found_chips.append((f"政風辦理方式：{word(wanted.ethics_mode)}", address(mode=None)))
    if wanted.keyword:
        found_chips.append((f"關鍵字：{wanted.keyword}", address(q=None)))
    if wanted.with_ended:
        found_chips.append(("含已停用", address(ended=None)))
    return found_chips
