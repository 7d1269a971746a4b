"""A trial of size: shares of many years, straight into their tables, as the verbs would have left them.

The log has one line a meeting; a line for each of a million shares would say nothing and take as long as the shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app.demo.bulk import add_numbered, add_rows
from app.demo.city.past_work import (
    EXTENDED_BY,
    PastItem,
    PastMeeting,
    PastReport,
    PastShare,
    past_items,
    past_meetings,
)  # fmt: skip
from app.demo.city.people import MAIL_DOMAIN
from app.demo.load_people import HOST
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.numbering import chair_code
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import CONSOLE, Role
from app.domain.roc_date import roc_year
from app.domain.tracking.assignment_flow import ENDED, AssignmentState
from app.domain.tracking.codes import assignment_code, case_code_of, item_code
from app.domain.tracking.decisions import (
    Basis,
    ClosedAs,
    ClosingReason,
    ExtensionReason,
    Opinion,
    Outcome,
    Progress,
)
from app.domain.tracking.item import Frequency
from app.domain.tracking.report_flow import COUNTED, ReportState
from app.domain.tracking.request_flow import RequestState
from app.domain.tracking.rounds import MONTHS, day_of
from app.models import (
    Agency,
    Approval,
    Assignment,
    ClosureDecision,
    Committee,
    Dispatch,
    ExtensionRequest,
    Finding,
    Meeting,
    ProgressReport,
    ReportRound,
    Resolution,
    RoleGrant,
    TrackedItem,
    User,
)  # fmt: skip
from app.services.meetings import lines, planning
from app.services.meetings.planning import MeetingPlan
from app.services.tracking import rounds
from app.services.tracking.splitting import HELD

TAIPEI = ZoneInfo("Asia/Taipei")
SECRETARY = ("秘書長", "藍正諭")
STAMP = "機關首長"
SENT_BACK, RECEIVED = "請補充具體數據及佐證資料。", "辦理情形尚符，繼續追蹤。"
ROUTINE = "已納入機關常態業務自行管控。"
_SURNAMES, _GIVEN = (
    "丁王古左白石江何余宋巫杜沈周孟岳林邱侯姚柯洪胡范",
    ("宜蓁", "冠霖", "佩珊", "孟哲", "雅涵", "志豪", "品潔", "育誠"),
)
_OUTCOMES = {
    None: Outcome.RELEASE,
    ClosedAs.SELF_TRACKED: Outcome.SELF_TRACK,
    ClosedAs.REVOKED: Outcome.REVOKE,
}
_REASONS = {ClosedAs.SELF_TRACKED: ClosingReason.ROUTINE_NOW, ClosedAs.REVOKED: ClosingReason.CIRCUMSTANCES}

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Held:
    """A meeting that stands in the table, with its letter and the approval that its 簽奉核可 shares."""

    meeting: Meeting
    past: PastMeeting
    dispatch_id: int
    approval_id: int


@dataclass(frozen=True, slots=True)
class _Ground:
    """`contacts`: by agency; `rounds`: the periodic ones by frequency and label, with their day."""

    session: Session
    committee: Committee
    agencies: Sequence[tuple[int, str]]
    contacts: Mapping[int, int]
    officer_id: int
    rounds: Mapping[tuple[Frequency, str], tuple[int, date | None]]
    today: date


def load_past_work(
    session: Session, committee: Committee, *, shares: int, years: int, now: datetime, today: date
) -> None:
    """`shares` shares out of extraordinary meetings over so many years up to now, every agency with a contact."""
    meetings = past_meetings(years, today)
    ground = _ground(session, committee, meetings, now, today)
    names = [name for _, name in ground.agencies]
    held = [_held(ground, past) for past in meetings]
    for place, one in enumerate(held):
        count = shares * (place + 1) // len(held) - shares * place // len(held)
        if items := list(past_items(one.past, place, count, names, today)):
            _share_out(ground, held, place, items)
        lines.note(
            session, CONSOLE, "import", one.meeting, one.meeting, now=_at(one.past.letter_on),
            changes={"title": [None, one.meeting.title], "shares": [None, count]},
        )  # fmt: skip
    session.execute(text("ANALYZE"))  # so that the first page already knows how many there are


def _ground(
    session: Session, committee: Committee, meetings: Sequence[PastMeeting], now: datetime, today: date
) -> _Ground:
    agencies = [(row.id, row.short_name) for row in session.execute(
        select(Agency.id, Agency.short_name).order_by(Agency.sort_order, Agency.id)
    )]  # fmt: skip
    for frequency, year in product(MONTHS, sorted({one.letter_on.year for one in meetings} | {today.year})):
        rounds.ensure_periodic(session, committee.id, frequency, date(year, 1, 1))
    periodic = select(ReportRound).where(
        ReportRound.committee_id == committee.id, ReportRound.frequency.in_(MONTHS)
    )
    officer_id = session.scalars(select(User.id).where(User.login == "eth-officer1")).one()
    return _Ground(
        session, committee, agencies, _contacts(session, now, today), officer_id,
        {(one.frequency, one.label): (one.id, one.due_on) for one in session.scalars(periodic)}, today,
    )  # fmt: skip


def _contacts(session: Session, now: datetime, today: date) -> dict[int, int]:
    """Every agency's contact, made where there is none."""
    query = select(RoleGrant.agency_id, RoleGrant.user_id).where(RoleGrant.role == Role.CONTACT)
    known = {row.agency_id: row.user_id for row in session.execute(query)}
    without = session.execute(
        select(Agency.id, Agency.code).where(Agency.id.not_in(known)).order_by(Agency.sort_order, Agency.id)
    ).all()
    if not without:
        return known
    names = list(product(_SURNAMES, _GIVEN))
    users = [
        {"login": f"{row.code.lower()}-contact", "name": "".join(names[place * 37 % len(names)]), "title": "承辦人",
         "email": f"{row.code.lower()}-contact@{MAIL_DOMAIN}", "created_at": now, "version": 1}
        for place, row in enumerate(without)
    ]  # fmt: skip
    made = add_numbered(session, User.id, users)
    grants = [
        {"user_id": user_id, "role": Role.CONTACT, "agency_id": row.id, "from_on": today.replace(month=1, day=1),
         "version": 1}
        for user_id, row in zip(made, without, strict=True)
    ]  # fmt: skip
    add_rows(session, RoleGrant, grants)
    return known | {row.id: user_id for user_id, row in zip(made, without, strict=True)}


