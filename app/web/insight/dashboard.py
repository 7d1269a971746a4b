"""/dashboard/<year>: one sentence, four numbers, three things to notice, then the pictures; each number opens what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.insight.marks import SINCE, Mark
from app.domain.insight.overview import OLDEST, Noticed, release_rate, things_to_notice
from app.domain.insight.registers import chaired_rate, filed_rate, held_rate
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_year
from app.models import Snapshot
from app.queries.insight import snapshots
from app.queries.insight.share_lines import codes_of_shares, committee_asked_for
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.insight.dashboard_blueprint import bp
from app.web.insight.dashboard_ground import (
    FIRST_YEAR,
    NotReleased,
    Shown,
    sees_released_only,
    shown,
)
from app.web.insight.dashboard_tables import picture_table
from app.web.insight.pictures import Cell, listed, pictures
from app.web.paging import typed
from app.web.transaction import db, now, today
from app.wording import dashboard as said
from app.wording.words import word

YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class Number:
    """One of the four. `beside`: what stands under it, each a list of its own where it has an address."""

    label: str
    value: str
    url: str
    number: int | None = None
    late: bool = False
    beside: tuple[Cell, ...] = ()


@bp.get("")
@access(Right.READ_TRACKING)
def index() -> ResponseReturnValue:
    """This year's page, or the year that its filter asks for."""
    this_year = roc_year(today())
    year = request.args.get("year", this_year, type=int)
    year = year if year in _years() else this_year
    return redirect(
        url_for(
            "dashboard.year",
            year=year,
            snapshot=_snapshot_of(year),
            agency=typed("agency") or None,
            committee=typed("committee") or None,
        ),
        303,
    )


def _snapshot_of(year: int) -> str | None:
    """The kept day the filter names, as long as it is of the year the filter names beside it."""
    asked = typed("snapshot")
    if not asked or sees_released_only():
        return None
    committee, _ = committee_asked_for(db(), actor(), typed("committee"))
    return asked if any(str(one.id) == asked for one in snapshots.kept_of(db(), committee, year)) else None


@bp.get("/<int:year>")
@access(Right.READ_TRACKING)
def year(year: int) -> ResponseReturnValue:
    if code := typed("agency"):
        kept = {name: typed(name) or None for name in ("committee", "snapshot")}
        return redirect(url_for("dashboard.agency", year=year, code=code, **kept), 303)  # type: ignore[arg-type]
    try:
        ground = shown(year)
    except NotReleased:
        return render_template("insight/dashboard_waiting.html", year=year, years=_years())
    return _page(ground, "insight/dashboard.html")


@bp.get("/<int:year>/agencies/<string:code>")
@access(Right.READ_TRACKING)
def agency(year: int, code: str) -> ResponseReturnValue:
    return _page(shown(year, code), "insight/dashboard.html")


@bp.get("/<int:year>/print")
@access(Right.READ_TRACKING)
def print_page(year: int) -> ResponseReturnValue:
    return _page(shown(year), "insight/dashboard_print.html")


def _page(ground: Shown, template: str) -> ResponseReturnValue:
    """The page; with ?chart= and ?format= the numbers of one of its pictures as a file."""
    overview, drawn = ground.overview, pictures(ground)
    if fmt := exporting.asked():
        for one in drawn:
            if one.id == typed("chart"):
                title = f"{ground.year}年度{said.CHARTS[one.id]}"
                return exporting.send(picture_table(title, one), fmt)
    return render_template(
        template,
        ground=ground,
        overview=overview,
        told=_told(ground),
        numbers=_numbers(ground),
        rate=_rate(ground),
        notices=_notices(ground),
        pictures=drawn,
        files={one.id: _files(ground, one.id) for one in drawn},
        met_files=exporting.links_to(ground.to("meetings")),
        met=said.met_title(overview),
        compared=_compared(ground),
        fields=_fields(ground),
        secret=_counted(ground, "items", Mark.CONFIDENTIAL, "項"),
        moment=now(),
        kept=_kept(ground),
        prints=may(actor(), Right.READ_TRACKING, committee_agency_id=ground.committee.agency_id),
        releases=may(actor(), Right.RELEASE_FIGURES, committee_agency_id=ground.committee.agency_id)
        and overview.is_current,
    )


def _files(ground: Shown, chart: str) -> list[tuple[str, str]]:
    """C3's names the oldest items, which its own page looks for."""
    return exporting.links_to(ground.to("ages")) if chart == "ages" else exporting.links(chart=chart)


def _told(ground: Shown) -> list[Cell]:
    """The sentence, each number in it the address of its list."""
    cells = []
    for piece in said.sentence_in_pieces(ground.overview):
        if piece.of is not None:
            cells.append(Cell(piece.text, listed(ground, piece.kind, piece.of), piece.number))
        elif piece.number is not None:
            cells.append(Cell(piece.text, ground.to("meetings", show="missing"), piece.number))
        else:
            cells.append(Cell(piece.text))
    return cells


def _numbers(ground: Shown) -> list[Number]:
    return [
        _of_mark(ground, Mark.RULING),
        _of_mark(ground, Mark.OVERDUE, late=True),
        _meetings(ground),
        _declarations(ground) if ground.overview.in_season else _of_mark(ground, Mark.AWAITING),
    ]


