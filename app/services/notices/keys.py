"""Keys that were asked for become mails. Written by the worker, so that asking takes as long whether somebody has the mailbox or not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.notices.delivery import MailKind
from app.domain.notices.letter import House, Person
from app.domain.people.actor import CLOCK
from app.domain.people.mailed_keys import VALID_FOR, KeyKind
from app.models import Delivery, MailedKey, User
from app.services import audit
from app.services.notices import message_ids
from app.wording import mails

_KINDS = {KeyKind.SIGN_IN_CODE: MailKind.SIGN_IN_CODE, KeyKind.PASSWORD_LINK: MailKind.PASSWORD_LINK}


def compose_asked(session: Session, house: House, *, now: datetime) -> int:
    """Write the mails of the keys that still hold; the secret is put in when they are sent."""
    asked = session.scalars(
        select(MailedKey)
        .where(MailedKey.mailed_at.is_(None), MailedKey.user_id.is_not(None), MailedKey.expires_at > now)
        .order_by(MailedKey.id)
        .with_for_update(skip_locked=True)
    ).all()
    for key in asked:
        _compose(session, house, key, now)
    return len(asked)


def _compose(session: Session, house: House, key: MailedKey, now: datetime) -> None:
    user = session.get_one(User, key.user_id)
    person, minutes = Person(user.name, user.title), int(VALID_FOR[key.kind].total_seconds() // 60)
    write = mails.sign_in_code if key.kind is KeyKind.SIGN_IN_CODE else mails.password_link
    subject, body = write(person, house, minutes)
    session.add(
        Delivery(
            kind=_KINDS[key.kind], recipient_id=user.id, mailbox=user.email, subject=subject, body=body,
            secret_nonce=key.nonce, bundle=f"key {key.id}", message_id=message_ids.fresh(house), created_at=now, next_at=now,
        )
    )  # fmt: skip
    key.mailed_at = now
    session.flush()
    audit.record(session, CLOCK, f"send_{key.kind}", user, now=now, code=user.login)
