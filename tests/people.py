"""Agencies and people for a test, and a browser in which one of them is signed in."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TypeVar

from flask import Flask
from sqlalchemy import Select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.people.actor import Actor, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.extensions.transaction import commit
from app.models import Agency, Committee, RoleGrant, User
from app.queries.people.signed_in import actor_of
from app.services.people.signing_in import Hasher
from tests.client import HouseClient

T = TypeVar("T")
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PASSWORD = "Blue-Kettle-42-sings"
HIDDEN = re.compile(r'name="(csrf_token|seen_version|once_key)" value="([^"]*)"')


@dataclass
class World:
    """The department (its committee is the primary one), another agency, and whoever was added."""

    app: Flask
    session: Session
    department: Agency
    other: Agency

    def person(
        self,
        login: str,
        *roles: tuple[Role, Agency],
        password: str = PASSWORD,
        confirmed: bool = True,
        confidential: bool = False,
        name: str = "",
    ) -> User:
        """A user with these roles from the start of the year on."""
        user = User(
            login=login, name=name or f"甲{login}", password_hash=hashed(password) if password else None,
            password_set_at=NOW if password else None, created_at=NOW,
        )  # fmt: skip
        self.session.add(user)
        for role, agency in roles:
            row = RoleGrant(user=user, role=role, agency=agency, from_on=date(2026, 1, 1))
            row.may_read_confidential = confidential
            row.confirmed_at = NOW if confirmed else None
            self.session.add(row)
        self.save()
        return user

    def actor(self, user: User) -> Actor:
        return actor_of(self.session, user, TODAY)

    def save(self) -> None:
        commit(self.session)

    def look(self, statement: Select[T]) -> list[T]:
        """What is stored now, read in a transaction that has ended: SQLite has one writer, and the pages must write."""
        with self.app.extensions["tracker"].database.sessions() as session:
            return list(session.scalars(statement))


@cache
def hashed(password: str) -> str:
    """Of the tests' cheap kind (`settings_for`), once per password: a run makes ten thousand people."""
    return Hasher(memory_kib=64, rounds=1).hash(password)


def world(app: Flask, session: Session) -> World:
    department = agency("A01", "示範市政府政風處", "政風處")
    other = agency("A02", "示範市政府教育局", "教育局", 20)
    session.add_all([department, other])
    session.flush()
    session.add(
        Committee(
            code="MAIN",
            name="示範市政府廉政會報",
            host="示範市政府",
            agency_id=department.id,
            is_primary=True,
        )
    )
    commit(session)
    return World(app, session, department, other)


def agency(code: str, name: str, short_name: str, sort_order: int = 10) -> Agency:
    return Agency(
        code=code, name=name, short_name=short_name, kind=AgencyKind.FIRST_LEVEL, sort_order=sort_order,
        ethics_mode=EthicsMode.OFFICE,
    )  # fmt: skip


def send(client: HouseClient, url: str, *, page: str | None = None, **fields: object) -> TestResponse:
    """Open the page (the form's own address unless given), fill in the fields, send its form."""
    shown = client.get(page or url)
    assert shown.status_code == 200, f"{page or url} answered {shown.status_code}"
    return client.post(url, data=hidden(shown, url) | fields)


def hidden(shown: TestResponse, url: str = "") -> dict[str, str]:
    """The hidden fields of the page's form for `url`, else of its last form."""
    forms = re.findall(r"<form.*?</form>", shown.text, re.DOTALL)
    mine = [form for form in forms if f'action="{url}"' in form and 'method="post"' in form]
    return dict(HIDDEN.findall((mine or forms)[0 if mine else -1]))


def sign_in(client: HouseClient, login: str, password: str = PASSWORD, **more: str) -> TestResponse:
    return send(client, "/sign-in", login=login, password=password, **more)


def browser(app: Flask, login: str) -> HouseClient:
    """A browser in which this person is signed in."""
    client = app.test_client()
    assert isinstance(client, HouseClient)
    client.sign_in(login)
    return client
