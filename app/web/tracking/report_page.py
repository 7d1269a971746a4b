"""What the page of one share's report shows, and which of its faces: the form, the agency's own approval, sent, ended."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from app.domain.errors import Absent
from app.domain.people.rights import Right, may
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.decisions import ApprovalMode, Progress
from app.domain.tracking.item import Frequency, owes_reports
from app.domain.tracking.phrases import by_use
from app.domain.tracking.report_flow import LEFT_AFTER, ReportState
from app.models import AgendaItem, AskedFigure, Assignment, ProgressReport, Proposal, Resolution, User
from app.queries.tracking.facts import is_secret, speaks_for_another
from app.queries.tracking.held_already import words_of_meeting
from app.queries.tracking.owed import Owed, owed_of
from app.queries.tracking.reports import files_of, is_shown, words_used
from app.queries.tracking.requests import asked_of
from app.queries.visibility.tracking import one_assignment
from app.services.tracking.reporting import is_left_lying
from app.web import reading
from app.web.auth.session import actor
from app.web.tracking import first_reading
from app.web.tracking.report_form import AsideForm
from app.web.transaction import db, now, today
from app.wording.tracking.reporting import REPORT_PHRASES


class Face(StrEnum):
    FORM = "form"
    HIDDEN = "hidden"  # the agency is writing, or its stamp is awaited: nothing of it is shown to 政風處
    AWAITING = "awaiting"
    SENT = "sent"
    ENDED = "ended"
    LEAD_REPORTS = "lead_reports"


def find(code: str, purpose: str = "open") -> Assignment:
    """The share this person reports for, or signs off; for others the page does not exist."""
    share = behind(code)
    note_reading(share, purpose)
    return share


def behind(code: str) -> Assignment:
    """The same where nothing is shown, so that nothing is read."""
    share = one_assignment(db(), actor(), code)
    db().refresh(share, ["agency"])
    if not (may_report(share) or may_sign(share)):
        raise Absent
    return share


def may_report(share: Assignment) -> bool:
    """`committee` must be loaded."""
    return may(
        actor(), Right.REPORT, committee_agency_id=share.committee.agency_id, agency_id=share.agency_id
    )


def may_sign(share: Assignment) -> bool:
    return may(actor(), Right.SIGN_OFF, agency_id=share.agency_id)


def owed(share: Assignment) -> Owed:
    return owed_of(db(), [share], today())[0]


def face_of(one: Owed) -> Face:
    live, share = one.live, one.share
    if live is not None and not is_shown(actor(), share, live):
        return Face.HIDDEN
    if live is not None and live.state is ReportState.SUBMITTED:
        return Face.SENT
    if live is not None and live.state is ReportState.AWAITING_APPROVAL:
        return Face.AWAITING
    if share.state not in REPORTABLE:
        return Face.ENDED
    return Face.FORM if owes_reports(share.item.mode, share.role) else Face.LEAD_REPORTS


def around(one: Owed) -> dict[str, Any]:
    """What every face shows."""
    share = one.share
    resolution = db().get_one(Resolution, share.item.resolution_id)
    shown = [report for report in one.reports if is_shown(actor(), share, report)]
    asked = asked_of(db(), share)
    return {
        "one": one,
        "share": share,
        "address": one.address,
        "item": share.item,
        "agency": share.agency,
        "resolution": resolution,
        "face": face_of(one),
        "history": [report for report in reversed(shown) if report is not one.live],
        "by_another": speaks_for_another(actor(), share.agency_id),
        "secret": is_secret(db(), share.item),
        "signs": may_sign(share),
        "may_report": may_report(share),
        "figures_asked": figures_asked([share])[share.item_id],
        "files": files_of(one.draft) or files_of(before(one)),
        "own_files": bool(one.draft),
        "asked": asked,
        "request_open": any(row.is_open for row in asked),
        "online": one.mode is ApprovalMode.ONLINE,
        "begun": bool(begins(one)),
        **_hidden(one),
    }


def _hidden(one: Owed) -> dict[str, Any]:
    """Of what the agency is writing 政風處 is told who writes it and since when, and may set it aside."""
    if one.live is None or is_shown(actor(), one.share, one.live):
        return {}
    writer = db().get(User, one.live.written_by_id) if one.live.written_by_id else None
    return {
        "writer": writer.name if writer else "",
        "left_lying": is_left_lying(one.live, now()),
        "left_after": LEFT_AFTER.days,
        "aside": AsideForm(formdata=None),
    }


def figures_asked(shares: Sequence[Assignment]) -> dict[int, list[AskedFigure]]:
    """By id of the item."""
    found: dict[int, list[AskedFigure]] = {share.item_id: [] for share in shares}
    query = select(AskedFigure).where(AskedFigure.item_id.in_(found)).order_by(AskedFigure.position)
    for one in db().scalars(query):
        found[one.item_id].append(one)
    return found


def phrases(shares: Sequence[Assignment]) -> dict[int, list[tuple[Progress, str]]]:
    """常用語 by agency: what is written for it most often first."""
    used = words_used(db(), actor(), {share.agency_id for share in shares})
    return {agency_id: by_use(REPORT_PHRASES, words) for agency_id, words in used.items()}


def begins(one: Owed) -> dict[str, Any]:
    """What the form of an agency that has reported nothing yet begins with: the meeting it has held already."""
    share = one.share
    if one.reports or speaks_for_another(actor(), share.agency_id):
        return {}
    text = words_of_meeting(db(), share)
    done = Progress.DONE if share.item.frequency is Frequency.ONCE else Progress.UNDER_WAY
    return {"text": text, "progress": done} if text else {}


def before(one: Owed) -> ProgressReport | None:
    """What a new draft begins with: the report that was taken back or sent back."""
    last = one.last
    return last if last and last.state in (ReportState.RECALLED, ReportState.RETURNED) else None


def note_reading(share: Assignment, purpose: str) -> None:
    """Who of its agency opened it first, and who read a 密 one."""
    proposal = (
        db()
        .scalars(
            select(Proposal)
            .join(AgendaItem, AgendaItem.proposal_id == Proposal.id)
            .join(Resolution, Resolution.item_id == AgendaItem.id)
            .where(Resolution.id == share.item.resolution_id)
        )
        .first()
    )
    if proposal is not None:
        reading.note(proposal, purpose)
    first_reading.note(share)
