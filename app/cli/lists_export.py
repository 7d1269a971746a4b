"""export assignments|items: a whole list as a file, for whoever counts further with it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import click

from app.cli.console import Console, as_option, console, say
from app.documents.list_sheet import FORMATS, SheetFormat, write
from app.documents.list_table import Table
from app.models import Assignment, ReadEvent
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking import assignment_list, item_list
from app.queries.tracking.whole_lists import confidential_among, every_assignment, every_item, every_report
from app.queries.visibility.tracking import assignments_visible_to
from app.services.insight.tracking_tables import assignment_table, item_table, report_table

BY_CODE = "code"
STANDARD_OUTPUT, PIECE = Path("-"), 64 * 1024


@click.command()
@click.argument("what", type=click.Choice(["assignments", "items", "reports"]))
@click.option("--format", "fmt", type=click.Choice(FORMATS), required=True, help="檔案格式")
@click.option(
    "-o", "--output", "path", type=click.Path(dir_okay=False, writable=True, allow_dash=True, path_type=Path),
    required=True, help="輸出檔案；「-」為標準輸出",
)  # fmt: skip
@as_option
def export(what: str, fmt: SheetFormat, path: Path, login: str) -> None:
    """輸出完整清單：assignments（件）、items（項）或 reports（辦理情形）。"""
    with _target(path) as target:
        with console(login) as here:
            write(_table(here, what), fmt, target)
            _note_readings(here)
        if path == STANDARD_OUTPUT:
            target.seek(0)
            while piece := target.read(PIECE):
                click.echo(piece, nl=False)
            return
    say(f"已輸出至 {path}")


def _target(path: Path) -> BinaryIO:
    """What the list is written to; standard output gets it afterwards, whole: a sheet is not written from front to end."""
    if path == STANDARD_OUTPUT:
        return cast("BinaryIO", TemporaryFile())
    try:
        return path.open("w+b")
    except OSError as error:
        raise click.ClickException(f"無法寫入 {path}：{error.strerror}") from None


def _table(here: Console, what: str) -> Table:
    calendar = calendar_in_force(here.session)
    if what == "items":
        items = item_list.filtered(here.session, here.actor, item_list.Filters(), calendar, here.today)
        return item_table(every_item(here.session, here.actor, items, BY_CODE))
    filters = assignment_list.Filters()
    shares = assignment_list.filtered(here.session, here.actor, filters, calendar, here.today)
    if what == "reports":
        return report_table(every_report(here.session, shares, BY_CODE))
    return assignment_table(every_assignment(here.session, shares, BY_CODE, calendar, here.today))


def _note_readings(here: Console) -> None:
    """What of 密 cases went out; the console itself sees none."""
    shares = assignments_visible_to(here.actor)
    here.session.add_all(
        ReadEvent(
            at=here.now, user_id=here.actor.person_id, thing=Assignment.__tablename__, thing_id=one,
            purpose="download",
        )
        for one in confidential_among(here.session, shares)
    )  # fmt: skip


COMMANDS = (export,)
