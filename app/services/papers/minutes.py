"""會議紀錄: from the assembled text to the plain values of the paper."""

from __future__ import annotations

from datetime import date, time

from app.documents.minutes import Minutes as Paper
from app.documents.minutes import MinutesCase, MinutesPart, Remark
from app.documents.paper import NOT_FILLED
from app.domain.meetings.minutes import Case, Content, Decided, Part
from app.domain.meetings.resolution import KIND_OF_SECTION, ResolutionKind, Section
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse, parse_line
from app.queries.papers.sources import Sources
from app.services.papers.sections import CASES, case_name, marker
from app.wording import minutes as said
from app.wording.generated import clock, day_line
from app.wording.words import word

ALWAYS = (Section.OPENING, Section.REPORTS, Section.DISCUSSION, Section.EXTEMPORE)
"""Parts that stand in every record of a meeting, with （略） or （無） where nothing was."""


def of(sources: Sources) -> Paper:
    return paper_of(sources.content)


def paper_of(content: Content) -> Paper:
    """The paper, its parts marked 壹、貳、… in order."""
    parts = [made for part in content.parts if (made := _part(part, content))]
    parts.append((said.ADJOURNED, clock(_time(content.ends_at)) or NOT_FILLED, (), ()))
    return Paper(
        title=said.TITLE.format(meeting=content.title),
        time=day_line(_date(content.held_on), _time(content.starts_at)),
        place=content.place,
        chair=content.chair,
        recorder=content.recorder,
        present=content.present,
        observers=content.observers,
        absent=content.absent,
        parts=tuple(
            MinutesPart(marker(place), name, note, text, cases)
            for place, (name, note, text, cases) in enumerate(parts)
        ),
    )


_Made = tuple[str, str, tuple[Paragraph, ...], tuple[MinutesCase, ...]]


def _part(part: Part, content: Content) -> _Made | None:
    section = Section(part.section)
    name = word(section)
    if section is Section.OPENING:
        return name, "" if content.opening else said.LEFT_OUT, tuple(parse(content.opening)), ()
    if section is Section.CLOSING:
        said_there = [said.REMARK_LINE.format(speaker=who, text=text) for who, text in content.remarks]
        texts = (
            (*parse("\n".join(said_there)), *rulings_of(content.closing))
            if said_there
            else rulings_of(content.closing)
        )
        return (name, "", texts, ()) if texts else None
    if not part.cases:
        return (name, said.NONE_MADE, (), ()) if section in ALWAYS else None
    if section is Section.AWARDS:
        lines = [line for case in part.cases for line in (case.subject, case.summary) if line]
        return name, "", tuple(parse("\n".join(lines))), ()
    return (
        name,
        "",
        (),
        tuple(case_of(part.section, place, case) for place, case in enumerate(part.cases, start=1)),
    )


def case_of(code: str, place: int, case: Case) -> MinutesCase:
    """One case of the section of this code."""
    section = Section(code)
    kind = (
        ResolutionKind(case.resolutions[0].kind)
        if case.resolutions
        else KIND_OF_SECTION.get(section, ResolutionKind.RESOLUTION)
    )
    texts = "\n".join(filter(None, (case.explanation, case.summary)))
    return MinutesCase(
        number=case_name(section, case.number or place) or None,
        subject=said.STUB_SUBJECT.format(name=case.subject) if case.stub else case.subject,
        unit=case.unit,
        explanation=tuple(parse(texts)),
        measures=tuple(parse(case.measures)),
        remarks=tuple(Remark(*one) for one in case.remarks),
        resolution=(parse_line(said.STUB_RESOLUTION),)
        if case.stub
        else _recused(case) + _texts(case.resolutions),
        unit_label=(said.PROPOSING if section in CASES else said.REPORTING) if case.unit else "",
        result_label=word(kind),
    )


def _recused(case: Case) -> tuple[Paragraph, ...]:
    """Who took no part stands before what was decided."""
    if not case.recused:
        return ()
    return (parse_line(said.RECUSAL_NOTE.format(names=said.AND.join(case.recused))),)


def _texts(resolutions: tuple[Decided, ...]) -> tuple[Paragraph, ...]:
    """Every resolution of a case, an amended 辦法 under the one that amended it."""
    lines: list[str] = []
    for one in resolutions:
        lines.append(one.text)
        if one.amended_measures:
            lines += [said.AMENDED, one.amended_measures]
    return tuple(parse("\n".join(lines)))


def rulings_of(closing: tuple[Decided, ...]) -> tuple[Paragraph, ...]:
    """主席裁示事項, numbered where there are several."""
    if not closing:
        return ()
    if len(closing) == 1:
        return tuple(parse(closing[0].text))
    marked = [
        one.text if parse_line(one.text).marker else _mark(place, one.text)
        for place, one in enumerate(closing, start=1)
    ]
    return tuple(parse("\n".join(marked)))


def _mark(place: int, text: str) -> str:
    return f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}"


def _date(held_on: str) -> date | None:
    return date.fromisoformat(held_on) if held_on else None


def _time(at: str) -> time | None:
    return time.fromisoformat(at) if at else None
