"""/feed/<secret>.ics, the .ics of a month and of one meeting: calendars for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.documents.icalendar import Event, icalendar
from app.domain.confidentiality import without_confidential_right
from app.domain.errors import Absent
from app.domain.insight.calendar import Entry, by_day, read_shown
from app.domain.people.actor import Actor
from app.domain.people.rights import Right
from app.queries.insight.calendar import entries, meeting_entry
from app.queries.meetings.found import find_meeting
from app.queries.office_calendar import calendar_in_force
from app.queries.people.signed_in import actor_of
from app.services.people import calendar_feeds
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight.calendar import READERS, asked, bp, span_of
from app.web.insight.entry_pages import page_of
from app.web.settings import settings
from app.web.transaction import db, today
from app.wording.calendar import FEED_NAME, feed_line, period

__all__ = ["bp"]

TYPE = "text/calendar; charset=utf-8"
NAMELESS_HOST = "integrity-meeting-tracker"


@bp.get("/feed/<string:token>.ics")
@access(public=True)
def feed(token: str) -> ResponseReturnValue:
    """Whoever holds the secret reads it, without a cookie: this year and the next; never a 密 case, and no person."""
    user = calendar_feeds.owner(db(), token, today())
    if user is None:
        raise Absent
    reader = without_confidential_right(actor_of(db(), user, today()))
    first, last = date(today().year, 1, 1), date(today().year + 1, 12, 31)
    found = by_day(entries(db(), reader, span_of(first, last, calendar_in_force(db()))))
    events = (_event(one, reader) for of_day in found.values() for one in of_day)
    return _file(FEED_NAME, events, "calendar")


@bp.get("/calendar/<string:at>.ics")
@access(*READERS)
def file(at: str) -> ResponseReturnValue:
    """A month or a year as the calendar shows it, without 密 cases: a file goes where nobody notes who reads it."""
    shown = read_shown(at)
    if shown is None:
        raise Absent
    reader = without_confidential_right(actor())
    span = span_of(shown.first, shown.last, calendar_in_force(db()))
    found = by_day(asked().entries(reader, span))
    events = [_event(one, reader) for of_day in found.values() for one in of_day]
    return _file(f"{FEED_NAME} {period(shown)}", events, f"calendar-{shown}")


@bp.get("/meetings/<string:slug>/meeting.ics")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def meeting(slug: str) -> ResponseReturnValue:
    """One meeting, for whoever sees it."""
    found = find_meeting(db(), actor(), slug)
    if found.meeting.held_on is None:
        raise Absent
    entry = meeting_entry(found.meeting, found.meeting.committee)
    return _file(found.meeting.title, [_event(entry, actor())], found.address)


def _event(one: Entry, reader: Actor) -> Event:
    outside = settings().public_url
    path = page_of(one, reader) if outside else ""
    return Event(
        uid=f"{one.key}@{urlsplit(outside).hostname or NAMELESS_HOST}",
        stamp=one.made_at,
        day=one.day,
        summary=feed_line(one.kind, one.title),
        starts=one.starts,
        ends=one.ends,
        place=one.place,
        url=f"{outside}{path}" if path else "",
        sequence=one.changes,
    )


def _file(name: str, events: Iterable[Event], filename: str) -> ResponseReturnValue:
    """With a tag of its bytes: what has not changed is not sent again."""
    response = Response(icalendar(name, events), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
