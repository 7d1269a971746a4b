"""From what the reader saw to what would come in if nobody corrected anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.intake.placing import (
    FACTS,
    CreateAs,
    LeftOver,
    PlacedCase,
    PlacedFile,
    PlacedMinutes,
    proposed,
)
from app.domain.meetings.agenda import NUMBERED
from app.domain.meetings.held_when import read_when
from app.domain.meetings.labels import recognise_case_number
from app.domain.meetings.resolution import KIND_OF_SECTION, ResolutionKind, Section
from app.readers.proposal_labels import REMARKS
from app.readers.read_document import ReadCase, ReadDocument, from_json

MOTION = "動議"
"""A label with this word makes a case one of 臨時動議."""

KINDS = {
    "決議": ResolutionKind.RESOLUTION,
    "決定": ResolutionKind.DECISION,
    "裁示": ResolutionKind.RULING,
    "結論": ResolutionKind.CONCLUSION,
}
"""What the word an outcome stands under makes of it; a word of another ending leaves it to the section."""
WORDED = {"time": "時間", "adjourned": "散會"}
"""Facts of the head that are read into a day and times, with the word they stood under."""
NOBODY = frozenset({"無", "（無）", "(無)", "無。"})


def document_of(read: Mapping[str, Any]) -> ReadDocument:
    """What was read, from the values a batch keeps."""
    return from_json(dict(read))


def as_recognised(document: ReadDocument, *, scheduled: bool) -> PlacedFile:
    """The file as it stands. `scheduled`: cases without 決議 go on the agenda, for whoever imports may pass them."""
    meeting = document.meeting
    return PlacedFile(
        title=meeting.title if meeting else "",
        label=meeting.label if meeting else "",
        create_as=CreateAs.SCHEDULED if scheduled and meeting else CreateAs.DRAFT,
        cases=tuple(_case(number, case) for number, case in enumerate(document.cases)),
        left=(*_extras(document), *_unplaced(document)),
    )


def minutes_as_recognised(document: ReadDocument) -> PlacedFile:
    """會議紀錄 as they stand: the head read into day, times and people; every case with what its outcome is and becomes."""
    meeting, facts = document.meeting, dict(document.facts)
    when, end = read_when(facts.get("time", "")), read_when(facts.get("adjourned", ""))
    ended = end.begin or when.end
    unread = [
        LeftOver(f"{WORDED[name]}：{facts[name]}", "extra")
        for name, understood in (("time", when.day and when.begin), ("adjourned", ended))
        if facts.get(name, "").strip() and not understood
    ]
    told: dict[str, Any] = {name: _people(facts.get(name, "")) for name in FACTS}
    return PlacedFile(
        title=meeting.title if meeting else "",
        label=meeting.label if meeting else "",
        held_on=when.day.isoformat() if when.day else "",
        cases=tuple(_item(number, case) for number, case in enumerate(document.cases)),
        left=(*unread, *_extras(document, minutes=True), *_unplaced(document)),
        minutes=PlacedMinutes(
            starts_at=f"{when.begin:%H:%M}" if when.begin else "",
            ends_at=f"{ended:%H:%M}" if ended else "",
            **told,
        ),
    )


def _extras(document: ReadDocument, *, minutes: bool = False) -> list[LeftOver]:
    """Labelled rows the form has no field for; of minutes neither what was said nor a heading that 案由 says again."""
    return [
        LeftOver(f"{label}：{source}" if label else source, "extra")
        for case in document.cases
        for label, source in case.extra
        if source.strip()
        and not (minutes and (label in REMARKS or case.subject.startswith(source.rstrip("。"))))
    ]


def _unplaced(document: ReadDocument) -> list[LeftOver]:
    return [LeftOver(one.text, one.where) for one in document.unplaced if one.text.strip()]


def _people(text: str) -> str:
    return "" if text.strip() in NOBODY else text


def _item(number: int, case: ReadCase) -> PlacedCase:
    section = Section(case.section)
    told = _case(number, case)
    kind = KINDS.get(case.result[-2:]) or KIND_OF_SECTION.get(section)
    numbered = section in NUMBERED and section is not Section.EXTEMPORE
    remarks = "\n".join(text for label, text in case.extra if label in REMARKS and text)
    return proposed(
        replace(
            told,
            section=section,
            number=told.number if numbered or section is Section.CLOSING else "",
            kind=kind,
            remarks=remarks,
        )
    )


def _case(number: int, case: ReadCase) -> PlacedCase:
    motion = any(MOTION in label for label in case.labels)
    return PlacedCase(
        number=recognise_case_number(case.number) or "",
        unit=case.unit,
        subject=case.subject,
        explanation=case.explanation,
        measures=case.measures,
        resolution=case.resolution,
        section=Section.EXTEMPORE if motion else Section.DISCUSSION,
        origin=number,
    )
