"""/agency-meetings: agency × year for whoever supervises, and the meetings of one agency."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.meetings.yearly import YearStanding
from app.domain.people.agency import AgencyKind
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_year
from app.models import Agency
from app.queries.meetings import agency_meetings as rows
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.meetings.agency_meetings_blueprint import HIGHEST_ID, bp
from app.web.meetings.forms import options
from app.web.paging import address
from app.web.transaction import db, today
from app.wording import sheets as said
from app.wording.words import word

YEARS_SHOWN = 3
SHOWN = {
    "held": "已召開",
    "chaired": "首長親自主持",
    "planned": "排定",
    "missing": "未開",
    "exempt": "免召開",
}
"""Which agencies of this year the list may be narrowed to; each number above it opens its own."""


@bp.get("/agency-meetings")
@access(Right.READ_YEARLY_MEETINGS)
def index() -> ResponseReturnValue:
    reached = rows.agencies_reached(db(), actor())
    if len(reached) == 1:
        return redirect(url_for("agency_meetings.of_agency", agency_id=reached[0]), 303)
    this_year = roc_year(today())
    years = list(range(this_year - YEARS_SHOWN + 1, this_year + 1))
    kind = request.args.get("kind", type=AgencyKind)
    show = request.args.get("show", "")
    found = rows.agencies_by_year(db(), actor(), years, today=today(), kind=kind)
    now_there = [row for row in found if row.years[-1].exists]
    lists = {
        "held": [row for row in now_there if row.years[-1].held],
        "chaired": [row for row in now_there if row.years[-1].chaired],
        "planned": [row for row in now_there if row.years[-1].standing is YearStanding.PLANNED],
        "missing": [row for row in now_there if row.years[-1].standing is YearStanding.MISSING],
        "exempt": [row for row in now_there if row.years[-1].standing is YearStanding.EXEMPT],
    }
    if fmt := exporting.asked():
        return exporting.send(_table(lists.get(show, found), years), fmt)
    return render_template(
        "meetings/agency_matrix.html",
        files=exporting.links(),
        rows=lists.get(show, found),
        years=years,
        total=len(now_there) - len(lists["exempt"]),
        lists=[(name, said, len(lists[name]), address(show=name)) for name, said in SHOWN.items()],
        show=show,
        shown=[("", "全部"), *SHOWN.items()],
        any_reached=bool(reached),
        kind=kind,
        kinds=[("", "全部類別"), *options(AgencyKind)],
        chips=_chips(kind, show, this_year),
    )


@bp.get(f"/agency-meetings/agencies/<int(max={HIGHEST_ID}):agency_id>")
@access(Right.READ_YEARLY_MEETINGS)
def of_agency(agency_id: int) -> ResponseReturnValue:
    agency = rows.agency_of(db(), actor(), agency_id)
    held = rows.held_by(db(), agency)
    this_year = roc_year(today())
    return render_template(
        "meetings/agency_meetings.html",
        agency=agency,
        rows=held,
        this_year=this_year,
        met=sum(row.meeting.year == this_year for row in held),
        registers=registers_for(agency),
        several=len(rows.agencies_reached(db(), actor())) > 1,
        year=rows.one_year(db(), agency, this_year, today=today()),
        runs=may(actor(), Right.READ_MEETINGS, committee_agency_id=agency.id),
    )


def registers_for(agency: Agency) -> bool:
    """May the signed-in person register meetings of this agency?"""
    return may(
        actor(), Right.REGISTER_MEETINGS, agency_id=agency.id, supervised_by_id=agency.supervised_by_id
    )


def _table(found: Sequence[rows.AgencyYears], years: Sequence[int]) -> Table:
    of_years = [
        (Column(said.YEAR_STANDING.format(year=year)), Column(said.YEAR_HELD.format(year=year), Kind.NUMBER),
         Column(said.YEAR_CHAIRED.format(year=year), Kind.NUMBER))
        for year in years
    ]  # fmt: skip
    columns = (Column(said.AGENCY, width=20), Column(said.AGENCY_KIND), *chain.from_iterable(of_years))
    return Table(said.AGENCY_MEETINGS, columns, map(_cells, found))


def _cells(row: rows.AgencyYears) -> list[Cell]:
    cells: list[Cell] = [row.short_name, word(row.kind)]
    for year in row.years:
        cells += [word(year.standing), year.held, year.chaired] if year.exists else [said.NOT_YET, None, None]
    return cells


def _chips(kind: AgencyKind | None, show: str, this_year: int) -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    chips = [(f"類別：{word(kind)}", address(kind=None))] if kind else []
    return chips + ([(f"{this_year}年度{SHOWN[show]}", address(show=None))] if show in SHOWN else [])
