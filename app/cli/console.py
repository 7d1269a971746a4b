"""What every command shares: the group, the database, who acts, and how a refusal is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Refusal
from app.domain.people.accounts import login_key
from app.domain.people.actor import CONSOLE, Actor
from app.extensions import schema
from app.extensions.database import Database
from app.extensions.transaction import unit_of_work
from app.models import User
from app.queries.people.signed_in import actor_of, in_force
from app.wording.refusals import sentence
from config import Settings

TAIPEI = ZoneInfo("Asia/Taipei")


class Tracker(AppGroup):
    """Says refusals as sentences and ends with a code other than 0; never a traceback for what the rules forbid."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(sentence(refusal.code, **refusal.facts)) from None


tracker = Tracker("tracker", help="廉政會報管考系統的管理指令。訊息輸出至 stderr，結果輸出至 stdout。")


@dataclass(frozen=True, slots=True)
class Console:
    """One command's transaction and who acts in it."""

    session: Session
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(TAIPEI).date()


def settings() -> Settings:
    found: Settings = current_app.extensions["tracker"].settings
    return found


def database() -> Database:
    found: Database = current_app.extensions["tracker"].database
    return found


def say(message: str) -> None:
    click.echo(message, err=True)


def as_option(command: Any) -> Any:
    """--as LOGIN: act as that person instead of 「主控臺」."""
    return click.option(
        "--as", "login", metavar="LOGIN", default="", help="以此帳號的身分執行（預設為主控臺）"
    )(command)


@contextmanager
def console(login: str = "") -> Iterator[Console]:
    """A transaction on an up-to-date database, acting as the console or as `login`."""
    if schema.current(database().engine) != schema.head():
        raise click.ClickException("資料庫尚未建立或版本不符，請先執行 flask --app wsgi tracker init")
    now = datetime.now(UTC)
    with unit_of_work(database()) as session:
        yield Console(session, _actor(session, login, now), now)


def _actor(session: Session, login: str, now: datetime) -> Actor:
    if not login:
        return CONSOLE
    today = now.astimezone(TAIPEI).date()
    user = session.scalars(select(User).where(User.login == login_key(login))).one_or_none()
    if user is None or not in_force(user, today):
        raise click.ClickException(f"沒有可使用的帳號「{login}」")
    return actor_of(session, user, today)
