"""Users and the audit log as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.documents.list_table import Column, Kind, Table
from app.queries.people.users import UserRow
from app.web.transaction import TAIPEI
from app.wording import sheets as said
from app.wording.words import word


def user_table(rows: Iterable[UserRow]) -> Table:
    columns = (
        Column(said.LOGIN), Column(said.NAME), Column(said.UNIT, width=20), Column(said.JOB), Column(said.ROLES, width=40),
        Column(said.LAST_SIGN_IN, Kind.DAY), Column(said.STATE),
    )  # fmt: skip
    cells = (
        (
            row.login, row.name, row.unit, row.title, "、".join(_grant(*one) for one in row.grants),
            row.last_sign_in.astimezone(TAIPEI).date() if row.last_sign_in else None, _standing(row),
        )
        for row in rows
    )  # fmt: skip
    return Table(said.USERS, columns, cells)


def audit_table(lines: Iterable[Mapping[str, Any]]) -> Table:
    """`lines`: as the page shows them."""
    columns = (
        Column(said.DAY, Kind.DAY), Column(said.TIME, width=8), Column(said.WHO, width=20), Column(said.ACTION, width=20),
        Column(said.THING), Column(said.CODE), Column(said.REASON, width=30), Column(said.CHANGES, width=60),
        Column(said.ADDRESS),
    )  # fmt: skip
    cells = (
        (
            line["on"], line["time"], line["who"], line["action"], line["thing"], line["person"] or line["code"],
            line["reason"], "；".join(_change(one) for one in line["changes"]), line["address"],
        )
        for line in lines
    )  # fmt: skip
    return Table(said.AUDIT, columns, cells)


def _change(one: Any) -> str:
    text = one.whole or one.text
    return f"{one.label}：{text}" if text else str(one.label)


def _grant(role: Any, agency: str, waits: bool) -> str:
    return f"{word(role)}（{agency}{'，' + said.WAITS if waits else ''}）"


def _standing(row: UserRow) -> str:
    if row.disabled:
        return said.DISABLED
    return said.USABLE if row.has_password else said.NO_ACCESS
