"""請填報函稿: the letter that sends the shares of a meeting out and asks each agency for its 辦理情形."""

from __future__ import annotations

from app.documents.report_letter import ReportLetter
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import parse_line
from app.domain.roc_date import roc_text
from app.queries.papers.sources import Sources
from app.services.papers.share_tables import named
from app.wording.tracking import papers as said


def of(sources: Sources) -> ReportLetter:
    days = sorted({one.due_on for one in sources.shared if one.due_on})
    texts = [
        said.LETTER_BASIS.format(meeting=sources.title),
        said.LETTER_REQUEST.format(count=len(sources.shared)),
        *([said.LETTER_FIRST_DAY.format(day=roc_text(days[0]))] if days else []),
        said.LETTER_EXTENSION,
    ]
    agencies = list(dict.fromkeys(name for one in sources.shared for name in (*one.leads, *one.cos)))
    return ReportLetter(
        agency=sources.committee.host,
        contact=sources.contact.name,
        phone=sources.contact.phone,
        email=sources.contact.email,
        enclosures=said.LETTER_ENCLOSURE,
        subject=said.LETTER_SUBJECT.format(meeting=sources.title),
        explanation=tuple(
            parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}")
            for place, text in enumerate(texts, start=1)
        ),
        recipients=named(agencies),
    )
