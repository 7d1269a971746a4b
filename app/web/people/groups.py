"""/admin/groups: groups of agencies and who belongs to them from when to when."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.models import AgencyGroup
from app.queries.people import agencies as rows
from app.queries.people import choices
from app.services.people import groups
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.people.blueprint import bp, found
from app.web.people.forms import GroupForm, LeavingForm, MembersForm
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

PAGE = "people/group.html"


@bp.get("/admin/groups")
@access(Right.MANAGE_PEOPLE)
def group_list() -> ResponseReturnValue:
    return render_template("people/groups.html", rows=rows.groups(db(), today()), form=GroupForm())


@bp.post("/admin/groups")
@access(Right.MANAGE_PEOPLE)
def group_create() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = GroupForm()
    if form.validate():
        try:
            group = groups.create(db(), actor(), form.name.data, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["group_created"].format(name=group.name))
            return once.lead(url_for("people.group", group_id=group.id))
    return refuse("people/groups.html", form, rows=rows.groups(db(), today()))


@bp.get("/admin/groups/<int:group_id>")
@access(Right.MANAGE_PEOPLE)
def group(group_id: int) -> ResponseReturnValue:
    shown = found(rows.group(db(), group_id))
    return render_template(PAGE, form=GroupForm(obj=shown), **_around(shown))


@bp.post("/admin/groups/<int:group_id>")
@access(Right.MANAGE_PEOPLE)
def group_rename(group_id: int) -> ResponseReturnValue:
    shown = found(rows.group(db(), group_id))
    form = GroupForm()
    if not form.validate():
        return refuse(PAGE, form, **_around(shown))
    try:
        groups.rename(db(), actor(), shown, form.name.data, seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        return stale_page(shown, form, named=f"群組「{shown.name}」", back_url=_here(shown))
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(PAGE, form, **_around(shown))
    flash(MESSAGES["group_saved"].format(name=shown.name))
    return redirect(_here(shown), 303)


@bp.post("/admin/groups/<int:group_id>/add")
@access(Right.MANAGE_PEOPLE)
def group_add(group_id: int) -> ResponseReturnValue:
    shown = found(rows.group(db(), group_id))
    form = MembersForm()
    if not form.validate():
        return refuse(PAGE, GroupForm(formdata=None, obj=shown), **_around(shown, adding=form))
    if not form.agencies.data:
        return _nothing_ticked(shown)
    number = groups.add_members(
        db(),
        actor(),
        shown,
        form.agencies.data,
        from_on=form.from_on.data,
        seen_version=seen_version(),
        now=now(),
    )
    flash(MESSAGES["members_added"].format(number=number, name=shown.name))
    return redirect(_here(shown), 303)


@bp.post("/admin/groups/<int:group_id>/remove")
@access(Right.MANAGE_PEOPLE)
def group_remove(group_id: int) -> ResponseReturnValue:
    shown = found(rows.group(db(), group_id))
    form = LeavingForm()
    if not form.validate():
        return refuse(PAGE, GroupForm(formdata=None, obj=shown), **_around(shown, removing=form))
    if not form.agencies.data:
        return _nothing_ticked(shown)
    number = groups.remove_members(
        db(),
        actor(),
        shown,
        form.agencies.data,
        from_on=form.from_on.data,
        seen_version=seen_version(),
        now=now(),
    )
    flash(MESSAGES["members_removed"].format(number=number, name=shown.name))
    return redirect(_here(shown), 303)


def _nothing_ticked(shown: AgencyGroup) -> ResponseReturnValue:
    flash(MESSAGES["nothing_ticked"], "attention")
    return redirect(_here(shown), 303)


def _here(shown: AgencyGroup) -> str:
    return url_for("people.group", group_id=shown.id)


def _around(
    shown: AgencyGroup, *, adding: MembersForm | None = None, removing: LeavingForm | None = None
) -> dict[str, Any]:
    members = sorted(shown.members, key=lambda member: (member.agency.sort_order, member.from_on))
    present = [member for member in members if member.to_on is None or member.to_on >= today()]
    belonging = {member.agency_id for member in present}
    return {
        "errors": next((form.errors for form in (adding, removing) if form and form.errors), None),
        "group": shown,
        "present": present,
        "past": [member for member in members if member not in present],
        "candidates": [pair for pair in choices.agencies(db(), today()) if pair[0] not in belonging],
        "adding": adding or MembersForm(formdata=None, from_on=today()),
        "removing": removing or LeavingForm(formdata=None, from_on=today()),
    }
