"""What the rights matrix needs of 審核匣: reports that wait, of A's case and of a 密 one, and an extension B asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.resolution import TrackingChoice
from app.domain.people.actor import CONSOLE
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ExtensionReason, Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.domain.tracking.report_flow import ReportState
from app.models import (
    Agency,
    Assignment,
    ExtensionRequest,
    Meeting,
    ProgressReport,
    ReportRound,
    Resolution,
    TrackedItem,
    User,
)
from app.services.tracking import moving, splitting
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY, DUE = date(2026, 11, 20), date(2026, 12, 31)
NOT_THERE = 2147483000
Values = dict[str, dict[str, Any]]


def lay(
    session: Session,
    meeting: Meeting,
    resolutions: dict[str, Resolution],
    agencies: tuple[Agency, Agency, Agency],
    reporter: User,
    canary: Callable[[str], str],
) -> Values:
    """`agencies`: A, B and the department, which alone holds the share of the 密 case."""
    a, b, department = agencies
    plans = {"reviewed": (a, b), "reviewed_secret": (department,)}
    shares: dict[str, list[Assignment]] = {}
    for name, owners in plans.items():
        resolution = resolutions[name]
        resolution.tracking_choice = TrackingChoice.TRACK
        session.flush()
        plan = ItemPlan(
            title=canary(f"{name}_item"), text="略", mode=ItemMode.EACH_AGENCY, due_kind=DueKind.FIXED_DATE,
            due_on=DUE, frequency=Frequency.QUARTERLY,
            shares=tuple(SharePlan(one.id, AssignmentRole.LEAD) for one in owners),
        )  # fmt: skip
        (item,) = splitting.prepare(session, CONSOLE, resolution, [plan], now=NOW)
        query = select(Assignment.id).where(Assignment.item_id == item.id).order_by(Assignment.serial)
        shares[name] = moving.hold_all(session, session.scalars(query))
    splitting.send_out(
        session, CONSOLE, meeting, [one.id for made in shares.values() for one in made],
        Letter(TODAY, "示府政預字第9號"), now=NOW, today=TODAY,
    )  # fmt: skip
    (of_a, of_b), (secret,) = shares["reviewed"], shares["reviewed_secret"]
    _reported(session, of_a, reporter, canary("report_a"))
    _reported(session, secret, reporter, canary("report_secret"))
    asked = ExtensionRequest(
        assignment_id=of_b.id, due_before=DUE, wanted_on=date(2027, 1, 31), reason=ExtensionReason.OTHER,
        reason_text=canary("extension_b"), requested_at=NOW,
    )  # fmt: skip
    session.add(asked)
    session.flush()
    item_code = session.get_one(TrackedItem, of_a.item_id).code
    round_id = _round(session)
    return {
        "report_a": {"code": of_a.code},
        "report_secret": {"code": secret.code},
        "absent_share": {"code": "99-9-9-9"},
        "summarised": {"code": item_code, "round_id": round_id},
        "absent_summary": {"code": "99-9-9-T1", "round_id": NOT_THERE},
        "extension_b": {"kind": "extension", "number": asked.id},
        "absent_request": {"kind": "reassignment", "number": NOT_THERE},
    }


def _reported(session: Session, share: Assignment, person: User, text: str) -> None:
    session.add(
        ProgressReport(
            assignment_id=share.id, round_id=_round(session), number=1, state=ReportState.SUBMITTED,
            progress=Progress.UNDER_WAY, text=text, written_at=NOW, submitted_at=NOW, submitted_on=TODAY,
            submitted_by_id=person.id,
        )
    )  # fmt: skip
    share.before_submission, share.state = share.state, AssignmentState.SUBMITTED
    session.flush()


def _round(session: Session) -> int:
    query = select(ReportRound.id).where(
        ReportRound.frequency == Frequency.QUARTERLY, ReportRound.due_on >= TODAY
    )
    return session.scalars(query.order_by(ReportRound.opens_on)).first() or 0
