"""What templates may say: dates in 民國, words for codes."""

from __future__ import annotations

import re
from datetime import date, datetime

from flask import Flask

from app.domain.roc_date import roc_text
from app.web.transaction import TAIPEI
from app.wording import words
from app.wording.people import EXTENSION

NOT_DIALLED = re.compile(r"[^0-9+,]")


def roc(value: date | datetime | None, weekday: bool = False) -> str:
    """「115年11月25日」, with `weekday` 「115年11月25日（三）」; empty for None."""
    if value is None:
        return ""
    day = value.astimezone(TAIPEI).date() if isinstance(value, datetime) else value
    return roc_text(day, weekday=weekday)


def roc_time(value: datetime | None) -> str:
    """「115年11月25日 14:30」, Taipei."""
    if value is None:
        return ""
    return f"{roc(value)} {value.astimezone(TAIPEI):%H:%M}"


def roc_second(value: datetime) -> str:
    """「115年11月25日 14:30:05」, Taipei: where several of a minute must be told apart."""
    return f"{roc(value)} {value.astimezone(TAIPEI):%H:%M:%S}"


def dialled(telephone: str) -> str:
    """As a telephone dials it: 「04-22289111 分機 12345」 is 0422289111,12345; empty where there is only an extension."""
    number = NOT_DIALLED.sub("", telephone.replace(EXTENSION, ","))
    return "" if number.startswith(",") else number


def install(app: Flask) -> None:
    app.add_template_filter(roc, "roc")
    app.add_template_filter(roc_time, "roc_time")
    app.add_template_filter(roc_second, "roc_second")
    app.add_template_filter(words.word, "word")
    app.add_template_filter(dialled, "dialled")
