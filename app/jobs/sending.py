"""One worker's way with mails: claim some, mark before the text leaves, mark what came of it. Killed anywhere, nothing is lost."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.domain.notices.delivery import wait_after
from app.extensions.database import Database
from app.extensions.transaction import mark
from app.mail.message import Mail, Unwritable, as_bytes, plain
from app.mail.post import NotAccepted, Post, Unknown, Unreachable
from app.queries.notices import operation
from app.services.notices import delivering
from app.services.notices.delivering import LEASE, Parcel
from app.wording import mails

LOG = logging.getLogger("tracker.mail")
PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """試營運 as it stands while some mails are taken: None of them goes anywhere but to the test addresses."""

    on: bool
    addresses: tuple[str, ...]


class Sender:
    """`reveal`: puts the secret of a mail in its place, known only while it is sent. `clock`: the time now."""

    def __init__(
        self,
        database: Database,
        post: Post,
        *,
        sender: str,
        clock: Callable[[], datetime],
        reveal: Callable[[Parcel], str],
        lease: timedelta = LEASE,
    ) -> None:
        self.database, self.post, self.sender, self.clock = database, post, sender, clock
        self.reveal, self.lease = reveal, lease
        self.not_before: datetime | None = None
        self.trouble = ""
        self.stopping = False
        self.arrived: list[tuple[Parcel, datetime, bool]] = []

    def drain(self) -> int:
        """Send what is due, until nothing is or the server cannot be reached; returns how many were sent."""
        now = self.clock()
        if self.not_before is not None and now < self.not_before:
            return 0
        with self._marking() as connection:
            delivering.reap(connection, now=now)
        sent = 0
        while not self.stopping:
            with self._marking() as connection:
                on, addresses = operation.trial(connection)
                trial = Trial(on, plain(addresses))
                parcels = delivering.claim(connection, now=self.clock(), lease=self.lease)
            if not parcels:
                break
            try:
                self.post.open()
                sent += sum(self._one(parcel, trial) for parcel in parcels)
                self.not_before, self.trouble = None, ""
            except Unreachable as error:
                self._pause(error)
                break
            finally:
                with self._marking() as connection:
                    delivering.give_back(connection, parcels[0].token)
        return sent

    def _pause(self, error: Unreachable) -> None:
        """An outage costs no mail an attempt: it delays, it never loses."""
        self.not_before, self.trouble = self.clock() + PAUSE, str(error)[:500]
        LOG.warning("the mail server cannot be reached", extra={"answer": self.trouble})

    def _one(self, parcel: Parcel, trial: Trial) -> bool:
        if self.stopping:
            return False
        to = _addressees(parcel, trial)
        if not to:
            with self._marking() as connection:
                delivering.not_sent(connection, parcel, now=self.clock())
            return False
        text = self._bytes(parcel, to, trial)
        if text is None:
            return False
        try:
            handed = self.post.hand_over(self.sender, to, text, lambda: self._mark_text(parcel))
        except NotAccepted as refusal:
            self._not_accepted(parcel, refusal)
        except Unknown as error:
            with self._marking() as connection:
                delivering.lost(connection, parcel, answer=str(error)[:500])
        else:
            if handed:
                self.arrived.append((parcel, self.clock(), trial.on))
                return True
        return False

    @contextmanager
    def _marking(self) -> Iterator[Connection]:
        """One durable mark. That the mail before has arrived rides with it, so that a mail costs one commit, not two."""
        with mark(self.database) as connection:
            for parcel, at, on_trial in self.arrived:
                delivering.accepted(connection, parcel, now=at, trial=on_trial)
            yield connection
        self.arrived.clear()

    def _mark_text(self, parcel: Parcel) -> bool:
        with self._marking() as connection:
            return delivering.hand_over(connection, parcel, now=self.clock(), lease=self.lease)

    def _not_accepted(self, parcel: Parcel, refusal: NotAccepted) -> None:
        wait = None if refusal.for_good else wait_after(parcel.attempts + 1, random.random())  # noqa: S311
        if wait is None:
            self._refused(parcel, "refused" if refusal.for_good else "gave_up", refusal.answer)
            return
        with self._marking() as connection:
            delivering.later(connection, parcel, next_at=self.clock() + wait, answer=refusal.answer)

    def _refused(self, parcel: Parcel, problem: str, answer: str) -> None:
        with self._marking() as connection:
            delivering.refused(connection, parcel, now=self.clock(), problem=problem, answer=answer[:500])

    def _bytes(self, parcel: Parcel, to: tuple[str, ...], trial: Trial) -> bytes | None:
        """What no mail can carry is not tried again, and does not stand in the way of the others."""
        try:
            subject, body = parcel.subject, self.reveal(parcel)
            if trial.on:
                subject, body = mails.on_trial(subject, body, parcel.mailbox)
            mail = Mail(parcel.message_id, self.sender, to, subject, body)
            return as_bytes(mail, sender_name=mails.SYSTEM, now=self.clock())
        except Unwritable as error:
            self._refused(parcel, "unwritable", str(error))
        except Exception as error:
            LOG.exception("a mail could not be written", extra={"delivery": parcel.id})
            self._refused(parcel, "unwritable", str(error))
        return None


def _addressees(parcel: Parcel, trial: Trial) -> tuple[str, ...]:
    """In 試營運 the test addresses; but a secret only ever goes to whom it lets in, and only if he is one of them."""
    if not trial.on:
        return (parcel.mailbox,)
    if parcel.secret_nonce:
        known = {one.casefold() for one in trial.addresses}
        return (parcel.mailbox,) if parcel.mailbox.casefold() in known else ()
    return trial.addresses
