"""The check that a page showed the record as it still is."""

from __future__ import annotations

from app.domain.errors import ChangedSinceSeen
from app.models.base import Versioned


def check_seen(thing: Versioned, seen_version: int | None) -> None:
    """Raise `ChangedSinceSeen` when the page (or script) saw another version than the one stored now."""
    if thing.version != seen_version:
        raise ChangedSinceSeen(thing)
