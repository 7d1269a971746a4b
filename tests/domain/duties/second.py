"""A second implementation of the deadlines, made otherwise than the program's: what the tests and the bench compare it with.

The event's own day decides: the last day of a month leads to the last day of a month, every other day to the same day of the
month, or to that month's last day where it is shorter. Nothing here knows of the program.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

MONTHS = {
    "就到職": 3, "代理": 3, "兼任": 3, "核定": 3, "指定": 3, "卸離職": 2, "解除代理": 2, "解除兼任": 2,
}  # fmt: skip
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else LENGTHS[month - 1]


def months_on(day: date, months: int, *, whole: bool = True) -> date:
    """The end of a period of months; with `whole` off only the same day later, cut to the month."""
    year, month = day.year, day.month + months
    if month > 12:
        year, month = year + 1, month - 12
    longest = length(year, month)
    if day.day > longest or (whole and day.day == length(day.year, day.month)):
        return date(year, month, longest)
    return date(year, month, day.day)


class Offices:
    """When offices are open, from the official files of the years there are."""

    def __init__(self, files: list[Path]) -> None:
        self.open: dict[date, bool] = {}
        for file in files:
            with file.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    text = row["西元日期"]
                    day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
                    self.open[day] = row["是否放假"] == "0"
        self.years = {day.year for day in self.open}

    def rolled(self, day: date) -> tuple[date, bool]:
        """The first open day from this one on, and whether a year without a file was passed through."""
        missing = False
        while True:
            missing |= day.year not in self.years
            if self.open.get(day, day.isoweekday() < 6):
                return day, missing
            day += timedelta(days=1)


def dates(kind: str, day: date, offices: Offices) -> tuple[date, date, date, date, bool]:
    """duty_date, window_start, statutory_end, last_legal_day, calendar_missing."""
    if kind == "定期":
        start, end = date(day.year, 11, 1), date(day.year, 12, 31)
        return start, start, end, *offices.rolled(end)
    duty = months_on(day, 3, whole=False) if kind in ("代理", "兼任") else day
    end = months_on(duty, MONTHS[kind])
    return duty, duty, end, *offices.rolled(end)
