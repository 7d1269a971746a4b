"""函送紀錄函稿: the letter that carries the minutes."""

from __future__ import annotations

from app.documents.minutes_letter import MinutesLetter
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import parse_line
from app.domain.roc_date import roc_long
from app.queries.papers.sources import Sources
from app.wording import minutes as said


def of(sources: Sources) -> MinutesLetter:
    charter, sent = sources.charter, sources.minutes_sent
    texts = [said.LETTER_BASIS.format(basis=charter.basis)] if charter else []
    texts.append(said.LETTER_REQUEST)
    return MinutesLetter(
        agency=sources.committee.host,
        contact=sources.contact.name,
        phone=sources.contact.phone,
        email=sources.contact.email,
        enclosures=said.LETTER_ENCLOSURE,
        subject=said.LETTER_SUBJECT.format(meeting=sources.title),
        explanation=tuple(
            parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}" if len(texts) > 1 else text)
            for place, text in enumerate(texts, start=1)
        ),
        recipients=said.LETTER_RECIPIENTS.format(committee=sources.committee.name),
        issued_on=roc_long(sent.dated_on) if sent else "",
        reference=sent.document_number if sent else "",
    )
