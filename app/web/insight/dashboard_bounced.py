"""/dashboard/<year>/bounced: the reports that were sent back and the dates that were extended, as C10 counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right
from app.models import Assignment
from app.queries.counting import counted
from app.queries.insight.bounced import Bounce, bounces, read
from app.queries.insight.share_lines import (
    Among,
    codes_of_shares,
    names_of_agencies,
    names_of_items,
)
from app.queries.visibility.tracking import assignment_is_seen
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight.dashboard_blueprint import bp
from app.web.insight.dashboard_ground import Ground, grounded, shown
from app.web.insight.dashboard_tables import BounceRow, bounced_table
from app.web.paging import page_of, typed
from app.web.transaction import db
from app.wording import dashboard as said

PORTION = 500


@bp.get("/<int:year>/bounced")
@access(Right.READ_TRACKING)
def bounced(year: int) -> ResponseReturnValue:
    ground, key = grounded(year)
    show = typed("show") if typed("show") in said.BOUNCED else next(iter(said.BOUNCED))
    found = bounces(ground.basis, Among(ground.committee, agency_id=key), assignment_is_seen(actor()), show)
    title, pagination = said.BOUNCED[show], page_of(counted(db(), found))
    if ground.agency and not pagination.total:
        shown(year)  # has this person anything of this agency?
    if fmt := exporting.asked():
        every = list(read(db(), found))
        exporting.note_readings(Assignment.__tablename__, {one.share_id for one in every if one.secret})
        return exporting.send(bounced_table(title, show, _portions(ground, every)), fmt)
    window = found.offset(pagination.offset).limit(pagination.size)
    return render_template(
        "insight/dashboard_bounced.html",
        rows=_rows(ground, list(read(db(), window))),
        heads=said.BOUNCED_HEADS[show],
        title=title,
        show=show,
        ground=ground,
        pagination=pagination,
        files=exporting.links(),
    )


def _portions(ground: Ground, every: Sequence[Bounce]) -> Iterator[BounceRow]:
    for at in range(0, len(every), PORTION):
        yield from _rows(ground, every[at : at + PORTION])


def _rows(ground: Ground, found: Sequence[Bounce]) -> list[BounceRow]:
    names = names_of_items(db(), actor(), [one.item_id for one in found])
    codes = codes_of_shares(db(), ground.committee, [one.share_id for one in found])
    agencies = names_of_agencies(db(), [one.agency_id for one in found])
    return [
        BounceRow(codes[one.share_id], names[one.item_id], agencies[one.agency_id].short_name, one)
        for one in found
    ]
