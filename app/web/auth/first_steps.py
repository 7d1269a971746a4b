"""The pages of an invitation and of the first set-up: opening one changes nothing, the button acts, nobody is signed in by it."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from app.domain.errors import Invalid
from app.domain.people.accounts import LinkKind
from app.models import User
from app.queries.people import first_head
from app.queries.people.signed_in import in_force
from app.services.people import links, passwords, set_up
from app.services.people.passwords import PasswordRefused
from app.services.people.set_up import FirstPeople
from app.services.people.signing_in import Hasher
from app.services.people.users import UserFields
from app.web import shown_once
from app.web.access import access
from app.web.auth.password_fields import REQUIRED, NewPasswordForm, put_faults, rules
from app.web.forms import Line, put_errors, refuse
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

bp = Blueprint("first_steps", __name__)
SET_UP_DONE = "set up"


class SetUpForm(NewPasswordForm):
    host = Line("主辦政府（機關）全銜", validators=[DataRequired(REQUIRED)])
    agency_name = Line("政風主辦機關全銜", validators=[DataRequired(REQUIRED)])
    agency_short_name = Line("政風主辦機關簡稱", limit=40, validators=[DataRequired(REQUIRED)])
    agency_code = Line("政風主辦機關代碼", limit=40, validators=[DataRequired(REQUIRED)])
    head_login = Line("帳號", limit=64, validators=[DataRequired(REQUIRED)])
    head_name = Line("姓名", limit=40, validators=[DataRequired(REQUIRED)])
    head_title = Line("職稱", limit=60)
    admin_login = Line("帳號", limit=64, validators=[DataRequired(REQUIRED)])
    admin_name = Line("姓名", limit=40, validators=[DataRequired(REQUIRED)])
    admin_title = Line("職稱", limit=60)


@bp.get("/invitation/<string:token>")
@access(public=True)
def invitation(token: str) -> ResponseReturnValue:
    user = _invited(token)
    if user is None:
        return render_template("auth/link_useless.html"), 404
    return render_template(
        "auth/invitation.html", form=NewPasswordForm(), user=user, token=token, rules=rules()
    )


@bp.post("/invitation/<string:token>")
@access(public=True)
def invitation_act(token: str) -> ResponseReturnValue:
    user = _invited(token)
    if user is None:
        return render_template("auth/link_useless.html"), 404
    form = NewPasswordForm()
    if form.validate():
        try:
            passwords.choose_by_link(
                db(), _hasher(), rules(), token, form.new_password.data, now=now(), today=today()
            )
        except PasswordRefused as refused:
            put_faults(form, refused)
        else:
            flash(MESSAGES["password_chosen"])
            return redirect(url_for("auth.sign_in"), 303)
    return refuse("auth/invitation.html", form, user=user, token=token, rules=rules())


@bp.get("/set-up/<string:token>")
@access(public=True)
def first_set_up(token: str) -> ResponseReturnValue:
    if not _set_up_open(token):
        return render_template("auth/link_useless.html"), 404
    chosen = settings()
    form = SetUpForm(
        host=chosen.institution,
        agency_name=chosen.institution + chosen.department,
        agency_short_name=chosen.department,
    )
    return render_template("auth/set_up.html", form=form, token=token, rules=rules())


@bp.post("/set-up/<string:token>")
@access(public=True)
def first_set_up_act(token: str) -> ResponseReturnValue:
    if not _set_up_open(token):
        return render_template("auth/link_useless.html"), 404
    form = SetUpForm()
    if form.validate():
        try:
            done = set_up.set_up(db(), _hasher(), rules(), token, _first(form), now=now(), today=today())
        except PasswordRefused as refused:
            put_faults(form, refused)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            link = url_for("first_steps.invitation", token=done.admin_token, _external=True)
            shown_once.keep(link, of=SET_UP_DONE)
            return redirect(url_for("first_steps.set_up_done"), 303)
    return refuse("auth/set_up.html", form, token=token, rules=rules())


@bp.get("/set-up-done")
@access(public=True)
def set_up_done() -> ResponseReturnValue:
    """Shows the administrator's invitation once; afterwards there is nothing here."""
    link = shown_once.take(of=SET_UP_DONE)
    if not link:
        return redirect(url_for("auth.sign_in"), 303)
    return render_template("auth/set_up_done.html", link=link)


def _invited(token: str) -> User | None:
    """Whose invitation this is, while it can be used."""
    found = links.find(db(), token)
    if found is None or found.kind is not LinkKind.INVITATION or found.used_at or found.expires_at <= now():
        return None
    user = db().get(User, found.user_id)
    return user if user and in_force(user, today()) else None


def _set_up_open(token: str) -> bool:
    found = links.find(db(), token)
    usable = (
        found is not None and found.kind is LinkKind.SET_UP and not found.used_at and found.expires_at > now()
    )
    return usable and not first_head.exists(db())


def _first(form: SetUpForm) -> FirstPeople:
    return FirstPeople(
        host=form.host.data,
        agency_code=form.agency_code.data,
        agency_name=form.agency_name.data,
        agency_short_name=form.agency_short_name.data,
        head=UserFields(form.head_login.data, form.head_name.data, form.head_title.data),
        head_password=form.new_password.data,
        admin=UserFields(form.admin_login.data, form.admin_name.data, form.admin_title.data),
    )


def _hasher() -> Hasher:
    found: Hasher = current_app.extensions["tracker"].hasher
    return found
