"""無聯絡人: an agency with open shares that no mail reaches (product 3.9)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from app.domain.notices.recipients import Seat


class MissingWhy(StrEnum):
    NO_SEAT = "no_seat"  # no contact's grant works today, or the accounts are out of force
    NO_MAILBOX = "no_mailbox"
    BOUNCED = "bounced"


def missing_why(seats: Collection[Seat], bounced: Collection[int]) -> MissingWhy | None:
    """Why nobody of these seats is reached; `bounced`: people whose mailbox refused the last mail. None: somebody is."""
    if not seats:
        return MissingWhy.NO_SEAT
    with_mailbox = [seat for seat in seats if seat.has_mailbox]
    if not with_mailbox:
        return MissingWhy.NO_MAILBOX
    return MissingWhy.BOUNCED if all(seat.person_id in bounced for seat in with_mailbox) else None
