"""The proposal an address names, and the note that a confidential one was opened."""

from __future__ import annotations

from flask import current_app, request, url_for

from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed
from app.domain.people.rights import may
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW
from app.models import Proposal
from app.queries.proposals.facts import facts_of
from app.queries.visibility.proposals import one_visible
from app.web import reading
from app.web.access import rights_of_this_route
from app.web.auth.session import actor
from app.web.settings import settings
from app.web.transaction import db


def find(code: str, purpose: str = "open") -> Proposal:
    """The proposal of this code for the signed-in person; `Absent` when there is none to see. Reading a 密 case is noted.

    Whoever has several roles must hold what the route asks for with regard to this very record: else `NotAllowed`.
    """
    proposal = one_visible(db(), actor(), code)
    if not any(
        may(
            actor(),
            right,
            committee_agency_id=proposal.committee.agency_id,
            agency_id=proposal.agency_id,
        )
        for right in rights_of_this_route()
    ):
        raise NotAllowed("not_yours_to_do")
    if request.method == "GET":
        reading.note(proposal, purpose)
    return proposal


def is_stub(proposal: Proposal) -> bool:
    """Does this case hold no text here?"""
    confidential = proposal.confidentiality is Confidentiality.CONFIDENTIAL
    return confidential and not settings().confidential_mechanism


def available(proposal: Proposal) -> frozenset[str]:
    """The moves this person may make now: what buttons to show."""
    return frozenset(PROPOSAL_FLOW.available(proposal.state, actor(), facts_of(db(), proposal)))


def page_of(endpoint: str, **values: object) -> str | None:
    """The address of another area's page, where that area is installed."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None  # type: ignore[arg-type]
