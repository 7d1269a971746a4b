"""/calendar: all clocks a person may see, as a month, a year or a list; its whole state stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.insight.calendar import (
    MONTHS_OF_A_YEAR,
    Entry,
    EntryGroup,
    EntryKind,
    Shown,
    by_day,
    counted_by_month,
    month_of,
    narrowed,
    read_shown,
    weeks_of,
)
from app.domain.office_calendar import OfficeCalendar, is_working_day, years_missing
from app.domain.people.actor import Actor
from app.domain.people.rights import Right
from app.domain.roc_date import roc_digits, roc_text, roc_year, roc_year_from
from app.queries.insight.calendar import Span, entries
from app.queries.office_calendar import calendar_in_force
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight.entry_pages import page_of
from app.web.paging import address
from app.web.reckoning import readings
from app.web.transaction import db, now, today
from app.wording.calendar import MINE, cell_shares, day_of_shares, period
from app.wording.words import word

bp = Blueprint("calendar", __name__)
READERS = (Right.READ_MEETINGS, Right.READ_MEETING_PAPERS, Right.READ_TRACKING, Right.READ_YEARLY_MEETINGS)
VIEWS = {"month": "月", "year": "年", "list": "清單"}
LISTED = timedelta(days=366)
ITEMS_OF_A_DAY = 8
"""So many items of 列管 are named on one day; more of them are one line, which leads to the list."""
LINES_OF_A_CELL = 4
LINES_ON_PAPER = 6
"""So many fit on a sheet, whatever the month."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list under the calendar. `day` heads a run of them; `anchor`: of the first one of its day."""

    entry: Entry
    day: str
    anchor: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the month. `off`: the office is closed; `anchor`: of its lines below; `note`: why, or that a day off is worked; `more` lines are left out."""

    day: date
    inside: bool
    off: bool
    anchor: str
    note: str
    lines: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the calendar to."""

    groups: tuple[EntryGroup, ...]
    mine: bool

    @property
    def query(self) -> dict[str, Any]:
        """The same in another address."""
        return {one.value: "1" for one in self.groups} | ({"mine": "1"} if self.mine else {})

    def entries(self, reader: Actor, span: Span) -> list[Entry]:
        return narrowed(entries(db(), reader, replace(span, mine=self.mine)), self.groups)


@bp.get("/calendar")
@access(*READERS)
def index() -> ResponseReturnValue:
    view = request.args.get("view", "")
    view = view if view in VIEWS else "month"
    shown, wanted = _shown(view), asked()
    calendar = calendar_in_force(db())
    last = shown.first + LISTED if view == "list" else shown.last
    found = wanted.entries(actor(), span_of(shown.first, last, calendar))
    return render_template(
        f"insight/calendar_{view}.html",
        view=view,
        period=period(shown, listed=view == "list"),
        tabs=_tabs(view, shown),
        turns=[("prev", _turned(shown, -1)), ("next", _turned(shown, 1))],
        this_day=address(at=None),
        mine=wanted.mine,
        other=address(mine=None if wanted.mine else "1"),
        file=(period(shown), url_for("calendar.file", at=str(shown), **wanted.query)),
        sheet=url_for("calendar.sheet", at=str(shown), **wanted.query) if view == "month" else "",
        keep=[(name, request.args[name]) for name in ("at", "view", "mine") if request.args.get(name)],
        fields=[
            {
                "name": one.value,
                "label": word(one),
                "kind": "checkbox",
                "value": not wanted.groups or one in wanted.groups,
            }
            for one in EntryGroup
        ],
        groups=list(EntryGroup),
        lines=_lines(found, whole=wanted.mine) if view != "year" else [],
        weeks=_weeks(shown, found, calendar) if view == "month" else [],
        months=_months(shown, found, wanted) if view == "year" else [],
        today=today(),
        lacking=[roc_year_from(one) for one in years_missing(calendar, shown.first, shown.last)],
    )


