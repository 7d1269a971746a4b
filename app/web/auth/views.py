"""Sign in, sign out, and the page of a one-time link."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotNow
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Actor, ActorKind
from app.models import User
from app.queries.people.signed_in import in_force
from app.services import audit
from app.services.people import links, sessions, signing_in
from app.web.access import access
from app.web.auth import held, known_browser, session
from app.web.auth.failures import note_failure
from app.web.auth.held import SignInForm
from app.web.forms import refuse
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

bp = Blueprint("auth", __name__)


@bp.get("/sign-in")
@access(public=True)
def sign_in() -> ResponseReturnValue:
    if session.current_actor():
        return redirect(held.safe_next(request.args.get("next", "/")), 303)
    return render_template("auth/sign_in.html", form=SignInForm(next=request.args.get("next", "")))


@bp.post("/sign-in")
@access(public=True)
def sign_in_act() -> ResponseReturnValue:
    form = SignInForm()
    typed = held.held_fields(request.form)
    if not form.validate():
        return refuse("auth/sign_in.html", form, held=typed)
    login = form.login.data or ""
    if signing_in.locked_until(db(), login, now=now()):
        return _locked(form, typed)
    hasher = current_app.extensions["tracker"].hasher
    user = signing_in.authenticate(db(), hasher, login, form.password.data or "", today=today())
    if user is None:
        note_failure(login)
        form.login.errors = [*form.login.errors, MESSAGES["sign_in_wrong"]]
        return refuse("auth/sign_in.html", form, held=typed)
    if signing_in.locked_until(db(), login, now=now()):
        # Guesses sent all at once: the lock fell while this one was being checked.
        return _locked(form, typed)
    return enter(user, form.next.data or "", typed)


@bp.get("/session")
@access(while_password_must_change=True)
def lasting() -> ResponseReturnValue:
    """How long this sign-in still lasts, for the warning before its end; asked by a person, it goes on."""
    left = session.lasting()
    return jsonify(seconds=left.seconds, renewable=left.renewable)


@bp.post("/sign-out")
@access(while_password_must_change=True)
def sign_out() -> ResponseReturnValue:
    sessions.end(db(), session.actor(), session.current_session(), now=now())
    session.forget()
    known_browser.forget()
    response = redirect(url_for("auth.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/enter/<string:token>")
@access(public=True)
def link(token: str) -> ResponseReturnValue:
    """Opening a link changes nothing, however often it is fetched; the button acts."""
    found = links.find(db(), token)
    usable = found is not None and found.used_at is None and found.expires_at > now()
    if found is None or found.kind is not LinkKind.DEMO_SIGN_IN or not usable or not settings().demo:
        return render_template("auth/link_useless.html"), 404
    return render_template("auth/demo_sign_in.html", token=token, user=db().get(User, found.user_id))


@bp.post("/enter/<string:token>")
@access(public=True)
def link_act(token: str) -> ResponseReturnValue:
    if not settings().demo:
        return render_template("auth/link_useless.html"), 404
    used = links.use(db(), token, LinkKind.DEMO_SIGN_IN, now=now())
    user = db().get_one(User, used.user_id)
    if not in_force(user, today()):
        raise NotNow("user_disabled")
    return enter(user, "", [])


def enter(
    user: User, target: str, typed: list[tuple[str, str]], *, by: str = "sign_in"
) -> ResponseReturnValue:
    """Sign in and go where it was wanted. Who may come in by a code is known in this browser from now on."""
    signing_in.succeeded(db(), user.login)
    token = session.begin(user)
    if by != "sign_in":
        known_browser.remember(token)
    audit.record(db(), Actor(ActorKind.PERSON, user.name, user.id), by, user, now=now(), code=user.login)
    if typed:
        return render_template("auth/held.html", held=typed, target=held.safe_next(target))
    flash(MESSAGES["signed_in"].format(name=user.name))
    return redirect(held.safe_next(target or "/"), 303)


def _locked(form: SignInForm, typed: list[tuple[str, str]]) -> ResponseReturnValue:
    form.form_errors = [MESSAGES["sign_in_locked"].format(minutes=settings().lockout_minutes)]
    return refuse("auth/sign_in.html", form, held=typed, status=429)
