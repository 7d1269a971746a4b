"""Times of day as officials type them: 14:00, 1400, １４：００, 下午2時, 下午2時30分, 下午2:30."""

from __future__ import annotations

import re
from datetime import time

from app.domain.errors import Invalid
from app.domain.numerals import to_half_digits

_FORMS = (
    re.compile(r"(?P<half>上午|下午|中午|晚上)?(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})"),
    re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})"),
    re.compile(
        r"(?P<half>上午|下午|中午|晚上)?(?P<hour>[0-9]{1,2})[時點](?:(?P<minute>[0-9]{1,2})分|(?P<thirty>半)|整)?"
    ),
)
AFTERNOON = ("下午", "晚上")


def parse_time(text: str) -> time:
    """What was typed as a time of day. Invalid `time_unreadable` otherwise."""
    typed = "".join(to_half_digits(text).split())
    for form in _FORMS:
        if found := form.fullmatch(typed):
            parts = found.groupdict()
            minute = 30 if parts.get("thirty") else int(parts.get("minute") or 0)
            hour = int(parts["hour"]) + (
                12 if parts.get("half") in AFTERNOON and int(parts["hour"]) < 12 else 0
            )
            if hour < 24 and minute < 60:
                return time(hour, minute)
    raise Invalid("time_unreadable")
