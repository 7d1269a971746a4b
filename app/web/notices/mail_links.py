"""/r/<token>: the way in from a mail. A scanner may open it as often as it likes: only a button acts, and only for the person meant."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotNow
from app.domain.notices.letter import House
from app.domain.notices.mail_link import LinkEnd
from app.models import MailLink, User
from app.queries.notices import mail_link as links
from app.queries.notices import operation
from app.services.notices import mail_links
from app.services.people import mailed_keys
from app.services.people.mailed_keys import Asked
from app.web.access import access
from app.web.auth import known_browser
from app.web.auth.by_mail import ASKED, masked
from app.web.auth.session import current_actor
from app.web.auth.views import enter as sign_in
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.refusals import sentence

bp = Blueprint("mail_links", __name__)
PAGE = "notices/mail_link.html"


@bp.get("/r/<string:token>")
@access(public=True)
def entrance(token: str) -> ResponseReturnValue:
    link = mail_links.find(db(), token)
    if link is None:
        return render_template("auth/link_useless.html"), 404
    if (refused := _ended(link, token)) is not None:
        return refused
    actor = current_actor()
    if actor is not None and actor.person_id == link.user_id:
        return redirect(link.path, 303)
    if actor is not None:
        return render_template(PAGE, way="another"), 403
    return render_template(PAGE, **_way(link, token))


@bp.post("/r/<string:token>")
@access(public=True)
def enter(token: str) -> ResponseReturnValue:
    """In a known browser: signed in and there. Else the code goes to the registered mailbox."""
    link = mail_links.find(db(), token)
    if link is None:
        return render_template("auth/link_useless.html"), 404
    if (refused := _ended(link, token)) is not None:
        return refused
    way = _way(link, token)
    user = db().get_one(User, link.user_id)
    if way["way"] == "known":
        return sign_in(user, link.path, [], by="sign_in_by_known_browser")
    if way["way"] == "password":
        return redirect(url_for("auth.sign_in", next=link.path), 303)
    try:
        asked = mailed_keys.ask_code(
            db(), Asked(user.email, request.remote_addr or ""), now=now(), today=today()
        )
    except NotNow as refusal:
        way["refusal"] = sentence(refusal.code, **refusal.facts)
        return render_template(PAGE, **way), 429
    session[ASKED] = [asked, user.email, link.path]
    return redirect(url_for("by_mail.code"), 303)


@bp.post("/r/<string:token>/new")
@access(public=True)
def renew(token: str) -> ResponseReturnValue:
    """A new link, to whoever is written to now; the same answer however often it is asked for."""
    link = mail_links.find(db(), token)
    end = links.end(db(), link, now=now(), today=today()) if link else None
    if link is None or end not in (LinkEnd.EXPIRED, LinkEnd.MOVED):
        return render_template("auth/link_useless.html"), 404
    user = mail_links.heir(db(), link, end, today=today())
    if user is None:
        return render_template("auth/link_useless.html"), 404
    chosen = settings()
    house = House(f"{chosen.institution}{chosen.department}", chosen.department_phone, chosen.public_url)
    mail_links.renew(db(), link, user, house, now=now())
    return render_template("notices/mail_link_renewed.html", mailbox=masked(user.email))


def _ended(link: MailLink, token: str) -> ResponseReturnValue | None:
    """The page that says why the link leads nowhere; None while it does."""
    if not operation.current(db()).links:
        return render_template("notices/mail_link_ended.html", end=None, mailbox="", token=token), 410
    end = links.end(db(), link, now=now(), today=today())
    if end is None:
        return None
    heir = mail_links.heir(db(), link, end, today=today())
    mailbox = masked(heir.email) if heir is not None else ""
    return render_template("notices/mail_link_ended.html", end=end, mailbox=mailbox, token=token), 410


def _way(link: MailLink, token: str) -> dict[str, str]:
    """How its person comes in from this browser."""
    user = db().get_one(User, link.user_id)
    shown = {"token": token, "path": link.path, "mailbox": masked(user.email)}
    if not links.lets_in(db(), link, today=today()):
        return {**shown, "way": "password"}
    known = known_browser.person()
    return {**shown, "way": "known" if known is not None and known.id == user.id else "code"}
