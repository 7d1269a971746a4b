"""What every page of /dashboard/<year> begins with: which committee and agency the address means, and the year as it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from app.domain.errors import Absent
from app.domain.insight import released
from app.domain.insight.marks import Standing
from app.domain.insight.overview import Overview
from app.domain.roc_date import roc_year
from app.models import Committee, Snapshot
from app.queries.insight import snapshots
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
from app.web.settings import settings
from app.web.transaction import db, today

FIRST_YEAR = 100
DIGITS = 10


class NotReleased(Absent):
    """Nothing of this year was released yet to those who see 定稿 only."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`overview`: of the whole committee, or of `agency` alone. `agencies`: whom the filter offers, by id, in official order.

    `snapshot`: the kept day that is shown; None: how things stand now. `by_default`: the address need not name it.
    """

    committee: Committee
    offered: list[Committee]
    overview: Overview
    agencies: dict[int, AgencyName]
    snapshot: Snapshot | None = None
    by_default: bool = True
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
        if self.snapshot is not None and not self.by_default:
            kept["snapshot"] = self.snapshot.id
        found = {name: value for name, value in (kept | more).items() if value not in ("", None)}
        return url_for(f"dashboard.{endpoint}", **found)

    def id_of(self, code: str) -> int:
        """Raises Absent."""
        for key, one in self.agencies.items():
            if one.code == code:
                return key
        raise Absent


def sees_released_only() -> bool:
    """Leadership sees 定稿, unless a setting makes it live."""
    return released.sees_released_only(actor(), live=settings().dashboard_live)


def ground_of(year: int, agency: str = "", *, shares_only: bool = False) -> Ground:
    """`shares_only`: for a list of shares, which asks nothing about meetings and declarations.

    Raises Absent for a year that has not come, for an agency, a committee or a kept day this person has nothing of.
    """
    if not FIRST_YEAR <= year <= roc_year(today()):
        raise Absent
    committee, offered = committee_asked_for(db(), actor(), typed("committee"))
    snapshot, code = _asked_for(committee, year), agency or typed("agency")
    standing = _standing(committee, year, snapshot)
    agencies = names_of_agencies(db(), {one.agency_id for one in standing.lines})
    overview = Overview(standing, {key: one.short_name for key, one in agencies.items()}, (), ())
    if not shares_only or (code and not any(one.code == code for one in agencies.values())):
        overview, agencies = _with_registers(committee, overview, agencies, snapshot)
    ground = Ground(committee, offered, overview, agencies, snapshot, sees_released_only())
    return of_agency(ground, ground.id_of(code)) if code else ground


def _asked_for(committee: Committee, year: int) -> Snapshot | None:
    if sees_released_only():
        if (found := snapshots.released_of(db(), committee, year)) is None:
            raise NotReleased
        return found
    asked = typed("snapshot")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < DIGITS):
        raise Absent
    return snapshots.one_kept(db(), committee, year, int(asked))


def _standing(committee: Committee, year: int, snapshot: Snapshot | None) -> Standing:
    """With what stood at the end of the month before, this year and on kept days."""
    as_of = snapshot.as_of if snapshot else today()
    if snapshot is not None:
        lines = snapshots.kept_lines(db(), actor(), snapshot)
    else:
        lines = share_lines(db(), actor(), committee, year, calendar_in_force(db()), as_of)
    before = snapshots.month_end_before(db(), committee, as_of) if roc_year(as_of) == year else None
    if before is None:
        return Standing(year, as_of, lines)
    then = {one.id: one for one in snapshots.kept_lines(db(), actor(), before)}
    return Standing(year, as_of, lines, then, before.as_of)


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


def _with_registers(
    committee: Committee, found: Overview, agencies: dict[int, AgencyName], snapshot: Snapshot | None
) -> tuple[Overview, dict[int, AgencyName]]:
    year = found.year
    years, declared = (
        years_of_agencies(db(), actor(), year, today()),
        declared_by_agency(db(), actor(), year, reckoned()),
    )
    if snapshot is not None:
        years, declared = (
            snapshots.kept_years(snapshot, years),
            snapshots.kept_declared(snapshot, declared),
        )
    named = {*agencies, *(one.id for one in years), *(one.id for one in declared)}
    overview = replace(
        found,
        years=years,
        declared=declared,
        coming=next_meeting(db(), actor(), committee, today()),
        is_current=year == roc_year(today()),
    )
    return overview, names_of_agencies(db(), named)
