"""/meetings: years × meetings; /meetings/new: a meeting that begins with the last one's data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.list_table import Column, Kind, Table
from app.domain.errors import Absent, Invalid
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_year
from app.models import Committee
from app.queries.meetings.follow_up_meeting import chair_of_follow_up
from app.queries.meetings.found import address_of, committees_run_by
from app.queries.meetings.overview import MeetingRow, last_meeting, meetings_seen
from app.queries.papers.template_versions import keeps_templates
from app.services.meetings import planning
from app.services.tracking import next_meeting
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse
from app.web.meetings.blueprint import bp
from app.web.meetings.forms import MeetingForm
from app.web.transaction import db, now, today
from app.wording import sheets as said
from app.wording.messages import MESSAGES
from app.wording.words import word

NEW = "meetings/new.html"


@bp.get("/meetings")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def index() -> ResponseReturnValue:
    rows = meetings_seen(db(), actor())
    if fmt := exporting.asked():
        return exporting.send(_table(rows), fmt)
    years = [(year, list(those)) for year, those in groupby(rows, key=lambda row: row.year)]
    return render_template(
        "meetings/index.html",
        years=years,
        several=len({row.committee for row in rows}) > 1,
        committees=committees_run_by(db(), actor()),
        reads_charters=has(actor(), Right.READ_MEETINGS),
        keeps_templates=keeps_templates(db(), actor()),
        files=exporting.links(),
    )


def _table(rows: Iterable[MeetingRow]) -> Table:
    columns = (
        Column(said.COMMITTEE, width=30), Column(said.YEAR, Kind.NUMBER, 8), Column(said.MEETING, width=20),
        Column(said.MEETING_TITLE, width=40), Column(said.KIND), Column(said.HELD_ON, Kind.DAY), Column(said.PLACE, width=20),
        Column(said.CHAIR), Column(said.STATE), Column(said.CASES, Kind.NUMBER, 8), Column(said.RESOLVED, Kind.NUMBER, 10),
    )  # fmt: skip
    cells = (
        (
            row.committee, row.year, row.label, row.title, word(row.kind), row.held_on, row.place, row.chair,
            word(row.state), row.cases, row.resolved,
        )
        for row in rows
    )  # fmt: skip
    return Table(said.MEETINGS, columns, cells)


@bp.get("/meetings/new")
@access(Right.RUN_MEETINGS)
def new() -> ResponseReturnValue:
    committee, committees = _chosen()
    kind = _kind()
    last = last_meeting(db(), committee.id, kind)
    chair = chair_of_follow_up(db(), committee.id, today()) if kind is MeetingKind.FOLLOW_UP else ""
    plan = planning.plan_after(committee, last, roc_year=roc_year(today()), kind=kind, chair=chair)
    form = MeetingForm(formdata=None, data=asdict(plan))
    return render_template(
        NEW, form=form, committee=committee, committees=committees, last=last, kind=kind, kinds=MeetingKind
    )


@bp.post("/meetings/new")
@access(Right.RUN_MEETINGS)
def create() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    committee, committees = _chosen()
    form = MeetingForm()
    if form.validate():
        try:
            plan = form.plan()
            last = last_meeting(db(), committee.id) if plan.kind is MeetingKind.REGULAR else None
            meeting = planning.create(db(), actor(), committee, plan, agenda_of=last, now=now())
            next_meeting.follow(db(), actor(), meeting, now=now(), today=today())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            meeting.committee = committee
            flash(MESSAGES["meeting_created"].format(label=meeting.label))
            return once.lead(url_for("meetings.page", slug=address_of(meeting)))
    return refuse(NEW, form, committee=committee, committees=committees, last=None)


def _kind() -> MeetingKind:
    """?kind=follow_up; 定期 unless one of the others is named."""
    asked = request.args.get("kind", "")
    return MeetingKind(asked) if asked in set(MeetingKind) else MeetingKind.REGULAR


def _chosen() -> tuple[Committee, list[Committee]]:
    """The committee named by ?committee=CODE, else the first this person runs meetings of."""
    committees = committees_run_by(db(), actor())
    wanted = request.args.get("committee", "")
    for committee in committees:
        if wanted in ("", committee.code):
            return committee, committees
    raise Absent
