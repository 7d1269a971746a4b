"""/account: one's own data and roles, password, and the places where one is signed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.domain.errors import Absent, Invalid
from app.models import RoleGrant, UserSession
from app.queries.people import users as rows
from app.services.people import calendar_feeds, grants, passwords, sessions, signing_in
from app.services.people.passwords import PasswordRefused
from app.web import once, shown_once, single_keys
from app.web.access import access
from app.web.auth import session
from app.web.auth.failures import note_failure
from app.web.auth.password_fields import REQUIRED, NewPasswordForm, put_faults, rules
from app.web.forms import put_errors, refuse
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

bp = Blueprint("account", __name__)
FEED = "calendar feed"


class ChangePasswordForm(NewPasswordForm):
    current_password = PasswordField("目前的密碼", validators=[InputRequired(REQUIRED)])


@bp.get("/account")
@access()
def index() -> ResponseReturnValue:
    user = rows.one(db(), session.current_user().id)
    if user is None:
        raise Absent
    working = [row for row in user.grants if row.to_on is None or row.to_on >= today()]
    return render_template("account/index.html", user=user, grants=[(row, _standing(row)) for row in working])


@bp.post("/account/keys")
@access()
def choose_keys() -> ResponseReturnValue:
    chosen = request.form.get("keys", single_keys.OFF)
    response = redirect(url_for("account.index"), 303)
    single_keys.choose(response, chosen)
    flash(MESSAGES["keys_on" if chosen == single_keys.ON else "keys_off"])
    return response


@bp.get("/account/password")
@access(while_password_must_change=True)
def password() -> ResponseReturnValue:
    return render_template("account/password.html", form=ChangePasswordForm(), **_around())


@bp.post("/account/password")
@access(while_password_must_change=True)
def password_change() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if not form.validate():
        return refuse("account/password.html", form, **_around())
    user = session.current_user()
    if signing_in.locked_until(db(), user.login, now=now()):
        form.form_errors = [MESSAGES["sign_in_locked"].format(minutes=settings().lockout_minutes)]
        return refuse("account/password.html", form, status=429, **_around())
    try:
        passwords.change_own(
            db(), current_app.extensions["tracker"].hasher, rules(), session.actor(), session.current_session(),
            form.current_password.data, form.new_password.data, now=now(), today=today(),
        )  # fmt: skip
    except PasswordRefused as refused:
        put_faults(form, refused)
        return refuse("account/password.html", form, **_around())
    except Invalid as refusal:
        note_failure(user.login)
        put_errors(form, refusal)
        return refuse("account/password.html", form, **_around())
    flash(MESSAGES["password_changed"])
    return redirect(url_for("account.index"), 303)


@bp.get("/account/sessions")
@access()
def session_list() -> ResponseReturnValue:
    idle_since = now() - timedelta(minutes=settings().idle_minutes)
    found = rows.open_sessions(db(), session.current_user().id, now=now(), idle_since=idle_since)
    return render_template("account/sessions.html", rows=found, here=session.current_session().id)


@bp.post("/account/sessions/<int:session_id>/end")
@access()
def session_end(session_id: int) -> ResponseReturnValue:
    found = db().get(UserSession, session_id)
    if found is None or found.user_id != session.current_user().id:
        raise Absent
    sessions.end(db(), session.actor(), found, now=now(), action="end_session")
    if found.id == session.current_session().id:
        return redirect(url_for("auth.sign_in"), 303)
    flash(MESSAGES["session_ended"])
    return redirect(url_for("account.session_list"), 303)


@bp.post("/account/sessions/end-others")
@access()
def session_end_others() -> ResponseReturnValue:
    here = session.current_session()
    number = sessions.end_all(db(), session.actor(), session.current_user(), now=now(), but=here)
    flash(MESSAGES["sessions_ended"].format(number=number))
    return redirect(url_for("account.session_list"), 303)


@bp.get("/account/calendar")
@access()
def calendar_feed() -> ResponseReturnValue:
    return render_template(
        "account/calendar.html",
        feed=calendar_feeds.current(db(), session.current_user().id),
        link=shown_once.take(of=FEED),
    )


@bp.post("/account/calendar")
@access()
def make_calendar_feed() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    token = calendar_feeds.make(db(), session.actor(), session.current_user(), now=now())
    outside, path = settings().public_url, url_for("calendar.feed", token=token)
    shown_once.keep(
        f"{outside}{path}" if outside else url_for("calendar.feed", token=token, _external=True), of=FEED
    )
    flash(MESSAGES["feed_made"])
    return once.lead(url_for("account.calendar_feed"))


@bp.post("/account/calendar/end")
@access()
def end_calendar_feed() -> ResponseReturnValue:
    calendar_feeds.end(db(), session.actor(), session.current_user(), now=now())
    flash(MESSAGES["feed_ended"])
    return redirect(url_for("account.calendar_feed"), 303)


def _around() -> dict[str, Any]:
    return {"rules": rules(), "must": session.must_change_password()}


def _standing(row: RoleGrant) -> tuple[str, str]:
    """How a grant stands today: kind of the tag and its word."""
    if grants.waits(row):
        return "unconfirmed", "待主管確認"
    return ("prepared", "尚未開始") if row.from_on > today() else ("active", "生效中")
