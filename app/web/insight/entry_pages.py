"""Which page an entry of the calendar leads to."""

from __future__ import annotations

from typing import Any

from flask import url_for

from app.domain.insight.calendar import Entry, EntryKind
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_digits

_OF_YEAR = {
    EntryKind.PLANNED: "agency_meetings.supervision",
    EntryKind.DECLARATION: "duties.tallies",
    EntryKind.AUTHORISATION: "duties.authorisation",
}


def page_of(entry: Entry, actor: Actor) -> str:
    """'' where this person has none."""
    if entry.kind is EntryKind.DECLARATION and not has(actor, Right.READ_TALLIES):
        return ""
    if entry.kind in _OF_YEAR:
        return url_for(_OF_YEAR[entry.kind], year=entry.address)
    if entry.kind is EntryKind.SHARE:
        return _of_shares(entry)
    if entry.kind is EntryKind.MEETING:
        return url_for("meetings.page", slug=entry.address)
    if entry.kind is EntryKind.HELD:
        return url_for("agency_meetings.one", address=entry.address)
    if entry.kind is EntryKind.DUTY:
        return url_for("duties.occurrence", occurrence_id=entry.address)
    return url_for("tracking.items")


def _of_shares(entry: Entry) -> str:
    """One share, one item, or the list of all that fall due on the day."""
    if not entry.address:
        day = roc_digits(entry.day)
        between: dict[str, Any] = {"from": day, "due": day}
        return url_for("tracking.assignments", state="open", **between)
    if entry.shares == 1:
        return url_for("tracking.assignment", code=entry.address)
    return url_for("tracking.item", code=entry.address)
