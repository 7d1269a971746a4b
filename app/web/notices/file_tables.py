"""寄送狀況 and 電話名單 as tables for a spreadsheet: never what a mail says."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.list_table import Cell, Column, Kind, Table
from app.models import Delivery
from app.queries.notices.morning import LateAgency
from app.web.transaction import TAIPEI
from app.wording import sheets as said
from app.wording.notices import PROBLEMS
from app.wording.words import word


def delivery_table(rows: Iterable[Delivery]) -> Table:
    columns = (
        Column(said.MAIL_SUBJECT, width=40), Column(said.RECIPIENT), Column(said.MAILBOX, width=30),
        Column(said.DAY, Kind.DAY), Column(said.TIME, width=8), Column(said.STATE), Column(said.PROBLEM, width=30),
    )  # fmt: skip
    return Table(said.DELIVERIES, columns, (_delivery(row) for row in rows))


def call_table(rows: Iterable[LateAgency]) -> Table:
    columns = (
        Column(said.AGENCY, width=20), Column(said.LATE_SHARES, Kind.NUMBER, 16), Column(said.FIRST_DUE, Kind.DAY),
        Column(said.LATE_DUTIES, width=40), Column(said.TO_CALL, width=40), Column(said.CALLED_ON, Kind.DAY),
        Column(said.CALL_NOTE, width=30),
    )  # fmt: skip
    return Table(said.CALLS, columns, (_call(row) for row in rows))


def _delivery(row: Delivery) -> tuple[Cell, ...]:
    at = (row.ended_at or row.created_at).astimezone(TAIPEI)
    return (
        row.subject, row.recipient.name, row.mailbox, at.date(), f"{at:%H:%M}", word(row.state),
        PROBLEMS[row.problem] if row.problem else "",
    )  # fmt: skip


def _call(row: LateAgency) -> tuple[Cell, ...]:
    people = "、".join(" ".join(filter(None, one)) for one in row.call)
    last = row.last_call
    return (
        row.agency, row.shares, row.first_due, "、".join(one.title for one in row.duties), people,
        last.called_at.astimezone(TAIPEI).date() if last else None, last.note if last else "",
    )  # fmt: skip
