"""The lists that the numbers of /dashboard/<year> open: chosen by the same function that counted them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.insight.marks import Mark, ShareLine, Standing, chosen, is_meant, items_of, statuses
from app.domain.insight.portion import portion
from app.domain.insight.registers import filed_rate, shown_of
from app.domain.people.rights import Right
from app.models import Assignment
from app.queries.insight.figures import Basis
from app.queries.insight.oldest import oldest_by_age
from app.queries.insight.parts import Part, parts_of
from app.queries.insight.share_lines import Among, codes_of_shares, names_of_items
from app.queries.visibility.tracking import assignment_is_seen
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight import pictures
from app.web.insight.dashboard_blueprint import bp
from app.web.insight.dashboard_ground import Listed, listed, shown
from app.web.insight.dashboard_tables import (
    AgeRow,
    ItemRow,
    ShareRow,
    age_table,
    declared_table,
    item_table,
    met_table,
    share_table,
)
from app.web.paging import Page, page_of
from app.web.transaction import db
from app.wording import dashboard as said

MOST_NAMES = 3
PORTION = 500
T = TypeVar("T")


@bp.get("/<int:year>/items")
@access(Right.READ_TRACKING)
def items(year: int) -> ResponseReturnValue:
    ground, mark, of, window = _asked(year, lambda part: part.items)
    found = items_of(ground.standing, mark, of)
    picked = {one.id for one in chosen(ground.standing, mark, of)}
    title = said.listing(mark, of, ground.basis.as_of)
    if fmt := exporting.asked():
        _note_secret(ground, found)
        every = (row for keys in _portions(found) for row in _item_rows(ground, keys, picked))
        return exporting.send(item_table(title, every), fmt)
    page, shown_ones = _page(window, sorted(found) if window else found)
    return render_template(
        "insight/dashboard_items.html",
        rows=_item_rows(ground, shown_ones, picked),
        title=title,
        ground=ground,
        pagination=page,
        files=exporting.links(),
    )


@bp.get("/<int:year>/assignments")
@access(Right.READ_TRACKING)
def assignments(year: int) -> ResponseReturnValue:
    ground, mark, of, window = _asked(year, lambda part: part.shares)
    found = chosen(ground.standing, mark, of)
    title = said.listing(mark, of, ground.basis.as_of)
    if fmt := exporting.asked():
        _note_secret(ground, [one.item_id for one in found])
        every = (row for lines in _portions(found) for row in _share_rows(ground, lines, mark))
        return exporting.send(share_table(title, every), fmt)
    if window:
        found.sort(key=lambda one: one.item_id)
    page, shown_ones = _page(window, found)
    return render_template(
        "insight/dashboard_assignments.html",
        rows=_share_rows(ground, shown_ones, mark),
        title=title,
        ground=ground,
        pagination=page,
        files=exporting.links(),
    )


@bp.get("/<int:year>/meetings")
@access(Right.READ_TRACKING)
def meetings(year: int) -> ResponseReturnValue:
    ground, show = shown(year), request.args.get("show", "")
    found, title = shown_of(ground.overview.years, show), said.SHOWN.get(show, said.MET)
    if fmt := exporting.asked():
        return exporting.send(met_table(f"{year}年度{title}", year, found), fmt)
    return render_template(
        "insight/dashboard_meetings.html", rows=found, title=title, ground=ground, files=exporting.links()
    )


@bp.get("/<int:year>/declarations")
@access(Right.READ_TRACKING)
def declarations(year: int) -> ResponseReturnValue:
    ground = shown(year)
    found = ground.overview.declared
    if fmt := exporting.asked():
        return exporting.send(declared_table(f"{year}年度{said.DECLARATIONS}", found), fmt)
    return render_template(
        "insight/dashboard_declarations.html",
        rows=found,
        title=said.DECLARATIONS,
        total=filed_rate(found),
        ground=ground,
        files=exporting.links(),
    )


@bp.get("/<int:year>/ages")
@access(Right.READ_TRACKING)
def ages(year: int) -> ResponseReturnValue:
    """C3's table, with the item that is open the longest in each step."""
    ground, title = shown(year), said.CHARTS["ages"]
    among = Among(ground.committee, agency_id=ground.id_of(ground.agency.code) if ground.agency else None)
    oldest = oldest_by_age(db(), ground.basis, among, assignment_is_seen(actor()))
    names = names_of_items(db(), actor(), [one.item_id for one in oldest.values()])
    rows = [
        AgeRow(cells, names[oldest[step].item_id], oldest[step].dispatched_on) if step in oldest else AgeRow(cells)
        for step, cells in enumerate(pictures.ages(ground).rows)
    ]  # fmt: skip
    if fmt := exporting.asked():
        secret = (one.share_id for one in oldest.values() if one.secret)
        exporting.note_readings(Assignment.__tablename__, secret)
        return exporting.send(age_table(f"{year}年度{title}", rows), fmt)
    return render_template(
        "insight/dashboard_ages.html",
        rows=rows,
        title=title,
        ground=ground,
        total=ground.overview.figures.count(Mark.TRACKED).shares,
        files=exporting.links(),
    )


