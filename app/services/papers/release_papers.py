"""擬解除列管清冊 and its 簽稿, from the same ticked shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents import release_list, release_memo
from app.documents.release_list import ReleaseList, ReleaseRow
from app.documents.release_memo import ReleaseMemo
from app.domain.errors import NotNow
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse_line
from app.domain.roc_date import roc_long
from app.models import Agency, Assignment
from app.queries.papers.reported import last_reports, origins_of
from app.queries.tracking.owed import address_of_share
from app.services.papers.loose import Loose
from app.services.papers.reported import due_of, title_of, words_of
from app.wording.papers import PAPER_NAMES
from app.wording.tracking import loop_papers as said
from app.wording.words import word

LIST, MEMO = "release-list", "release-memo"


def list_of(session: Session, shares: Sequence[Assignment]) -> Loose:
    """`item`, `committee` and `agency` must be loaded. NotNow: one_committee_at_a_time."""
    origins = origins_of(session, {one.item_id for one in shares})
    reports = last_reports(session, [one.id for one in shares])
    rows = tuple(
        ReleaseRow(
            number=str(place),
            code=address_of_share(one),
            meeting=origins[one.item_id].meeting,
            item=title_of(one, origins[one.item_id]),
            agency=one.agency.short_name,
            role=word(one.role),
            due=due_of(one),
            report=words_of(reports.get(one.id), origins[one.item_id]),
        )
        for place, one in enumerate(shares, start=1)
    )
    plain = ReleaseList(
        said.RELEASE_TITLE.format(committee=_committee(shares)),
        said.RELEASE_TOTAL.format(**_counted(shares)),
        rows,
    )
    return Loose(LIST, release_list, plain, PAPER_NAMES[LIST])


def memo_of(session: Session, shares: Sequence[Assignment], today: date) -> Loose:
    """`committee` must be loaded. NotNow: one_committee_at_a_time."""
    origins = origins_of(session, {one.item_id for one in shares})
    meetings = "、".join(dict.fromkeys(origins[one.item_id].meeting for one in shares))
    plain = ReleaseMemo(
        office=session.get_one(Agency, shares[0].committee.agency_id).name,
        written_on=roc_long(today),
        subject=said.MEMO_SUBJECT.format(committee=_committee(shares), **_counted(shares)),
        explanation=_numbered(said.MEMO_BASIS.format(meetings=meetings), said.MEMO_REVIEW, said.MEMO_AFTER),
        measures=_numbered(said.MEMO_MEASURE),
        enclosures=said.MEMO_ENCLOSURE,
    )
    return Loose(MEMO, release_memo, plain, PAPER_NAMES[MEMO])


def _committee(shares: Sequence[Assignment]) -> str:
    names = {one.committee.name for one in shares}
    if len(names) != 1:
        raise NotNow("one_committee_at_a_time")
    return names.pop()


def _counted(shares: Sequence[Assignment]) -> dict[str, int]:
    return {"items": len({one.item_id for one in shares}), "shares": len(shares)}


def _numbered(*texts: str) -> tuple[Paragraph, ...]:
    """A text alone needs no number."""
    if len(texts) == 1:
        return (parse_line(texts[0]),)
    return tuple(
        parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}")
        for place, text in enumerate(texts, start=1)
    )
