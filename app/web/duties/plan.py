"""/duties/plan: the periodic items of the year, defining them, and what was done each time."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import MultipleFileField
from wtforms.validators import DataRequired, InputRequired

from app.domain.duties.duty_flow import DUTY_FLOW, DutyAction, is_overdue
from app.domain.duties.plan_items import YEAR_MONTHS, PlanFrequency, PlanTerms, ReadyMade
from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotNow
from app.domain.office_calendar import working_days_between
from app.domain.people.rights import Right
from app.domain.roc_date import roc_year
from app.models import Agency, Duty, DutyOccurrence
from app.queries.duties import plan as rows
from app.queries.office_calendar import calendar_in_force
from app.queries.proposals.attached import files_of, owner_of
from app.services.duties import planning
from app.services.office_calendar import keeps_calendar
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.file_tables import plan_table
from app.web.forms import Choice, Figure, Line, Text, options, put_errors, refuse, seen_version
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

HIGHEST_ID = 2**31 - 1
REQUIRED = "這一欄必填。"
YEARS_BACK = 3
EDIT = "duties/plan_item.html"
ONE = "duties/plan_occurrence.html"
ITEM = f"/plan/items/<int(max={HIGHEST_ID}):duty_id>"
OCCURRENCE = f"/plan/occurrences/<int(max={HIGHEST_ID}):occurrence_id>"
MONTHS = [("", "－"), *((month, f"{month}月") for month in YEAR_MONTHS)]
PATHS = {action.value.removesuffix("_duty"): action for action in planning.VERBS}  # complete, exempt, reopen


class ItemForm(FlaskForm):
    title = Line("工作名稱", limit=100, validators=[DataRequired(REQUIRED)])
    frequency = Choice(
        "週期", coerce=PlanFrequency, choices=options(PlanFrequency), validators=[InputRequired(REQUIRED)]
    )
    from_month = Choice("起月（每年）", coerce=int, choices=MONTHS)
    to_month = Choice("迄月（每年）", coerce=int, choices=MONTHS)
    days_after = Figure("期末後幾日內完成")
    basis = Line("依據")
    owner_id = Choice("承辦人", coerce=int)

    def terms(self) -> PlanTerms:
        return PlanTerms(
            self.title.data, self.frequency.data, self.from_month.data, self.to_month.data,
            self.days_after.data or 0, self.basis.data,
        )  # fmt: skip


class ReportForm(FlaskForm):
    report = Text("辦理情形", limit=5_000)
    document_number = Line("文號或佐證", limit=100)


class FilesForm(FlaskForm):
    files = MultipleFileField("選擇檔案")


class ReasonForm(FlaskForm):
    reason = Line("理由", validators=[DataRequired("請填寫理由。")])


@bp.get("/plan")
@access(Right.KEEP_PLAN)
def plan() -> ResponseReturnValue:
    this_year = roc_year(today())
    years = range(this_year - YEARS_BACK, this_year + 2)
    asked = request.args.get("year", this_year, type=int)
    year = asked if asked in years else this_year
    found = rows.year_of(db(), actor(), year, today=today())
    if fmt := exporting.asked():
        return exporting.send(plan_table(found, year), fmt)
    agencies = rows.agencies_kept(db(), actor())
    return render_template(
        "duties/plan.html",
        files=exporting.links(),
        rows=found,
        overdue=sum(row.overdue for row in found),
        done=sum(row.occurrence.done_on is not None for row in found),
        year=year,
        years=[(str(one), f"{one}年度") for one in reversed(years)],
        items=rows.items_of(db(), actor()),
        ready=[(agency, rows.ready_made_left(db(), agency)) for agency in agencies],
        several=len(agencies) > 1,
        ends_years=keeps_calendar(actor()),
        today=today(),
    )


@bp.post(f"/plan/agencies/<int(max={HIGHEST_ID}):agency_id>/ready-made/<string:ready>")
@access(Right.KEEP_PLAN)
def switch_on(agency_id: int, ready: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    agency = _kept(agency_id)
    if ready not in [str(one) for one in ReadyMade]:
        raise Absent
    chosen = ReadyMade(ready)
    if chosen not in rows.ready_made_left(db(), agency):
        raise NotNow("not_in_this_state")
    made = planning.switch_on(db(), actor(), agency, chosen, now=now(), today=today())
    return once.lead(_after_making(made))


@bp.post(f"/plan/agencies/<int(max={HIGHEST_ID}):agency_id>/years/<int(min=100, max=200):year>")
@access(Right.KEEP_PLAN)
def extend(agency_id: int, year: int) -> ResponseReturnValue:
    agency = _kept(agency_id)
    if year not in (roc_year(today()), roc_year(today()) + 1):
        raise Absent
    planning.extend(db(), actor(), agency, year, now=now(), today=today())
    flash(MESSAGES["plan_year_made"].format(year=year))
    return redirect(url_for("duties.plan", year=year), 303)


@bp.get(f"/plan/agencies/<int(max={HIGHEST_ID}):agency_id>/new")
@access(Right.KEEP_PLAN)
def new_item(agency_id: int) -> ResponseReturnValue:
    agency = _kept(agency_id)
    return render_template(EDIT, form=_form(agency.id, fresh=True), agency=agency, row=None)


@bp.post(f"/plan/agencies/<int(max={HIGHEST_ID}):agency_id>/new")
@access(Right.KEEP_PLAN)
def define_item(agency_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    agency = _kept(agency_id)
    form = _form(agency.id)
    if form.validate():
        try:
            made = planning.define(
                db(), actor(), agency, form.terms(), owner_id=form.owner_id.data, now=now(), today=today()
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            return once.lead(_after_making(made))
    return refuse(EDIT, form, agency=agency, row=None)


@bp.get(f"{ITEM}/edit")
@access(Right.KEEP_PLAN)
def edit_item(duty_id: int) -> ResponseReturnValue:
    row = rows.one_item(db(), actor(), duty_id)
    return render_template(EDIT, form=_form(row.agency_id, fresh=True, row=row), agency=None, row=row)


@bp.post(f"{ITEM}/edit")
@access(Right.KEEP_PLAN)
def redefine_item(duty_id: int) -> ResponseReturnValue:
    row = rows.one_item(db(), actor(), duty_id)
    form = _form(row.agency_id)
    if form.validate():
        try:
            planning.redefine(
                db(), actor(), row, form.terms(), owner_id=form.owner_id.data, seen_version=seen_version(),
                now=now(), today=today(),
            )  # fmt: skip
        except ChangedSinceSeen:
            return stale_page(row, form, named=f"定期工作「{row.title}」", back_url=url_for("duties.plan"))
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["plan_item_saved"].format(title=row.title))
            return redirect(url_for("duties.plan"), 303)
    return refuse(EDIT, form, agency=None, row=row)


@bp.post(f"{ITEM}/end")
@access(Right.KEEP_PLAN)
def end_item(duty_id: int) -> ResponseReturnValue:
    row = rows.one_item(db(), actor(), duty_id)
    planning.end(db(), actor(), row, seen_version=seen_version(), now=now(), today=today())
    flash(MESSAGES["plan_item_ended"].format(title=row.title))
    return redirect(url_for("duties.plan"), 303)


@bp.get(OCCURRENCE)
@access(Right.KEEP_PLAN)
def occurrence(occurrence_id: int) -> ResponseReturnValue:
    row = rows.one_occurrence(db(), actor(), occurrence_id)
    return render_template(ONE, form=ReportForm(formdata=None, obj=row), **around(row))


@bp.post(OCCURRENCE)
@access(Right.KEEP_PLAN)
def write_occurrence(occurrence_id: int) -> ResponseReturnValue:
    """暫存, or with 「登錄辦理完成」 the end of it."""
    row, form = rows.one_occurrence(db(), actor(), occurrence_id), ReportForm()
    here = url_for("duties.occurrence", occurrence_id=row.id)
    if not form.validate():
        return refuse(ONE, form, **around(row))
    try:
        planning.write(
            db(), actor(), row, form.report.data, form.document_number.data, seen_version=seen_version(),
            now=now(),
        )  # fmt: skip
    except ChangedSinceSeen:
        return stale_page(row, form, named=f"{row.title}（{rows.label_of(row)}）", back_url=here)
    if request.form.get("do") == "complete":
        if not form.report.data.strip():
            form.report.errors = [sentence("duty_report_missing")]
            return refuse(ONE, form, **around(row))
        planning.complete(db(), actor(), row, seen_version=row.version, now=now(), today=today())
        _say(row, DutyAction.COMPLETE)
        return redirect(url_for("duties.plan", year=row.year), 303)
    return redirect(here, 303)


@bp.post(f"{OCCURRENCE}/<any(exempt, reopen):act>")
@access(Right.KEEP_PLAN)
def act_on_occurrence(occurrence_id: int, act: str) -> ResponseReturnValue:
    row, form = rows.one_occurrence(db(), actor(), occurrence_id), ReasonForm()
    action = PATHS[act]
    if not form.validate():
        kept = {"reason": form, "written": ReportForm(formdata=None, obj=row)}
        return refuse(ONE, form, **(around(row) | kept))
    planning.VERBS[action](
        db(), actor(), row, reason=form.reason.data, seen_version=seen_version(), now=now(), today=today()
    )
    _say(row, action)
    return redirect(url_for("duties.occurrence", occurrence_id=row.id), 303)


def _say(row: DutyOccurrence, action: DutyAction) -> None:
    flash(MESSAGES[f"duty_{action.value}"].format(title=row.title, label=rows.label_of(row)))


def _after_making(made: Duty) -> str:
    found = [row for row in rows.year_of(db(), actor(), roc_year(today()), today=today())]
    number = sum(row.occurrence.duty_id == made.id for row in found)
    flash(MESSAGES["plan_item_made"].format(title=made.title, n=number))
    return url_for("duties.plan")


def _kept(agency_id: int) -> Agency:
    """An agency whose plan this person keeps; for others it does not exist."""
    found = [one for one in rows.agencies_kept(db(), actor()) if one.id == agency_id]
    if not found:
        raise Absent
    return found[0]


def _form(agency_id: int, *, fresh: bool = False, row: Duty | None = None) -> ItemForm:
    form = ItemForm(formdata=None, obj=row) if fresh else ItemForm()
    form.owner_id.choices = rows.owners_of(db(), [agency_id])
    return form


def around(row: DutyOccurrence) -> dict[str, Any]:
    """What the page of an occurrence shows beside its forms."""
    moves = DUTY_FLOW.available(row.state, actor(), planning.facts_of(row, today()))
    acts = [(path, word(action)) for path, action in PATHS.items() if action in moves and path != "complete"]
    return {
        "row": row,
        "label": rows.label_of(row),
        "acts": acts,
        "reason": ReasonForm(formdata=None),
        "written": None,
        "seen": request.form.get("seen_version", row.version),
        "today": today(),
        "overdue_days": _overdue_days(row),
        "files": files_of(db(), owner_of(row)),
        "files_form": FilesForm(formdata=None),
    }


def _overdue_days(row: DutyOccurrence) -> int:
    """Working days since its day, while it is open."""
    if not is_overdue(row.state, row.due_on, today()):
        return 0
    return working_days_between(calendar_in_force(db()), row.due_on, today()).days
