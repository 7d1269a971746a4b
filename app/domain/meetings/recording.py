"""現場登錄: one window writes at a time, by a lease; what the projector shows, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(seconds=30)
"""How long the right to write outlives the last sign of life of the window that has it."""


class ScreenMode(StrEnum):
    """The projector is off until switched on; then it follows every autosave, or only what the clerk saved by hand."""

    OFF = "off"
    SAVED = "saved"
    TYPING = "typing"


@dataclass(frozen=True, slots=True)
class Lease:
    """`window`: the browser window that may write; '' when none ever had the right."""

    window: str = ""
    until: datetime | None = None

    def is_free_for(self, window: str, now: datetime) -> bool:
        """May `window` write, or begin to, without taking the right away from another?"""
        return self.window in ("", window) or self.until is None or self.until < now


def renewed(window: str, now: datetime) -> Lease:
    return Lease(window, now + LEASE)
