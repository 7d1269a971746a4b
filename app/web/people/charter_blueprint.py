"""/committees: charter and members of a committee, under one name."""

from __future__ import annotations

from flask import Blueprint

from app.domain.errors import Absent
from app.domain.people.rights import Right, may
from app.models import Committee
from app.queries.people.charters import one_seen
from app.web.auth.session import actor
from app.web.transaction import db

bp = Blueprint("charters", __name__)


def committee_of(code: str) -> Committee:
    """The committee as the signed-in person may see it, or the 404 page."""
    return one_seen(db(), actor(), code)


def keeps(committee: Committee) -> bool:
    """Does the signed-in person keep this committee's charter and members?"""
    return may(actor(), Right.KEEP_COMMITTEE, committee_agency_id=committee.agency_id)


def kept_committee(code: str) -> Committee:
    """One whose charter and members this person keeps; for others its forms do not exist."""
    committee = committee_of(code)
    if not keeps(committee):
        raise Absent
    return committee
