"""/agency-meetings: plan an agency's year, and the year of all agencies as their supervisor follows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.meetings.yearly import FIGURES, MONTHS, YearPlan, YearStanding
from app.domain.people.rights import Right
from app.domain.roc_date import roc_year
from app.models import Agency
from app.queries.meetings import agency_meetings as rows
from app.queries.meetings.yearly_plans import plan_of
from app.services.meetings import yearly_plans
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Line, put_errors, refuse, seen_version
from app.web.meetings.agency_meetings import registers_for
from app.web.meetings.agency_meetings_blueprint import HIGHEST_ID, bp
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording import sheets as said
from app.wording.messages import MESSAGES
from app.wording.words import word

PLAN = "meetings/agency_year_plan.html"
YEAR = "<int(min=100, max=200):year>"
OF_YEAR = f"/agency-meetings/agencies/<int(max={HIGHEST_ID}):agency_id>/years/{YEAR}"
YEARS_BACK = 5


class OwnPlanForm(FlaskForm):
    """What the agency itself plans."""

    planned_month = Choice(
        "排定月份", coerce=int, choices=[("", "（未排定）"), *((month, f"{month}月") for month in MONTHS)]
    )


class PlanForm(OwnPlanForm):
    """With what its supervisor says."""

    visitor = Line("派員列席", limit=60)
    exempt_basis = Line("免召開的依據", limit=100)


@bp.get(OF_YEAR)
@access(Right.REGISTER_MEETINGS)
def plan(agency_id: int, year: int) -> ResponseReturnValue:
    agency = _planned(agency_id)
    row = plan_of(db(), agency.id, year)
    return render_template(PLAN, form=_form(agency)(formdata=None, obj=row), **_around(agency, year))


@bp.post(OF_YEAR)
@access(Right.REGISTER_MEETINGS)
def keep_plan(agency_id: int, year: int) -> ResponseReturnValue:
    agency = _planned(agency_id)
    form = _form(agency)()
    here = url_for("agency_meetings.of_agency", agency_id=agency.id)
    if form.validate():
        given = YearPlan(**{name: form[name].data for name in _NAMES if name in form})
        try:
            yearly_plans.keep(
                db(), actor(), agency, year, given, seen_version=seen_version(), now=now()
            )  # fmt: skip
        except ChangedSinceSeen:
            row = plan_of(db(), agency.id, year)
            if row is None:
                raise
            return stale_page(row, form, named=f"{agency.short_name}{year}年度會議的規劃", back_url=here)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["year_planned"].format(agency=agency.short_name, year=year))
            return redirect(here, 303)
    return refuse(PLAN, form, **_around(agency, year))


@bp.get("/agency-meetings/supervision")
@access(Right.READ_YEARLY_MEETINGS)
def supervision() -> ResponseReturnValue:
    this_year = roc_year(today())
    asked = request.args.get("year", this_year, type=int)
    years = range(this_year - YEARS_BACK, this_year + 2)
    year = asked if asked in years else this_year
    found = [row for row in rows.supervised(db(), actor(), year, today=today()) if row.year.exists]
    duty_bound = [row for row in found if row.year.standing is not YearStanding.EXEMPT]
    if fmt := exporting.asked():
        return exporting.send(_table(found, year), fmt)
    return render_template(
        "meetings/agency_supervision.html",
        files=exporting.links(),
        rows=found,
        year=year,
        years=[(str(one), f"{one}年度") for one in reversed(years)],
        met=sum(row.year.standing is YearStanding.HELD for row in duty_bound),
        total=len(duty_bound),
        meetings=sum(row.year.held for row in found),
        chaired=sum(row.year.chaired for row in found),
        sums={name: sum(row.figures[name] for row in found) for name in FIGURES},
    )


def _table(found: Sequence[rows.Supervised], year: int) -> Table:
    """The year as its supervisor follows it, an agency a row."""
    numbers = (said.HELD, said.REQUIRED, said.CHAIRED, *said.SUPERVISED_FIGURES.values())
    columns = (
        Column(said.AGENCY, width=20), Column(said.STANDING), Column(said.PLANNED_MONTH), Column(said.VISITOR, width=20),
        Column(said.FILING, width=20), *(Column(one, Kind.NUMBER) for one in numbers),
    )  # fmt: skip
    return Table(said.SUPERVISION.format(year=year), columns, map(_cells, found))


def _cells(row: rows.Supervised) -> list[Cell]:
    of_year, plan = row.year, row.year.plan
    exempt = of_year.standing is YearStanding.EXEMPT
    return [
        row.agency.short_name,
        word(of_year.standing),
        said.MONTH.format(month=plan.planned_month) if plan.planned_month else None,
        plan.visitor or None,
        "、".join(word(state) for state in row.filings) or None,
        of_year.held,
        0 if exempt else of_year.required,
        of_year.chaired,
        *(row.figures[name] if row.filings else None for name in said.SUPERVISED_FIGURES),
    ]


_NAMES = tuple(YearPlan.__dataclass_fields__)


def _form(agency: Agency) -> type[OwnPlanForm]:
    return PlanForm if yearly_plans.supervises(actor(), agency) else OwnPlanForm


def _planned(agency_id: int) -> Agency:
    """An agency this person registers for; for others the form does not exist."""
    agency = rows.agency_of(db(), actor(), agency_id)
    if not registers_for(agency):
        raise Absent
    return agency


def _around(agency: Agency, year: int) -> dict[str, Any]:
    row = plan_of(db(), agency.id, year)
    seen = request.form.get("seen_version", row.version if row else 0)
    return {"agency": agency, "year": year, "seen": seen}
