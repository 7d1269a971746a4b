"""Grants: given and ended on a user's page, confirmed by heads; and the table of who may do what."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.people.actor import Role
from app.domain.people.granting import GrantFacts, confirm_refusal, reaches
from app.domain.people.rights import RIGHTS, Right
from app.domain.roc_date import roc_text
from app.models import RoleGrant, User
from app.queries.people import choices
from app.queries.people import grants as rows
from app.services.people import grants
from app.services.people.grants import GrantFields
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.people.blueprint import bp, found
from app.web.people.forms import EndGrantForm, GrantForm, ReasonForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.people import RIGHT_WORDS, SCOPE_WORDS
from app.wording.refusals import sentence
from app.wording.words import word

NEW = "people/grant_new.html"


@bp.get("/admin/users/<int:user_id>/grants/new")
@access(Right.MANAGE_PEOPLE)
def grant_new(user_id: int) -> ResponseReturnValue:
    user = found(db().get(User, user_id))
    return render_template(NEW, form=_offer(GrantForm(from_on=today())), user=user)


@bp.post("/admin/users/<int:user_id>/grants/new")
@access(Right.MANAGE_PEOPLE)
def grant_give(user_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    user = found(db().get(User, user_id))
    form = _offer(GrantForm())
    if not form.validate():
        return refuse(NEW, form, user=user)
    fields = GrantFields(
        form.role.data,
        form.agency_id.data,
        form.from_on.data,
        form.to_on.data,
        form.may_read_confidential.data,
    )
    try:
        row = grants.grant(db(), actor(), user, fields, now=now())
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(NEW, form, user=user)
    agency = dict(form.agency_id.choices)[row.agency_id]
    message = MESSAGES["granted_waiting" if grants.waits(row) else "granted"]
    flash(message.format(name=user.name, role=word(row.role), agency=agency))
    return once.lead(url_for("people.user", user_id=user.id))


@bp.get("/admin/grants/<int:grant_id>/end")
@access(Right.MANAGE_PEOPLE)
def grant_ending(grant_id: int) -> ResponseReturnValue:
    row = found(rows.one(db(), grant_id))
    return render_template("people/grant_end.html", form=EndGrantForm(), grant=row)


@bp.post("/admin/grants/<int:grant_id>/end")
@access(Right.MANAGE_PEOPLE)
def grant_end(grant_id: int) -> ResponseReturnValue:
    row = found(rows.one(db(), grant_id))
    form = EndGrantForm()
    if not form.validate():
        return refuse("people/grant_end.html", form, grant=row)
    last_day = form.last_day.data or today() - timedelta(days=1)
    grants.end(
        db(), actor(), row, last_day=last_day, reason=form.reason.data, seen_version=seen_version(), now=now(),
        today=today(),
    )  # fmt: skip
    flash(_said("grant_over", row, day=roc_text(last_day)))
    return redirect(url_for("people.user", user_id=row.user_id), 303)


@bp.get("/admin/grants")
@access(Right.CONFIRM_GRANTS)
def grants_waiting() -> ResponseReturnValue:
    waiting = rows.waiting(db(), actor(), today())
    return render_template(
        "people/grants_waiting.html",
        rows=waiting,
        hindered={row.id: _hindrance(row) for row in waiting},
    )


@bp.post("/admin/grants/<int:grant_id>/confirm")
@access(Right.CONFIRM_GRANTS)
def grant_confirm(grant_id: int) -> ResponseReturnValue:
    row = _within_reach(grant_id)
    grants.confirm(db(), actor(), row, seen_version=seen_version(), now=now(), today=today())
    flash(_said("grant_confirmed", row))
    return redirect(url_for("people.grants_waiting"), 303)


@bp.get("/admin/grants/<int:grant_id>/decline")
@access(Right.CONFIRM_GRANTS)
def grant_declining(grant_id: int) -> ResponseReturnValue:
    return render_template("people/grant_decline.html", form=ReasonForm(), grant=_within_reach(grant_id))


@bp.post("/admin/grants/<int:grant_id>/decline")
@access(Right.CONFIRM_GRANTS)
def grant_decline(grant_id: int) -> ResponseReturnValue:
    row = _within_reach(grant_id)
    form = ReasonForm()
    if not form.validate():
        return refuse("people/grant_decline.html", form, grant=row)
    grants.decline(
        db(), actor(), row, reason=form.reason.data, seen_version=seen_version(), now=now(), today=today()
    )
    flash(_said("grant_declined", row))
    return redirect(url_for("people.grants_waiting"), 303)


@bp.get("/admin/rights")
@access(Right.MANAGE_PEOPLE, Right.CONFIRM_GRANTS)
def rights() -> ResponseReturnValue:
    """The table of the domain, readable: one line per right, one column per role."""
    table = [
        {
            "right": RIGHT_WORDS[right],
            "roles": ["、".join(SCOPE_WORDS[by.scope] for by in allowed if by.role is role) for role in Role],
        }
        for right, allowed in RIGHTS.items()
    ]
    return render_template("people/rights.html", rows=table, roles=[word(role) for role in Role])


def _offer(form: GrantForm) -> GrantForm:
    form.agency_id.choices = [("", "（請選擇）"), *choices.agencies(db(), today())]
    return form


def _within_reach(grant_id: int) -> RoleGrant:
    """A grant that is this head's business; another agency's is not there."""
    row = found(rows.one(db(), grant_id))
    if not reaches(actor(), row.agency_id):
        raise Absent
    return row


def _hindrance(row: RoleGrant) -> str:
    """Why this head may not confirm it himself; empty when he may."""
    refusal = confirm_refusal(actor(), GrantFacts(row.user_id, row.agency_id, row.granted_by_id))
    return sentence(refusal.code, **refusal.facts) if refusal else ""


def _said(message: str, row: RoleGrant, **more: str) -> str:
    return MESSAGES[message].format(
        name=row.user.name, role=word(row.role), agency=row.agency.short_name, **more
    )
