"""Filtered lists of items, shares and their reports from the first row to the last, some hundreds at a time: memory stays flat."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.domain.office_calendar import OfficeCalendar
from app.domain.people.actor import Actor
from app.domain.tracking.report_flow import UNSENT
from app.models import Assignment, Meeting, ProgressReport, Resolution, TrackedItem
from app.queries.tracking import assignment_list, item_list
from app.queries.tracking.listing import AssignmentLine, lines_of
from app.queries.tracking.owed import address_of_share
from app.queries.visibility.tracking import assignments_visible_to, items_visible_to, of_secret_case

T = TypeVar("T")
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report that left its agency; `finding` is loaded."""

    code: str
    share: Assignment
    report: ProgressReport


def every_assignment(
    session: Session, query: Select[Assignment], sort: str, calendar: OfficeCalendar, today: date
) -> Iterator[tuple[AssignmentLine, str]]:
    """Each share with the flags it bears, and the label of its meeting."""
    for ids in _batches(session, assignment_list.ordered(query, sort), Assignment.id):
        shares = _shares(session, ids)
        labels = _meetings(session, {share.item_id for share in shares})
        for line in lines_of(session, shares, calendar, today):
            yield line, labels[line.assignment.item_id]


def every_item(
    session: Session, actor: Actor, query: Select[TrackedItem], sort: str
) -> Iterator[item_list.Line]:
    """Each item with its shares counted; its meeting is loaded."""
    for ids in _batches(session, item_list.ordered(query, sort), TrackedItem.id):
        found = session.scalars(items_visible_to(actor).where(TrackedItem.id.in_(ids))).unique()
        yield from item_list.lines_of(session, actor, _in_order(ids, {item.id: item for item in found}))


def every_report(session: Session, query: Select[Assignment], sort: str) -> Iterator[ReportLine]:
    """Of the filtered shares, every report that left the agency, the first one first."""
    for ids in _batches(session, assignment_list.ordered(query, sort), Assignment.id):
        shares = {share.id: share for share in _shares(session, ids)}
        reports: dict[int, list[ProgressReport]] = {one: [] for one in ids}
        left = (
            select(ProgressReport)
            .where(ProgressReport.assignment_id.in_(ids), ProgressReport.state.not_in(UNSENT))
            .order_by(ProgressReport.number)
            .options(joinedload(ProgressReport.round), joinedload(ProgressReport.finding))
        )
        for report in session.scalars(left):
            reports[report.assignment_id].append(report)
        for one in ids:
            share = shares[one]
            yield from (ReportLine(address_of_share(share), share, report) for report in reports[one])


def confidential_among(session: Session, query: Select[Assignment]) -> list[int]:
    """The filtered shares that belong to a 密 case: whoever takes them along is noted."""
    return list(session.scalars(query.where(of_secret_case()).with_only_columns(Assignment.id)))


def confidential_items_among(session: Session, actor: Actor, query: Select[TrackedItem]) -> list[int]:
    """As `confidential_among`, of a list of items: their shares."""
    shares = assignments_visible_to(actor).where(
        Assignment.item_id.in_(query.with_only_columns(TrackedItem.id).order_by(None))
    )
    return confidential_among(session, shares)


def confidential_of(session: Session, shares: Sequence[Assignment]) -> list[int]:
    """Those of these shares that belong to a 密 case."""
    return confidential_among(
        session, select(Assignment).where(Assignment.id.in_([one.id for one in shares]))
    )


def _batches(session: Session, query: Select[Any], key: InstrumentedAttribute[int]) -> Iterator[list[int]]:
    """The keys in their order, eight bytes each, then some hundreds at a time."""
    found = session.scalars(query.with_only_columns(key).execution_options(yield_per=10_000))
    keys = array("q", found)
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE].tolist()


def _shares(session: Session, ids: Sequence[int]) -> list[Assignment]:
    around = (joinedload(one) for one in (Assignment.item, Assignment.committee, Assignment.agency))
    found = session.scalars(select(Assignment).where(Assignment.id.in_(ids)).options(*around))
    return _in_order(ids, {share.id: share for share in found})


def _in_order(ids: Sequence[int], found: dict[int, T]) -> list[T]:
    return [found[one] for one in ids]


def _meetings(session: Session, item_ids: Collection[int]) -> dict[int, str]:
    """The label of the meeting each item comes from."""
    rows = session.execute(
        select(TrackedItem.id, Meeting.label)
        .join(TrackedItem.resolution)
        .join(Resolution.meeting)
        .where(TrackedItem.id.in_(item_ids))
    )
    return {row.id: row.label for row in rows}
