"""Which agencies the frozen text of a meeting names: kept at 紀錄核定 and at 更正, so that they see their cases."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.minutes import Content
from app.domain.meetings.named_agencies import Verdict, named_in
from app.domain.meetings.resolution import Disposition, TrackingChoice
from app.models import AgendaItem, Meeting, NamedAgency, Proposal, Resolution
from app.queries.meetings.matters import agencies_on, known_by_name, matters_of


def keep_named(session: Session, meeting: Meeting, content: Content) -> None:
    """One row for each resolution and agency; of a 密 case none. Rows of an earlier text go."""
    verdicts: dict[int, Verdict] = {}
    authors: dict[int, int | None] = {}
    ids: dict[int, set[int]] = defaultdict(set)
    kept: set[tuple[int, int]] = set()
    for row in session.execute(_decided(meeting)):
        verdicts[row.id] = Verdict(row.disposition, row.tracking_choice, row.text)
        ids[-row.id if row.item_id is None else row.item_id].add(row.id)
        if row.item_id is not None:
            authors[row.item_id] = row.author
        if row.named is not None:
            kept.add((row.id, row.named))
    known = known_by_name(agencies_on(session, meeting.held_on or meeting.created_at.date()))
    matters = matters_of(content, verdicts, authors, {})
    wanted = {
        (one, key) for line, matter in matters.items() for one in ids[line] for key in named_in(matter, known)
    }
    for one, key in kept - wanted:
        session.execute(
            delete(NamedAgency).where(NamedAgency.resolution_id == one, NamedAgency.agency_id == key)
        )
    session.add_all(NamedAgency(resolution_id=one, agency_id=key) for one, key in sorted(wanted - kept))
    session.flush()


def _decided(
    meeting: Meeting,
) -> Select[int, int | None, Disposition | None, TrackingChoice | None, str, int | None, int | None]:
    """The resolutions that stand, but those of 密 cases; a row for each agency that is kept already."""
    return (
        select(
            Resolution.id, Resolution.item_id, Resolution.disposition, Resolution.tracking_choice, Resolution.text,
            Proposal.agency_id.label("author"), NamedAgency.agency_id.label("named"),
        )
        .outerjoin(AgendaItem, AgendaItem.id == Resolution.item_id)
        .outerjoin(Proposal, Proposal.id == AgendaItem.proposal_id)
        .outerjoin(NamedAgency, NamedAgency.resolution_id == Resolution.id)
        .where(
            Resolution.meeting_id == meeting.id,
            Resolution.removed_at.is_(None),
            (Proposal.id.is_(None)) | (Proposal.confidentiality == Confidentiality.NORMAL),
        )
    )  # fmt: skip
