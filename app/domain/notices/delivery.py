"""One mail on its way: its states, what moves it, how long it waits after a failure. The worker's SQL is made from this table."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class MailKind(StrEnum):
    NOTICE = "notice"  # at once, or held
    DIGEST = "digest"
    SIGN_IN_CODE = "sign_in_code"
    PASSWORD_LINK = "password_link"  # noqa: S105 — a kind of mail
    TEST = "test"


class DeliveryState(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"
    DATA = "data"  # durable before the text is handed over: from here on an outcome may stay unknown
    SENT = "sent"
    DEAD = "dead"
    UNCERTAIN = "uncertain"
    SUPERSEDED = "superseded"


class DeliveryEvent(StrEnum):
    CLAIM = "claim"
    GIVE_BACK = "give_back"  # nothing was tried, or the one who claimed it is gone
    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    DELAY = "delay"  # the mail server said: later
    REFUSE = "refuse"  # it said: never
    LOSE = "lose"  # nobody can know
    SUPERSEDE = "supersede"
    SEND_AGAIN = "send_again"  # a person decided
    TAKE_AS_SENT = "take_as_sent"  # a person decided


_S, _E = DeliveryState, DeliveryEvent

MOVES: dict[DeliveryEvent, tuple[frozenset[DeliveryState], DeliveryState]] = {
    _E.CLAIM: (frozenset({_S.PENDING}), _S.CLAIMED),
    _E.GIVE_BACK: (frozenset({_S.CLAIMED}), _S.PENDING),
    _E.HAND_OVER: (frozenset({_S.CLAIMED}), _S.DATA),
    # A worker that was held up learns the outcome after its lease has ended: what is known is no longer uncertain.
    _E.ACCEPT: (frozenset({_S.DATA, _S.UNCERTAIN}), _S.SENT),
    _E.DELAY: (frozenset({_S.CLAIMED, _S.DATA, _S.UNCERTAIN}), _S.PENDING),
    _E.REFUSE: (frozenset({_S.CLAIMED, _S.DATA, _S.UNCERTAIN}), _S.DEAD),
    _E.LOSE: (frozenset({_S.DATA}), _S.UNCERTAIN),
    _E.SUPERSEDE: (frozenset({_S.PENDING, _S.CLAIMED}), _S.SUPERSEDED),
    _E.SEND_AGAIN: (frozenset({_S.DEAD, _S.UNCERTAIN}), _S.PENDING),
    _E.TAKE_AS_SENT: (frozenset({_S.UNCERTAIN}), _S.SENT),
}
ENDS = frozenset({_S.SENT, _S.SUPERSEDED})

_WAITS = (30, 60, 120, 300, 600, 1800, 3600, 3600, 7200, 14400, 14400)
ATTEMPTS = len(_WAITS) + 1
"""So often a mail is tried, within some fourteen hours; an unreachable server costs no attempt."""


def wait_after(attempts: int, unevenness: float) -> timedelta | None:
    """How long a mail waits after this many failed attempts, some 20 % more or less so that not all come back at once.

    `unevenness`: from 0 to 1. None: it is not tried again.
    """
    if attempts >= ATTEMPTS:
        return None
    return timedelta(seconds=_WAITS[max(attempts, 1) - 1] * (0.8 + 0.4 * unevenness))
