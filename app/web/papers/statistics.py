"""統計表 of a year, beside leadership's page, and of a meeting, beside its papers: for whoever reads the committee's tracking."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, NotNow
from app.domain.insight.released import sees_released_only
from app.domain.meetings.yearly import HELD_STATES
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_year
from app.models import Committee, Meeting, Snapshot
from app.queries.insight import snapshots
from app.queries.insight.share_lines import committee_asked_for
from app.queries.meetings.found import find_meeting
from app.services.insight.statistics_paper import of_meeting, of_year
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID
from app.web.paging import typed
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.reckoning import reckoned
from app.web.settings import settings
from app.web.transaction import db, today

FIRST_YEAR = 100


@bp.get("/dashboard/<int:year>/statistics.<string:fmt>")
@access(Right.READ_TRACKING)
def year_statistics(year: int, fmt: str) -> ResponseReturnValue:
    """The very figures of /dashboard/<year>: live, or of the kept day the address names."""
    wanted = sending.loose_format(fmt)
    if not FIRST_YEAR <= year <= roc_year(today()):
        raise Absent
    committee, _ = committee_asked_for(db(), actor(), typed("committee"))
    if not _reads_whole(committee):
        raise Absent
    kept = _kept(committee, year)
    return sending.loose(of_year(db(), actor(), committee, year, reckoned(), kept), wanted)


@bp.get("/meetings/<string:slug>/statistics.<string:fmt>")
@access(Right.READ_TRACKING)
def meeting_statistics(slug: str, fmt: str) -> ResponseReturnValue:
    """As it stands now."""
    wanted, meeting = sending.loose_format(fmt), find_meeting(db(), actor(), slug).meeting
    if not reads_figures_of(meeting):
        raise Absent
    if meeting.state not in HELD_STATES:
        raise NotNow("paper_not_yet")
    return sending.loose(of_meeting(db(), actor(), meeting, reckoned()), wanted)


def reads_figures_of(meeting: Meeting) -> bool:
    """Not who is shown 定稿 only: figures of a meeting are those of now."""
    return _reads_whole(meeting.committee) and not _released_only()


def _reads_whole(committee: Committee) -> bool:
    """An agency that reads its own shares has no figures of the committee."""
    return may(actor(), Right.READ_TRACKING, committee_agency_id=committee.agency_id)


def _kept(committee: Committee, year: int) -> Snapshot | None:
    """As leadership's page chooses it. Raises Absent."""
    if _released_only():
        if (found := snapshots.released_of(db(), committee, year)) is None:
            raise Absent
        return found
    asked = typed("snapshot")
    if asked and not ID.fullmatch(asked):
        raise Absent
    return snapshots.one_kept(db(), committee, year, int(asked)) if asked else None


def _released_only() -> bool:
    return sees_released_only(actor(), live=settings().dashboard_live)
