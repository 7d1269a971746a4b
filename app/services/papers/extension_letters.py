"""展延准駁函稿: what was decided of an agency's request for more time."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.documents import extension_letter
from app.documents.extension_letter import ExtensionLetter
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import parse_line
from app.domain.roc_date import roc_text
from app.domain.tracking.request_flow import RequestState
from app.models import Agency, Approval, ExtensionRequest
from app.queries.papers.reported import origins_of
from app.queries.papers.sources import Contact
from app.queries.tracking.owed import address_of_share
from app.services.papers.loose import Loose
from app.services.papers.reported import title_of
from app.wording.papers import PAPER_NAMES
from app.wording.tracking import loop_papers as said
from app.wording.words import word

TEMPLATE = "extension-letter"
TAIPEI = ZoneInfo("Asia/Taipei")
ANSWERED = (RequestState.GRANTED, RequestState.GRANTED_OTHERWISE, RequestState.REFUSED)


def letter_of(session: Session, asked: ExtensionRequest, contact: Contact) -> Loose:
    """One of the `ANSWERED`; its share with item and committee must be loaded."""
    share = asked.assignment
    agency = session.get_one(Agency, share.agency_id)
    item = title_of(share, origins_of(session, [share.item_id])[share.item_id])
    granted = roc_text(asked.granted_on) if asked.granted_on else ""
    letter = ExtensionLetter(
        agency=share.committee.host,
        contact=contact.name,
        phone=contact.phone,
        email=contact.email,
        enclosures=said.LETTER_ENCLOSURE,
        subject=said.LETTER_SUBJECT[asked.state.value].format(item=item, day=granted),
        explanation=tuple(
            parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}")
            for place, text in enumerate(_texts(session, asked, granted), start=1)
        ),
        recipients=agency.name,
    )
    title = f"{PAPER_NAMES[TEMPLATE]}{address_of_share(share)}"
    return Loose(TEMPLATE, extension_letter, letter, title)


def _texts(session: Session, asked: ExtensionRequest, granted: str) -> list[str]:
    share, before = asked.assignment, roc_text(asked.due_before)
    told = asked.reason_text.rstrip("。")
    own = f"（{told}）" if told else ""
    texts = [
        said.LETTER_BASIS.format(
            day=roc_text(asked.requested_at.astimezone(TAIPEI).date()), code=address_of_share(share)
        ),
        said.LETTER_REASON.format(wanted=roc_text(asked.wanted_on), reason=f"「{word(asked.reason)}」{own}"),
    ]
    if granted:
        original = roc_text(share.due_original) if share.due_original else before
        texts.append(said.LETTER_DATES.format(original=original, before=before, day=granted))
    else:
        texts.append(said.LETTER_REFUSED.format(before=before))
    if asked.answer:
        texts.append(said.LETTER_ANSWER.format(answer=asked.answer))
    approval = session.get(Approval, asked.approval_id) if asked.approval_id else None
    if approval is not None and approval.from_paper:
        number = approval.document_number
        texts.append(
            said.LETTER_APPROVED.format(
                title=approval.approver_title,
                name=approval.approver_name,
                day=roc_text(approval.decided_on),
                number=said.LETTER_NUMBER.format(number=number) if number else "",
            )
        )
    return [*texts, said.LETTER_AFTER]
