"""dashboard: the figures of leadership's page, for machines and for a look; check-figures: are those kept ready what the shares say?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import click

from app.cli.console import as_option, console, say, settings
from app.domain.duties.declarations import readings_of
from app.domain.insight.marks import Mark
from app.domain.insight.overview import Overview, agency_bars, release_rate
from app.domain.insight.registers import chaired_rate, filed_rate, held_rate
from app.domain.roc_date import roc_year
from app.domain.tracking.rates import Rate
from app.queries.duties.roster import Reckoned
from app.queries.insight.figures import basis_of
from app.queries.insight.kept_figures import Difference, checked, differences
from app.queries.insight.overviews import overview_of
from app.queries.insight.share_lines import codes_of_items, committee_asked_for
from app.queries.office_calendar import calendar_in_force
from app.services.insight.figures import drop
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
        if asked > roc_year(here.today):
            raise click.ClickException(f"{asked}年度還沒有開始")
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


@click.command("check-figures")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 輸出")
@click.option("--renew", is_flag=True, help="有不符時捨棄那一組，由寄送程序重新計算")
def check_figures(as_json: bool, renew: bool) -> None:
    """逐件重算儀表板留存的數字並核對；不符時列出並以代碼 1 結束。捨棄或尚未算好時，頁面直接由分辦計算，數字相同。"""
    sets, found = 0, list[dict[str, Any]]()
    with console() as here:
        for kept, basis in checked(here.session, [here.today, here.today + timedelta(days=1)]):
            unlike = list(differences(here.session, kept, basis))
            codes = codes_of_items(here.session, [one.item_id for one in unlike])
            found += [_difference(one, codes) for one in unlike]
            sets += 1
            if unlike and renew:
                drop(here.session, [kept])
    if as_json:
        click.echo(json.dumps({"checked": sets, "differences": found}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo("\t".join(map(str, one.values())))
    if found:
        raise click.ClickException(f"留存的數字有 {len(found)} 處與重算不符")
    say(f"已核對 {sets} 組留存的數字，與重算相符。" if sets else "目前沒有留存的數字，頁面直接由分辦計算。")


def _difference(one: Difference, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "committee": one.basis.committee.code,
        "year": one.basis.year,
        "as_of": one.basis.as_of.isoformat(),
        "final": one.basis.snapshot is not None,
        "item": codes.get(one.item_id, ""),
        "figure": one.name,
        "kept": one.kept,
        "counted": one.counted,
    }


COMMANDS = (dashboard, check_figures)
