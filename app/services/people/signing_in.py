"""Signing in: the password, the lock after five failures, the same answer for whoever does not exist."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import case, func, literal, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from app.domain.people.accounts import login_key
from app.models import SignInThrottle, User
from app.queries.people.signed_in import in_force

LONGEST = 1024
"""Characters of a password that are looked at: argon2 would hash a megabyte as well."""


@dataclass(frozen=True, slots=True)
class Lock:
    """鎖定: after `failures` wrong passwords the account waits `minutes` (附表十: 5次、15分鐘)."""

    failures: int
    minutes: int


class Hasher:
    """argon2id with bounded memory: each verification takes 64 MiB, so only `at_once` run at a time."""

    def __init__(self, memory_kib: int, rounds: int, at_once: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib)
        self._room = threading.BoundedSemaphore(at_once)
        self._nobody = _nobodys(memory_kib, rounds)

    def hash(self, password: str) -> str:
        with self._room:
            return self._hasher.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Does the password match? Takes the same time for an account that does not exist."""
        with self._room:
            try:
                return (
                    self._hasher.verify(password_hash or self._nobody, password) and password_hash is not None
                )
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, password_hash: str) -> bool:
        return self._hasher.check_needs_rehash(password_hash)


@cache
def _nobodys(memory_kib: int, rounds: int) -> str:
    """What a password is compared with where there is no account: once per process and strength."""
    return PasswordHasher(time_cost=rounds, memory_cost=memory_kib).hash("nobody has this password")


def locked_until(session: Session, login: str, *, now: datetime) -> datetime | None:
    """Until when this login (known or not) must wait; None when it need not."""
    row = session.get(SignInThrottle, login_key(login), populate_existing=True)
    return row.locked_until if row and row.locked_until and row.locked_until > now else None


def authenticate(session: Session, hasher: Hasher, login: str, password: str, *, today: date) -> User | None:
    """The user of this login and password, if the account is in force. Counts nothing: see `failed` and `succeeded`."""
    user = session.scalars(select(User).where(User.login == login_key(login))).one_or_none()
    if not hasher.matches(user.password_hash if user else None, password[:LONGEST]):
        return None
    assert user is not None and user.password_hash  # noqa: S101, PT018 — it matched
    if not in_force(user, today):
        return None
    if hasher.is_outdated(user.password_hash):
        user.password_hash = hasher.hash(password[:LONGEST])
    return user


def failed(session: Session, login: str, *, now: datetime, lock: Lock) -> None:
    """Count one failure in one statement, so that parallel guesses are all counted. A failure older than the lock starts anew."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    statement = insert(SignInThrottle).values(
        login=login_key(login), failures=1, locked_until=None, last_failed_at=now
    )
    stale = SignInThrottle.last_failed_at < now - timedelta(minutes=lock.minutes)
    failures = case((stale, literal(1)), else_=SignInThrottle.failures + 1)
    until = now + timedelta(minutes=lock.minutes)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[SignInThrottle.login],
            set_={
                "failures": failures,
                "locked_until": case(
                    (failures >= lock.failures, literal(until)), else_=SignInThrottle.locked_until
                ),
                "last_failed_at": func.coalesce(literal(now), SignInThrottle.last_failed_at),
            },
        )
    )


def succeeded(session: Session, login: str) -> None:
    """Forget the failures of this login."""
    if row := session.get(SignInThrottle, login_key(login)):
        session.delete(row)
