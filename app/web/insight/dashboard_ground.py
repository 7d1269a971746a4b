"""What every page of /dashboard/<year> begins with: which committee and agency the address means, and the year as it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from app.domain.errors import Absent
from app.domain.insight.marks import Standing
from app.domain.insight.overview import Overview
from app.domain.roc_date import roc_year
from app.models import Committee
from app.queries.insight.next_meeting import next_meeting
from app.queries.insight.registers import declared_by_agency, years_of_agencies
from app.queries.insight.share_lines import (
    AgencyName,
    committee_asked_for,
    names_of_agencies,
    share_lines,
)
from app.queries.office_calendar import calendar_in_force
from app.web.auth.session import actor
from app.web.paging import typed
from app.web.reckoning import reckoned
from app.web.transaction import db, today

FIRST_YEAR = 100


@dataclass(frozen=True, slots=True)
class Ground:
    """`overview`: of the whole committee, or of `agency` alone. `agencies`: whom the filter offers, by id, in official order."""

    committee: Committee
    offered: list[Committee]
    overview: Overview
    agencies: dict[int, AgencyName]
    agency: AgencyName | None = None

    @property
    def year(self) -> int:
        return self.overview.year

    def to(self, endpoint: str, **more: Any) -> str:
        """The address of another page of the same figures: same year, committee and agency."""
        kept: dict[str, Any] = {"year": self.year}
        if len(self.offered) > 1 and self.committee is not self.offered[0]:
            kept["committee"] = self.committee.code
        if self.agency is not None:
            kept["agency"] = self.agency.code
        found = {name: value for name, value in (kept | more).items() if value not in ("", None)}
        return url_for(f"dashboard.{endpoint}", **found)

    def id_of(self, code: str) -> int:
        """Raises Absent."""
        for key, one in self.agencies.items():
            if one.code == code:
                return key
        raise Absent


def ground_of(year: int, agency: str = "", *, shares_only: bool = False) -> Ground:
    """`shares_only`: for a list of shares, which asks nothing about meetings and declarations.

    Raises Absent for a year that has not come, and for an agency or a committee this person has nothing of.
    """
    if not FIRST_YEAR <= year <= roc_year(today()):
        raise Absent
    committee, offered = committee_asked_for(db(), actor(), typed("committee"))
    code = agency or typed("agency")
    lines = share_lines(db(), actor(), committee, year, calendar_in_force(db()), today())
    standing = Standing(year, today(), lines)
    if shares_only:
        agencies = names_of_agencies(db(), {one.agency_id for one in lines})
        if not code or any(one.code == code for one in agencies.values()):
            return _ground(committee, offered, Overview(standing, _short(agencies), (), ()), agencies, code)
    overview, agencies = _with_registers(committee, standing)
    return _ground(committee, offered, overview, agencies, code)


def _ground(
    committee: Committee,
    offered: list[Committee],
    overview: Overview,
    agencies: dict[int, AgencyName],
    code: str,
) -> Ground:
    ground = Ground(committee, offered, overview, agencies)
    return of_agency(ground, ground.id_of(code)) if code else ground


def of_agency(ground: Ground, key: int) -> Ground:
    whole = ground.overview
    part = replace(
        whole,
        standing=whole.standing.of_agency(key),
        names={key: ground.agencies[key].short_name},
        years=tuple(one for one in whole.years if one.id == key),
        declared=tuple(one for one in whole.declared if one.id == key),
    )
    return replace(ground, overview=part, agency=ground.agencies[key])


def _with_registers(committee: Committee, standing: Standing) -> tuple[Overview, dict[int, AgencyName]]:
    year, day = standing.year, standing.as_of
    years = years_of_agencies(db(), actor(), year, day)
    declared = declared_by_agency(db(), actor(), year, reckoned())
    named = {one.agency_id for one in standing.lines}
    agencies = names_of_agencies(db(), {*named, *(one.id for one in years), *(one.id for one in declared)})
    overview = Overview(
        standing,
        {key: name for key, name in _short(agencies).items() if key in named},
        years,
        declared,
        coming=next_meeting(db(), actor(), committee, day),
        is_current=year == roc_year(day),
    )
    return overview, agencies


def _short(agencies: dict[int, AgencyName]) -> dict[int, str]:
    return {key: one.short_name for key, one in agencies.items()}
