"""Agencies, members, users and the audit log as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.documents.list_table import Cell, Column, Kind, Table
from app.models import Committee, Member
from app.queries.people.agencies import WholeAgency
from app.queries.people.users import UserRow
from app.services.intake import user_columns
from app.services.intake.agency_columns import (
    CODE,
    DECLARES,
    GROUPS,
    KIND,
    MODE,
    NAME,
    ORDER,
    PARENT,
    SAMPLE_ORDER,
    SHORT,
    SUPERVISED,
)
from app.web.transaction import TAIPEI
from app.wording import sheets as said
from app.wording.words import word


def agency_table(rows: Iterable[WholeAgency]) -> Table:
    """Under the headings that a list of agencies comes in with, so that it comes in again without a difference."""
    columns = (
        *(Column(heading, Kind.NUMBER if heading == ORDER else Kind.TEXT) for heading in SAMPLE_ORDER),
        Column(said.VALID_TO, Kind.DAY),
    )
    return Table(said.AGENCIES, columns, (_agency(row) for row in rows))


def member_table(committee: Committee, members: Iterable[Member], *, with_gender: bool) -> Table:
    gender = [Column(said.GENDER, width=8)] if with_gender else []
    columns = (
        Column(said.MEMBER_KIND), Column(said.NAME), Column(said.JOB), Column(said.AGENCY, width=20),
        Column(said.TERM_FROM, Kind.DAY), Column(said.TERM_TO, Kind.DAY), Column(said.LEFT_ON, Kind.DAY), *gender,
    )  # fmt: skip
    cells = (
        (
            word(one.kind), one.name, one.title, one.agency.short_name if one.agency else "", one.from_on, one.to_on,
            one.left_on, *([word(one.gender)] if with_gender else []),
        )
        for one in members
    )  # fmt: skip
    return Table(said.MEMBERS.format(committee=committee.name), columns, cells)


def user_table(rows: Iterable[UserRow]) -> Table:
    """Under the headings that a list of users comes in with, so that it comes in again without a difference."""
    columns = (
        *(Column(heading, width=40 if heading == user_columns.ROLES else 14) for heading in user_columns.SAMPLE_ORDER),
        Column(said.LAST_SIGN_IN, Kind.DAY), Column(said.STATE, width=20),
    )  # fmt: skip
    return Table(said.USERS, columns, (_user(row) for row in rows))


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


def _agency(row: WholeAgency) -> tuple[Cell, ...]:
    one = row.agency
    cells: dict[str, Cell] = {
        NAME: one.name, SHORT: one.short_name, CODE: one.code, KIND: word(one.kind), PARENT: row.parent,
        ORDER: one.sort_order, MODE: word(one.ethics_mode), GROUPS: "、".join(row.groups),
        SUPERVISED: row.supervised_by, DECLARES: row.declares_to,
    }  # fmt: skip
    return (*(cells[heading] for heading in SAMPLE_ORDER), one.valid_to)


def _change(one: Any) -> str:
    text = one.whole or one.text
    return f"{one.label}：{text}" if text else str(one.label)


def _user(row: UserRow) -> tuple[Cell, ...]:
    agency = row.grants[0].code if row.grants else ""
    cells: dict[str, Cell] = {
        user_columns.LOGIN: row.login, user_columns.NAME: row.name, user_columns.TITLE: row.title,
        user_columns.AGENCY: agency, user_columns.UNIT: row.unit, user_columns.EMAIL: row.email,
        user_columns.PHONE: row.phone, user_columns.EXTENSION: row.extension,
        user_columns.ROLES: "、".join(user_columns.role_said(one.role, one.code, agency) for one in row.grants),
    }  # fmt: skip
    signed_in = row.last_sign_in.astimezone(TAIPEI).date() if row.last_sign_in else None
    return (*(cells[heading] for heading in user_columns.SAMPLE_ORDER), signed_in, _standing(row))


def _standing(row: UserRow) -> str:
    if row.disabled:
        return said.DISABLED
    standing = said.USABLE if row.has_password else said.NO_ACCESS
    return f"{standing}，{said.WAITS}" if any(one.waits for one in row.grants) else standing
