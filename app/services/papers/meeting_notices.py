"""開會通知單稿, and 改期通知 once another day was announced."""

from __future__ import annotations

from app.documents.meeting_notice import MeetingNotice
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse_line
from app.queries.papers.sources import Sources
from app.services.papers.people import Seat, members_of, observers_of
from app.wording import generated as said

_BETWEEN = "、"


def of(sources: Sources) -> MeetingNotice:
    """What the 公文系統 gives stays open, for it is a draft."""
    meeting, moved = sources.meeting, sources.moved
    present = _names(members_of(sources))
    return MeetingNotice(
        agency=sources.committee.host,
        purpose=said.PURPOSE.format(meeting=sources.title),
        time=said.day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        chair=meeting.chair,
        contact=sources.contact.name,
        phone=sources.contact.phone,
        present=present or said.ALL_MEMBERS.format(committee=sources.committee.name),
        observers=_names(observers_of(sources)),
        remarks=_remarks(sources),
        enclosures=said.NOTICE_ENCLOSURE,
        instead_of=said.day_line(moved.instead_of) if moved else "",
        reason=moved.reason if moved else "",
    )


def _names(people: list[Seat]) -> str:
    return _BETWEEN.join(f"{one.position} {one.name}".strip() for one in people)


def _remarks(sources: Sources) -> tuple[Paragraph, ...]:
    texts = [said.NOTICE_REMARKS]
    if charter := sources.charter:
        texts.append(said.PROXY_REMARKS[charter.proxies].format(basis=charter.basis))
    if len(texts) == 1:
        return (parse_line(texts[0]),)
    return tuple(
        parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}")
        for place, text in enumerate(texts, start=1)
    )
