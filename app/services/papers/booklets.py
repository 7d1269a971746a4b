"""會議資料: every part the members read, in one document."""

from __future__ import annotations

from app.documents.booklet import Booklet
from app.queries.papers.sources import Sources
from app.services.papers import agendas, follow_up_tables, proposal_tables
from app.services.papers.minutes import paper_of
from app.wording.generated import day_line


def of(sources: Sources) -> Booklet:
    meeting = sources.meeting
    return Booklet(
        meeting=sources.title,
        time=day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        agenda=agendas.of(sources),
        follow_up=follow_up_tables.of(sources),
        proposals=proposal_tables.of(sources),
        previous_minutes=paper_of(sources.previous) if sources.previous else None,
    )
