"""The lists that the numbers of /dashboard/<year> open: chosen by the same function that counted them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.insight.marks import Mark, ShareLine, chosen, is_meant, items_of, statuses
from app.domain.insight.registers import filed_rate, shown_of
from app.domain.people.rights import Right
from app.domain.tracking.item_status import ItemStatus
from app.queries.insight.share_lines import ItemName, codes_of_shares, names_of_items
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight.dashboard_blueprint import bp
from app.web.insight.dashboard_ground import Listed, listed, shown
from app.web.paging import page_of
from app.web.transaction import db
from app.wording import dashboard as said

MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One 項 as of the day; `agencies`: of the shares that were chosen, or of all of them where the item itself was."""

    name: ItemName
    status: ItemStatus
    agencies: str
    shares: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    code: str
    name: ItemName
    agency: str
    line: ShareLine
    due_before: ShareLine | None


@bp.get("/<int:year>/items")
@access(Right.READ_TRACKING)
def items(year: int) -> ResponseReturnValue:
    ground, mark, of = _asked(year)
    found = items_of(ground.standing, mark, of)
    page = page_of(len(found))
    ids = found[page.offset : page.offset + page.size]
    lines = [one for one in ground.standing.lines if one.item_id in set(ids)]
    picked = {one.id for one in chosen(ground.standing, mark, of)}
    names, stand = names_of_items(db(), actor(), ids), statuses(lines)
    rows = []
    for key in ids:
        own = [one for one in lines if one.item_id == key]
        meant = [one for one in own if one.id in picked] or own
        rows.append(
            ItemRow(
                names[key], stand[key], _names(ground, meant), len(own), any(one.overdue for one in meant)
            )
        )
    return render_template(
        "insight/dashboard_items.html",
        rows=rows,
        title=said.listing(mark, of, ground.basis.as_of),
        ground=ground,
        pagination=page,
    )


@bp.get("/<int:year>/assignments")
@access(Right.READ_TRACKING)
def assignments(year: int) -> ResponseReturnValue:
    ground, mark, of = _asked(year)
    found = chosen(ground.standing, mark, of)
    page = page_of(len(found))
    here = found[page.offset : page.offset + page.size]
    names = names_of_items(db(), actor(), [one.item_id for one in here])
    codes = codes_of_shares(db(), ground.committee, [one.id for one in here])
    before = ground.standing.before or {}
    rows = [
        ShareRow(
            codes[one.id],
            names[one.item_id],
            ground.agencies[one.agency_id].short_name,
            one,
            before.get(one.id) if mark is Mark.MOVED_SINCE else None,
        )
        for one in here
    ]
    return render_template(
        "insight/dashboard_assignments.html",
        rows=rows,
        title=said.listing(mark, of, ground.basis.as_of),
        ground=ground,
        pagination=page,
    )


@bp.get("/<int:year>/meetings")
@access(Right.READ_TRACKING)
def meetings(year: int) -> ResponseReturnValue:
    ground, show = shown(year), request.args.get("show", "")
    return render_template(
        "insight/dashboard_meetings.html",
        rows=shown_of(ground.overview.years, show),
        title=said.SHOWN.get(show, "廉政會報召開情形"),
        ground=ground,
    )


@bp.get("/<int:year>/declarations")
@access(Right.READ_TRACKING)
def declarations(year: int) -> ResponseReturnValue:
    ground = shown(year)
    return render_template(
        "insight/dashboard_declarations.html",
        rows=ground.overview.declared,
        total=filed_rate(ground.overview.declared),
        ground=ground,
    )


def _asked(year: int) -> tuple[Listed, Mark, int | None]:
    """What the address chooses; a mark that cannot be meant is as if it were not there."""
    name = f"mark_{request.args.get('mark', '')}"
    mark, of = Mark(name) if name in set(Mark) else Mark.TRACKED, request.args.get("of", type=int)
    ground = listed(year)
    return (ground, mark, of) if is_meant(ground.standing, mark, of) else (ground, Mark.TRACKED, None)


def _names(ground: Listed, lines: list[ShareLine]) -> str:
    names = list(dict.fromkeys(ground.agencies[one.agency_id].short_name for one in lines))
    more = f" 等 {len(names)} 個機關" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more