def _held(ground: _Ground, past: PastMeeting) -> _Held:
    session, year, at = ground.session, roc_year(past.held_on), _at(past.letter_on)
    plan = MeetingPlan(
        title=f"{HOST}{year}年第{past.number}次臨時廉政會報", label=f"{year}年第{past.number}次臨時", year=year,
        held_on=past.held_on, chair=" ".join(SECRETARY), kind=MeetingKind.EXTRAORDINARY,
    )  # fmt: skip
    meeting = planning.new_meeting(
        session, CONSOLE, ground.committee, plan, MeetingState.CLOSED, now=_at(past.held_on)
    )
    number = f"示府政預字第{year}9{past.number:02d}"
    approval = {
        "from_paper": True, "approver_title": SECRETARY[0], "approver_name": SECRETARY[1], "level": "",
        "decided_on": past.letter_on, "document_number": f"{number}001號", "recorded_by_id": ground.officer_id,
        "recorded_at": at,
    }  # fmt: skip
    approval_id = session.scalars(insert(Approval).returning(Approval.id), [approval]).one()
    letter = {
        "committee_id": ground.committee.id, "meeting_id": meeting.id, "letter_on": past.letter_on,
        "document_number": f"{number}002號", "exception_reason": "", "approval_id": approval_id,
        "dispatched_at": at, "dispatched_by_id": ground.officer_id, "held_until": at + HELD, "version": 1,
    }  # fmt: skip
    dispatch_id = session.scalars(insert(Dispatch).returning(Dispatch.id), [letter]).one()
    return _Held(meeting, past, dispatch_id, approval_id)


