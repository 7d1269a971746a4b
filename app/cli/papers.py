"""paper NAME: every paper of a meeting, made from the records of now, and 統計表 of a year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli.console import Console, as_option, console, say, settings
from app.cli.meetings import committee_option, meeting_of, meeting_option
from app.cli.statistics import statistics
from app.documents.paper import empty_rows
from app.documents.pdf import PdfUnavailable
from app.domain.errors import NotAllowed
from app.domain.papers.paper import PaperName, readable
from app.domain.tracking.follow_up import FollowUpColumns
from app.queries.meetings.minutes import minutes_of
from app.queries.papers.sources import contact_of, seen_keys, sources_of
from app.queries.visibility.minutes import minutes_are_seen
from app.services.papers.catalogue import Made, make, make_extract, make_follow_up
from app.services.papers.printing import formats_of, print_paper
from app.wording.generated import NOT_FILLED_IN, empty_place
from app.wording.papers import PDF_REASONS
from app.wording.words import word


@click.group()
def paper() -> None:
    """產生一場會議的文件。"""


def _command(name: PaperName) -> click.Command:
    def run(
        label: str,
        committee_code: str,
        fmt: Any,
        path: Path,
        login: str,
        agency: str = "",
        columns: str | None = None,
    ) -> None:
        with console(login) as here:
            made = _made(here, name, label, committee_code, agency, columns)
            try:
                data = print_paper(here.session, made, fmt, settings().files_dir)
            except PdfUnavailable as unavailable:
                raise click.ClickException(PDF_REASONS[unavailable.code]) from None
        try:
            path.write_bytes(data)
        except OSError as error:
            raise click.ClickException(f"無法寫入 {path}：{error.strerror}") from None
        if made.empty:
            places = (empty_place(cases, field) for field, cases in empty_rows(made.empty).items())
            say(NOT_FILLED_IN.format(places="、".join(places)))
        say(f"已產生 {made.title}")
        click.echo(str(path))

    options = [
        meeting_option,
        committee_option,
        click.option(
            "--format", "fmt", type=click.Choice(list(formats_of(name))), required=True, help="檔案格式"
        ),
        click.option(
            "-o", "--output", "path", type=click.Path(path_type=Path, dir_okay=False), required=True,
            help="輸出的檔案",
        ),
        as_option,
    ]  # fmt: skip
    if name is PaperName.EXTRACT:
        options.append(
            click.option(
                "--agency", default="", metavar="AGENCY",
                help="只產生這個機關的節錄（全銜、簡稱或代碼）；不指定時各機關合訂",
            )
        )  # fmt: skip
    if name is PaperName.FOLLOW_UP_TABLE:
        options.append(
            click.option(
                "--columns", default=None, type=click.Choice([one.value for one in FollowUpColumns]),
                help="欄位；不指定時依會報的選擇。"
                + "，".join(f"{one.value} {word(one)}" for one in FollowUpColumns),
            )
        )  # fmt: skip
    for option in reversed(options):
        run = option(run)
    return click.command(name.value, help=f"{word(name)}。")(run)


def _made(
    here: Console, name: PaperName, label: str, committee_code: str, agency: str, columns: str | None
) -> Made:
    """As the one who acts may read it: the console everything but 密."""
    session, actor = here.session, here.actor
    meeting = meeting_of(here, label, committee_code)[0]
    if not actor.everywhere:
        minutes_seen = minutes_are_seen(actor, meeting, minutes_of(session, meeting))
        allowed = readable(
            actor, committee_agency_id=meeting.committee.agency_id, state=meeting.state, minutes_seen=minutes_seen
        )  # fmt: skip
        if name not in allowed:
            raise NotAllowed("not_yours_to_do")
    whole = sources_of(session, meeting)
    sources = whole.only(seen_keys(session, actor, whole)).handled_by(
        contact_of(session, meeting, actor.person_id)
    )
    if columns:
        return make_follow_up(sources, FollowUpColumns(columns))
    return make_extract(sources, agency) if agency else make(name, sources)


for _name in PaperName:
    paper.add_command(_command(_name))
paper.add_command(statistics)

COMMANDS = (paper,)
