"""使用者 from lists: what each row would create or change, and the creating; a person is known by the login in its normal form.

Roles are only ever added: what the list does not name stays. No password is made; 政風承辦 and 政風主管 wait for a head.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.intake.placing import MAKES, Fate
from app.domain.people.accounts import login_key
from app.domain.people.actor import Actor, Role
from app.models import Agency, RoleGrant, User
from app.services.intake.sheet_check import CellChange, Cells, RowCheck, SheetCheck, rows_of
from app.services.intake.user_columns import (
    AGENCY,
    EMAIL,
    EXTENSION,
    LOGIN,
    NAME,
    PHONE,
    ROLE_WORDS,
    ROLES,
    TITLE,
    UNIT,
    role_read,
    role_said,
)
from app.services.people import grants, users
from app.services.people.grants import GrantFields
from app.services.people.users import EMAIL_FORM, LOGIN_FORM, NAME_LENGTHS, UserFields
from app.wording.words import word

PERSONAL = {
    NAME: "name",
    TITLE: "title",
    UNIT: "unit",
    EMAIL: "email",
    PHONE: "phone",
    EXTENSION: "extension",
}
"""Column → column of the record."""


Granted = tuple[Role, str]
"""A role and the code of its agency."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row's values. Of `values`, a column the file lacks is absent, so what is here stays."""

    login: str
    agency: str
    values: Mapping[str, str]
    roles: tuple[Granted, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is here: persons by login, agency codes to ids, roles that run today or later by (user, agency), mailboxes to logins."""

    users: dict[str, User]
    agencies: dict[str, int]
    roles: dict[tuple[int, int], set[Role]]
    mailboxes: dict[str, str]


def check(
    session: Session, actor: Actor, reads: Sequence[Mapping[str, Any]], *, today: date
) -> list[SheetCheck]:
    """Every file. A row with a fault is not compared."""
    known = _known(session, today)
    taken: dict[tuple[str, str], int] = {}
    found = []
    for read in reads:
        rows = [(cells, _wanted(cells)) for cells in rows_of(read)]
        for cells, one in rows:
            _faults(cells, one, actor, known, taken)
        checks = tuple(_row(cells, one, known) for cells, one in rows)
        faults = tuple(fault for cells, _ in rows for fault in cells.faults)
        found.append(SheetCheck(checks, faults, tuple(read["unused"])))
    return found


def make(session: Session, actor: Actor, checks: Sequence[SheetCheck], *, now: datetime, today: date) -> None:
    """Create or change each person, then grant what he does not have yet, from today on."""
    known = _known(session, today)
    for row in (row for one in checks for row in one.rows if row.fate in MAKES):
        one: Wanted = row.wanted
        user = known.users.get(one.login)
        fields = _fields(one, user)
        if user is None:
            user = users.create(session, actor, fields, now=now)
        else:
            users.change(session, actor, user, fields, seen_version=user.version, now=now)
        for role, code in _missing(one, user, known):
            grants.grant(session, actor, user, GrantFields(role, known.agencies[code], today), now=now)


def _wanted(cells: Cells) -> Wanted:
    values = {
        name: cells.text(column, required=column == NAME)
        for column, name in PERSONAL.items()
        if cells.has(column)
    }
    agency = cells.text(AGENCY)
    return Wanted(
        login=login_key(cells.text(LOGIN, required=True)),
        agency=agency,
        values=values,
        roles=tuple(dict.fromkeys(_roles(cells, agency))),
    )


def _roles(cells: Cells, agency: str) -> Iterator[Granted]:
    for typed in cells.words(ROLES):
        said, code = role_read(typed, agency)
        if said in ROLE_WORDS:
            yield ROLE_WORDS[said], code
        else:
            cells.wrong(ROLES, "cell_unknown_word", word=said, words="、".join(map(word, Role)))


def _faults(cells: Cells, one: Wanted, actor: Actor, known: Known, taken: dict[tuple[str, str], int]) -> None:
    if one.login and not LOGIN_FORM.fullmatch(one.login):
        cells.wrong(LOGIN, "login_malformed")
    _of_roles(cells, one, known)
    if one.values.get("name") and len(one.values["name"]) not in NAME_LENGTHS:
        cells.wrong(NAME, "name_length")
    email = one.values.get("email", "")
    if email and not EMAIL_FORM.fullmatch(email):
        cells.wrong(EMAIL, "email_malformed")
    mailbox = email.casefold()
    if mailbox and known.mailboxes.get(mailbox, one.login) != one.login:
        cells.wrong(EMAIL, "cell_mailbox_taken", word=email, login=known.mailboxes[mailbox])
    for column, value in ((LOGIN, one.login), (EMAIL, mailbox)):
        if value and (column, value) in taken:
            cells.wrong(column, "cell_twice", word=value, other=taken[column, value])
        taken.setdefault((column, value), cells.row)
    user = known.users.get(one.login)
    if user is not None and user.id == actor.person_id and _missing(one, user, known):
        cells.wrong(ROLES, "grant_to_oneself")


def _of_roles(cells: Cells, one: Wanted, known: Known) -> None:
    codes = {one.agency: AGENCY, **{code: ROLES for _, code in one.roles if code != one.agency}}
    for code, column in codes.items():
        if code and code not in known.agencies:
            cells.wrong(column, "cell_unknown_code", word=code)
    if one.login not in known.users or one.roles:  # somebody who is here may be without a role
        cells.text(AGENCY, required=True)
        cells.text(ROLES, required=True)


def _row(cells: Cells, one: Wanted, known: Known) -> RowCheck:
    name = one.values.get("name", "")
    if cells.faults:
        return RowCheck(cells.row, one.login, name, Fate.FAULTY)
    user = known.users.get(one.login)
    missing = _missing(one, user, known)
    granted = CellChange(ROLES, "", "、".join(role_said(*grant, one.agency) for grant in missing))
    if user is None:
        return RowCheck(cells.row, one.login, name, Fate.NEW, (granted,), one)
    changes = tuple(
        CellChange(column, getattr(user, field), one.values[field])
        for column, field in PERSONAL.items()
        if field in one.values and one.values[field] != getattr(user, field)
    )
    changes += (granted,) if missing else ()
    return RowCheck(cells.row, one.login, name, Fate.UPDATE if changes else Fate.SAME, changes, one)


def _missing(one: Wanted, user: User | None, known: Known) -> list[Granted]:
    """Roles of the row the person does not hold for their agencies."""

    def held(code: str) -> set[Role]:
        return known.roles.get((user.id, known.agencies.get(code, 0)), set()) if user else set()

    return [(role, code) for role, code in one.roles if role not in held(code)]


def _fields(one: Wanted, user: User | None) -> UserFields:
    columns = ("name", *(name for name in PERSONAL.values() if name != "name"))
    before = {name: getattr(user, name) if user else "" for name in columns}
    return UserFields(
        login=one.login, **{**before, **one.values}, valid_until=user.valid_until if user else None
    )


def _known(session: Session, today: date) -> Known:
    found = list(session.scalars(select(User)))
    roles: dict[tuple[int, int], set[Role]] = {}
    running = or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today)
    for user_id, agency_id, role in session.execute(
        select(RoleGrant.user_id, RoleGrant.agency_id, RoleGrant.role).where(running)
    ):
        roles.setdefault((user_id, agency_id), set()).add(role)
    return Known(
        {user.login: user for user in found},
        {code: key for key, code in session.execute(select(Agency.id, Agency.code))},
        roles,
        {user.email.casefold(): user.login for user in found if user.email},
    )
