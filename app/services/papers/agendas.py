"""議程: the sections with their cases, and room to write what is decided."""

from __future__ import annotations

from app.documents.agenda import Agenda, AgendaCase, AgendaPart
from app.domain.meetings.resolution import KIND_OF_SECTION, Section
from app.domain.meetings.timing import timetable
from app.domain.papers.paper import PaperName
from app.models import AgendaItem
from app.queries.meetings.shown import is_secret, shown_text
from app.queries.papers.sources import Sources
from app.services.papers.sections import CASES, case_name, in_sections, marker, numbered
from app.wording import generated as said
from app.wording.minutes import PROPOSING, REPORTING, STUB_SUBJECT
from app.wording.words import word


def of(sources: Sources) -> Agenda:
    meeting = sources.meeting
    timings = _timings(sources)
    parts = [
        (word(section), timings.get(section, ""), _cases(section, lines))
        for section, lines in in_sections(sources.items)
    ]
    parts.append((said.ADJOURNED, "", ()))
    return Agenda(
        title=f"{sources.title}{word(PaperName.AGENDA)}",
        time=said.day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        chair=meeting.chair,
        parts=tuple(AgendaPart(marker(place), *part) for place, part in enumerate(parts)),
    )


def subject_of(item: AgendaItem) -> str:
    """The 案由 as ordinary papers print it: of a 密 case its 代號."""
    if is_secret(item) and item.proposal:
        return STUB_SUBJECT.format(name=item.proposal.stub_name)
    return shown_text(item).subject


def _timings(sources: Sources) -> dict[Section, str]:
    """09:30至09:35（5分鐘）; without a beginning only how long."""
    lines = [(item.section, item.duration) for item in sources.items]
    return {
        slot.section: said.timing(slot.minutes, slot.starts_at, slot.ends_at)
        for slot in timetable(lines, sources.meeting.starts_at)
    }


def _cases(section: Section, lines: list[AgendaItem]) -> tuple[AgendaCase, ...]:
    return tuple(_case(section, number, item) for number, item in numbered(lines))


def _case(section: Section, number: int, item: AgendaItem) -> AgendaCase:
    unit = shown_text(item).unit
    label = PROPOSING if section in CASES else REPORTING
    return AgendaCase(
        number=case_name(section, number) or None,
        subject=subject_of(item),
        unit=unit,
        unit_label=label if unit else "",
        result_label=word(KIND_OF_SECTION.get(section)),
    )
