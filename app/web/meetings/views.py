"""Every page of meetings, gathered under the blueprint."""

from __future__ import annotations

from app.web.meetings import (
    acting,
    arranging,
    cases,
    checking,
    item_files,
    listing,
    live,
    minutes,
    minutes_replies,
    numbered_copies,
    page,
    people,
    recusals,
    remarks,
    screen,
    timing,
)
from app.web.meetings.blueprint import bp

__all__ = [
    "acting",
    "arranging",
    "bp",
    "cases",
    "checking",
    "item_files",
    "listing",
    "live",
    "minutes",
    "minutes_replies",
    "numbered_copies",
    "page",
    "people",
    "recusals",
    "remarks",
    "screen",
    "timing",
]
