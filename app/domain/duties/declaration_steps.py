"""How a declaration's dates come about: the steps of the reckoning as facts, and every counted day. Wording makes sentences of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.duties.declarations import (
    PRESENT_FORM_SINCE,
    USUAL,
    BaseDay,
    Deadline,
    DeclarationType,
    OpenRule,
    Readings,
    base_day,
    months_of,
    rolls_over,
)
from app.domain.office_calendar import ONE_DAY, OfficeCalendar, is_working_day


class StepKind(StrEnum):
    RULE = "rule"  # which declaration, within what time
    ACTING_COMPLETE = "acting_complete"  # when three months of acting are complete
    FIRST_DAY = "first_day"  # the day of the event is not counted
    END = "end"  # why the period ends where it does
    WINDOW = "window"  # the yearly window
    NO_ROLL = "no_roll"  # the last day is worked
    ROLLED = "rolled"  # the last day is off
    NOT_ROLLED = "not_rolled"  # the last day is off, and the reading chosen does not roll
    NO_CALENDAR = "no_calendar"
    BASE_DAY = "base_day"
    OPEN_RULE = "open_rule"  # a reading that somebody may dispute
    BEFORE_PRESENT_FORM = "before_present_form"


@dataclass(frozen=True, slots=True)
class Step:
    """`facts`: what the sentence of this kind names."""

    kind: StepKind
    facts: dict[str, object]


@dataclass(frozen=True, slots=True)
class CountedDay:
    """`number`: the how-manieth day of the period; None for days a roll-over adds."""

    number: int | None
    day: date
    is_off: bool
    note: str


def steps(found: Deadline, calendar: OfficeCalendar, readings: Readings = USUAL) -> list[Step]:
    """The reckoning of one deadline, in order."""
    return [Step(kind, facts) for kind, facts in _steps(found, calendar, readings)]


def _steps(
    found: Deadline, calendar: OfficeCalendar, readings: Readings
) -> Iterator[tuple[StepKind, dict[str, object]]]:
    if min(found.event_date, found.duty_date) < PRESENT_FORM_SINCE:
        yield StepKind.BEFORE_PRESENT_FORM, {"since": PRESENT_FORM_SINCE}
    yield StepKind.RULE, {"type": found.type, "event": found.event_date, "months": months_of(found.type)}
    if found.type in (DeclarationType.ACTING, DeclarationType.CONCURRENT):
        yield StepKind.ACTING_COMPLETE, {"event": found.event_date, "duty": found.duty_date}
    if found.period is None:
        yield StepKind.WINDOW, {"start": found.window_start, "end": found.statutory_end}
    else:
        yield StepKind.FIRST_DAY, {"duty": found.duty_date, "first": found.period.first}
        yield (
            StepKind.END,
            {
                "rule": found.period.rule,
                "first": found.period.first,
                "end": found.statutory_end,
                "months": months_of(found.type),
                "days": (found.statutory_end - found.duty_date).days,
            },
        )
    yield from _roll(found, calendar, readings)
    yield StepKind.BASE_DAY, {"rule": base_day(found.type), "event": found.event_date}
    for rule in open_rules_of(found, calendar):
        yield StepKind.OPEN_RULE, {"rule": rule, "usual": rule not in readings}


def _roll(
    found: Deadline, calendar: OfficeCalendar, readings: Readings
) -> Iterator[tuple[StepKind, dict[str, object]]]:
    end = found.statutory_end
    if is_working_day(calendar, end):
        yield StepKind.NO_ROLL, {"end": end}
    elif rolls_over(found.type, readings):
        special = calendar.days.get(end)
        yield (
            StepKind.ROLLED,
            {"end": end, "last": found.last_legal_day, "note": special.note if special else ""},
        )
    else:
        yield StepKind.NOT_ROLLED, {"end": end}
    if found.years_missing:
        yield StepKind.NO_CALENDAR, {"years": found.years_missing}


def open_rules_of(found: Deadline, calendar: OfficeCalendar) -> list[OpenRule]:
    """The open rules that had a part in these dates."""
    rules = []
    if not is_working_day(calendar, found.statutory_end):
        periodic = found.type is DeclarationType.PERIODIC
        rules.append(OpenRule.PERIODIC_ROLL_OVER if periodic else OpenRule.ROLL_OVER)
    if found.type in (DeclarationType.ACTING, DeclarationType.CONCURRENT):
        rules.append(OpenRule.ACTING_COMPLETE)
    if base_day(found.type) is BaseDay.EVENT:
        rules.append(OpenRule.LEAVING_DAY)
    return rules


def counted_days(found: Deadline, calendar: OfficeCalendar) -> list[CountedDay]:
    """Every day from the first counted one to the last legal day."""
    day = found.window_start if found.period is None else found.period.first
    days, number = [], 0
    while day <= found.last_legal_day:
        number += 1
        special = calendar.days.get(day)
        within = number if day <= found.statutory_end else None
        days.append(
            CountedDay(within, day, not is_working_day(calendar, day), special.note if special else "")
        )
        day += ONE_DAY
    return days
