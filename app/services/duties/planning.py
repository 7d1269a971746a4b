"""定期工作: define a periodic item, change it for the future, switch it off, and lead each occurrence to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from app.domain.duties.duty_flow import DUTY_FLOW, DutyAction, DutyFacts, DutyState
from app.domain.duties.plan_items import READY_MADE, PlanTerms, ReadyMade, check_terms, spans
from app.domain.errors import NotAllowed, NotNow
from app.domain.flow import performs
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_year
from app.models import Agency, Duty, DutyOccurrence
from app.queries.duties.plan import label_of
from app.services import audit, outbox
from app.services.people.changes import apply
from app.services.versions import check_seen
from app.wording.words import word

_A = DutyAction
_TERMS = ("title", "basis", "frequency", "from_month", "to_month", "days_after")


def define(
    session: Session,
    actor: Actor,
    agency: Agency,
    terms: PlanTerms,
    *,
    owner_id: int | None = None,
    made_from: ReadyMade | None = None,
    now: datetime,
    today: date,
) -> Duty:
    """With its occurrences from today to the end of next year. Invalid: as `check_terms`."""
    _demand_keeper(actor, agency.id)
    checked = check_terms(terms)
    row = Duty(
        agency_id=agency.id, made_from=made_from, owner_id=owner_id, created_at=now,
        **{name: getattr(checked, name) for name in _TERMS},
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note(session, actor, "create", row, now, changes={"title": [None, row.title]})
    for year in (roc_year(today), roc_year(today) + 1):
        _make_year(session, actor, row, year, now=now, today=today)
    return row


def switch_on(
    session: Session,
    actor: Actor,
    agency: Agency,
    ready: ReadyMade,
    *,
    owner_id: int | None = None,
    now: datetime,
    today: date,
) -> Duty:
    """A ready-made item with its own terms."""
    terms = replace(READY_MADE[ready], title=word(ready))
    return define(session, actor, agency, terms, owner_id=owner_id, made_from=ready, now=now, today=today)


def redefine(
    session: Session,
    actor: Actor,
    row: Duty,
    terms: PlanTerms,
    *,
    owner_id: int | None,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    """What has begun or ended stands as it was; only what is still to begin follows. NotNow: plan_item_ended."""
    _demand_keeper(actor, row.agency_id)
    check_seen(row, seen_version)
    if row.ended_on is not None:
        raise NotNow("plan_item_ended")
    checked = check_terms(terms)
    values: dict[str, object] = {name: getattr(checked, name) for name in _TERMS} | {"owner_id": owner_id}
    if not (changes := apply(session, row, values)):
        return
    session.flush()
    _note(session, actor, "change", row, now, changes=changes)
    years = session.scalars(
        select(DutyOccurrence.year).where(DutyOccurrence.duty_id == row.id).distinct()
    ).all()
    _void_future(session, actor, row, now=now, today=today, keep=True)
    for year in sorted({*years, roc_year(today), roc_year(today) + 1}):
        _make_year(session, actor, row, year, now=now, today=today)


def end(
    session: Session, actor: Actor, row: Duty, *, seen_version: int | None, now: datetime, today: date
) -> None:
    """停用: what has begun is still done, what has not is cancelled."""
    _demand_keeper(actor, row.agency_id)
    check_seen(row, seen_version)
    if row.ended_on is not None:
        raise NotNow("plan_item_ended")
    row.ended_on = today
    session.flush()
    _note(session, actor, "end_plan_item", row, now, changes={"ended_on": [None, today.isoformat()]})
    _void_future(session, actor, row, now=now, today=today, keep=False)


def extend(session: Session, actor: Actor, agency: Agency, year: int, *, now: datetime, today: date) -> None:
    """The occurrences of a further ROC year, of every item in use."""
    _demand_keeper(actor, agency.id)
    for row in session.scalars(select(Duty).where(Duty.agency_id == agency.id, Duty.ended_on.is_(None))):
        _make_year(session, actor, row, year, now=now, today=today)


def write(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    report: str,
    document_number: str,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """What was done, and under which 文號."""
    _demand_keeper(actor, row.duty.agency_id)
    check_seen(row, seen_version)
    if row.state is not DutyState.OPEN:
        raise NotNow("not_in_this_state")
    if changes := apply(session, row, {"report": report, "document_number": document_number}):
        session.flush()
        _note_of(session, actor, "change", row, now, changes=changes)


@performs(DUTY_FLOW, _A.COMPLETE)
def complete(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    *,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    check_seen(row, seen_version)
    _step(session, actor, row, _A.COMPLETE, now=now, today=today)


@performs(DUTY_FLOW, _A.EXEMPT)
def exempt(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    check_seen(row, seen_version)
    _step(session, actor, row, _A.EXEMPT, now=now, today=today, reason=reason)


@performs(DUTY_FLOW, _A.REOPEN)
def reopen(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
    today: date,
) -> None:
    check_seen(row, seen_version)
    _step(session, actor, row, _A.REOPEN, now=now, today=today, reason=reason)


@performs(DUTY_FLOW, _A.VOID)
def void(
    session: Session, actor: Actor, duty: Duty, found: Sequence[DutyOccurrence], *, now: datetime, today: date
) -> None:
    """The definition no longer asks for them: one row of the log names all."""
    _step_all(session, actor, duty, found, _A.VOID, now=now, today=today)


@performs(DUTY_FLOW, _A.REVIVE)
def revive(
    session: Session, actor: Actor, duty: Duty, found: Sequence[DutyOccurrence], *, now: datetime, today: date
) -> None:
    """The definition asks for them again."""
    _step_all(session, actor, duty, found, _A.REVIVE, now=now, today=today)


VERBS: dict[DutyAction, Callable[..., None]] = {_A.COMPLETE: complete, _A.EXEMPT: exempt, _A.REOPEN: reopen}
"""What a person does with an occurrence."""


def facts_of(row: DutyOccurrence, today: date) -> DutyFacts:
    """`row.duty` must be loaded."""
    return DutyFacts(row.duty.agency_id, bool(row.report.strip()), row.opens_on <= today)


def _make_year(session: Session, actor: Actor, duty: Duty, year: int, *, now: datetime, today: date) -> None:
    """The occurrences of a year that are not over yet; those that stand and have not begun follow the definition."""
    there = {
        row.number: row
        for row in session.scalars(
            select(DutyOccurrence).where(
                DutyOccurrence.duty_id == duty.id,
                DutyOccurrence.year == year,
                DutyOccurrence.frequency == duty.frequency,
            )
        )
    }
    again: list[DutyOccurrence] = []
    changed: list[tuple[DutyOccurrence, dict[str, object]]] = []
    for span in spans(_terms_of(duty), year):
        row = there.get(span.number)
        values: dict[str, object] = {
            "title": duty.title, "opens_on": span.opens_on, "due_on": span.due_on, "owner_id": duty.owner_id
        }  # fmt: skip
        if row is None:
            if span.due_on >= today:
                session.add(
                    DutyOccurrence(
                        duty=duty, year=year, frequency=duty.frequency, number=span.number, **values
                    )
                )
            continue
        if row.opens_on > today:
            if any(getattr(row, name) != value for name, value in values.items()):
                changed.append((row, values))
            again += [row] if row.state is DutyState.VOID else []
    _write_all(session, changed, now=now)
    revive(session, actor, duty, again, now=now, today=today)


def _void_future(
    session: Session, actor: Actor, duty: Duty, *, now: datetime, today: date, keep: bool
) -> None:
    """`keep`: those of the present frequency stay, to follow the definition."""
    query = select(DutyOccurrence).where(
        DutyOccurrence.duty_id == duty.id,
        DutyOccurrence.state == DutyState.OPEN,
        DutyOccurrence.opens_on > today,
    )
    if keep:
        query = query.where(DutyOccurrence.frequency != duty.frequency)
    void(session, actor, duty, session.scalars(query.order_by(DutyOccurrence.id)).all(), now=now, today=today)


def _step_all(
    session: Session,
    actor: Actor,
    duty: Duty,
    found: Sequence[DutyOccurrence],
    action: DutyAction,
    *,
    now: datetime,
    today: date,
) -> None:
    rows: list[tuple[DutyOccurrence, dict[str, object]]] = []
    for row in found:
        facts = DutyFacts(duty.agency_id, bool(row.report.strip()), row.opens_on <= today)
        rows.append((row, {"state": DUTY_FLOW.step(row.state, action, actor, facts)}))
    _write_all(session, rows, now=now)
    if found:
        _note(session, actor, action, duty, now, changes={"spans": [None, [label_of(row) for row in found]]})


def _write_all(
    session: Session, rows: Sequence[tuple[DutyOccurrence, dict[str, object]]], *, now: datetime
) -> None:
    """Many rows with one statement; each is a version further, so pages that showed it are stale, and reminders of it."""
    session.flush()
    if rows:
        outbox.stop_ladder(session, DutyOccurrence.__tablename__, [row.id for row, _ in rows], now=now)
        table = DutyOccurrence.__table__
        written: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0][1]}
        session.connection().execute(
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("row_id"))
            .values(version=table.c.version + 1, **written),
            [
                {"row_id": row.id, **{f"new_{name}": one for name, one in values.items()}}
                for row, values in rows
            ],
        )
    for row, values in rows:
        session.expire(row, ["version", *values])


def _terms_of(duty: Duty) -> PlanTerms:
    return PlanTerms(duty.title, duty.frequency, duty.from_month, duty.to_month, duty.days_after, duty.basis)


def _step(
    session: Session,
    actor: Actor,
    row: DutyOccurrence,
    action: DutyAction,
    *,
    now: datetime,
    today: date,
    reason: str = "",
) -> None:
    before = row.state
    row.state = DUTY_FLOW.step(before, action, actor, facts_of(row, today), reason=reason)
    row.done_on = today if row.state is DutyState.DONE else None
    row.reason = reason if row.state is DutyState.EXEMPT else ""
    outbox.stop_ladder(session, DutyOccurrence.__tablename__, [row.id], now=now)
    _note_of(session, actor, action, row, now, reason=reason, changes={"state": [before, row.state]})


def _demand_keeper(actor: Actor, agency_id: int) -> None:
    if not may(actor, Right.KEEP_PLAN, committee_agency_id=agency_id):
        raise NotAllowed("not_yours_to_do")


def _note(
    session: Session, actor: Actor, action: str, row: Duty, now: datetime, *, changes: dict[str, object]
) -> None:
    audit.record(
        session, actor, action, row, now=now, code=f"D{row.id}", changes=changes, agency_id=row.agency_id
    )


def _note_of(
    session: Session,
    actor: Actor,
    action: str,
    row: DutyOccurrence,
    now: datetime,
    *,
    changes: dict[str, object],
    reason: str = "",
) -> None:
    audit.record(
        session, actor, action, row, now=now, code=f"D{row.duty_id} {label_of(row)}", reason=reason,
        changes=changes, agency_id=row.duty.agency_id,
    )  # fmt: skip
