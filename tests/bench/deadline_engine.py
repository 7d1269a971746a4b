"""Figure: the engine's deadlines against the second implementation's month arithmetic alone."""

import random
import time
from datetime import date, timedelta

from app.domain.duties.declarations import deadline
from app.domain.office_calendar import OfficeCalendar
from app.services.office_calendar import SHIPPED, read_file
from app.wording.declarations import TYPES
from tests.domain.duties.second import MONTHS, months_on

_SEED = 20261127
DATES = 500
ROUNDS = 200


def measure() -> tuple[float, float]:
    """Return (ours, floor) in seconds for the same random events: the quickest of interleaved rounds, for these are microseconds."""
    chance = random.Random(_SEED)
    kinds = list(MONTHS)
    events = [
        (chance.choice(kinds), date(2024, 1, 1) + timedelta(days=chance.randrange(1400)))
        for _ in range(DATES)
    ]
    asked = [(TYPES[kind], MONTHS[kind], day) for kind, day in events]
    calendar = _calendar()
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for kind, _, day in asked:
            deadline(kind, day, calendar)
        between = time.perf_counter()
        for _, months, day in asked:
            months_on(day, months)
        ours.append(between - started)
        floor.append(time.perf_counter() - between)
    return min(ours), min(floor)


def _calendar() -> OfficeCalendar:
    drafts = [read_file(path.name, path.read_bytes()).draft for path in sorted(SHIPPED.glob("*.csv"))]
    days = {day: special for draft in drafts for day, special in draft.days.items()}
    return OfficeCalendar(frozenset(draft.year for draft in drafts if draft.year), days)
