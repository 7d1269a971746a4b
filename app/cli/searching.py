"""search: what a person would find; reindex: the index made anew from the records."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from app.cli.console import as_option, console, database, say, settings
from app.domain.errors import NotAllowed
from app.domain.insight.search_index import SearchKind
from app.domain.people.rights import Right, has
from app.jobs.reading_files import read_some
from app.queries.insight import search as searches
from app.queries.insight.search import Group, Hit
from app.services.insight import indexing
from app.wording.insight.search import counted
from app.wording.words import word

MOST_SHOWN = 20


@click.command("search")
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([one.value for one in SearchKind]), help="只查一種")
@click.option("--year", type=click.IntRange(1, 200), help="只查這個年度（民國）")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 輸出")
@as_option
def search(words: tuple[str, ...], kind: str | None, year: int | None, as_json: bool, login: str) -> None:
    """搜尋提案、決議、列管事項、分辦、辦理情形、紀錄及附件內容；每種列出最新 20 筆。"""
    kinds = [SearchKind(kind)] if kind else list(SearchKind)
    with console(login) as here:
        if not has(here.actor, Right.SEARCH):
            raise NotAllowed("not_yours_to_do")
        asked = searches.question(" ".join(words), year)
        found = searches.groups(here.session, here.actor, asked, kinds, size=MOST_SHOWN)
    if as_json:
        click.echo(json.dumps([_group(one) for one in found], ensure_ascii=False, indent=2))
        return
    for group in found:
        click.echo(f"{word(group.kind)}　{counted(group.total, group.more)}")
        for hit in group.hits:
            click.echo(f"{hit.source.code}\t{_plain(hit)}")
    if not found:
        say("找不到同時含有這些文字的資料。")


@click.command()
def reindex() -> None:
    """重建搜尋索引，並讀取尚未讀取的附件內容；可重複執行。"""
    with console() as here:
        count = indexing.rebuild(here.session)
    files = 0
    while some := read_some(database(), settings().files_dir, clock=lambda: datetime.now(UTC)):
        files += some
    say(f"已重建 {count:,} 筆索引，讀取 {files:,} 個檔案。")
    click.echo(str(count))


def _group(group: Group) -> dict[str, object]:
    return {
        "kind": group.kind.value,
        "total": group.total,
        "more": group.more,
        "hits": [
            {
                "code": hit.source.code,
                "title": hit.source.title,
                "sentence": "".join(piece for piece, _ in hit.sentence),
                "place": hit.source.place,
                "day": hit.source.day.isoformat(),
                "state": hit.source.state.value if hit.source.state else None,
                "due_on": hit.source.due_on.isoformat() if hit.source.due_on else None,
            }
            for hit in group.hits
        ],
    }


def _plain(hit: Hit) -> str:
    return "".join(piece for piece, _ in hit.sentence or hit.title)


COMMANDS = (search, reindex)
