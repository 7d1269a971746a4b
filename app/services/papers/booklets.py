"""會議資料: every part the members read, in one document."""

from __future__ import annotations

from app.documents.booklet import Booklet
from app.models import Attachment
from app.queries.meetings.shown import is_secret
from app.queries.papers.sources import Sources
from app.services.papers import agendas, follow_up_tables, proposal_tables
from app.services.papers.binding import Enclosed, named
from app.services.papers.minutes import paper_of
from app.services.papers.sections import case_name, in_sections, numbered
from app.wording.generated import day_line


def of(sources: Sources) -> Booklet:
    meeting = sources.meeting
    return Booklet(
        meeting=sources.title,
        time=day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        agenda=agendas.of(sources),
        follow_up=follow_up_tables.without_annex(sources),
        proposals=proposal_tables.of(sources),
        previous_minutes=paper_of(sources.previous) if sources.previous else None,
        attachments=named(enclosed_in(sources)),
    )


def enclosed_in(sources: Sources) -> tuple[Enclosed, ...]:
    """The files of the lines in the order of the agenda, each named after its line; those of a 密 case are in no booklet."""
    return tuple(
        Enclosed(
            _named_after(case_name(section, number) if item.number else "", row),
            row.filename,
            row.kind,
            row.sha256,
        )
        for section, lines in in_sections(sources.items)
        for number, item in numbered(lines)
        if not is_secret(item)
        for row in sources.files.get(item.id, ())
    )


def _named_after(line: str, row: Attachment) -> str:
    return f"{line}　{row.name}" if line else row.name
