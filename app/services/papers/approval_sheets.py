"""陳核版: what each agency is about to send, as it stands in its drafts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from app.documents import approval_sheet
from app.documents.approval_sheet import AgencySheet, ApprovalRow, ApprovalSheet
from app.domain.roc_date import roc_text
from app.queries.papers.reported import figures_asked, origins_of
from app.queries.tracking.owed import Owed
from app.services.papers.loose import Loose
from app.services.papers.reported import due_of, more_of, title_of, words_of
from app.wording.papers import PAPER_NAMES
from app.wording.tracking import loop_papers as said
from app.wording.words import word

TEMPLATE = "approval-sheet"


def sheet_of(session: Session, owed: Sequence[Owed]) -> Loose:
    """One sheet per agency; `item`, `committee` and `agency` of each share must be loaded."""
    items = {one.share.item_id for one in owed}
    origins, figures = origins_of(session, items), figures_asked(session, items)
    in_order = sorted(owed, key=lambda one: (one.share.agency_id, one.share.case_code, one.share.serial))
    sheets = []
    for agency, group in groupby(in_order, key=lambda one: one.share.agency):
        ours = list(group)
        due = min((one.due for one in ours if one.due), default=None)
        rows = []
        for one in ours:
            origin = origins[one.share.item_id]
            progress = one.live.progress if one.live else None
            rows.append(
                ApprovalRow(
                    code=one.address,
                    item=title_of(one.share, origin),
                    due=due_of(one.share),
                    progress=word(progress) if progress else said.NOT_WRITTEN,
                    report=words_of(one.live, origin),
                    more=more_of(one.live, figures, origin),
                )
            )
        sheets.append(
            AgencySheet(
                title=said.APPROVAL_TITLE.format(agency=agency.name),
                agency=agency.name,
                due=roc_text(due) if due else said.NO_DAY,
                rows=tuple(rows),
            )
        )
    name = PAPER_NAMES[TEMPLATE]
    title = f"{name}{owed[0].address}" if len(owed) == 1 else name
    return Loose(TEMPLATE, approval_sheet, ApprovalSheet(tuple(sheets)), title)
