"""report CODE: enter a share's report from the console, with who said it and how."""

from __future__ import annotations

import click

from app.cli.console import as_option, console, say
from app.domain.meetings.yearly import Channel
from app.domain.tracking.decisions import NoProgressReason, Progress
from app.domain.tracking.report_flow import ReportState
from app.queries.tracking.owed import address_of_share
from app.queries.visibility.tracking import one_assignment
from app.services.tracking import reporting
from app.services.tracking.reporting import Written
from app.wording.words import word

CHANNELS = {word(channel): channel for channel in Channel}
REASONS = {str(reason.value): reason for reason in NoProgressReason}


@click.command("report")
@click.argument("code", metavar="CODE")
@click.option(
    "--progress", required=True, type=click.Choice([str(one.value) for one in Progress]), help="目前進度"
)
@click.option("--text", required=True, metavar="TEXT", help="辦理情形")
@click.option("--informant", default="", metavar="NAME", help="提供消息的人；代機關登錄時必填")
@click.option("--channel", type=click.Choice(tuple(CHANNELS)), help="消息來源；代機關登錄時必填")
@click.option(
    "--reason",
    type=click.Choice(tuple(REASONS)),
    default="other_no_progress",
    help="無進展的原因（progress 為 none 時）",
)
@as_option
def report(
    code: str, progress: str, text: str, informant: str, channel: str | None, reason: str, login: str
) -> None:
    """填報一件分辦的辦理情形並送出；代機關登錄須註明提供者與來源。"""
    none = progress == Progress.NONE
    written = Written(
        Progress(progress),
        text,
        none_reason=REASONS[reason] if none else None,
        none_reason_text=text if none else "",
        channel=CHANNELS[channel] if channel else None,
        informant=informant,
    )
    with console(login) as here:
        share = one_assignment(here.session, here.actor, code)
        draft = reporting.live_report(here.session, share)
        seen = draft.version if draft is not None and draft.state is ReportState.DRAFT else None
        row = reporting.write(
            here.session, here.actor, share, written, seen_version=seen, now=here.now, today=here.today
        )
        reporting.submit(
            here.session, here.actor, row, seen_version=row.version, now=here.now, today=here.today
        )
        said = f"{address_of_share(share)} 第 {row.number} 次"
    say("已送出")
    click.echo(said)


COMMANDS = (report,)
