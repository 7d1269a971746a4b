"""/meetings/114-1/timing: the minutes of each line, and the time table they make."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid
from app.domain.meetings import agenda as rules
from app.domain.meetings.timing import planned, timetable
from app.domain.people.rights import Right
from app.models import AgendaItem
from app.queries.meetings.found import Found, find_lines
from app.queries.meetings.shown import shown_text
from app.services.meetings import agenda
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.page import address, expected, runner_only
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

PAGE = "meetings/timing.html"
LONGEST_NUMBER = 4


@bp.get("/meetings/<string:slug>/timing")
@access(Right.RUN_MEETINGS)
def timing(slug: str) -> ResponseReturnValue:
    return render_template(PAGE, **_around(runner_only(found(slug))))


@bp.post("/meetings/<string:slug>/timing")
@access(Right.RUN_MEETINGS)
def give_time(slug: str) -> ResponseReturnValue:
    this = runner_only(found(slug))
    items = find_lines(db(), actor(), this.meeting)
    typed = {item.id: request.form.get(f"minutes-{item.id}", "").strip() for item in items}
    try:
        wanted = {key: _minutes(text) for key, text in typed.items()}
        count = agenda.give_time(db(), actor(), this.meeting, wanted, seen_version=seen_version(), now=now())
    except Invalid as refusal:
        wrong = sentence(refusal.code, **refusal.facts)
        return render_template(PAGE, errors=[wrong], typed=typed, **_around(this)), 422
    flash(MESSAGES["time_given"].format(count=count))
    return redirect(address("page", this), 303)


def _minutes(text: str) -> int | None:
    """None for an empty field. Invalid `duration_unreadable`."""
    if not text:
        return None
    if not (text.isdecimal() and len(text) < LONGEST_NUMBER):
        raise Invalid("duration_unreadable", "minutes", typed=text[:20])
    return int(text)


def _around(this: Found) -> dict[str, Any]:
    meeting = this.meeting
    items: list[AgendaItem] = find_lines(db(), actor(), meeting)
    return {
        "meeting": meeting,
        "address": this.address,
        "rows": [(item, shown_text(item).subject, planned(item.section, item.duration)) for item in items],
        "slots": timetable(((item.section, item.duration) for item in items), meeting.starts_at),
        "expected": expected(items, meeting),
        "changeable": meeting.state in rules.ARRANGED_IN,
    }
