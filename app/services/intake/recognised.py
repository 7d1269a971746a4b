"""From what the reader saw to what would come in if nobody corrected anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.intake.placing import CreateAs, LeftOver, PlacedCase, PlacedFile
from app.domain.meetings.labels import recognise_case_number
from app.domain.meetings.resolution import Section
from app.readers.read_document import ReadCase, ReadDocument, from_json

MOTION = "動議"
"""A label with this word makes a case one of 臨時動議."""


def document_of(read: Mapping[str, Any]) -> ReadDocument:
    """What was read, from the values a batch keeps."""
    return from_json(dict(read))


def as_recognised(document: ReadDocument, *, scheduled: bool) -> PlacedFile:
    """The file as it stands. `scheduled`: cases without 決議 go on the agenda, for whoever imports may pass them."""
    meeting = document.meeting
    extras = (
        LeftOver(f"{label}：{source}" if label else source, "extra")
        for case in document.cases
        for label, source in case.extra
        if source.strip()
    )
    return PlacedFile(
        title=meeting.title if meeting else "",
        label=meeting.label if meeting else "",
        create_as=CreateAs.SCHEDULED if scheduled and meeting else CreateAs.DRAFT,
        cases=tuple(_case(number, case) for number, case in enumerate(document.cases)),
        left=(*extras, *(LeftOver(one.text, one.where) for one in document.unplaced if one.text.strip())),
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
