"""Load the demonstration city into an empty database, through the same verbs as everybody."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import exists, not_, select
from sqlalchemy.orm import Session

from app.demo.city.agencies import AGENCIES
from app.demo.city.generated import MOST_AGENCIES, more_agencies, more_proposals
from app.demo.city.people import MAIL_DOMAIN
from app.demo.city.proposals import PROPOSALS
from app.demo.load_agency_meetings import load_agency_meetings
from app.demo.load_committees import load_committees
from app.demo.load_deputies import load_deputies
from app.demo.load_duties import load_duties
from app.demo.load_meetings import load_meetings
from app.demo.load_old_cases import load_old_cases
from app.demo.load_papers import load_papers
from app.demo.load_past_work import load_past_work
from app.demo.load_people import load_people
from app.demo.load_proposals import load_proposals
from app.demo.load_roster import load_roster
from app.demo.load_snapshots import load_snapshots
from app.demo.load_templates import load_templates
from app.demo.load_tracking import load_tracking
from app.demo.load_views import load_views
from app.domain.people.actor import CONSOLE
from app.models import Agency, Committee, Proposal, User
from app.services import office_calendar
from app.services.notices import operation

SEED = 20261121
MOST_YEARS = 50


class NotDemonstration(Exception):
    """Records that are not the demonstration's stand in this database; nothing was added."""


class AlreadyThere(Exception):
    """The city stands already, people may have worked in it: years of shares are loaded only together with it."""


def ensure(
    session: Session,
    files_dir: Path,
    *,
    now: datetime,
    today: date,
    agencies: int = 0,
    proposals: int = 0,
    assignments: int = 0,
    years: int = 1,
) -> bool:
    """Load the city where it is missing; True when it was loaded now.

    `agencies`, `proposals`: at least so many, beyond the written ones made by a generator. `assignments`: so many beside
    those of the written meetings, over so many `years`. Raises NotDemonstration, AlreadyThere where shares are asked of a
    city that stands already, and ValueError for more agencies than can be named.
    """
    if not 0 <= agencies <= len(AGENCIES) + MOST_AGENCIES:
        raise ValueError(f"at most {len(AGENCIES) + MOST_AGENCIES} agencies can be named")
    if not 1 <= years <= MOST_YEARS or assignments < 0:
        raise ValueError(f"between 1 and {MOST_YEARS} years of assignments can be loaded")
    loaded = _is_loaded(session)
    if loaded and assignments:
        raise AlreadyThere
    office_calendar.seed(session, CONSOLE, now=now)
    if loaded:
        return False
    rows = (*AGENCIES, *more_agencies(max(0, agencies - len(AGENCIES))))
    people = load_people(session, rows, now=now, today=today)
    load_committees(session, people)
    load_deputies(session, people, now=now, today=today)
    load_agency_meetings(session, people)
    load_roster(session, people)
    load_templates(session, people, now=now)
    load_views(session, people, now=now)
    upcoming = load_meetings(session, people.committee, now=now)
    load_tracking(session, people.committee, now=now, today=today)
    load_duties(session, people, files_dir, now=now)
    load_old_cases(session, people, now=now, today=today)
    written = (*PROPOSALS, *more_proposals(max(0, proposals - len(PROPOSALS)), SEED))
    load_proposals(session, people, upcoming, written, now=now)
    load_papers(session, people, upcoming, files_dir, now=now)
    load_snapshots(session, people.committee, now=now, today=today)
    if assignments:  # after the months' ends, which would take long to rebuild of a million
        load_past_work(session, people.committee, shares=assignments, years=years, now=now, today=today)
    operation.switch(session, CONSOLE, trial=False, seen_version=1, now=now)
    return True


def _is_loaded(session: Session) -> bool:
    foreign_user = exists().where(not_(User.email.endswith(f"@{MAIL_DOMAIN}")))
    foreign_agency = exists().where(not_(Agency.name.startswith("示範")))
    if session.scalar(select(foreign_user | foreign_agency)):
        raise NotDemonstration
    loaded = bool(session.scalar(select(exists().where(User.login == "eth-officer1"))))
    if not loaded and session.scalar(select(exists(select(Committee.id)) | exists(select(Proposal.id)))):
        raise NotDemonstration
    return loaded
