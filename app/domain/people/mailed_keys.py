"""What goes to a registered mailbox to let its owner in: six digits, or a link. Derived from the program's key, so it is stored nowhere."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from app.domain.people.actor import Grant, Role


class KeyKind(StrEnum):
    SIGN_IN_CODE = "sign_in_code"
    PASSWORD_LINK = "password_link"  # noqa: S105 — a kind of key


VALID_FOR = {KeyKind.SIGN_IN_CODE: timedelta(minutes=10), KeyKind.PASSWORD_LINK: timedelta(minutes=30)}
DIGITS = 6
ASKED_WITHIN = timedelta(minutes=10)
PER_MAILBOX, PER_BOTH, PER_ADDRESS = 10, 3, 200
"""So many keys may be asked for within `ASKED_WITHIN`: for one mailbox, for one from the same address, from one address."""
_BY_CODE = frozenset((Role.CONTACT, Role.SUPERVISOR))


def code_of(key: str, nonce: str) -> str:
    """The six digits that belong to a nonce."""
    number = int.from_bytes(_mac(key, f"code {nonce}")[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}}"


def token_of(key: str, nonce: str) -> str:
    """The token of a link that belongs to a nonce: 256 bits."""
    return _mac(key, f"link {nonce}").hex()


def same(one: str, other: str) -> bool:
    """Compared without telling by the time it takes where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def mailbox_key(typed: str) -> str:
    """The form in which mailboxes are compared."""
    return typed.strip().casefold()[:320]


def may_sign_in_by_code(grants: Iterable[Grant]) -> bool:
    """Contacts and supervisors, and only who is nothing else: a stronger role asks for its password."""
    roles = {grant.role for grant in grants}
    return bool(roles) and roles <= _BY_CODE


def _mac(key: str, text: str) -> bytes:
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
