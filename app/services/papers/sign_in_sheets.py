"""簽到表: 委員 and 列席 apart, and whether somebody may sign in their place."""

from __future__ import annotations

from app.documents.sign_in_sheet import Attendee, SignInSheet
from app.domain.papers.paper import PaperName
from app.domain.people.charter import Proxies
from app.queries.papers.sources import Sources
from app.services.papers.people import Seat, members_of, observers_of
from app.wording import generated as said
from app.wording.words import word

SPARE_LINES = 5
"""For who comes unannounced."""


def of(sources: Sources) -> SignInSheet:
    meeting = sources.meeting
    no_proxy = sources.charter is not None and sources.charter.proxies is Proxies.NONE
    return SignInSheet(
        title=f"{sources.title}{word(PaperName.SIGN_IN_SHEET)}",
        time=said.day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        chair=meeting.chair,
        members=tuple(_line(one, said.NO_PROXY if no_proxy else "") for one in members_of(sources)),
        observers=tuple(_line(one, "") for one in observers_of(sources)),
        spare_lines=SPARE_LINES,
    )


def _line(one: Seat, rule: str) -> Attendee:
    return Attendee(one.position, one.name, one.proxy or rule)
