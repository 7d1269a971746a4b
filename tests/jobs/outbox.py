"""Mails in the outbox, arranged without the verbs that would have written them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.domain.notices.notice import NoticeKind
from app.models import MailOperation, Reminder, User


def people(session: Session, mailboxes: Iterable[str], now: datetime, prefix: str = "m") -> list[int]:
    """A person for each mailbox."""
    rows = [
        {"login": f"{prefix}{number}", "name": f"收件人{number}", "email": mailbox, "created_at": now}
        for number, mailbox in enumerate(mailboxes)
    ]
    return list(session.scalars(insert(User).returning(User.id, sort_by_parameter_order=True), rows))


def remind(session: Session, recipients: Iterable[int], now: datetime, *, bundle: str = "dispatched") -> None:
    """One line each, due a minute ago."""
    rows = [
        {
            "rule": NoticeKind.DISPATCHED, "thing": "assignments", "thing_id": number, "occurrence": now.isoformat(),
            "recipient_id": recipient, "bundle": f"{bundle} {now.isoformat()}", "code": f"114-1-3-{number}",
            "scheduled_for": now - timedelta(minutes=1), "path": f"/assignments/114-1-3-{number}",
            "facts": {"title": "每年至少召開1次機關廉政會報", "due_on": "2026-12-31"}, "created_at": now,
        }
        for number, recipient in enumerate(recipients, 1)
    ]  # fmt: skip
    session.execute(insert(Reminder), rows)


def in_earnest(session: Session, *, trial: bool = False, to: tuple[str, ...] = ()) -> None:
    """Out of 試營運, or in it with these test addresses."""
    session.execute(update(MailOperation).values(trial=trial, test_addresses=list(to)))
