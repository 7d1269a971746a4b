"""填報收據: what left an agency in one act."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.documents import report_receipt
from app.documents.report_receipt import ReceiptRow, ReportReceipt
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_digits, roc_text
from app.models import Agency, Assignment, ProgressReport
from app.queries.papers.reported import figures_asked, origins_of, sent_together
from app.queries.tracking.owed import address_of_share
from app.queries.tracking.reports import files_of
from app.services.papers.loose import Loose
from app.services.papers.reported import more_of, title_of, words_of
from app.wording.papers import PAPER_NAMES
from app.wording.tracking import loop_papers as said
from app.wording.words import word

TEMPLATE = "report-receipt"
TAIPEI = ZoneInfo("Asia/Taipei")


def receipt_of(session: Session, actor: Actor, share: Assignment, report: ProgressReport) -> Loose:
    """`report` has left its agency."""
    sent = sent_together(session, actor, share, report)
    agency = session.get_one(Agency, share.agency_id)
    items = {one.item_id for one, _ in sent}
    origins, figures = origins_of(session, items), figures_asked(session, items)
    rows = []
    for place, (one, its) in enumerate(sent, start=1):
        origin = origins[one.item_id]
        files = "" if origin.secret else "、".join(file.filename for file in files_of(its))
        rows.append(
            ReceiptRow(
                number=str(place),
                code=address_of_share(one),
                ordinal=said.ORDINAL.format(number=its.number),
                item=title_of(one, origin),
                round=its.round.label,
                progress=word(its.progress) if its.progress else "",
                report=words_of(its, origin),
                more=more_of(its, figures, origin),
                files=files,
            )
        )
    first = sent[0][1]
    at = first.submitted_at.astimezone(TAIPEI) if first.submitted_at else None
    number = f"{roc_digits(at.date()) if at else ''}-{agency.code}-{first.id}"
    plain = ReportReceipt(
        title=said.RECEIPT_TITLE,
        reference=number,
        agency=agency.name,
        sent_at=f"{roc_text(at.date())} {at:%H:%M:%S}" if at else "",
        sent_by=first.submitted_by.name if first.submitted_by else said.CONSOLE_NAME,
        approval=_approval(first),
        rows=tuple(rows),
    )
    return Loose(TEMPLATE, report_receipt, plain, f"{PAPER_NAMES[TEMPLATE]}{number}")


def _approval(report: ProgressReport) -> str:
    if report.channel:
        return said.BY_PHONE.format(channel=word(report.channel), informant=report.informant)
    if report.stamp_on:
        return said.STAMPED.format(
            title=report.stamp_title, name=report.stamp_name, day=roc_text(report.stamp_on)
        )
    return said.SIGNED if report.signed_by_id else said.NO_APPROVAL
