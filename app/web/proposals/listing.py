"""The list of proposals; its whole state stands in the address."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.confidentiality import Confidentiality, reads_confidential_of
from app.domain.insight.saved_view import ListName
from app.domain.people.rights import Right, has
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.text_entry import TextRefused, clean_text
from app.models import Proposal
from app.queries.counting import COUNTED_TO
from app.queries.proposals import listing, writing
from app.queries.proposals.listing import NEWEST_FIRST, SORTS, Choices, Filters, Line, Listing
from app.web import exporting, kept_views
from app.web.access import access
from app.web.auth.session import actor
from app.web.proposals.blueprint import bp
from app.web.proposals.record import page_of
from app.web.transaction import TAIPEI, db
from app.wording import sheets as said
from app.wording.words import word

COLUMNS = (("編號", "code"), ("案由", ""), ("提案單位", "unit"), ("狀態", "state"), ("最近修改", "changed"))


@bp.get("")
@access(Right.READ_PROPOSALS)
def index() -> ResponseReturnValue:
    filters = _filters()
    if fmt := exporting.asked():
        exporting.note_readings(Proposal.__tablename__, listing.confidential_among(db(), actor(), filters))
        return exporting.send(_table(filters), fmt)
    found = listing.list_proposals(db(), actor(), filters, _number(request.args.get("page", "")) or 1)
    choices = listing.choices(db(), actor())
    return render_template(
        "proposals/index.html",
        found=found,
        filters=filters,
        columns=[_column(label, name, filters) for label, name in COLUMNS],
        fields=_fields(filters, choices),
        chips=_chips(filters, choices),
        keep=[("sort", filters.sort)] if filters.sort != NEWEST_FIRST else [],
        pagination=_pagination(found, filters),
        writes=has(actor(), Right.WRITE_PROPOSALS),
        writes_stubs=_writes_stubs(),
        keeps_lists=has(actor(), Right.KEEP_LISTS),
        import_url=page_of("intake.index") if has(actor(), Right.IMPORT) else None,
        files=exporting.links(),
        box=kept_views.box(ListName.PROPOSALS),
    )


def _table(filters: Filters) -> Table:
    lines = listing.every_proposal(db(), actor(), filters)
    columns = (
        Column(said.CODE), Column(said.SUBJECT, width=60), Column(said.UNIT, width=20), Column(said.STATE),
        Column(said.MEETING, width=20), Column(said.DEFERRALS, Kind.NUMBER, 10), Column(said.CONFIDENTIALITY, width=8),
        Column(said.CHANGED_ON, Kind.DAY),
    )  # fmt: skip
    return Table(said.PROPOSALS, columns, map(_row, lines))


def _row(line: Line) -> tuple[Cell, ...]:
    secret = word(Confidentiality.CONFIDENTIAL if line.confidential else Confidentiality.NORMAL)
    return (
        line.code, line.title, line.unit, word(line.state), "、".join(line.meetings), line.deferrals, secret,
        line.changed_at.astimezone(TAIPEI).date(),
    )  # fmt: skip


def address(filters: Filters, **changed: Any) -> str:
    """The list's address with these filters; what is empty or the default is left out."""
    values: dict[str, Any] = {
        "year": filters.year,
        "meeting": filters.meeting,
        "state": filters.state.value if filters.state else "",
        "unit": filters.unit,
        "q": filters.text,
        "sort": filters.sort if filters.sort != NEWEST_FIRST else "",
    } | changed
    return url_for("proposals.index", **{name: value for name, value in values.items() if value})


def _filters() -> Filters:
    """What the address says; what cannot be meant is as if it were not there."""
    state, sort = request.args.get("state", ""), request.args.get("sort", "")
    return Filters(
        year=_number(request.args.get("year", "")),
        meeting=_clean("meeting"),
        state=ProposalState(state) if state in {one.value for one in ProposalState} else None,
        unit=_clean("unit"),
        text=_clean("q"),
        sort=sort if sort.removeprefix("-") in SORTS else NEWEST_FIRST,
    )


def _clean(name: str) -> str:
    try:
        return clean_text(request.args.get(name, ""), limit=80, multiline=False)
    except TextRefused:
        return ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _column(label: str, name: str, filters: Filters) -> dict[str, str]:
    column = {"label": label}
    if name:
        up = filters.sort == name
        column["sort_url"] = address(filters, sort=f"-{name}" if up else name)
        if filters.sort.removeprefix("-") == name:
            column["sorted"] = "ascending" if up else "descending"
    return column


def _fields(filters: Filters, choices: Choices) -> list[dict[str, Any]]:
    every = [("", "全部")]
    years = [(str(year), f"{year}年") for year in choices.years]
    states = [(state.value, word(state)) for state in ProposalState]
    units = [(unit, unit) for unit in choices.units]
    state = filters.state.value if filters.state else ""
    rows = (
        ("year", "年度", years, str(filters.year or "")),
        ("meeting", "會議", list(choices.meetings), filters.meeting),
        ("state", "狀態", states, state),
        ("unit", "提案單位", units, filters.unit),
    )
    selects = [
        {"name": name, "label": label, "kind": "select", "choices": every + offered, "value": value}
        for name, label, offered, value in rows
    ]
    return [*selects, {"name": "q", "label": "關鍵字", "kind": "text", "value": filters.text}]


def _chips(filters: Filters, choices: Choices) -> list[tuple[str, str]]:
    meeting = dict(choices.meetings).get(filters.meeting, filters.meeting)
    shown = (
        ("year", f"{filters.year}年" if filters.year else ""),
        ("meeting", meeting),
        ("state", word(filters.state)),
        ("unit", filters.unit),
        ("q", f"「{filters.text}」" if filters.text else ""),
    )
    return [(text, address(filters, **{name: ""})) for name, text in shown if text]


def _pagination(found: Listing, filters: Filters) -> dict[str, Any]:
    return {
        "number": found.number,
        "pages": found.pages,
        "total": found.total,
        "more": found.total > COUNTED_TO,
        "counted_to": COUNTED_TO,
        "first": found.first,
        "last": found.last,
        "url": lambda number: address(filters, page=number if number > 1 else ""),
    }


def _writes_stubs() -> bool:
    """May this person make a 密 case for a committee he writes for?"""
    readable = reads_confidential_of(actor())
    if not readable or not has(actor(), Right.WRITE_PROPOSALS):
        return False
    committees = writing.committees_to_write_for(db(), actor())
    return any(one.agency_id in readable for one in committees)
