"""/r/<token>: made with the mail that carries it. The token stands in the mail only."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.notices.letter import HOME
from app.domain.notices.mail_link import ALPHABET, GROUP, GROUPS, VALID_FOR, token_key
from app.models import Delivery, MailLink, Reminder
from app.services.people.sessions import hash_token


def make(
    session: Session, delivery: Delivery, rows: Sequence[Reminder], token: str, path: str, *, now: datetime
) -> None:
    """Remember for whom the mail's link is, and where it leads."""
    things = {(row.thing, row.thing_id) for row in rows}
    thing, thing_id = things.pop() if len(things) == 1 else ("", None)
    agencies = {row.for_agency_id for row in rows}
    session.add(
        MailLink(
            token_hash=hash_token(token_key(token)), user_id=delivery.recipient_id, delivery_id=delivery.id, path=path or HOME,
            thing=thing, thing_id=thing_id, for_agency_id=agencies.pop() if len(agencies) == 1 else None,
            created_at=now, expires_at=now + VALID_FOR,
        )
    )  # fmt: skip
    session.flush()


def new_token() -> str:
    """8F3K-2QXM-4TZW: with some 59 bits more than anybody can try, and no key by itself."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
