"""dashboard: the figures of leadership's page, for machines and for a look."""

from __future__ import annotations

import json
from typing import Any

import click

from app.cli.console import as_option, console, settings
from app.domain.duties.declarations import readings_of
from app.domain.insight.marks import Mark
from app.domain.insight.overview import Overview, agency_bars, release_rate
from app.domain.insight.registers import chaired_rate, filed_rate, held_rate
from app.domain.roc_date import roc_year
from app.domain.tracking.rates import Rate
from app.queries.duties.roster import Reckoned
from app.queries.insight.figures import basis_of
from app.queries.insight.overviews import overview_of
from app.queries.insight.share_lines import committee_asked_for
from app.queries.office_calendar import calendar_in_force
from app.wording import dashboard as said
from app.wording.words import word

FIRST_YEAR = 100
SHOWN = (Mark.RULING, Mark.OVERDUE, Mark.AWAITING, Mark.TRACKED)


@click.command()
@click.option("--year", type=click.IntRange(FIRST_YEAR, 200), help="年度（民國），預設今年")
@click.option("--committee", metavar="CODE", default="", help="會報代碼，預設主要會報")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 輸出")
@as_option
def dashboard(year: int | None, committee: str, as_json: bool, login: str) -> None:
    """輸出儀表板的數字（即時）：請裁示、逾期未完成、機關會報、財產申報與各機關狀態。"""
    with console(login) as here:
        found, _ = committee_asked_for(here.session, here.actor, committee)
        readings = readings_of(settings().declaration_readings)
        reckoned = Reckoned(calendar_in_force(here.session), here.today, readings)
        asked = year or roc_year(here.today)
        basis = basis_of(here.session, found, asked, here.today)
        overview = overview_of(here.session, here.actor, basis, reckoned)
        code = found.code
    if as_json:
        click.echo(json.dumps(_figures(overview, code), ensure_ascii=False, indent=2))
        return
    click.echo(said.sentence(overview))
    for mark in SHOWN:
        counted = overview.figures.count(mark)
        click.echo(f"{word(mark)}\t{counted.items} 項\t{counted.shares} 件")


def _figures(found: Overview, committee: str) -> dict[str, Any]:
    figures = found.figures
    return {
        "year": found.year,
        "committee": committee,
        "as_of": found.as_of.isoformat(),
        "sentence": said.sentence(found),
        **{mark.value.removeprefix("mark_"): _counted(found, mark) for mark in SHOWN},
        "meetings_held": _rate(held_rate(found.years)),
        "chaired_by_head": _rate(chaired_rate(found.years)),
        "declarations_filed": _rate(filed_rate(found.declared)),
        "release_rate": _rate(release_rate(figures)),
        "agencies": [
            {
                "agency": found.names.get(bar.agency_id, ""),
                "overdue": bar.overdue,
                "under_way": bar.under_way,
                "awaiting": bar.awaiting,
                "ended": bar.ended,
            }
            for bar in agency_bars(figures, found.names)
        ],
    }


def _counted(found: Overview, mark: Mark) -> dict[str, int]:
    counted = found.figures.count(mark)
    return {"items": counted.items, "assignments": counted.shares}


def _rate(found: Rate) -> dict[str, int]:
    return {"n": found.n, "of": found.of}


COMMANDS = (dashboard,)
