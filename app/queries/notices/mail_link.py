"""The link a mail carried, and whether it still leads its person anywhere."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.notices.mail_link import LinkEnd, end_of
from app.domain.people.mailed_keys import may_sign_in_by_code
from app.models import MailLink, User
from app.queries.people.signed_in import actor_of, in_force


def end(session: Session, link: MailLink, *, now: datetime, today: date) -> LinkEnd | None:
    """Why it leads nowhere: thirty days are over, nothing is to be reported, or somebody else has it now."""
    user = session.get_one(User, link.user_id)
    grants = actor_of(session, user, today).grants
    his = in_force(user, today) and (
        link.for_agency_id is None or any(grant.agency_id == link.for_agency_id for grant in grants)
    )
    return end_of(link.ended, link.expires_at, his, now)


def lets_in(session: Session, link: MailLink, *, today: date) -> bool:
    """May its person come in by a code? Who is more than contact or supervisor asks with a password."""
    user = session.get_one(User, link.user_id)
    return bool(user.email) and may_sign_in_by_code(actor_of(session, user, today).grants)
