"""The worker: a ticker of its own process that only asks, every few seconds, what the tables say is due. Several may run.

APScheduler remembers nothing here: what was missed while no worker ran is still due, and what was done stands in the tables.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import IntegrityError

from app.domain.duties.declarations import readings_of
from app.domain.notices.delivery import MailKind
from app.domain.notices.letter import House
from app.domain.notices.timing import TAIPEI
from app.domain.people.actor import CLOCK
from app.domain.people.mailed_keys import code_of, token_of
from app.extensions.database import Database, refresh_statistics
from app.extensions.transaction import mark, unit_of_work
from app.jobs.purging import purge
from app.jobs.reading_files import read_some
from app.jobs.sending import Sender
from app.mail.post import FolderPost, Post, Server, SmtpPost
from app.queries.notices.ladder import ladder_on
from app.services.insight import figures, snapshots
from app.services.notices import beats, composing, keys, reminding
from app.services.notices.delivering import Parcel
from app.services.notices.reminding import BEGINNING, Place
from app.wording.mails import SECRET
from config import Settings

LOG = logging.getLogger("tracker.worker")
EVERY_SECONDS = 2
PLAN_EVERY_SECONDS = 60
MONTH_ENDS_EVERY_SECONDS = 600
READ_EVERY_SECONDS = 15
FIGURES_EVERY_SECONDS = 60
TOMORROW_FROM_HOUR = 21
NIGHT_EVERY_SECONDS = 600
NIGHT_FROM_HOUR = 2
SEEN_EVERY = timedelta(seconds=15)
FOLDER_SENDER = "no-reply@tracker.invalid"


def post_of(settings: Settings) -> Post | None:
    """Where mails go by these settings; None: nowhere, they stay queued."""
    mail = settings.mail
    if mail.host:
        return SmtpPost(Server(mail.host, mail.port, mail.security, mail.user, mail.password))
    return FolderPost(mail.folder) if mail.folder else None


def house_of(settings: Settings) -> House:
    return House(
        f"{settings.institution}{settings.department}", settings.department_phone, settings.public_url
    )


def revealing(settings: Settings) -> Callable[[Parcel], str]:
    """The body with its secret in place, derived anew while it is sent."""

    def reveal(parcel: Parcel) -> str:
        if not parcel.secret_nonce:
            return parcel.body
        if parcel.kind is MailKind.SIGN_IN_CODE:
            return parcel.body.replace(SECRET, code_of(settings.secret_key, parcel.secret_nonce))
        token = token_of(settings.secret_key, parcel.secret_nonce)
        return parcel.body.replace(SECRET, f"{settings.public_url}/forgot/{token}")

    return reveal


class Worker:
    """One tick: what was asked for and what is due is written, then sent."""

    def __init__(self, database: Database, settings: Settings, *, clock: Callable[[], datetime]) -> None:
        self.database, self.clock, self.house = database, clock, house_of(settings)
        self.files_dir = settings.files_dir
        self.sender: Sender | None = None
        if (post := post_of(settings)) is not None:
            self.sender = Sender(
                database, post, sender=settings.mail.sender or FOLDER_SENDER, clock=clock, reveal=revealing(settings)
            )  # fmt: skip
        self.stopping = False
        self.number: int | None = None
        self.seen_at: datetime | None = None
        self.planned_at: datetime | None = None
        self.settings = settings

    def night(self) -> bool:
        """Once a night, or by day where nobody was at work: what is past its time is purged. Was it this worker?"""
        now = self.clock()
        local = now.astimezone(TAIPEI)
        if local.hour < NIGHT_FROM_HOUR:
            return False
        done = purge(
            self.database, self.settings.retention, CLOCK, now=now, night=local.date(), stopping=lambda: self.stopping
        )  # fmt: skip
        if done is None:
            return False
        refresh_statistics(self.database.engine)
        return True

    def plan(self) -> int:
        """The ladder: what is due becomes rows, some thousand at a time so that nobody waits long for the writer. How many were added."""
        now, added, readings = self.clock(), 0, readings_of(self.settings.declaration_readings)
        at: Place | None = BEGINNING
        while at is not None and not self.stopping:
            with unit_of_work(self.database) as session:
                done = reminding.plan(session, ladder_on(session, now, readings), now=now, at=at)
            added, at = added + done.added, done.then
        self.planned_at = now
        return added

    def read_files(self) -> int:
        """What was handed in since is read for search."""
        return read_some(self.database, self.files_dir, clock=self.clock, stops=lambda: self.stopping)

    def keep_month_ends(self) -> None:
        """Of leadership's page; each in a transaction of its own. Another worker may have kept the same one meanwhile."""
        now = self.clock()
        today, readings = now.astimezone(TAIPEI).date(), readings_of(self.settings.declaration_readings)
        while not self.stopping:
            try:
                with unit_of_work(self.database) as session:
                    kept = snapshots.keep_month_end(
                        session, now=now, today=today, readings=readings, tells=self.settings.dashboard_live
                    )
                    if kept is None:
                        return
            except IntegrityError:
                return

    def keep_figures(self) -> None:
        """Of leadership's page, a piece at a time; in the evening tomorrow's too, so that the morning's first page need not count.
        Another worker may have begun the same ones meanwhile."""
        while not self.stopping:
            now = self.clock()
            local = now.astimezone(TAIPEI)
            days = [local.date()]
            if local.hour >= TOMORROW_FROM_HOUR:
                days.append(local.date() + timedelta(days=1))
            try:
                with unit_of_work(self.database) as session:
                    if not figures.refresh(session, now=now, days=days):
                        return
            except IntegrityError:
                return

    def tick(self) -> None:
        now = self.clock()
        with unit_of_work(self.database) as session:
            keys.compose_asked(session, self.house, now=now)
            composing.compose_due(session, self.house, now=now)
        if self.sender is not None:
            self.sender.drain()
        self._beat()

    def end(self) -> None:
        if self.number is not None:
            with mark(self.database) as connection:
                beats.end(connection, self.number, now=self.clock())
        if self.sender is not None:
            self.sender.post.close()

    def stop(self) -> None:
        """The mail in hand is finished, no other is begun."""
        self.stopping = True
        if self.sender is not None:
            self.sender.stopping = True

    def _beat(self) -> None:
        now = self.clock()
        if self.seen_at is not None and now - self.seen_at < SEEN_EVERY:
            return
        trouble = self.sender.trouble if self.sender is not None else ""
        with mark(self.database) as connection:
            if self.number is None:
                self.number = beats.begin(connection, socket.gethostname(), os.getpid(), now=now)
            beats.seen(connection, self.number, trouble=trouble, planned_at=self.planned_at, now=now)
        self.seen_at = now


def ticker(worker: Worker) -> BackgroundScheduler:
    """Asks again every few seconds, one tick at a time; a tick that was missed is made up for by the next. Every minute it plans first.

    Files are read, figures and month ends kept beside it, so that no mail waits for them; so is the night's work, asked for every ten minutes.
    """
    executors = {"default": ThreadPoolExecutor(1), "files": ThreadPoolExecutor(1)}
    scheduler = BackgroundScheduler(timezone="Asia/Taipei", executors=executors)
    jobs = (
        (worker.plan, PLAN_EVERY_SECONDS, "default"),
        (worker.tick, EVERY_SECONDS, "default"),
        (worker.read_files, READ_EVERY_SECONDS, "files"),
        (worker.keep_figures, FIGURES_EVERY_SECONDS, "files"),
        (worker.night, NIGHT_EVERY_SECONDS, "files"),
        (worker.keep_month_ends, MONTH_ENDS_EVERY_SECONDS, "files"),
    )
    for job, seconds, executor in jobs:
        scheduler.add_job(
            job, "interval", seconds=seconds, executor=executor, next_run_time=worker.clock(), coalesce=True,
            max_instances=1, misfire_grace_time=None,
        )  # fmt: skip
    return scheduler
