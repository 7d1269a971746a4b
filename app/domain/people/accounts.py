"""Accounts: the normal form of a login, kinds of one-time links, and when a grant works."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum

from app.domain.people.actor import Role

LOGIN_LIMIT = 200
"""Longer than any login can be; what is typed beyond tells nothing apart."""


class LinkKind(StrEnum):
    """What a one-time link is for."""

    SET_UP = "set_up"  # the first head, from the console
    INVITATION = "invitation"  # choose the first password
    DEMO_SIGN_IN = "demo_sign_in"  # demonstration only


def login_key(typed: str) -> str:
    """The form in which logins are compared: NFKC, case folded, outer blanks and what cannot be printed off, bounded."""
    printable = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isprintable())
    return printable.strip().casefold()[:LOGIN_LIMIT]


def needs_confirmation(role: Role, may_read_confidential: bool) -> bool:
    """A grant of officer, head or the confidential right works only after a head confirmed it (product 1a)."""
    return role in (Role.OFFICER, Role.HEAD) or may_read_confidential


def grant_works(
    *,
    today: date,
    from_on: date,
    to_on: date | None,
    role: Role,
    may_read_confidential: bool,
    confirmed: bool,
) -> bool:
    """Does a grant give its right today?"""
    in_time = from_on <= today and (to_on is None or today <= to_on)
    return in_time and (confirmed or not needs_confirmation(role, may_read_confidential))
