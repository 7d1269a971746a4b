"""主席參考資料: what the chair may say at each point; the one paper that prints the 擬議決議."""

from __future__ import annotations

from app.documents.chair_notes import CaseNotes, ChairNotes, ChairStep
from app.domain.meetings.resolution import Section
from app.domain.papers.key_points import key_points
from app.domain.papers.paper import PaperName
from app.domain.proposals.paragraphs import parse, parse_line
from app.models import AgendaItem
from app.queries.meetings.shown import is_secret, shown_text
from app.queries.papers.sources import Sources
from app.services.papers.agendas import subject_of
from app.services.papers.sections import case_name, in_sections, marker, numbered
from app.wording import generated as said
from app.wording.words import word

_BETWEEN = "　"


def of(sources: Sources) -> ChairNotes:
    meeting = sources.meeting
    steps: list[ChairStep] = []
    sections = in_sections(sources.items)
    for place, (section, lines) in enumerate(sections):
        steps += _steps(f"{marker(place)}{word(section)}", section, lines)
    steps.append(ChairStep(f"{marker(len(sections))}{said.ADJOURNED}", (said.CHAIR_DISMISSES,)))
    return ChairNotes(
        title=f"{sources.title}{word(PaperName.CHAIR_NOTES)}",
        time=said.day_line(meeting.held_on, meeting.starts_at),
        place=meeting.place,
        steps=tuple(steps),
    )


def _steps(heading: str, section: Section, lines: list[AgendaItem]) -> list[ChairStep]:
    phrases = (said.CHAIR_PHRASES[section],)
    steps = []
    for number, item in numbered(lines):
        own = case_name(section, number) if item.number else ""
        if item.proposal is None:
            steps.append(ChairStep(_BETWEEN.join(filter(None, (heading, own, item.title))), phrases))
        else:
            steps.append(ChairStep(f"{heading}{_BETWEEN}{own}", phrases, _notes(item)))
    return steps or [ChairStep(heading, phrases)]


def _notes(item: AgendaItem) -> CaseNotes:
    text = shown_text(item)
    if is_secret(item):
        line = (parse_line(said.STUB_POINTS),)
        return CaseNotes(text.unit, subject_of(item), line, line)
    return CaseNotes(
        text.unit, text.subject, key_points(parse(text.explanation)), parse(text.suggested_resolution)
    )
