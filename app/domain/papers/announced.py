"""改期通知: was another day announced than the one that holds now? From the letters and the changes of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DayChange:
    """The day was changed at `at`; `before` None when it was open then."""

    at: datetime
    before: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The notice of now is one of a change: the day announced last, and why it was changed."""

    instead_of: date
    reason: str


def moved(letters: Sequence[datetime], changes: Sequence[DayChange], day: date | None) -> Moved | None:
    """`letters`: when notices of the meeting were entered; `changes` in their order. None while what was announced holds."""
    announced = [at for at in letters if changes and at < changes[-1].at]
    if not announced:
        return None
    since = [change for change in changes if change.at > max(announced)]
    before = next((change.before for change in since if change.before), None)
    if before is None or before == day:
        return None
    return Moved(before, next((change.reason for change in reversed(since) if change.reason), ""))
