"""worker: plans, writes and sends the mails that are due, until it is told to end; plan-reminders: the planning alone, once."""

from __future__ import annotations

import logging
import signal
from datetime import UTC, datetime

import click

from app.cli.console import TAIPEI, console, database, say, settings
from app.domain.duties.declarations import readings_of
from app.extensions import schema
from app.jobs.worker import Worker, post_of, ticker
from app.services.notices import reminding
from app.services.notices.reminding import would_add


@click.command()
@click.option("--once", is_flag=True, help="只做一輪就結束")
def worker(once: bool) -> None:
    """寄送到期的通知；可同時執行多個，收到 SIGTERM 時把手上這封寄完再結束。"""
    if schema.current(database().engine) != schema.head():
        raise click.ClickException("資料庫尚未建立或版本不符，請先執行 flask --app wsgi tracker init")
    logging.getLogger("apscheduler").parent = logging.getLogger("tracker")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    if post_of(settings()) is None:
        say("尚未設定郵件主機（MAIL_HOST）：信件會排入寄送狀況，但不寄出。")
    own = Worker(database(), settings(), clock=lambda: datetime.now(UTC))
    if once:
        own.plan()
        own.keep_month_ends()
        own.keep_figures()
        own.tick()
        own.read_files()
        own.end()
        return
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(
        signal.SIG_BLOCK, ends
    )  # waited for below; the ticker's thread is never interrupted
    scheduler = ticker(own)
    scheduler.start()
    say("寄送程序已啟動，按 Ctrl+C 結束。")
    signal.sigwait(ends)
    own.stop()
    scheduler.shutdown()
    own.end()


@click.command("plan-reminders")
@click.option("--dry-run", is_flag=True, help="只列出會排入的提醒，不寫入")
@click.option(
    "--at",
    "moment",
    metavar="TIMESTAMP",
    default="",
    help="假設現在是這個時間，例如 2026-11-27T08:30（未註明時區者為臺北時間）",
)
def plan_reminders(dry_run: bool, moment: str) -> None:
    """排入已到期而未排入的提醒；可重複執行、可同時執行多個，不會重複。"""
    with console() as here:
        now, readings = _moment(moment) or here.now, readings_of(settings().declaration_readings)
        if dry_run:
            lines = would_add(here.session, now=now, readings=readings)
            for line in lines:
                code = "" if line.owed.confidential else line.owed.code or line.owed.title
                click.echo(f"{line.step.rule}\t{code}\t{line.owed.subject.due.isoformat()}\t{line.person}")
            say(f"會排入 {len(lines)} 則提醒（未寫入）。")
            return
        added, superseded = reminding.plan_all(here.session, now=now, readings=readings)
    say(f"排入 {added} 則提醒，撤下 {superseded} 則不再需要的提醒。")
    click.echo(str(added))


def _moment(typed: str) -> datetime | None:
    if not typed:
        return None
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter("請用 2026-11-27T08:30 的格式", param_hint="--at") from None
    return found if found.tzinfo else found.replace(tzinfo=TAIPEI)


COMMANDS = (worker, plan_reminders)
