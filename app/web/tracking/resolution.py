"""/resolutions/114-1-3: its text, the five stations, what was made of it, and the letters that sent it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.meeting_flow import FROZEN, OVER
from app.domain.meetings.numbering import with_committee
from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.rights import Right, may
from app.domain.proposals.paragraphs import parse
from app.domain.tracking.assignment_flow import AssignmentState
from app.models import AgendaItem, Assignment, Meeting, Proposal, Resolution
from app.queries.tracking.grid import tiles_of
from app.queries.tracking.splits import Split, batches_of, split_of
from app.queries.tracking.stations import stations_of
from app.queries.visibility.tracking import assignments_visible_to, one_resolution
from app.web.access import access
from app.web.auth.session import actor
from app.web.tracking.blueprint import bp
from app.web.transaction import db, today

PAGE = "tracking/resolution.html"


@dataclass(frozen=True, slots=True)
class Seen:
    """A resolution as this person sees it. `prepares`: splits and sends it out; `heads`: decides the sending here."""

    resolution: Resolution
    meeting: Meeting
    address: str
    subject: str
    confidential: bool
    prepares: bool
    heads: bool


def seen(code: str) -> Seen:
    """Raises Absent."""
    resolution = one_resolution(db(), actor(), code)
    committee = resolution.meeting.committee
    row = db().execute(
        select(Proposal.subject, Proposal.stub_name, Proposal.confidentiality, AgendaItem.title)
        .select_from(AgendaItem)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .where(AgendaItem.id == resolution.item_id)
    ).one_or_none()  # fmt: skip
    secret = row is not None and row.confidentiality is Confidentiality.CONFIDENTIAL
    subject = "" if row is None else (row.stub_name if secret else row.subject or row.title)
    agency_id = committee.agency_id
    return Seen(
        resolution,
        resolution.meeting,
        with_committee(resolution.code, committee.code, committee.is_primary),
        subject or "",
        secret,
        may(actor(), Right.PREPARE_SPLITS, committee_agency_id=agency_id),
        may(actor(), Right.DISPATCH, committee_agency_id=agency_id),
    )


@bp.get("/resolutions/<string:code>")
@access(Right.READ_TRACKING, Right.READ_MEETINGS)
def resolution(code: str) -> ResponseReturnValue:
    this = seen(code)
    return render_template(PAGE, **around(this))


def around(this: Seen) -> dict[str, Any]:
    resolution, meeting = this.resolution, this.meeting
    splits = split_of(db(), resolution) if this.prepares else _own(this)
    waiting = [share for one in splits for share in one.shares if share.state is AssignmentState.PREPARED]
    return {
        **head(this),
        "paragraphs": parse(resolution.text),
        "amended": parse(resolution.amended_measures),
        "splits": splits,
        "address_of": _addresses(this),
        "waiting": waiting,
        "batches": batches_of(db(), resolution) if this.prepares else [],
        "grid": tiles_of(db(), [share for one in splits for share in one.shares], today()),
        "stations": stations_of(db(), resolution, [share for one in splits for share in one.shares]),
        "splittable": this.prepares
        and meeting.state in OVER
        and resolution.tracking_choice is TrackingChoice.TRACK,
        "sendable": this.prepares and bool(waiting) and (meeting.state in FROZEN or this.heads),
    }


def head(this: Seen) -> dict[str, Any]:
    """What every page of a resolution shows."""
    return {
        "this": this,
        "resolution": this.resolution,
        "meeting": this.meeting,
        "address": this.address,
        "meeting_address": _meeting_address(this),
        "approved": this.meeting.state in FROZEN,
    }


def _addresses(this: Seen) -> Callable[[str], str]:
    """From a code to what stands in its address."""
    committee = this.meeting.committee
    return lambda code: with_committee(code, committee.code, committee.is_primary)


def _meeting_address(this: Seen) -> str:
    meeting = this.meeting
    return with_committee(meeting.slug, meeting.committee.code, meeting.committee.is_primary)


def _own(this: Seen) -> list[Split]:
    """Only the shares this person sees, and the items they belong to."""
    visible = set(db().scalars(assignments_visible_to(actor()).with_only_columns(Assignment.id)))
    found = []
    for one in split_of(db(), this.resolution):
        shares = tuple(share for share in one.shares if share.id in visible)
        if shares:
            found.append(Split(one.item, shares))
    return found
