"""The log: written with each change, numbered and chained by the commit, and any tampering is found."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.domain.people.actor import CONSOLE
from app.domain.people.agency import AgencyKind, EthicsMode
from app.extensions.transaction import commit
from app.models import Agency, AuditEvent
from app.services import audit

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def an_agency(code: str) -> Agency:
    return Agency(
        code=code, name=f"示範市政府{code}", short_name=code, kind=AgencyKind.FIRST_LEVEL, sort_order=1,
        ethics_mode=EthicsMode.OFFICE,
    )  # fmt: skip


def make(session: Session, *codes: str) -> None:
    for code in codes:
        agency = an_agency(code)
        session.add(agency)
        session.flush()
        audit.record(
            session, CONSOLE, "create", agency, now=NOW, code=code, changes={"name": [None, agency.name]}
        )
    commit(session)


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions["tracker"].engine
    return found


def test_rows_of_one_commit_are_numbered_and_chained(session: Session) -> None:
    make(session, "A", "B")
    make(session, "C")
    assert audit.verify(session) is None
    rows = session.query(AuditEvent).order_by(AuditEvent.number).all()
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]


def test_a_rolled_back_change_leaves_no_row(session: Session) -> None:
    agency = an_agency("A")
    session.add(agency)
    session.flush()
    audit.record(session, CONSOLE, "create", agency, now=NOW)
    session.rollback()
    make(session, "B")
    assert [row.code for row in session.query(AuditEvent)] == ["B"]
    assert audit.verify(session) is None


@pytest.mark.parametrize("statement", ["DELETE FROM audit_events", "UPDATE audit_events SET reason = 'x'"])
def test_the_database_itself_refuses_to_change_the_log(session: Session, statement: str) -> None:
    make(session, "A")
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))
    session.rollback()


TAMPERINGS = {
    "an edited text": "UPDATE audit_events SET reason = 'x' WHERE number = 3",
    "an edited actor": "UPDATE audit_events SET actor_name = 'x' WHERE number = 1",
    "an edited time": "UPDATE audit_events SET at = '2026-01-01 00:00:00' WHERE number = 2",
    "an edited change": "UPDATE audit_events SET changes = '{}' WHERE number = 4",
    "a deleted row": "DELETE FROM audit_events WHERE number = 2",
    "a cut tail": "DELETE FROM audit_events WHERE number = 5",
    "a swapped pair": "UPDATE audit_events SET number = CASE number WHEN 2 THEN -3 WHEN 3 THEN -2 END "
    "WHERE number IN (2, 3)",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_behind_the_programs_back_is_found(session: Session, tampering: str) -> None:
    make(session, *"ABCDE")
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_events_no_update"))
        session.execute(text("DROP TRIGGER audit_events_no_delete"))
    else:
        session.execute(text("ALTER TABLE audit_events DISABLE TRIGGER ALL"))
    session.execute(text(TAMPERINGS[tampering]))
    if tampering == "a swapped pair":
        session.execute(text("UPDATE audit_events SET number = -number WHERE number < 0"))
    session.commit()
    session.expire_all()
    assert audit.verify(session) is not None


def test_personal_values_stand_as_keyed_digests() -> None:
    assert audit.digest("key", "0912-000000") != audit.digest("other key", "0912-000000")
    assert "0912" not in audit.digest("key", "0912-000000")
