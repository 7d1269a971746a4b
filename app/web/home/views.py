"""The first page, and whether the program is alive."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.domain.meetings.agenda import ARRANGED_IN
from app.domain.people.actor import Role
from app.domain.people.rights import Right, has
from app.queries.insight.coming import Coming
from app.queries.insight.office_notices import OfficeNotices, office_notices
from app.queries.insight.saved_views import first_view
from app.queries.insight.work import Work, work_of
from app.queries.notices import operation
from app.queries.tracking.owed import work_of_agencies
from app.queries.visibility.meetings import one_visible
from app.services.office_calendar import keeps_calendar
from app.services.papers.producing import counted
from app.web.access import access
from app.web.auth.session import actor, current_user
from app.web.home.preparation import Task, tasks_of
from app.web.kept_views import url_of
from app.web.readiness import is_ready
from app.web.reckoning import readings
from app.web.settings import settings
from app.web.transaction import TAIPEI, db, now, today

bp = Blueprint("home", __name__)
RIGHTS_WITH_WORK = (Right.WRITE_PROPOSALS, Right.PASS_PROPOSALS, Right.CONFIRM_GRANTS, Right.MANAGE_PEOPLE)
NOTHING_OF_AGENCY = "貴機關目前沒有提案。機關聯絡人草擬的提案，以及會議對這些提案的決議，都會出現在這裡。"
NOTHING_TO_READ = "目前沒有您可以看的會議。議程定稿後，會議與提案會出現在這裡。"
COMMITTEE_READERS = (Role.LEADER, Role.AUDITOR)


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """The view a person chose to begin with; else whoever leads and does nothing else here begins with the numbers."""
    if view := first_view(db(), actor()):
        return redirect(url_of(view.list_name, view.query), 303)
    return redirect(url_for("dashboard.index" if _leads_only() else "home.work"), 303)


def _leads_only() -> bool:
    return bool(actor().grants) and all(grant.role is Role.LEADER for grant in actor().grants)


@bp.get("/work")
@access()
def work() -> ResponseReturnValue:
    found, owed = work_of(db(), actor(), today(), readings()), work_of_agencies(db(), actor(), today())
    g.grants_to_confirm = found.grants_to_confirm
    return render_template(
        "home/work.html",
        work=found,
        hello=_hello(),
        today=today(),
        days_left=_days_left(found),
        tasks=_tasks(found.coming) if found.coming else [],
        links=_links(),
        nothing="" if not owed.is_empty else _nothing(found),
        owed=owed,
        signs=has(actor(), Right.SIGN_OFF),
        first_steps=_first_steps(found),
        own_agency_only=not any(actor().holds_any(role) for role in COMMITTEE_READERS),
        days=_days_since,
        documents="papers.documents" in current_app.view_functions,
        office=_office(),
    )


def _office() -> OfficeNotices:
    """For 政風處; an administrator is told of 試營運 alone."""
    if keeps_calendar(actor()):
        return office_notices(db(), today())
    if has(actor(), Right.MANAGE_PEOPLE):
        return OfficeNotices(operation.current(db()).trial)
    return OfficeNotices()


def _tasks(coming: Coming) -> list[Task]:
    """For whoever prepares the meeting; papers are looked at only where they matter."""
    if coming.preparation is None or coming.state not in ARRANGED_IN:
        return []
    return tasks_of(actor(), coming, counted(db(), one_visible(db(), actor(), coming.address)))


def _hello() -> str:
    """「早安，○○。」"""
    hour = now().astimezone(TAIPEI).hour
    hello = "早安" if hour < 12 else "午安" if hour < 18 else "晚安"
    return f"{hello}，{current_user().name}。"


def _days_left(work: Work) -> str:
    """What follows today's date: 「，距115年第2次廉政會報還有14天。」"""
    coming = work.coming
    if coming is None or coming.days is None or coming.days < 0:
        return "。"
    if coming.days == 0:
        return f"，{coming.label}廉政會報就在今天。"
    return f"，距{coming.label}廉政會報還有{coming.days}天。"


def _days_since(moment: datetime) -> int:
    """Calendar days in Taipei."""
    return (today() - moment.astimezone(TAIPEI).date()).days


def _nothing(work: Work) -> str:
    """What the page says where nothing waits; '' where something does, or where nothing ever could."""
    if work.waiting:
        return ""
    if any(has(actor(), right) for right in RIGHTS_WITH_WORK):
        return "目前沒有需要您處理的事項。"
    if work.coming or work.held or work.standings:
        return ""
    return NOTHING_OF_AGENCY if actor().holds_any(Role.SUPERVISOR) else NOTHING_TO_READ


def _first_steps(work: Work) -> tuple[str, str, str] | None:
    """What somebody who has never proposed anything may want to know."""
    if not actor().holds_any(Role.CONTACT) or work.standings:
        return None
    return ("貴機關要提案？只要三步。", "新增提案 > 寫案由、說明、辦法 > 送請審核。", "writing")


def _links() -> list[tuple[str, str, str]]:
    """What this person can begin from here, the usual thing first."""
    offers = (
        (Right.WRITE_PROPOSALS, "新增提案", "proposals.new"),
        (Right.IMPORT, "匯入 Word 提案表", "intake.index"),
        (Right.RUN_MEETINGS, "建立會議", "meetings.new"),
        (Right.MANAGE_PEOPLE, "新增使用者", "people.user_new"),
        (Right.MANAGE_PEOPLE, "管理機關", "people.agency_list"),
    )
    shown = [
        (text, url_for(endpoint))
        for right, text, endpoint in offers
        if has(actor(), right) and endpoint in current_app.view_functions
    ]
    return [(text, url, "secondary" if at else "primary") for at, (text, url) in enumerate(shown)]


@bp.get("/healthz")
@access(public=True)
def health() -> ResponseReturnValue:
    """200 when the database answers and stands at this program's migration."""
    db().execute(text("SELECT 1"))
    ready = is_ready()
    return jsonify(status="ok" if ready else "schema"), 200 if ready else 503


@bp.get("/styleguide")
@access(public=True)
def styleguide() -> ResponseReturnValue:
    if settings().production:
        return "", 404
    return render_template("styleguide.html"), 422 if "wrong" in request.args else 200