def _of_mark(ground: Shown, mark: Mark, *, late: bool = False) -> Number:
    """In 項, with the 件 and what changed since last month beside it."""
    counted = ground.overview.figures.count(mark)
    beside = [_counted(ground, "assignments", mark, "件")]
    if trend := said.since_last_month(ground.overview.figures.changed(mark), "項"):
        beside.append(Cell(trend))
    return Number(
        f"{word(mark)}（項）", str(counted.items), listed(ground, "items", mark), counted.items,
        late and counted.items > 0, tuple(beside),
    )  # fmt: skip


def _meetings(ground: Shown) -> Number:
    held, chaired = held_rate(ground.overview.years), chaired_rate(ground.overview.years)
    return Number(
        "機關會報已召開（機關）",
        f"{held.n}／{held.of}" if held.of else "－",
        ground.to("meetings", show="held"),
        held.n,
        beside=(
            Cell(
                f"首長親自主持 {chaired.n}／{chaired.of}",
                ground.to("meetings", show="chaired"),
                chaired.n,
            ),
        ),
    )


def _declarations(ground: Shown) -> Number:
    filed = filed_rate(ground.overview.declared)
    return Number(
        "財產申報（人）",
        f"{filed.n}／{filed.of}",
        ground.to("declarations"),
        beside=(_counted(ground, "items", Mark.AWAITING, f"項{word(Mark.AWAITING)}"),),
    )


def _rate(ground: Shown) -> tuple[str, Cell, Cell]:
    """解除比率 with the two lists it is made of."""
    found = release_rate(ground.overview.figures)
    done, counted = listed(ground, "items", Mark.DONE), listed(ground, "items", Mark.COUNTED)
    return said.rate(found), Cell(f"{found.n} 項", done, found.n), Cell(f"{found.of} 項", counted, found.of)


def _counted(ground: Shown, kind: str, mark: Mark, unit: str) -> Cell:
    counted = ground.overview.figures.count(mark)
    number = counted.items if kind == "items" else counted.shares
    return Cell(f"{number} {unit}", listed(ground, kind, mark), number)


def _compared(ground: Shown) -> dict[str, Any]:
    """C9: what changed since the end of last month."""
    figures = ground.overview.figures
    lists = [] if figures.before_on is None else [
        (word(mark), _counted(ground, "assignments", mark, "件")) for mark in SINCE
    ]  # fmt: skip
    return {"title": said.compared_title(figures), "lists": lists}


def _notices(ground: Shown) -> list[Cell]:
    """Each a sentence with where it leads."""
    notices = things_to_notice(ground.overview)
    shares = [one.late.share_id for one in notices if one.late]
    codes = codes_of_shares(db(), ground.committee, shares) if shares else {}
    cells = []
    for one in notices:
        code = codes.get(one.late.share_id, "") if one.late else ""
        text = said.notice(one, ground.overview, code)
        if one.of is Noticed.LONGEST_LATE:
            cells.append(Cell(text, url_for("tracking.assignment", code=code)))
        elif one.of is Noticed.NOT_MET:
            cells.append(Cell(text, ground.to("meetings", show="missing"), one.number))
        elif one.of is Noticed.COMING_MEETING and one.meeting:
            cells.append(Cell(text, url_for("meetings.page", slug=one.meeting.address)))
        elif one.of is Noticed.STILL_OPEN:
            cells.append(Cell(text, listed(ground, "items", Mark.AGE, OLDEST), one.number))
        else:
            cells.append(Cell(text, ground.to("declarations")))
    return cells


def _fields(ground: Shown) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = [
        _select("year", "年度", [(str(one), f"{one}年度") for one in _years()], str(ground.year))
    ]
    if len(ground.agencies) > 1:
        agencies = [("", "全部機關"), *((one.code, one.short_name) for one in ground.agencies.values())]
        fields.append(_select("agency", "機關", agencies, ground.agency.code if ground.agency else ""))
    if not sees_released_only():
        kept = snapshots.kept_of(db(), ground.committee, ground.year)
        days = [("", "即時"), *((str(one.id), _called(one)) for one in kept)]
        fields.append(_select("snapshot", "資料", days, str(ground.snapshot.id) if ground.snapshot else ""))
    if len(ground.offered) > 1:
        offered = [(one.code, one.name) for one in ground.offered]
        fields.append(_select("committee", "會報", offered, ground.committee.code))
    return fields


def _kept(ground: Shown) -> dict[str, Any] | None:
    """What stands under the figures of a kept day: what it is, who released it, with which remark."""
    one = ground.snapshot
    if one is None:
        return None
    return {"called": _called(one), "released_at": one.released_at, "remark": one.remark}


def _called(one: Snapshot) -> str:
    return said.kept(one.as_of, one.month_end, one.rebuilt, one.released_at is not None)


def _years() -> range:
    this_year = roc_year(today())
    return range(this_year, max(FIRST_YEAR, this_year - YEARS_BACK) - 1, -1)


def _select(name: str, label: str, choices: list[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "kind": "select", "choices": choices, "value": value}
