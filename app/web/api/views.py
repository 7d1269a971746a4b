"""The addresses of the API: each sends rows of one type, filtered as its list is, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.insight.released import sees_released_only
from app.domain.people.actor import Actor
from app.domain.people.rights import Right
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import AssignmentState
from app.queries.insight import api_rows as rows
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking import assignment_list, item_list
from app.web.access import access
from app.web.api.door import api_actor, bp, no_right
from app.web.api.openapi import Endpoint, Parameter, plain
from app.web.api.openapi import document as openapi
from app.web.paging import address, typed
from app.web.settings import settings
from app.web.transaction import db, today
from app.wording import api as said

USUAL = 100
FIRST_YEAR = 100
PAGE, SIZE = Parameter(said.PAGE, most=100_000), Parameter(said.SIZE, most=500)
MEETING, AGENCY = Parameter(said.MEETING), Parameter(said.AGENCY)
STATUS = Parameter(said.STATUS, choices=(item_list.ENDED_ONES, *item_list.STATUSES))
STATE = Parameter(
    said.STATE, choices=(assignment_list.OPEN_ONES, assignment_list.ENDED_ONES, *AssignmentState)
)
YEAR, COMMITTEE = Parameter(said.YEAR, most=999), Parameter(said.COMMITTEE)
PAGED = {"page": PAGE, "size": SIZE}
ENDPOINTS = (
    Endpoint("meetings", rows.MeetingOut, PAGED),
    Endpoint("resolutions", rows.ResolutionOut, {"meeting": MEETING, **PAGED}),
    Endpoint("items", rows.ItemOut, {"meeting": MEETING, "agency": AGENCY, "status": STATUS, **PAGED}),
    Endpoint(
        "assignments", rows.AssignmentOut, {"meeting": MEETING, "agency": AGENCY, "state": STATE, **PAGED}
    ),
    Endpoint("agencies", rows.AgencyOut, PAGED),
    Endpoint("dashboard", rows.DashboardOut, {"year": YEAR, "committee": COMMITTEE}, single=True),
)
Read = Callable[[Actor, int, int], Sequence[Any]]


@bp.before_request
def only_known_parameters() -> None:
    """A misspelt filter would else answer with everything. Raises Invalid: api_parameter_unknown."""
    for one in ENDPOINTS:
        if request.endpoint == f"api.{one.name}":
            for name in request.args:
                if name not in one.parameters:
                    known = "、".join(one.parameters)
                    raise Invalid("api_parameter_unknown", name, name=name, known=known)


@bp.get("/openapi.json")
@access(public=True)
def document() -> ResponseReturnValue:
    return jsonify(openapi(ENDPOINTS))


@bp.get("/meetings")
@access(public=True)
def meetings() -> ResponseReturnValue:
    def read(actor: Actor, offset: int, size: int) -> Sequence[Any]:
        return rows.meetings(db(), actor, offset=offset, size=size)

    return _rows(read, Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)


@bp.get("/resolutions")
@access(public=True)
def resolutions() -> ResponseReturnValue:
    def read(actor: Actor, offset: int, size: int) -> Sequence[Any]:
        return rows.resolutions(db(), actor, typed("meeting"), offset=offset, size=size)

    return _rows(read, Right.READ_TRACKING, Right.READ_MEETING_PAPERS)


@bp.get("/items")
@access(public=True)
def items() -> ResponseReturnValue:
    filters = item_list.Filters(
        status=_choice("status", STATUS), meeting=typed("meeting"), agency=typed("agency")
    )

    def read(actor: Actor, offset: int, size: int) -> Sequence[Any]:
        return rows.items(db(), actor, filters, calendar_in_force(db()), today(), offset=offset, size=size)

    return _rows(read, Right.READ_TRACKING)


@bp.get("/assignments")
@access(public=True)
def assignments() -> ResponseReturnValue:
    filters = assignment_list.Filters(
        agency=typed("agency"), meeting=typed("meeting"), state=_choice("state", STATE)
    )

    def read(actor: Actor, offset: int, size: int) -> Sequence[Any]:
        calendar = calendar_in_force(db())
        return rows.assignments(db(), actor, filters, calendar, today(), offset=offset, size=size)

    return _rows(read, Right.READ_TRACKING)


@bp.get("/agencies")
@access(public=True)
def agencies() -> ResponseReturnValue:
    def read(_actor: Actor, offset: int, size: int) -> Sequence[Any]:
        return rows.agencies(db(), today(), offset=offset, size=size)

    return _rows(read, Right.READ_TRACKING, Right.MANAGE_PEOPLE)


@bp.get("/dashboard")
@access(public=True)
def dashboard() -> ResponseReturnValue:
    actor = api_actor(Right.READ_TRACKING)
    if actor is None:
        return no_right()
    this_year = roc_year(today())
    year = _number("year", YEAR, this_year)
    if not FIRST_YEAR <= year <= this_year:
        raise Absent
    final = sees_released_only(actor, live=settings().dashboard_live)
    found = rows.dashboard(db(), actor, typed("committee"), year, today(), final=final)
    return jsonify(plain(found))


def _rows(read: Read, *rights: Right) -> ResponseReturnValue:
    """One row more than a page is asked for: it tells that there is a next one."""
    actor = api_actor(*rights)
    if actor is None:
        return no_right()
    page, size = _number("page", PAGE, 1), _number("size", SIZE, USUAL)
    found = read(actor, (page - 1) * size, size + 1)
    following = address(page=str(page + 1), size=str(size))
    return jsonify(rows=plain(found[:size]), next=following if len(found) > size else None)


def _number(name: str, asked: Parameter, usual: int) -> int:
    """Raises Invalid: api_number_unreadable."""
    text = request.args.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= (asked.most or 0)):
        raise Invalid("api_number_unreadable", name, name=name, most=asked.most)
    return int(text)


def _choice(name: str, asked: Parameter) -> str:
    """Raises Invalid: api_choice_unknown."""
    text = request.args.get(name)
    if text is not None and text not in asked.choices:
        raise Invalid("api_choice_unknown", name, name=name, choices="、".join(asked.choices))
    return text or ""
