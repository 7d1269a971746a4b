"""A wrong password is counted after the answer, in a transaction of its own: the refused request leaves nothing else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.services.people import signing_in
from app.services.people.signing_in import Lock
from app.web import side_notes
from app.web.settings import settings
from app.web.transaction import now


def note_failure(login: str) -> None:
    """One more failure of this login, known or not."""
    lock, at = Lock(settings().lockout_failures, settings().lockout_minutes), now()

    def note(session: Session) -> None:
        signing_in.failed(session, login, now=at, lock=lock)

    side_notes.add(note)
