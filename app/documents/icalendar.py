"""A calendar as a file other programs subscribe to: RFC 5545, written without a clock, so that the same events are the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

LONGEST_LINE = 75  # octets without the line's end, RFC 5545 §3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Taipei", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """`uid` stays, whatever changes; `stamp` and `sequence` come from the record. Without `starts` it is a whole day."""

    uid: str
    stamp: datetime
    day: date
    summary: str
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    url: str = ""
    sequence: int = 0


def icalendar(name: str, events: Iterable[Event]) -> bytes:
    """The whole file. The zone stands in it even without an event, since a calendar must have a component."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Integrity Meeting Tracker//ZH-TW", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", *_ZONE]  # fmt: skip
    for event in events:
        lines.extend(_event(event))
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    if event.starts is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART;TZID=Asia/Taipei:{event.day:%Y%m%d}T{event.starts:%H%M%S}"
        if event.ends is not None and event.ends > event.starts:
            yield f"DTEND;TZID=Asia/Taipei:{event.day:%Y%m%d}T{event.ends:%H%M%S}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _text(value: str) -> str:
    return _CONTROL.sub(" ", value.replace("\r\n", "\n")).translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """At most 75 octets a line, broken between characters; a line that goes on begins with a blank."""
    pieces, current = [], b""
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > LONGEST_LINE:
            pieces.append(current)
            current = b" "
        current += octets
    pieces.append(current)
    return b"".join(piece + b"\r\n" for piece in pieces)
