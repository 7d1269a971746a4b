"""Records that tests of importing begin with, and files to import."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.models import Agency, Committee, RoleGrant, User
from tests.readers.papers import TITLE, Word, form_rows

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SINCE = date(2020, 1, 1)


def an_agency(
    session: Session, code: str = "A01", name: str = "示範市政府政風處", short: str = "政風處"
) -> Agency:
    agency = Agency(
        code=code, name=name, short_name=short, kind=AgencyKind.FIRST_LEVEL, ethics_mode=EthicsMode.OFFICE,
        sort_order=10,
    )  # fmt: skip
    session.add(agency)
    session.flush()
    return agency


def a_committee(session: Session, code: str = "MAIN", agency: Agency | None = None) -> Committee:
    """The primary committee, or another one of another agency."""
    primary = agency is None
    agency = agency or an_agency(session)
    committee = Committee(
        code=code, name="示範市政府廉政會報", host="示範市政府", agency_id=agency.id, is_primary=primary
    )  # fmt: skip
    session.add(committee)
    session.flush()
    return committee


def a_person(session: Session, login: str, role: Role, agency_id: int) -> User:
    """Somebody whose grant works."""
    user = User(login=login, name="王小明", title="科長", created_at=NOW)
    session.add(user)
    session.flush()
    session.add(
        RoleGrant(
            user_id=user.id, role=role, agency_id=agency_id, from_on=SINCE, confirmed_at=NOW, confirmed_by_id=user.id
        )
    )  # fmt: skip
    session.flush()
    return user


def a_table(
    *cases: tuple[str, str], title: str = TITLE, filename: str = "提案表.docx"
) -> tuple[io.BytesIO, str]:
    """A 提案表 with these cases (number, 決議) as a file of a form."""
    return io.BytesIO(a_table_of(*cases, title=title)), filename


def a_table_of(*cases: tuple[str, str], title: str = TITLE, more: str = "") -> bytes:
    word = Word()
    for number, resolution in cases:
        word.line(title)
        rows = form_rows(number=number, resolution=resolution)
        rows[1][1] = f"第{number}件：{rows[1][1]}"
        word.table(rows)
    if more:
        word.line("附錄")
        word.line(more)
    return word.paper().data
