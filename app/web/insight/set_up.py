"""/setup: the seven tasks before the system is used in earnest, each with the page where it is done."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.insight.set_up import SetUpFacts, SetUpStanding, SetUpTask, standings, still_to_do
from app.domain.people.rights import Right, has
from app.models import Committee
from app.queries.insight.set_up import facts_of
from app.queries.notices import operation
from app.queries.people.committees import primary_committee
from app.services.office_calendar import keeps_calendar
from app.web.access import access
from app.web.auth.session import actor
from app.web.transaction import db, today
from app.wording.set_up import BY_ADMIN, BY_DEPARTMENT, task_line
from app.wording.words import word

bp = Blueprint("set_up", __name__)
KINDS = {
    SetUpStanding.DONE: "done",
    SetUpStanding.TO_DO: "todo",
    SetUpStanding.INCOMPLETE: "attention",
    SetUpStanding.MAY_WAIT: "todo",
}
OF_ADMIN = (SetUpTask.AGENCIES, SetUpTask.CONTACTS, SetUpTask.TEST_MAIL)


@bp.get("/setup")
@access(Right.KEEP_CALENDAR, Right.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    committee = primary_committee(db())
    if committee is None or not prepares():
        raise Absent
    facts = facts_of(db(), committee, today())
    stands = standings(facts)
    return render_template(
        "insight/set_up.html",
        tasks=[_task(task, standing, facts, committee) for task, standing in stands.items()],
        done=sum(one is SetUpStanding.DONE for one in stands.values()),
        left=[word(one) for one in still_to_do(facts)],
        operation=operation.current(db()),
        switches=has(actor(), Right.KEEP_MAIL),
    )


def prepares() -> bool:
    """政風處 and administrators."""
    return keeps_calendar(actor()) or has(actor(), Right.MANAGE_PEOPLE)


def _task(
    task: SetUpTask, standing: SetUpStanding, facts: SetUpFacts, committee: Committee
) -> dict[str, Any]:
    """One line; without a page of his own the person is told who does it."""
    endpoint, values = _where(task, facts, committee)
    opens = _opens(task)
    said = task_line(task, facts)
    if not opens:
        said += BY_ADMIN if task in OF_ADMIN else BY_DEPARTMENT
    return {
        "title": word(task),
        "url": url_for(endpoint, **values) if opens else None,
        "word": word(standing),
        "kind": KINDS[standing],
        "hint": said,
    }


def _opens(task: SetUpTask) -> bool:
    if task in OF_ADMIN:
        return has(actor(), Right.MANAGE_PEOPLE)
    return keeps_calendar(actor()) or task is SetUpTask.COMMITTEE


def _where(task: SetUpTask, facts: SetUpFacts, committee: Committee) -> tuple[str, dict[str, Any]]:
    if task is SetUpTask.COMMITTEE:
        return "charters.committee", {"code": committee.code}
    if task is SetUpTask.DEADLINES:
        return _of_deadlines(facts)
    endpoints = {
        SetUpTask.AGENCIES: "intake.index",
        SetUpTask.CONTACTS: "intake.index",
        SetUpTask.TEMPLATES: "paper_templates.index",
        SetUpTask.TEST_MAIL: "notices.operation",
        SetUpTask.PAST_YEARS: "intake.index",
    }
    return endpoints[task], {}


def _of_deadlines(facts: SetUpFacts) -> tuple[str, dict[str, Any]]:
    """What is missing first."""
    if facts.lacking:
        return "duties.calendars", {}
    return ("reminders.index", {}) if facts.base_days else ("duties.authorisation_now", {})
