"""What the rights matrix needs of reporting: one item sent to A and B; B has sent a report with a file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import ResolutionKind, TrackingChoice
from app.domain.meetings.yearly import Channel
from app.domain.people.actor import CONSOLE
from app.domain.tracking.decisions import Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Agency, Assignment, Committee, Meeting, Resolution
from app.services.tracking import evidence, reporting, splitting
from app.services.tracking.reporting import Written
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from tests.readers.pdf_files import pdf

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SLUG = "115-97"


def lay(
    session: Session, primary: Committee, a: Agency, b: Agency, report_text: str, files_dir: Path
) -> dict[str, dict[str, Any]]:
    """Address values by thing."""
    meeting = Meeting(
        committee_id=primary.id, state=MeetingState.MINUTES_APPROVED, title="會議", label=SLUG, slug=SLUG,
        year=115, held_on=date(2026, 10, 2), created_at=NOW,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    resolution = Resolution(
        meeting_id=meeting.id, ordinal=1, code=f"{SLUG}-C1", kind=ResolutionKind.RULING, text="照辦。",
        tracking_choice=TrackingChoice.TRACK, recorded_at=NOW,
    )  # fmt: skip
    session.add(resolution)
    session.flush()
    plan = ItemPlan(
        title="加強宣導", text="請加強宣導。", mode=ItemMode.EACH_AGENCY, due_kind=DueKind.FIXED_DATE,
        due_on=date(2026, 12, 31), frequency=Frequency.ONCE,
        shares=tuple(SharePlan(one.id, AssignmentRole.LEAD) for one in (a, b)),
    )  # fmt: skip
    (item,) = splitting.prepare(session, CONSOLE, resolution, [plan], now=NOW)
    shares = {
        share.agency_id: share
        for share in session.scalars(select(Assignment).where(Assignment.item_id == item.id))
    }
    splitting.send_out(
        session, CONSOLE, meeting, [one.id for one in shares.values()], Letter(TODAY, "示府政預字第2號"), now=NOW,
        today=TODAY,
    )  # fmt: skip
    told = Written(Progress.UNDER_WAY, report_text, channel=Channel.PHONE, informant="承辦人")
    report = reporting.write(session, CONSOLE, shares[b.id], told, now=NOW, today=TODAY)
    file = evidence.add(
        session, CONSOLE, report, "成果.pdf", pdf("photo"), files_dir=files_dir, now=NOW, today=TODAY
    )
    reporting.submit(session, CONSOLE, report, seen_version=report.version, now=NOW, today=TODAY)
    return {
        "share_a": {"code": shares[a.id].code},
        "share_b_sent": {"code": shares[b.id].code, "number": 1, "file_id": file.id},
        "absent_share": {"code": "99-9-9-9", "number": 1, "file_id": 2147483000},
    }
