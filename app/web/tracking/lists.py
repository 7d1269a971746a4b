"""/assignments (件) and /items (項): lists whose whole state stands in the address."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid
from app.domain.insight.saved_view import ListName
from app.domain.people.rights import Right, has
from app.domain.roc_date import parse_roc, roc_digits, roc_text
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.flags import Flag
from app.domain.tracking.item import AssignmentRole, DueKind
from app.models import Assignment
from app.queries.insight import last_month
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking import assignment_list, item_list, whole_lists
from app.queries.tracking.flagged import FILTERS
from app.services.insight.tracking_tables import assignment_table, item_table, report_table
from app.web import exporting, kept_views
from app.web.access import access
from app.web.auth.session import actor
from app.web.paging import Page, address, page_of, typed
from app.web.tracking import comparing
from app.web.tracking.blueprint import bp
from app.web.transaction import db, today
from app.wording.sheets import DOWNLOAD_LIST, DOWNLOAD_REPORTS
from app.wording.tracking.lists import ENDED, OPEN
from app.wording.tracking.record import flag_sentence
from app.wording.words import word

S = TypeVar("S", bound=StrEnum)
EVERY = ("", "全部")
REPORTS = "reports"
"""?of=reports: with `format`, what was reported on the shares of the list."""
ASSIGNMENT_COLUMNS = (
    ("編號", "code", ""), ("應辦事項", "", "title"), ("機關", "agency", "agency"), ("主辦／協辦", "", "role"),
    ("期限", "due", "due"), ("狀態", "state", "state"),
)  # fmt: skip
"""Heading, order, and the key under which a column may be left out."""
ITEM_COLUMNS = (
    ("編號", "code", ""), ("應辦事項", "", "title"), ("主辦", "", "lead"), ("期限", "due", "due"),
    ("件數", "shares", "shares"), ("狀態", "", "state"),
)  # fmt: skip


@bp.get("/assignments")
@access(Right.READ_TRACKING)
def assignments() -> ResponseReturnValue:
    filters = _assignment_filters()
    calendar = calendar_in_force(db())
    query = assignment_list.filtered(db(), actor(), filters, calendar, today())
    if fmt := exporting.asked():
        exporting.note_readings(Assignment.__tablename__, whole_lists.confidential_among(db(), query))
        if request.args.get("of") == REPORTS:
            return exporting.send(report_table(whole_lists.every_report(db(), query, filters.sort)), fmt)
        lines = whole_lists.every_assignment(db(), query, filters.sort, calendar, today())
        return exporting.send(assignment_table(lines), fmt)
    page = page_of(lambda up_to: assignment_list.count(db(), query, up_to))
    rows = assignment_list.page(
        db(), query, filters.sort, calendar, today(), offset=page.offset, size=page.size, many=page.more
    )
    offered = assignment_list.choices(db(), actor())
    states = [
        (assignment_list.OPEN_ONES, OPEN),
        *_options(AssignmentState),
        (assignment_list.ENDED_ONES, ENDED),
    ]
    fields = [
        _select("agency", "機關", offered.agencies, filters.agency),
        _select("state", "狀態", states, filters.state),
        _select("flag", "標示", _flags(), filters.flag or ""),
        _select("meeting", "會議", offered.meetings, filters.meeting),
        _select("role", "主辦／協辦", _options(AssignmentRole), filters.role or ""),
        _date("from", "期限自", filters.due_from),
        _date("due", "期限至", filters.due_to),
        {"name": "q", "label": "關鍵字或編號", "kind": "text", "value": filters.text},
    ]
    return render_template(
        "tracking/assignments.html",
        rows=rows,
        **comparing.around(lambda day: last_month.shares_compared(db(), rows, day)),
        flag_sentence=flag_sentence,
        files=[(DOWNLOAD_LIST, exporting.links()), (DOWNLOAD_REPORTS, exporting.links(of=REPORTS))],
        **_around(
            ListName.ASSIGNMENTS, fields, page, filters.sort, assignment_list.BY_DUE, ASSIGNMENT_COLUMNS
        ),
    )


@bp.get("/items")
@access(Right.READ_TRACKING)
def items() -> ResponseReturnValue:
    filters = _item_filters()
    calendar = calendar_in_force(db())
    query = item_list.filtered(db(), actor(), filters, calendar, today())
    if fmt := exporting.asked():
        secret = whole_lists.confidential_items_among(db(), actor(), query)
        exporting.note_readings(Assignment.__tablename__, secret)
        return exporting.send(item_table(whole_lists.every_item(db(), actor(), query, filters.sort)), fmt)
    page = page_of(lambda up_to: item_list.count(db(), query, up_to))
    rows = item_list.page(db(), actor(), query, filters.sort, offset=page.offset, size=page.size)
    offered = assignment_list.choices(db(), actor())
    statuses = [(one.value, word(one)) for one in item_list.STATUSES]
    fields = [
        _select("status", "狀態", [*statuses, (item_list.ENDED_ONES, ENDED)], filters.status),
        _select("flag", "標示", _flags(), filters.flag or ""),
        _select("meeting", "會議", offered.meetings, filters.meeting),
        _select("agency", "機關", offered.agencies, filters.agency),
        _select("due_kind", "期限種類", _options(DueKind), filters.due_kind or ""),
        {"name": "q", "label": "關鍵字或編號", "kind": "text", "value": filters.text},
    ]
    return render_template(
        "tracking/items.html",
        rows=rows,
        **comparing.around(
            lambda day: last_month.items_compared(db(), actor(), rows, day, calendar, today())
        ),
        releases=has(actor(), Right.RECORD_APPROVALS),
        files=[(DOWNLOAD_LIST, exporting.links())],
        **_around(ListName.ITEMS, fields, page, filters.sort, item_list.NEWEST_FIRST, ITEM_COLUMNS),
    )


def _assignment_filters() -> assignment_list.Filters:
    """What the address says; what cannot be meant is as if it were not there."""
    state, sort = request.args.get("state", ""), request.args.get("sort", "")
    return assignment_list.Filters(
        agency=typed("agency"),
        state=state if assignment_list.states_of(state) else "",
        flag=_one(Flag, "flag"),
        meeting=typed("meeting"),
        due_from=_day("from"),
        due_to=_day("due"),
        role=_one(AssignmentRole, "role"),
        text=typed("q"),
        sort=sort if sort.removeprefix("-") in assignment_list.SORTS else assignment_list.BY_DUE,
    )


def _item_filters() -> item_list.Filters:
    status, sort = request.args.get("status", ""), request.args.get("sort", "")
    known = {item_list.ENDED_ONES, *item_list.STATUSES}
    return item_list.Filters(
        status=status if status in known else "",
        flag=_one(Flag, "flag"),
        meeting=typed("meeting"),
        agency=typed("agency"),
        due_kind=_one(DueKind, "due_kind"),
        text=typed("q"),
        sort=sort if sort.removeprefix("-") in item_list.SORTS else item_list.NEWEST_FIRST,
    )


def _one(kind: type[S], name: str) -> S | None:
    text = request.args.get(name, "")
    return kind(text) if text in set(kind) else None


def _day(name: str) -> date | None:
    try:
        return parse_roc(typed(name), today()) if typed(name) else None
    except Invalid:
        return None


def _around(
    list_name: ListName,
    fields: list[dict[str, Any]],
    page: Page,
    sort: str,
    usual: str,
    columns: Collection[tuple[str, str, str]],
) -> dict[str, Any]:
    """What every list shows around its rows."""
    optional = [(key, label) for label, _, key in columns if key]
    left_out = {key for key, _ in optional if kept_views.is_hidden(key)}
    chips = [
        (text, address(**{field["name"]: None}, page=None)) for field in fields if (text := _chip(field))
    ]
    return {
        "fields": fields,
        "chips": chips,
        "keep": [
            *([("sort", sort)] if sort != usual else []),
            *([("compare", "1")] if comparing.asked() else []),
            *kept_views.kept_hidden(optional),
        ],
        "columns": [_column(label, name, sort) for label, name, key in columns if key not in left_out],
        "left_out": left_out,
        "box": kept_views.box(list_name, optional),
        "pagination": page,
    }


def _chip(field: dict[str, Any]) -> str:
    value = field["value"]
    if not value:
        return ""
    if field["kind"] == "select":
        return str(dict(field["choices"]).get(value, value))
    if field["kind"] == "date":
        return f"{field['label']} {roc_text(field['day'])}"
    return f"「{value}」"


def _select(name: str, label: str, choices: Collection[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "kind": "select", "choices": [EVERY, *choices], "value": str(value)}


def _date(name: str, label: str, day: date | None) -> dict[str, Any]:
    return {
        "name": name, "label": label, "kind": "date", "day": day, "value": roc_digits(day) if day else "",
    }  # fmt: skip


def _options(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, word(one)) for one in kind]


def _flags() -> list[tuple[str, str]]:
    return [(one.value, word(one)) for one in FILTERS]


def _column(label: str, name: str, sort: str) -> dict[str, str]:
    if not name:
        return {"label": label}
    up = sort == name
    column = {"label": label, "sort_url": address(sort=f"-{name}" if up else name, page=None)}
    if sort.removeprefix("-") == name:
        column["sorted"] = "ascending" if up else "descending"
    return column
