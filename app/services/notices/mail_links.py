"""/r/<token>: made with the mail that carries it. The token stands in the mail only."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.notices.delivery import MailKind
from app.domain.notices.letter import HOME, House, Person
from app.domain.notices.mail_link import ALPHABET, GROUP, GROUPS, VALID_FOR, LinkEnd, token_key
from app.domain.notices.timing import TAIPEI
from app.domain.people.actor import CLOCK
from app.models import Delivery, MailLink, Reminder, User
from app.queries.notices import recipients
from app.queries.people.signed_in import in_force
from app.services import audit
from app.services.notices import message_ids
from app.services.people.sessions import hash_token
from app.wording import mails


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


def find(session: Session, token: str) -> MailLink | None:
    """The link of this token, ended ones too."""
    return session.scalars(
        select(MailLink).where(MailLink.token_hash == hash_token(token_key(token)))
    ).one_or_none()


def new_token() -> str:
    """8F3K-2QXM-4TZW: with some 59 bits more than anybody can try, and no key by itself."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def heir(session: Session, link: MailLink, end: LinkEnd, *, today: date) -> User | None:
    """Who would get a new link: its person, or where it has moved the agency's present contact. Nobody for what is closed."""
    if end is LinkEnd.CLOSED:
        return None
    user = session.get_one(User, link.user_id)
    if end is LinkEnd.MOVED:
        if link.ended is LinkEnd.MOVED or link.for_agency_id is None:
            return None  # another agency's now: it was mailed to them
        found = recipients.of_agencies(session, [link.for_agency_id], today=today)
        user = session.get_one(User, found[link.for_agency_id]) if found else user
    return user if user.email and in_force(user, today) else None


def renew(session: Session, link: MailLink, user: User, house: House, *, now: datetime) -> None:
    """Mail a new link to the same page; at most one a day for each old one."""
    bundle = f"link {link.id} {now.astimezone(TAIPEI).date().isoformat()}"
    again = select(Delivery.id).where(Delivery.recipient_id == user.id, Delivery.bundle == bundle)
    if session.scalar(again) is not None or not house.address:
        return
    token = new_token()
    subject, body = mails.new_link(Person(user.name, user.title), house, f"{house.address}/r/{token}")
    delivery = Delivery(
        kind=MailKind.NOTICE, recipient_id=user.id, mailbox=user.email, subject=subject, body=body, bundle=bundle,
        message_id=message_ids.fresh(house), created_at=now, next_at=now,
    )  # fmt: skip
    session.add(delivery)
    session.flush()
    session.add(
        MailLink(
            token_hash=hash_token(token_key(token)), user_id=user.id, delivery_id=delivery.id, path=link.path,
            thing=link.thing, thing_id=link.thing_id, for_agency_id=link.for_agency_id, created_at=now,
            expires_at=now + VALID_FOR,
        )
    )  # fmt: skip
    session.flush()
    audit.record(session, CLOCK, "send_new_link", user, now=now, code=user.login)
