"""What a list shows of the views its reader keeps, and which of its columns are left out by the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request, url_for

from app.domain.insight.saved_view import ListName, tidy
from app.queries.insight.saved_views import views_of
from app.web.auth.session import actor
from app.web.transaction import db

ENDPOINTS = {
    ListName.ASSIGNMENTS: "tracking.assignments",
    ListName.ITEMS: "tracking.items",
    ListName.PROPOSALS: "proposals.index",
}
HIDDEN = "no_{column}"
"""?no_agency=1 leaves the column out."""


@dataclass(frozen=True, slots=True)
class KeptView:
    id: int
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ViewBox:
    """`query`: of this address, as it would be kept. `columns`: (name of the field, label, left out now)."""

    list_name: ListName
    views: tuple[KeptView, ...]
    query: str
    columns: tuple[tuple[str, str, bool], ...]
    address: str
    others: tuple[tuple[str, str], ...]


def box(list_name: ListName, columns: Iterable[tuple[str, str]] = ()) -> ViewBox:
    """`columns`: (key, label) of those that may be left out."""
    here = tidy(request.query_string.decode("utf-8", "ignore"))
    views = tuple(
        KeptView(one.id, one.name, url_of(list_name, one.query), one.query == here)
        for one in views_of(db(), actor(), list_name)
    )
    offered = tuple((HIDDEN.format(column=key), label, is_hidden(key)) for key, label in columns)
    names = {name for name, _, _ in offered}
    others = tuple((name, value) for name, value in request.args.items() if name not in {*names, "page"})
    return ViewBox(list_name, views, here, offered, url_for(ENDPOINTS[list_name]), others)


def url_of(list_name: ListName, query: str) -> str:
    return url_for(ENDPOINTS[list_name]) + (f"?{query}" if query else "")


def is_hidden(column: str) -> bool:
    return request.args.get(HIDDEN.format(column=column)) == "1"


def kept_hidden(columns: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """For the form of filters: which columns stay left out."""
    return [(HIDDEN.format(column=key), "1") for key, _ in columns if is_hidden(key)]