def _share_out(ground: _Ground, held: Sequence[_Held], place: int, items: Sequence[PastItem]) -> None:
    """One meeting's rulings with an item each, their shares, reports and ends: a statement a table."""
    session, one = ground.session, held[place]
    made = _item_rows(ground, one, items)
    item_ids = add_numbered(session, TrackedItem.id, made)
    own = iter(add_numbered(session, ReportRound.id, _own_rounds(one, items, made, item_ids)))
    own_rounds = [next(own) if item.frequency is Frequency.ONCE else None for item in items]
    rows: list[_Row] = []
    for item, row, item_id in zip(items, made, item_ids, strict=True):
        rows += _share_rows(ground, held, place, item, row["code"], item_id)
    share_ids = iter(add_numbered(session, Assignment.id, rows))
    reports: list[_Row] = []
    ends: list[_Row] = []
    extensions: list[_Row] = []
    for row, (item, own_round, share) in zip(rows, _told(items, own_rounds), strict=True):
        share_id = next(share_ids)
        if share.report is not None:
            reports.append(
                _report_row(ground, share.report, share_id, row["agency_id"], own_round, item.frequency)
            )
        if share.state in ENDED:
            ends.append(_end_row(ground, held, place, item, share.closed_as, share_id))
        if share.extended or share.asks:
            extensions.append(_extension_row(ground, one, row, share_id, granted=share.extended))
    report_ids = add_numbered(session, ProgressReport.id, reports)
    findings = [
        _finding_row(ground, one, row, report_id)
        for row, report_id in zip(reports, report_ids, strict=True)
        if row["state"] is not ReportState.SUBMITTED
    ]
    for table, found in ((Finding, findings), (ClosureDecision, ends), (ExtensionRequest, extensions)):
        add_rows(session, table, found)


def _told(
    items: Sequence[PastItem], own_rounds: Sequence[int | None]
) -> Iterator[tuple[PastItem, int | None, PastShare]]:
    for item, own_round in zip(items, own_rounds, strict=True):
        for share in item.shares:
            yield item, own_round, share


def _item_rows(ground: _Ground, one: _Held, items: Sequence[PastItem]) -> list[_Row]:
    """Each under a ruling of its own."""
    at = _at(one.past.held_on)
    rulings = [
        {"meeting_id": one.meeting.id, "ordinal": place, "code": chair_code(one.meeting.slug, place),
         "kind": ResolutionKind.RULING, "disposition": Disposition.AGREED, "tracking_choice": TrackingChoice.TRACK,
         "text": item.text, "amended_measures": "", "recorded_at": at, "version": 1}
        for place, item in enumerate(items, 1)
    ]  # fmt: skip
    ids = add_numbered(ground.session, Resolution.id, rulings)
    return [
        {"committee_id": ground.committee.id, "resolution_id": resolution_id, "ordinal": 1,
         "code": item_code(str(ruling["code"]), 1), "title": item.title, "text": item.text, "done_criterion": "",
         "mode": item.mode, "due_kind": item.due_kind, "due_on": item.due_on, "frequency": item.frequency,
         "other_number": "", "ready_reason": "", "created_at": at, "created_by_id": ground.officer_id, "version": 1}
        for item, ruling, resolution_id in zip(items, rulings, ids, strict=True)
    ]  # fmt: skip


def _own_rounds(
    one: _Held, items: Sequence[PastItem], made: Sequence[_Row], ids: Sequence[int]
) -> list[_Row]:
    """一次: the round that belongs to its item."""
    return [
        {"committee_id": row["committee_id"], "frequency": item.frequency, "label": row["code"],
         "opens_on": one.past.letter_on, "due_on": item.due_on, "item_id": item_id, "version": 1}
        for item, row, item_id in zip(items, made, ids, strict=True) if item.frequency is Frequency.ONCE
    ]  # fmt: skip


def _share_rows(
    ground: _Ground, held: Sequence[_Held], place: int, item: PastItem, code: str, item_id: int
) -> list[_Row]:
    one, case_code = held[place], case_code_of(code.rpartition("-T")[0])
    ended_on, at = _ended_on(ground, held, place, item), _at(one.past.held_on)
    rows = []
    for serial, share in enumerate(item.shares, 1):
        due = item.due_on + EXTENDED_BY if share.extended and item.due_on else item.due_on
        rows.append(
            {"committee_id": ground.committee.id, "item_id": item_id, "agency_id": ground.agencies[share.agency][0],
             "case_code": case_code, "serial": serial, "code": assignment_code(case_code, serial), "role": share.role,
             "state": share.state, "text": "", "due_kind": item.due_kind, "due_original": item.due_on,
             "due_current": due, "dispatch_id": one.dispatch_id, "dispatched_on": one.past.letter_on, "reports_from": one.past.letter_on,
             "ended_on": ended_on if share.state in ENDED else None,
             "reported_through": _reported_through(ground, share.report, item.frequency, due),
             "before_submission": AssignmentState.DISPATCHED if share.state is AssignmentState.SUBMITTED else None,
             "closed_as": share.closed_as, "prepared_at": at, "prepared_by_id": ground.officer_id, "version": 1}
        )  # fmt: skip
    return rows


