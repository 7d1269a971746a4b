"""What a person makes of a read 提案表 before anything is created: cases corrected, split or left out, lines put in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.domain.meetings.resolution import Section

FIELDS = ("number", "unit", "subject", "explanation", "measures", "resolution")
"""Where a line can be put, in the order of the form."""
TEXTS = ("subject", "explanation", "measures", "resolution")
"""Fields of paragraphs, one a line; a case can be split at one of these lines."""


class CreateAs(StrEnum):
    """What a case without 決議 becomes."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"


class OnDuplicate(StrEnum):
    """What to do with a case that is here already. Nothing is doubled."""

    SKIP = "skip"
    UPDATE = "update"


class Fate(StrEnum):
    """What confirming would do with a case or row."""

    PAST = "past"
    DRAFT = "as_draft"
    SCHEDULED = "as_scheduled"
    NEW = "new"
    UPDATE = "changed"
    SAME = "same"
    SKIP = "skipped"
    LEFT_OUT = "left_out"
    FAULTY = "faulty"


MAKES = frozenset({Fate.PAST, Fate.DRAFT, Fate.SCHEDULED, Fate.NEW, Fate.UPDATE})
"""What would create or change something."""


@dataclass(frozen=True, slots=True)
class PlacedCase:
    """A case as it shall come in. Texts are lines: one paragraph a line, a lead-in between `**`. `origin`: which read case it comes from."""

    number: str = ""
    unit: str = ""
    subject: str = ""
    explanation: str = ""
    measures: str = ""
    resolution: str = ""
    section: Section = Section.DISCUSSION
    left_out: bool = False
    on_duplicate: OnDuplicate = OnDuplicate.SKIP
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text no field took. `where`: what the reader said, or `extra` for a labelled row the form has none of."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class PaperApproval:
    """The 核可 an officer records for the cases that are scheduled; `decided_on` in ISO 8601. No name: none was recorded."""

    approver_title: str = ""
    approver_name: str = ""
    decided_on: str = ""
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file as it shall come in. `title` and `label` of its meeting, `held_on` in ISO 8601 or empty."""

    title: str = ""
    label: str = ""
    held_on: str = ""
    create_as: CreateAs = CreateAs.DRAFT
    paper: PaperApproval = field(default_factory=PaperApproval)
    cases: tuple[PlacedCase, ...] = ()
    left: tuple[LeftOver, ...] = ()


def with_field(case: PlacedCase, name: str, text: str) -> PlacedCase:
    """The case with another text in one of `FIELDS`."""
    changed: dict[str, Any] = {name: text}
    return replace(case, **changed)


def to_json(placed: PlacedFile) -> dict[str, Any]:
    """JSON values; `from_json` gives an equal file back."""
    return asdict(placed)


def from_json(value: dict[str, Any]) -> PlacedFile:
    """The file from `to_json`'s values."""
    cases = tuple(
        PlacedCase(
            **{
                **case,
                "section": Section(case["section"]),
                "on_duplicate": OnDuplicate(case["on_duplicate"]),
            }
        )
        for case in value["cases"]
    )
    return PlacedFile(
        **{
            **value,
            "create_as": CreateAs(value["create_as"]),
            "paper": PaperApproval(**value["paper"]),
            "cases": cases,
            "left": tuple(LeftOver(**one) for one in value["left"]),
        }
    )


def put(placed: PlacedFile, left: int, case: int, name: str) -> PlacedFile:
    """The left-over put at the end of a case's field; the number one beyond the last case begins a new one.

    What names nothing that is there changes nothing.
    """
    if not (0 <= left < len(placed.left) and 0 <= case <= len(placed.cases) and name in FIELDS):
        return placed
    cases = [*placed.cases, PlacedCase()] if case == len(placed.cases) else list(placed.cases)
    before: str = getattr(cases[case], name)
    between = "\n" if name in TEXTS and before else ""
    cases[case] = with_field(cases[case], name, before + between + placed.left[left].text)
    rest = placed.left[:left] + placed.left[left + 1 :]
    return replace(placed, cases=tuple(cases), left=rest)


def put_all(placed: PlacedFile, moves: Iterable[tuple[int, int, str]]) -> PlacedFile:
    """Several left-overs put in their places, (left-over, case, field)…, in the order they stood; indices as before the first."""
    beyond = len(placed.cases)
    new: int | None = None
    for taken, (left, case, name) in enumerate(sorted(moves)):
        target = case
        if case == beyond:  # all lines for "a new case" go to one and the same
            new = len(placed.cases) if new is None else new
            target = new
        placed = put(placed, left - taken, target, name)
    return placed


def split(placed: PlacedFile, case: int, name: str, line: int) -> PlacedFile:
    """Two cases where there was one: from that line (from 0) of the field on, the first line becoming the new 案由.

    At the first line of 案由, or at a line that is not there, nothing changes.
    """
    if not (0 <= case < len(placed.cases) and name in TEXTS):
        return placed
    whole = placed.cases[case]
    lines = getattr(whole, name).split("\n")
    if not 0 <= line < len(lines) or (name == "subject" and line == 0):
        return placed
    rest = "\n".join(lines[line + 1 :])
    tail = PlacedCase(unit=whole.unit, section=whole.section, origin=whole.origin, subject=lines[line])
    tail = with_field(tail, "explanation" if name == "subject" else name, rest)
    head = with_field(whole, name, "\n".join(lines[:line]))
    cases = (*placed.cases[:case], head, tail, *placed.cases[case + 1 :])
    return replace(placed, cases=cases)