@dataclass(frozen=True, slots=True)
class _Window:
    """A page of a list of which only the `items` with its rows were read; `before`: rows of these items on the page before."""

    page: Page
    items: Sequence[int]
    before: int


def _asked(year: int, rows: Callable[[Part], int]) -> tuple[Listed, Mark, int | None, _Window | None]:
    """What the address chooses; a mark that cannot be meant is as if it were not there.

    Where the figures of the items stand ready, the page is known by them, and no more is read than it shows; a file reads all.
    """
    found: list[_Window] = []

    def items(basis: Basis) -> Sequence[int] | None:
        parts = None if exporting.asked() else parts_of(db(), actor(), basis, *_mark(_empty(basis)))
        if parts is None:
            return None
        found.append(_window([(one.item_id, rows(one)) for one in parts if rows(one)]))
        return found[0].items

    ground = listed(year, items)
    return ground, *_mark(ground.standing), next(iter(found), None)


def _mark(standing: Standing) -> tuple[Mark, int | None]:
    name = f"mark_{request.args.get('mark', '')}"
    mark, of = Mark(name) if name in set(Mark) else Mark.TRACKED, request.args.get("of", type=int)
    return (mark, of) if is_meant(standing, mark, of) else (Mark.TRACKED, None)


def _empty(basis: Basis) -> Standing:
    """What can be meant, without a share."""
    return Standing(basis.year, basis.as_of, (), {} if basis.before else None)


def _window(counted: Sequence[tuple[int, int]]) -> _Window:
    """`counted`: how many rows each item has."""
    page = page_of(sum(number for _, number in counted))
    return _Window(page, *portion(counted, page.offset, page.offset + page.size))


def _page(window: _Window | None, found: Sequence[T]) -> tuple[Page, Sequence[T]]:
    """Of all that was found, or of the items of a window."""
    page = window.page if window else page_of(len(found))
    first = window.before if window else page.offset
    return page, found[first : first + page.size]


def _item_rows(ground: Listed, keys: Sequence[int], picked: set[int]) -> list[ItemRow]:
    own: dict[int, list[ShareLine]] = {key: [] for key in keys}
    for one in ground.standing.lines:
        if one.item_id in own:
            own[one.item_id].append(one)
    names, stand = (
        names_of_items(db(), actor(), keys),
        statuses(one for lines in own.values() for one in lines),
    )
    rows = []
    for key, lines in own.items():
        meant = [one for one in lines if one.id in picked] or lines
        late = any(one.overdue for one in meant)
        rows.append(ItemRow(names[key], stand[key], _names(ground, meant), len(lines), late))
    return rows


def _share_rows(ground: Listed, lines: Sequence[ShareLine], mark: Mark) -> list[ShareRow]:
    names = names_of_items(db(), actor(), [one.item_id for one in lines])
    codes = codes_of_shares(db(), ground.committee, [one.id for one in lines])
    before = ground.standing.before or {}
    return [
        ShareRow(
            codes[one.id],
            names[one.item_id],
            ground.agencies[one.agency_id].short_name,
            one,
            before.get(one.id) if mark is Mark.MOVED_SINCE else None,
        )
        for one in lines
    ]


def _portions(found: Sequence[T]) -> Iterator[Sequence[T]]:
    """What a file is read in, so that names are asked for a few at a time."""
    return (found[at : at + PORTION] for at in range(0, len(found), PORTION))


def _note_secret(ground: Listed, items: Iterable[int]) -> None:
    wanted = set(items)
    secret = (one.id for one in ground.standing.lines if one.secret and one.item_id in wanted)
    exporting.note_readings(Assignment.__tablename__, secret)


def _names(ground: Listed, lines: list[ShareLine]) -> str:
    names = list(dict.fromkeys(ground.agencies[one.agency_id].short_name for one in lines))
    more = f" 等 {len(names)} 個機關" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more