def _reported_through(
    ground: _Ground, report: PastReport | None, frequency: Frequency, due: date | None
) -> date | None:
    """As `rounds.follow` keeps it."""
    if report is None or report.state not in COUNTED:
        return None
    round_due = ground.rounds[frequency, report.span.label][1] if report.span else None
    return day_of(frequency, round_due, due) or report.sent_on


def _report_row(
    ground: _Ground, report: PastReport, share_id: int, agency_id: int, own_round: int | None, frequency: Frequency
) -> _Row:  # fmt: skip
    at, contact = _at(report.sent_on), ground.contacts[agency_id]
    round_id = ground.rounds[frequency, report.span.label][0] if report.span else own_round
    return {
        "assignment_id": share_id, "round_id": round_id, "number": 1, "state": report.state,
        "progress": report.progress, "none_reason": report.none_reason, "none_reason_text": "", "text": report.text,
        "stamp_title": STAMP, "stamp_name": "", "stamp_on": report.sent_on, "informant": "", "written_at": at,
        "written_by_id": contact, "submitted_at": at, "submitted_on": report.sent_on, "submitted_by_id": contact,
        "reply": SENT_BACK if report.state is ReportState.RETURNED else "", "version": 1,
    }  # fmt: skip


def _finding_row(ground: _Ground, one: _Held, report: _Row, report_id: int) -> _Row:
    """退請補充, 建議解除 with 政風主管's word, else 收訖; within two days."""
    done = report["progress"] is Progress.DONE
    opinion, text = (Opinion.RELEASE, "") if done else (Opinion.RECEIVE, RECEIVED)
    if report["state"] is ReportState.RETURNED:
        opinion, text = Opinion.SEND_BACK, SENT_BACK
    at = report["submitted_at"] + timedelta(days=2)
    return {
        "report_id": report_id, "opinion": opinion, "text": text, "written_at": at, "written_by_id": ground.officer_id,
        "approval_id": one.approval_id if opinion is Opinion.RELEASE else None, "effective_at": at, "version": 1,
    }  # fmt: skip


def _end_row(
    ground: _Ground, held: Sequence[_Held], place: int, item: PastItem, closed_as: ClosedAs | None, share_id: int
) -> _Row:  # fmt: skip
    """By a later meeting's word, or by memo where none was held yet."""
    later = place + item.ended_after
    by_meeting, on = later < len(held), _ended_on(ground, held, place, item)
    return {
        "assignment_id": share_id, "outcome": _OUTCOMES[closed_as],
        "basis": Basis.MEETING if by_meeting else Basis.MEMO,
        "meeting_id": held[later].meeting.id if by_meeting else None,
        "approval_id": None if by_meeting else held[place].approval_id, "clause": "",
        "reason_kind": _REASONS[closed_as] if closed_as else None, "reason": ROUTINE if closed_as else "",
        "decided_on": on, "recorded_at": _at(on), "recorded_by_id": ground.officer_id,
    }  # fmt: skip


def _ended_on(ground: _Ground, held: Sequence[_Held], place: int, item: PastItem) -> date:
    later = place + item.ended_after
    return held[later].past.held_on if later < len(held) else ground.today - timedelta(days=3)


def _extension_row(ground: _Ground, one: _Held, share: _Row, share_id: int, *, granted: bool) -> _Row:
    due, asked_on = share["due_original"], one.past.letter_on + timedelta(days=12)
    return {
        "assignment_id": share_id, "state": RequestState.GRANTED if granted else RequestState.REQUESTED,
        "due_before": due, "wanted_on": due + EXTENDED_BY, "reason": ExtensionReason.PROCUREMENT, "reason_text": "",
        "late_supervisor": "", "informant": "", "requested_at": _at(asked_on),
        "requested_by_id": ground.contacts[share["agency_id"]],
        "granted_on": due + EXTENDED_BY if granted else None, "answer": "",
        "decided_at": _at(asked_on + timedelta(days=5)) if granted else None,
        "approval_id": one.approval_id if granted else None, "version": 1,
    }  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), TAIPEI)
