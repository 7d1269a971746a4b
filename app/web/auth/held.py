"""What was typed when a session had ended: kept on the sign-in page and offered again afterwards, so nothing is lost."""

from __future__ import annotations

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from app.web.auth.session import current_actor


class SignInForm(FlaskForm):
    login = StringField(
        "帳號", filters=[lambda typed: showable(typed or "")], validators=[InputRequired("請輸入帳號")]
    )
    password = PasswordField("密碼", validators=[InputRequired("請輸入密碼")])
    next = HiddenField()


PREFIX = "held."
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
NEVER_HELD = frozenset({"csrf_token", "password", "new_password", "repeat_password", "current_password"})


def ask_to_sign_in() -> ResponseReturnValue:
    """A GET goes to the sign-in page and back; a POST keeps its fields there."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")), 303)
    if request.headers.get("X-Background") == "1":
        return "", 401
    form = SignInForm(formdata=None, next=request.path)
    return render_template("auth/sign_in.html", form=form, held=fields(request.form), timed_out=True), 401


def after_lost_token() -> ResponseReturnValue:
    """A form whose CSRF token no longer fits: sign in again, or look at the typed text and send it again."""
    if current_actor() is None and request.path != url_for("auth.sign_in"):
        return ask_to_sign_in()
    if request.headers.get("X-Background") == "1":
        return "", 400
    return _again("lost_token"), 400


def after_conflict() -> ResponseReturnValue:
    """Somebody stored something in the same moment that this cannot stand beside: nothing was changed, nothing typed is lost."""
    if request.headers.get("X-Background") == "1":
        return "", 409
    return _again("conflict"), 409


def _again(why: str) -> str:
    return render_template("auth/held.html", held=fields(request.form), target=request.path, why=why)


def fields(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The typed fields, without secrets and tokens; file inputs cannot be kept."""
    return [
        (showable(name), showable(value)) for name, value in form.items(multi=True) if name not in NEVER_HELD
    ]


def showable(typed: str) -> str:
    """What was typed as a page may carry it: HTML knows no NUL and no other control character than tab and newline."""
    return UNSHOWABLE.sub("", typed)


def held_fields(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """The fields a sign-in form carried along."""
    return [
        (showable(name[len(PREFIX) :]), showable(value))
        for name, value in form.items(multi=True)
        if name.startswith(PREFIX)
    ]


def safe_next(target: str) -> str:
    """`target` when it is a path on this site, else the home page."""
    plain = target.startswith("/") and not target.startswith("//") and target.isprintable()
    return target if plain and "\\" not in target else url_for("home.work")
