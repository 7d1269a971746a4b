"""A mail's link: how it looks, how long it lasts, why it no longer leads anywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.notices.notice import NoticeKind

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper
GROUPS, GROUP = 3, 4
VALID_FOR = timedelta(days=30)
KNOWN_FOR = timedelta(days=30)
"""How long a browser in which somebody signed in is known as his."""


class LinkEnd(StrEnum):
    EXPIRED = "expired"  # thirty days are over
    CLOSED = "closed"  # nothing is to be reported any more
    MOVED = "moved"  # another agency or another contact has it now


ENDS_WITH: dict[NoticeKind, LinkEnd] = {
    NoticeKind.RELEASED: LinkEnd.CLOSED,
    NoticeKind.CLOSED_OTHERWISE: LinkEnd.CLOSED,
    NoticeKind.REASSIGNED: LinkEnd.MOVED,
}
"""What ends the links that were mailed about a record before."""


def token_key(typed: str) -> str:
    """The form in which tokens are compared: somebody may copy one from paper."""
    return "".join(sign for sign in typed.upper() if sign in ALPHABET)


def end_of(ended: LinkEnd | None, expires_at: datetime, still_his: bool, now: datetime) -> LinkEnd | None:
    """Why a link leads nowhere; None while it does."""
    if ended is not None:
        return ended
    if not still_his:
        return LinkEnd.MOVED
    return LinkEnd.EXPIRED if expires_at <= now else None
