"""The first set-up: the department, its head, and the first administrator, by the console's one-time link.

Two persons on one form, because each alone is stuck: an administrator cannot grant himself anything and needs a head
to confirm; a head manages no users. And never one person with both roles, or nobody would look at a grant twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotNow
from app.domain.people.accounts import LinkKind, login_key
from app.domain.people.actor import CONSOLE, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.people.passwords import PasswordRules
from app.models import Agency, Committee, RoleGrant, User
from app.queries.people import first_head
from app.services import audit
from app.services.people import agencies, grants, invitations, links, passwords, users
from app.services.people.agencies import AgencyFields
from app.services.people.grants import GrantFields
from app.services.people.signing_in import Hasher
from app.services.people.users import UserFields

PRIMARY_CODE = "MAIN"
COMMITTEE_SUFFIX = "廉政會報"


@dataclass(frozen=True, slots=True)
class FirstPeople:
    """What the set-up form says. `host`: the government whose 廉政會報 it is."""

    host: str
    agency_code: str
    agency_name: str
    agency_short_name: str
    head: UserFields
    head_password: str
    admin: UserFields


@dataclass(frozen=True, slots=True)
class SetUp:
    """Who now exists, and the token of the administrator's invitation, shown once."""

    head: User
    admin: User
    admin_token: str


def check_open(session: Session) -> None:
    """NotNow: set_up_done, once a head has been confirmed."""
    if first_head.exists(session):
        raise NotNow("set_up_done")


def set_up(
    session: Session,
    hasher: Hasher,
    rules: PasswordRules,
    token: str,
    first: FirstPeople,
    *,
    now: datetime,
    today: date,
) -> SetUp:
    """Use the link up and make all of it, or nothing. Audited as the console, from where the link came.

    NotNow: set_up_done, link_unknown, link_used, link_expired; Invalid as `agencies.create` and `users.create`
    (fields prefixed head_, admin_, agency_), set_up_same_person; PasswordRefused.
    """
    links.use(session, token, LinkKind.SET_UP, now=now)
    check_open(session)
    if login_key(first.head.login) == login_key(first.admin.login):
        raise Invalid("set_up_same_person", "admin_login")
    department = _department(session, first, now)
    _committee(session, first, department, now)
    head = _person(session, first.head, "head_", now)
    admin = _person(session, first.admin, "admin_", now)
    _grant(session, head, Role.HEAD, department, now, today)
    _grant(session, admin, Role.ADMIN, department, now, today)
    passwords.store(session, hasher, rules, head, first.head_password, now=now, today=today)
    return SetUp(head, admin, invitations.invite(session, CONSOLE, admin, now=now))


def _department(session: Session, first: FirstPeople, now: datetime) -> Agency:
    """The agency that convenes the primary committee, else the one of this code, else a new one."""
    found = (
        session.scalars(
            select(Agency).join(Committee, Committee.agency_id == Agency.id).where(Committee.is_primary)
        ).one_or_none()
        or session.scalars(select(Agency).where(Agency.code == first.agency_code)).one_or_none()
    )
    if found is not None:
        return found
    fields = AgencyFields(
        code=first.agency_code, name=first.agency_name, short_name=first.agency_short_name,
        kind=AgencyKind.FIRST_LEVEL, ethics_mode=EthicsMode.OFFICE,
    )  # fmt: skip
    try:
        return agencies.create(session, CONSOLE, fields, now=now)
    except Invalid as refusal:
        raise Invalid(refusal.code, f"agency_{refusal.field}", **refusal.facts) from None


def _committee(session: Session, first: FirstPeople, department: Agency, now: datetime) -> None:
    """The primary committee, so that the head's right reaches something."""
    if session.scalar(select(Committee.id).where(Committee.is_primary)) is not None:
        return
    committee = Committee(
        code=PRIMARY_CODE, name=first.host + COMMITTEE_SUFFIX, host=first.host, agency_id=department.id,
        is_primary=True,
    )  # fmt: skip
    session.add(committee)
    session.flush()
    audit.record(session, CONSOLE, "create", committee, now=now, code=committee.code, agency_id=department.id)


def _person(session: Session, fields: UserFields, prefix: str, now: datetime) -> User:
    try:
        return users.create(session, CONSOLE, fields, now=now)
    except Invalid as refusal:
        raise Invalid(refusal.code, prefix + refusal.field, **refusal.facts) from None


def _grant(session: Session, user: User, role: Role, agency: Agency, now: datetime, today: date) -> RoleGrant:
    row = grants.grant(session, CONSOLE, user, GrantFields(role, agency.id, today), now=now)
    if grants.waits(row):
        grants.confirm(session, CONSOLE, row, seen_version=row.version, now=now, today=today)
    return row
