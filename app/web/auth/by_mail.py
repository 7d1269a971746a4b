"""Ways in by the registered mailbox: a six-digit code for contacts and supervisors, a link to choose a new password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from app.domain.errors import Invalid, NotNow
from app.models import User
from app.services.people import mailed_keys, signing_in
from app.services.people.mailed_keys import Asked
from app.services.people.passwords import PasswordRefused
from app.web.access import access
from app.web.auth import held
from app.web.auth.failures import note_failure
from app.web.auth.password_fields import NewPasswordForm, put_faults, rules
from app.web.auth.views import enter
from app.web.forms import put_errors, refuse
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

bp = Blueprint("by_mail", __name__)
ASKED = "code_asked"
"""Where the visitor's own cookie keeps which code was asked for, by which mailbox, and where it leads afterwards."""


class MailboxForm(FlaskForm):
    mailbox = StringField(
        "電子郵件信箱",
        filters=[lambda typed: held.showable(typed or "").strip()[:320]],
        validators=[InputRequired("請輸入您在本系統登錄的電子郵件信箱")],
    )
    next = HiddenField()


class CodeForm(FlaskForm):
    code = StringField(
        "六位數驗證碼",
        filters=[lambda typed: held.showable(typed or "").strip()[:40]],
        validators=[InputRequired("請輸入信中的六位數驗證碼")],
    )


@bp.get("/sign-in/code")
@access(public=True)
def ask() -> ResponseReturnValue:
    return render_template("auth/code_ask.html", form=MailboxForm(next=request.args.get("next", "")))


@bp.post("/sign-in/code")
@access(public=True)
def ask_act() -> ResponseReturnValue:
    form = MailboxForm()
    if not form.validate():
        return refuse("auth/code_ask.html", form)
    return asked(form.mailbox.data or "", form.next.data or "", form)


def asked(mailbox: str, target: str, form: FlaskForm) -> ResponseReturnValue:
    """The same answer whether somebody has this mailbox or not."""
    try:
        token = mailed_keys.ask_code(
            db(), Asked(mailbox, request.remote_addr or ""), now=now(), today=today()
        )
    except NotNow as refusal:
        form.form_errors = [sentence(refusal.code, **refusal.facts)]
        return refuse("auth/code_ask.html", form, status=429)
    session[ASKED] = [token, mailbox, held.safe_next(target or "/")]
    return redirect(url_for("by_mail.code"), 303)


@bp.get("/sign-in/code/enter")
@access(public=True)
def code() -> ResponseReturnValue:
    if ASKED not in session:
        return redirect(url_for("by_mail.ask"), 303)
    return render_template("auth/code_enter.html", form=CodeForm(), mailbox=masked(session[ASKED][1]))


@bp.post("/sign-in/code/enter")
@access(public=True)
def code_act() -> ResponseReturnValue:
    if ASKED not in session:
        return redirect(url_for("by_mail.ask"), 303)
    token, mailbox, target = session[ASKED]
    form, throttle = CodeForm(), mailed_keys.throttle_of(mailbox)
    if not form.validate():
        return refuse("auth/code_enter.html", form, mailbox=masked(mailbox))
    if signing_in.locked_until(db(), throttle, now=now()):
        return _locked(form, mailbox)
    try:
        user = mailed_keys.enter_code(
            db(), settings().secret_key, token, form.code.data or "", now=now(), today=today()
        )
    except Invalid as refusal:
        note_failure(throttle)
        put_errors(form, refusal)
        return refuse("auth/code_enter.html", form, mailbox=masked(mailbox))
    signing_in.succeeded(db(), throttle)
    return enter(user, target, [], by="sign_in_by_code")


@bp.get("/forgot")
@access(public=True)
def forgot() -> ResponseReturnValue:
    return render_template("auth/forgot.html", form=MailboxForm())


@bp.post("/forgot")
@access(public=True)
def forgot_act() -> ResponseReturnValue:
    form = MailboxForm()
    if not form.validate():
        return refuse("auth/forgot.html", form)
    try:
        mailed_keys.ask_password_link(
            db(), settings().secret_key, Asked(form.mailbox.data or "", request.remote_addr or ""),
            now=now(), today=today(),
        )  # fmt: skip
    except NotNow as refusal:
        form.form_errors = [sentence(refusal.code, **refusal.facts)]
        return refuse("auth/forgot.html", form, status=429)
    return render_template("auth/forgot_asked.html", mailbox=masked(form.mailbox.data or ""))


@bp.get("/forgot/<string:token>")
@access(public=True)
def reset(token: str) -> ResponseReturnValue:
    """Opening the link changes nothing; the button acts."""
    row = mailed_keys.find_link(db(), token, now=now())
    if row is None:
        return render_template("auth/link_useless.html"), 404
    user = db().get_one(User, row.user_id)
    return render_template("auth/reset.html", form=NewPasswordForm(), user=user, token=token, rules=rules())


@bp.post("/forgot/<string:token>")
@access(public=True)
def reset_act(token: str) -> ResponseReturnValue:
    row = mailed_keys.find_link(db(), token, now=now())
    if row is None:
        return render_template("auth/link_useless.html"), 404
    form, hasher = NewPasswordForm(), current_app.extensions["tracker"].hasher
    if form.validate():
        try:
            mailed_keys.reset_password(
                db(), hasher, rules(), token, form.new_password.data, now=now(), today=today()
            )
        except PasswordRefused as refused:
            put_faults(form, refused)
        else:
            flash(MESSAGES["password_chosen"])
            return redirect(url_for("auth.sign_in"), 303)
    user = db().get_one(User, row.user_id)
    return refuse("auth/reset.html", form, user=user, token=token, rules=rules())


def masked(mailbox: str) -> str:
    """li＊＊＊@example.gov.tw: enough for its owner."""
    name, at, domain = mailbox.partition("@")
    return f"{name[:2]}＊＊＊{at}{domain}"


def _locked(form: FlaskForm, mailbox: str) -> ResponseReturnValue:
    form.form_errors = [MESSAGES["code_locked"].format(minutes=settings().lockout_minutes)]
    return refuse("auth/code_enter.html", form, status=429, mailbox=masked(mailbox))
