"""/admin/users: the list, and one user added, edited, invited, disabled, signed out."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.actor import Role
from app.domain.people.rights import Right
from app.models import RoleGrant, User
from app.queries.people import choices
from app.queries.people import users as rows
from app.queries.people.users import Standing, UserFilter
from app.services.people import grants, invitations, sessions, users
from app.services.people.users import UserFields
from app.web import exporting, once, shown_once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import options, put_errors, refuse, seen_version
from app.web.paging import address, page_of, typed
from app.web.people.blueprint import bp, found
from app.web.people.file_tables import user_table
from app.web.people.forms import ReasonForm, UserForm
from app.web.settings import settings
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.words import word

IDLE_DAYS = 90
FIELDS = ("login", "name", "title", "unit", "email", "phone", "extension", "valid_until")
STANDINGS = {
    Standing.USABLE: "使用中",
    Standing.DISABLED: "已停用或逾期",
    Standing.NO_PASSWORD: "尚未設定密碼",
    Standing.IDLE: f"{IDLE_DAYS} 日以上未登入",
}
EDIT = "people/user_edit.html"


@bp.get("/admin/users")
@access(Right.MANAGE_PEOPLE)
def user_list() -> ResponseReturnValue:
    wanted = _filter()
    if fmt := exporting.asked():
        found_users = rows.listed(db(), wanted, today(), offset=0, limit=None)
        exporting.note_readings(User.__tablename__, (row.id for row in found_users))
        return exporting.send(user_table(found_users), fmt)
    page = page_of(lambda up_to: rows.count(db(), wanted, today(), up_to))
    agencies = choices.agencies(db(), today(), also=[wanted.agency_id])
    return render_template(
        "people/users.html",
        rows=rows.listed(db(), wanted, today(), offset=page.offset, limit=page.size),
        page=page,
        wanted=wanted,
        chips=_chips(wanted, dict(agencies)),
        roles=[("", "全部角色"), *options(Role)],
        agencies=[("", "全部機關"), *agencies],
        files=exporting.links(),
        standings=[("", "全部帳號"), *((str(code.value), text) for code, text in STANDINGS.items())],
    )


@bp.get("/admin/users/new")
@access(Right.MANAGE_PEOPLE)
def user_new() -> ResponseReturnValue:
    return render_template(EDIT, form=UserForm(), user=None)


@bp.post("/admin/users/new")
@access(Right.MANAGE_PEOPLE)
def user_create() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = UserForm()
    if form.validate():
        try:
            user = users.create(db(), actor(), _fields(form), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["user_created"].format(name=user.name))
            return once.lead(_here(user))
    return refuse(EDIT, form, user=None)


@bp.get("/admin/users/<int:user_id>")
@access(Right.MANAGE_PEOPLE)
def user(user_id: int) -> ResponseReturnValue:
    shown = found(rows.one(db(), user_id))
    idle_since = now() - timedelta(minutes=settings().idle_minutes)
    ordered = sorted(shown.grants, key=lambda row: (row.to_on is not None and row.to_on < today(), row.id))
    return render_template(
        "people/user.html",
        user=shown,
        grants=[(row, _standing(row)) for row in ordered],
        sessions=rows.open_sessions(db(), shown.id, now=now(), idle_since=idle_since),
        invitation=shown_once.take(of=f"user {shown.id}"),
        expired=shown.valid_until is not None and shown.valid_until < today(),
        oneself=shown.id == actor().person_id,
        own_id=actor().person_id,
    )


@bp.get("/admin/users/<int:user_id>/edit")
@access(Right.MANAGE_PEOPLE)
def user_edit(user_id: int) -> ResponseReturnValue:
    shown = found(db().get(User, user_id))
    return render_template(EDIT, form=UserForm(obj=shown), user=shown)


@bp.post("/admin/users/<int:user_id>/edit")
@access(Right.MANAGE_PEOPLE)
def user_change(user_id: int) -> ResponseReturnValue:
    shown = found(db().get(User, user_id))
    form = UserForm()
    if not form.validate():
        return refuse(EDIT, form, user=shown)
    try:
        users.change(db(), actor(), shown, _fields(form), seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        return stale_page(shown, form, named=f"使用者「{shown.name}」", back_url=_here(shown))
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(EDIT, form, user=shown)
    flash(MESSAGES["user_saved"].format(name=shown.name))
    return redirect(_here(shown), 303)


@bp.get("/admin/users/<int:user_id>/disable")
@access(Right.MANAGE_PEOPLE)
def user_ending(user_id: int) -> ResponseReturnValue:
    return render_template("people/user_disable.html", form=ReasonForm(), user=found(db().get(User, user_id)))


@bp.post("/admin/users/<int:user_id>/disable")
@access(Right.MANAGE_PEOPLE)
def user_disable(user_id: int) -> ResponseReturnValue:
    shown = found(db().get(User, user_id))
    form = ReasonForm()
    if not form.validate():
        return refuse("people/user_disable.html", form, user=shown)
    users.disable(
        db(), actor(), shown, reason=form.reason.data, seen_version=seen_version(), now=now(), today=today()
    )
    flash(MESSAGES["user_disabled_now"].format(name=shown.name))
    return redirect(_here(shown), 303)


@bp.post("/admin/users/<int:user_id>/enable")
@access(Right.MANAGE_PEOPLE)
def user_enable(user_id: int) -> ResponseReturnValue:
    shown = found(db().get(User, user_id))
    users.enable(db(), actor(), shown, seen_version=seen_version(), now=now())
    flash(MESSAGES["user_enabled"].format(name=shown.name))
    return redirect(_here(shown), 303)


@bp.post("/admin/users/<int:user_id>/invite")
@access(Right.MANAGE_PEOPLE)
def user_invite(user_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    shown = found(db().get(User, user_id))
    token = invitations.invite(db(), actor(), shown, now=now())
    link = url_for("first_steps.invitation", token=token, _external=True)
    shown_once.keep(link, of=f"user {shown.id}")
    flash(MESSAGES["invited"])
    return once.lead(_here(shown))


@bp.post("/admin/users/<int:user_id>/sessions/end")
@access(Right.MANAGE_PEOPLE)
def user_sessions_end(user_id: int) -> ResponseReturnValue:
    shown = found(db().get(User, user_id))
    number = sessions.end_all(db(), actor(), shown, now=now())
    flash(MESSAGES["sessions_ended"].format(number=number))
    return redirect(_here(shown), 303)


def _here(shown: User) -> str:
    return url_for("people.user", user_id=shown.id)


def _fields(form: UserForm) -> UserFields:
    return UserFields(**{name: form[name].data for name in FIELDS})


def _standing(row: RoleGrant) -> tuple[str, str]:
    """How a grant stands today: kind of the tag and its word."""
    if row.to_on is not None and row.to_on < today():
        return "ended", "已終止"
    if grants.waits(row):
        return "unconfirmed", "待主管確認"
    if row.from_on > today():
        return "prepared", "尚未開始"
    return "active", "生效中"


def _filter() -> UserFilter:
    asked = request.args
    return UserFilter(
        idle_since=now() - timedelta(days=IDLE_DAYS),
        standing=asked.get("standing", type=Standing),
        role=asked.get("role", type=Role),
        agency_id=asked.get("agency", type=_small),
        keyword=typed("q"),
    )


def _small(text: str) -> int:
    """An id as both engines can take it."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(text)
    return int(text)


def _chips(wanted: UserFilter, agencies: dict[int, str]) -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    found_chips = []
    if wanted.standing:
        found_chips.append((f"狀態：{STANDINGS[wanted.standing]}", address(standing=None, page=None)))
    if wanted.role:
        found_chips.append((f"角色：{word(wanted.role)}", address(role=None, page=None)))
    if wanted.agency_id:
        name = agencies.get(wanted.agency_id, "－")
        found_chips.append((f"機關：{name}", address(agency=None, page=None)))
    if wanted.keyword:
        found_chips.append((f"關鍵字：{wanted.keyword}", address(q=None, page=None)))
    return found_chips
