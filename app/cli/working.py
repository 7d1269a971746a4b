"""worker: writes and sends the mails that are due, until it is told to end."""

from __future__ import annotations

import logging
import signal
from datetime import UTC, datetime

import click

from app.cli.console import database, say, settings
from app.extensions import schema
from app.jobs.worker import Worker, post_of, ticker


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
        own.tick()
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


COMMANDS = (worker,)