@bp.get("/calendar/<string:at>/print")
@access(*READERS)
def sheet(at: str) -> ResponseReturnValue:
    """A month on one sheet."""
    shown, wanted = read_shown(at), asked()
    if shown is None or shown.month is None:
        raise Absent
    calendar = calendar_in_force(db())
    found = wanted.entries(actor(), span_of(shown.first, shown.last, calendar))
    return render_template(
        "insight/calendar_print.html",
        period=period(shown),
        weeks=_weeks(shown, found, calendar, LINES_ON_PAPER),
        narrowed=[*([MINE] if wanted.mine else []), *(word(one) for one in wanted.groups)],
        back=url_for("calendar.index", at=at, **wanted.query),
        moment=now(),
    )


def asked() -> Asked:
    groups = tuple(group for group in EntryGroup if request.args.get(group.value) == "1")
    return Asked(groups, request.args.get("mine") == "1")


def span_of(first: date, last: date, calendar: OfficeCalendar) -> Span:
    return Span(first, last, today(), calendar, readings())


def _shown(view: str) -> Shown:
    """What the address asks for, as the view has it: a year, or a month (of another year its first)."""
    asked = read_shown(request.args.get("at", "")) or month_of(today())
    if view == "year":
        return Shown(asked.year)
    if asked.month:
        return asked
    return month_of(today()) if asked.year == roc_year(today()) else Shown(asked.year, 1)


def _tabs(view: str, shown: Shown) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "url": address(view=name if name != "month" else None, at=str(shown)),
            "current": name == view,
        }
        for name, label in VIEWS.items()
    ]


def _turned(shown: Shown, by: int) -> tuple[str, str] | None:
    """(its name, its address) of the month or year before or after."""
    to = shown.turned(by)
    return (period(to), address(at=str(to))) if to else None


def _lines(found: Sequence[Entry], *, whole: bool) -> list[Line]:
    """`whole`: no day's items are gathered, because no list elsewhere holds the same."""
    return [
        Line(
            one,
            roc_text(day, weekday=True),
            _anchor(day) if at == 0 else "",
            page_of(one, actor()),
        )
        for day, of_day in by_day(found).items()
        for at, one in enumerate(of_day if whole else _gathered(of_day))
    ]


def _anchor(day: date) -> str:
    return f"d{roc_digits(day)}"


def _gathered(of_day: Sequence[Entry]) -> list[Entry]:
    """A day with many items of 列管 has one line for them all."""
    shares = [one for one in of_day if one.kind is EntryKind.SHARE]
    if len(shares) <= ITEMS_OF_A_DAY:
        return list(of_day)
    number = sum(one.shares for one in shares)
    together = replace(shares[0], title=day_of_shares(len(shares), number), address="", shares=number)
    return [one for one in of_day if one.kind is not EntryKind.SHARE] + [together]


def _weeks(
    shown: Shown, found: Sequence[Entry], calendar: OfficeCalendar, longest: int = LINES_OF_A_CELL
) -> list[list[Cell]]:
    days = by_day(found)
    return [
        [_cell(day, shown, days.get(day, ()), calendar, longest) for day in week] for week in weeks_of(shown)
    ]


def _cell(day: date, shown: Shown, of_day: Sequence[Entry], calendar: OfficeCalendar, longest: int) -> Cell:
    special, inside = calendar.days.get(day), day.month == shown.month
    lines = [one.short for one in of_day if one.kind is not EntryKind.SHARE]
    if shares := sum(one.shares for one in of_day if one.kind is EntryKind.SHARE):
        lines.append(cell_shares(shares))
    return Cell(
        day,
        inside,
        not is_working_day(calendar, day),
        _anchor(day),
        special.note if special and inside else "",
        tuple(lines[:longest]),
        max(0, len(lines) - longest),
    )


def _months(
    shown: Shown, found: Sequence[Entry], wanted: Asked
) -> list[tuple[int, str, list[tuple[int, str]]]]:
    """(month, its address, (entries, address) of each group)."""
    counted = counted_by_month(found)
    return [
        (
            month,
            address(view=None, at=f"{shown}-{month:02}"),
            [
                (
                    counted.get((month, one), 0),
                    _of_group(f"{shown}-{month:02}", replace(wanted, groups=(one,))),
                )
                for one in EntryGroup
            ],
        )
        for month in MONTHS_OF_A_YEAR
    ]


def _of_group(month: str, wanted: Asked) -> str:
    return url_for("calendar.index", at=month, **wanted.query)
