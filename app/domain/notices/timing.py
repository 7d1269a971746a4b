"""When a mail leaves: at once, held for ten minutes, or with the day's digest."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.notices.on_action import Timing

TAIPEI = ZoneInfo("Asia/Taipei")
DIGEST_AT = time(9)
HELD_FOR = timedelta(minutes=10)
DIGEST = "digest "


def leaves_at(timing: Timing, now: datetime) -> datetime:
    """When what is written `now` is to leave."""
    if timing is Timing.DIGEST:
        return next_digest(now)
    return now + HELD_FOR if timing is Timing.HELD else now


def digest_of(at: datetime) -> str:
    """The bundle of the day's mail in which what leaves then is a line."""
    return f"{DIGEST}{at.astimezone(TAIPEI).date().isoformat()}"


def next_digest(now: datetime) -> datetime:
    """The next nine o'clock in Taipei; what is written at nine sharp waits for the next day."""
    local = now.astimezone(TAIPEI)
    today = datetime.combine(local.date(), DIGEST_AT, TAIPEI)
    return today if local < today else today + timedelta(days=1)
