"""Keys that go to a registered mailbox: asked for by anybody, useful to its owner. The answer is the same whoever asks for whom."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotNow
from app.domain.notices.notice import Notice
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.mailed_keys import (
    ASKED_WITHIN,
    PER_ADDRESS,
    PER_BOTH,
    PER_MAILBOX,
    VALID_FOR,
    KeyKind,
    code_of,
    mailbox_key,
    may_sign_in_by_code,
    same,
    token_of,
)
from app.domain.people.passwords import PasswordRules
from app.models import MailedKey, User
from app.queries.people.signed_in import actor_of, in_force
from app.services import audit
from app.services.people import links, passwords, sessions, signing_in
from app.services.people.sessions import hash_token
from app.services.people.signing_in import Hasher


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: the mailbox typed, from which network address."""

    mailbox: str
    address: str


def throttle_of(mailbox: str) -> str:
    """Under which name wrong codes of a mailbox are counted, known or not."""
    return f"code {hash_token(mailbox_key(mailbox))[:40]}"


def ask_code(session: Session, asked: Asked, *, now: datetime, today: date) -> str:
    """A code for this mailbox, where a contact or supervisor has it; returns the token of the browser that asked.

    NotNow: asked_too_often.
    """
    user = _owner(session, asked.mailbox, today)
    if user is not None and not may_sign_in_by_code(actor_of(session, user, today).grants):
        user = None
    token = secrets.token_urlsafe(32)
    _ask(session, KeyKind.SIGN_IN_CODE, asked, user, token, secrets.token_urlsafe(24), now)
    return token


def ask_password_link(session: Session, key: str, asked: Asked, *, now: datetime, today: date) -> None:
    """A link to choose a new password, where somebody has this mailbox. NotNow: asked_too_often."""
    nonce = secrets.token_urlsafe(24)
    user = _owner(session, asked.mailbox, today)
    _ask(session, KeyKind.PASSWORD_LINK, asked, user, token_of(key, nonce), nonce, now)


def enter_code(session: Session, key: str, token: str, typed: str, *, now: datetime, today: date) -> User:
    """The person whose code this is; it is used up. Invalid: code_wrong, whatever is wrong. The caller counts failures."""
    row = session.scalars(
        select(MailedKey)
        .where(MailedKey.token_hash == hash_token(token), MailedKey.kind == KeyKind.SIGN_IN_CODE)
        .with_for_update()
    ).one_or_none()
    digits = "".join(sign for sign in typed if sign.isdecimal())
    right = same(code_of(key, row.nonce if row else ""), _ascii(digits))
    holds = row is not None and row.user_id is not None and row.used_at is None and row.expires_at > now
    if row is None or not right or not holds:
        raise Invalid("code_wrong", "code")
    user = session.get_one(User, row.user_id)
    actor = actor_of(session, user, today)
    if not in_force(user, today) or not may_sign_in_by_code(actor.grants):
        raise Invalid("code_wrong", "code")
    row.used_at = now
    session.flush()
    return user


def find_link(session: Session, token: str, *, now: datetime) -> MailedKey | None:
    """A link that may still be used."""
    row = session.scalars(
        select(MailedKey).where(
            MailedKey.token_hash == hash_token(token), MailedKey.kind == KeyKind.PASSWORD_LINK
        )
    ).one_or_none()
    usable = row is not None and row.user_id is not None and row.used_at is None and row.expires_at > now
    return row if usable else None


def reset_password(
    session: Session,
    hasher: Hasher,
    rules: PasswordRules,
    token: str,
    password: str,
    *,
    now: datetime,
    today: date,
) -> User:
    """Use the link up, set the password, end every session; nobody is signed in by it, and the owner is told by mail.

    NotNow: link_unknown, user_disabled; PasswordRefused.
    """
    row = session.scalars(
        select(MailedKey).where(MailedKey.token_hash == hash_token(token)).with_for_update()
    ).one_or_none()
    if row is None or row.kind is not KeyKind.PASSWORD_LINK or row.user_id is None:
        raise NotNow("link_unknown")
    if row.used_at is not None:
        raise NotNow("link_used")
    if row.expires_at <= now:
        raise NotNow("link_expired")
    user = session.get_one(User, row.user_id)
    if not in_force(user, today):
        raise NotNow("user_disabled")
    row.used_at = now
    actor = Actor(ActorKind.PERSON, user.name, user.id)
    passwords.store(session, hasher, rules, user, password, now=now, today=today)
    sessions.end_all(session, actor, user, now=now)
    links.revoke_for(session, user, LinkKind.INVITATION, now=now)
    signing_in.succeeded(session, user.login)
    audit.record(
        session, actor, "reset_password", user, now=now, code=user.login, notice=Notice(person_id=user.id)
    )
    return user


def _owner(session: Session, mailbox: str, today: date) -> User | None:
    """Whose registered mailbox this is; nobody's where two share it."""
    found = session.scalars(select(User).where(func.lower(User.email) == mailbox_key(mailbox)).limit(2)).all()
    return found[0] if len(found) == 1 and in_force(found[0], today) else None


def _ask(
    session: Session, kind: KeyKind, asked: Asked, user: User | None, token: str, nonce: str, now: datetime
) -> None:
    mailbox = hash_token(mailbox_key(asked.mailbox))
    since = now - ASKED_WITHIN
    recent = select(func.count()).where(MailedKey.created_at > since)
    of_mailbox, of_address = MailedKey.mailbox_hash == mailbox, MailedKey.address == asked.address
    limits = (
        (recent.where(of_mailbox, MailedKey.kind == kind), PER_MAILBOX),
        (recent.where(of_mailbox, of_address, MailedKey.kind == kind), PER_BOTH),
        (recent.where(of_address), PER_ADDRESS),
    )
    if any((session.scalar(asked_for) or 0) >= most for asked_for, most in limits):
        raise NotNow("asked_too_often", minutes=ASKED_WITHIN // timedelta(minutes=1))
    session.add(
        MailedKey(
            kind=kind, token_hash=hash_token(token), nonce=nonce, user_id=user.id if user else None,
            mailbox_hash=mailbox, address=asked.address, created_at=now, expires_at=now + VALID_FOR[kind],
        )
    )  # fmt: skip
    session.flush()


def _ascii(digits: str) -> str:
    """Full-width digits are the same digits."""
    return "".join(str(int(sign)) for sign in digits)
