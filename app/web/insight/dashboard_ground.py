"""What every page of /dashboard/<year> begins with: which committee and agency the address means, and the year as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from app.domain.errors import Absent
from app.domain.insight import released
from app.domain.insight.marks import Standing
from app.domain.insight.overview import AgencyName, Overview
from app.domain.roc_date import roc_year
from app.models import Committee, Snapshot
from app.queries.insight import snapshots
from app.queries.insight.figures import Basis, basis_of, figures_seen, standing_of
from app.queries.insight.overviews import overview_of
from app.queries.insight.share_lines import (
    Among,
    agency_called,
    committee_asked_for,
    names_of_agencies,
)
from app.queries.visibility.tracking import assignment_is_seen
from app.web.auth.session import actor
from app.web.paging import typed
from app.web.reckoning import reckoned
from app.web.settings import settings
from app.web.transaction import db, today

FIRST_YEAR = 100
DIGITS = 10


class NotReleased(Absent):
    """Nothing of this year was released yet to those who see 定稿 only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """`basis`: which figures are meant. `agencies`: whom the filter offers, by id, in official order; `agency`: whom it chose.

    `by_default`: the address need not name the kept day.
    """

    committee: Committee
    offered: list[Committee]
    basis: Basis
    by_default: bool
    agencies: Mapping[int, AgencyName] = field(default_factory=dict)
    agency: AgencyName | None = None
    _paths: dict[tuple[str, Any], str] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def year(self) -> int:
        return self.basis.year

    @property
    def snapshot(self) -> Snapshot | None:
        return self.basis.snapshot

    def to(self, endpoint: str, **more: Any) -> str:
        """The address of another page of the same figures: same year, committee and agency."""
        kept: dict[str, Any] = {}
        if len(self.offered) > 1 and self.committee is not self.offered[0]:
            kept["committee"] = self.committee.code
        if self.agency is not None:
            kept["agency"] = self.agency.code
        if self.snapshot is not None and not self.by_default:
            kept["snapshot"] = self.snapshot.id
        found = {name: value for name, value in (kept | more).items() if value not in ("", None)}
        path = self._path(endpoint, found.pop("code", None))
        return f"{path}?{urlencode(found)}" if found else path

    def _path(self, endpoint: str, code: str | None) -> str:
        """Built once: a page of many agencies has thousands of addresses, which differ in what they ask alone."""
        if (endpoint, code) not in self._paths:
            of_code: dict[str, Any] = {} if code is None else {"code": code}
            self._paths[endpoint, code] = url_for(f"dashboard.{endpoint}", year=self.year, **of_code)
        return self._paths[endpoint, code]

    def id_of(self, code: str) -> int:
        """Raises Absent."""
        for key, one in self.agencies.items():
            if one.code == code:
                return key
        raise Absent


def sees_released_only() -> bool:
    """Leadership sees 定稿, unless a setting makes it live."""
    return released.sees_released_only(actor(), live=settings().dashboard_live)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Ground):
    """With the figures of the whole committee, or of `agency` alone."""

    overview: Overview


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Ground):
    """With the shares themselves."""

    standing: Standing


def shown(year: int, agency: str = "") -> Shown:
    """What a page of figures begins with. Absent for a year that has not come, for an agency, a committee or a kept day this
    person has nothing of."""
    (committee, offered, basis), code = _asked_for(year), agency or typed("agency")
    whole = overview_of(db(), actor(), basis, reckoned())
    found = Shown(
        committee=committee, offered=offered, basis=basis, by_default=sees_released_only(),
        agencies=whole.agencies, overview=whole,
    )  # fmt: skip
    return _of_agency(found, found.id_of(code)) if code else found


def grounded(year: int) -> tuple[Ground, int | None]:
    """What a list that counts no shares begins with, and the agency it is of. Absent as for `shown`, but for an agency this person
    has nothing of."""
    (committee, offered, basis), code = _asked_for(year), typed("agency")
    chosen = agency_called(db(), code) if code else {}
    if code and not chosen:
        raise Absent
    found = Ground(
        committee=committee, offered=offered, basis=basis, by_default=sees_released_only(), agencies=chosen,
        agency=next(iter(chosen.values()), None),
    )  # fmt: skip
    return found, next(iter(chosen), None)


def listed(year: int, items: Callable[[Basis], Sequence[int] | None] = lambda _: None) -> Listed:
    """What a list of shares begins with: all of an agency's, else those of `items`, or all of them. Absent as for `shown`."""
    (committee, offered, basis), code = _asked_for(year), typed("agency")
    chosen = agency_called(db(), code) if code else {}
    among = Among(committee, None if code else items(basis), next(iter(chosen), None))
    standing = standing_of(db(), basis, among, assignment_is_seen(actor()))
    if code and (not chosen or not standing.lines):
        shown(year)  # without a share it has perhaps a meeting or a declaration
    return Listed(
        committee=committee, offered=offered, basis=basis, by_default=sees_released_only(),
        agencies=chosen or names_of_agencies(db(), {one.agency_id for one in standing.lines}),
        agency=next(iter(chosen.values()), None), standing=standing,
    )  # fmt: skip


def _asked_for(year: int) -> tuple[Committee, list[Committee], Basis]:
    if not FIRST_YEAR <= year <= roc_year(today()):
        raise Absent
    committee, offered = committee_asked_for(db(), actor(), typed("committee"))
    return committee, offered, basis_of(db(), committee, year, today(), _kept_day(committee, year))


def _of_agency(ground: Shown, key: int) -> Shown:
    figures = figures_seen(db(), actor(), ground.basis, agency_id=key)
    part = replace(
        ground.overview,
        figures=figures,
        names={key: ground.agencies[key].short_name},
        years=tuple(one for one in ground.overview.years if one.id == key),
        declared=tuple(one for one in ground.overview.declared if one.id == key),
    )
    return replace(ground, overview=part, agency=ground.agencies[key])


def _kept_day(committee: Committee, year: int) -> Snapshot | None:
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
