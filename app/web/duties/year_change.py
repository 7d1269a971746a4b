"""/years/115/close: the end of a year as a list of tasks, a page that says what will happen, and the head's word."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.duties.year_change import (
    YearCheck,
    YearFacts,
    YearFigures,
    YearStep,
    check_confirmable,
    checks,
    is_offered,
)
from app.domain.errors import Absent, NotNow
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_year
from app.models import Committee
from app.queries.duties.year_change import change_of, facts_of, figures_of
from app.queries.people.committees import primary_committee
from app.services.duties import year_change
from app.services.office_calendar import keeps_calendar
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.reckoning import reckoned
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word
from app.wording.year_change import check_line, figure_lines, step_line

bp = Blueprint("years", __name__)
YEAR = "<int(min=100, max=200):year>"
PAGE = "duties/year_change.html"
YEARS_BACK = 3


@bp.get("/years")
@access(Right.KEEP_CALENDAR)
def latest() -> ResponseReturnValue:
    """The year that is offered: this one from its December on, else the last."""
    _committee()
    this = roc_year(today())
    year = this if is_offered(this, today()) else this - 1
    return redirect(url_for("years.close", year=year), 303)


@bp.get(f"/years/{YEAR}/close")
@access(Right.KEEP_CALENDAR)
def close(year: int) -> ResponseReturnValue:
    return render_template(PAGE, **_around(year))


@bp.post(f"/years/{YEAR}/close/<string:step>/<any(choose, leave):way>")
@access(Right.KEEP_CALENDAR)
def choose(year: int, step: str, way: str) -> ResponseReturnValue:
    committee = _committee()
    if step not in set(YearStep):
        raise Absent
    chosen = YearStep(step)
    year_change.choose(
        db(), actor(), committee, year, chosen, chosen=way == "choose", seen_version=seen_version(), now=now(),
        today=today(),
    )  # fmt: skip
    said = "year_step_chosen" if way == "choose" else "year_step_left"
    flash(MESSAGES[said].format(step=word(chosen)))
    return redirect(url_for("years.close", year=year), 303)


@bp.get(f"/years/{YEAR}/close/check")
@access(Right.CLOSE_YEAR)
def check(year: int) -> ResponseReturnValue:
    """What will happen, before it does."""
    return render_template("duties/year_change_check.html", **_around(year))


@bp.post(f"/years/{YEAR}/close/check")
@access(Right.CLOSE_YEAR)
def confirm(year: int) -> ResponseReturnValue:
    committee = _committee()
    try:
        year_change.confirm(
            db(), actor(), committee, year, seen_version=seen_version(), now=now(), reckoned=reckoned()
        )
    except NotNow as refusal:
        db().rollback()
        return render_template(PAGE, **(_around(year) | {"why_not": sentence(refusal.code)})), 409
    flash(MESSAGES["year_closed"].format(year=year))
    return redirect(url_for("years.close", year=year), 303)


def _committee() -> Committee:
    """The primary committee; for those who are not of its department the pages do not exist."""
    found = primary_committee(db())
    if found is None or not keeps_calendar(actor()):
        raise Absent
    return found


def _around(year: int) -> dict[str, Any]:
    committee, this = _committee(), roc_year(today())
    if not this - YEARS_BACK <= year <= this:
        raise Absent
    row, facts = change_of(db(), year), facts_of(db(), committee, year)
    closed = row is not None and row.confirmed_at is not None
    if row is not None and closed:
        figures = YearFigures(**row.figures)
    else:
        figures = figures_of(db(), actor(), committee, year, reckoned())
    chosen = [YearStep(one) for one in row.steps] if row else []
    return {
        "year": year,
        "row": row,
        "closed": closed,
        "offered": is_offered(year, today()),
        "steps": [(step, word(step), step_line(step, year, figures), step in chosen) for step in YearStep],
        "checks": [
            {
                "title": word(one),
                "url": _page_of(one, year, committee),
                "word": "已備妥" if well else "待處理",
                "kind": "done" if well else "attention" if one is YearCheck.CALENDAR else "todo",
                "hint": check_line(one, year, facts),
            }
            for one, well in checks(facts).items()
        ],
        "figures": figure_lines(figures),
        "years": range(this, this - YEARS_BACK - 1, -1),
        "confirms": has(actor(), Right.CLOSE_YEAR),
        "why_not": "",
        "lacks": "" if closed else _lacks(year, chosen, facts),
    }


def _lacks(year: int, chosen: list[YearStep], facts: YearFacts) -> str:
    """Why it would be refused as it stands; '' for nothing."""
    if not is_offered(year, today()):
        return sentence("year_not_offered")
    try:
        check_confirmable(chosen, facts)
    except NotNow as refusal:
        return sentence(refusal.code)
    return ""


def _page_of(check: YearCheck, year: int, committee: Committee) -> str:
    if check is YearCheck.CALENDAR:
        return url_for("duties.calendars")
    if check is YearCheck.BASE_DAYS:
        return url_for("duties.authorisation", year=year + 1)
    if check is YearCheck.MEETINGS:
        return url_for("meetings.index")
    return url_for("charters.committee", code=committee.code)
