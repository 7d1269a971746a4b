"""What a person makes of a read 提案表 or 會議紀錄 before anything is created: cases corrected, split or left out, lines put in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.meetings.agenda import FOR_TITLES
from app.domain.meetings.resolution import (
    Disposition,
    ResolutionKind,
    Section,
    TrackingChoice,
    proposed_choice,
    recognise_disposition,
)

E = TypeVar("E", bound=StrEnum)
FIELDS = ("number", "unit", "subject", "explanation", "measures", "resolution")
"""Where a line can be put, in the order of the form."""
TEXTS = ("subject", "explanation", "measures", "resolution")
"""Fields of paragraphs, one a line; a case can be split at one of these lines."""
REMARKS = "remarks"
"""發言摘要 of a case of minutes, 「發言人：內容」 a line."""
FACTS = ("place", "chair", "recorder", "present", "observers", "absent", "opening")
"""What the head of minutes says in words; a line can be put there too."""
_WITHOUT: dict[Section, tuple[str, ...]] = {
    Section.AWARDS: ("unit", "measures", "resolution"),
    Section.PREVIOUS_MINUTES: ("unit", "measures"),
    Section.CLOSING: ("unit", "subject", "explanation", "measures", REMARKS),
}
"""Sections that take no proposal, with the fields their lines do not have."""
MEETING = -1
"""In place of a case: the meeting itself."""


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
    """A case as it shall come in. Texts are lines: one paragraph a line, a lead-in between `**`. `origin`: which read case it comes from.

    Of minutes besides: reports and rulings as well, `remarks`, and what the resolution is and becomes.
    """

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
    remarks: str = ""
    kind: ResolutionKind | None = None
    disposition: Disposition | None = None
    tracking_choice: TrackingChoice | None = None

    @property
    def is_ruling(self) -> bool:
        """主席裁示事項: a resolution of the meeting as a whole."""
        return self.section is Section.CLOSING

    @property
    def is_title(self) -> bool:
        """A report is a line of the agenda with a title; one with 提案單位 or 辦法 is a proposal like any other."""
        if self.section in _WITHOUT:
            return True
        return (
            self.section in FOR_TITLES
            and self.section is not Section.EXTEMPORE
            and not (self.unit or self.measures)
        )

    @property
    def misplaced(self) -> list[str]:
        """Fields with text that a line of this section does not have."""
        return [name for name in _WITHOUT.get(self.section, ()) if getattr(self, name)]


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
class PlacedMinutes:
    """What minutes say of their meeting besides its cases. Times HH:MM or empty.

    `on_duplicate`: of a meeting that is here, whether what is filled in there already is replaced.
    """

    starts_at: str = ""
    ends_at: str = ""
    place: str = ""
    chair: str = ""
    recorder: str = ""
    present: str = ""
    observers: str = ""
    absent: str = ""
    opening: str = ""
    on_duplicate: OnDuplicate = OnDuplicate.SKIP


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file as it shall come in. `title` and `label` of its meeting, `held_on` in ISO 8601 or empty.

    `minutes` is there for 會議紀錄 only; then `paper` is whose 核定 they have.
    """

    title: str = ""
    label: str = ""
    held_on: str = ""
    create_as: CreateAs = CreateAs.DRAFT
    paper: PaperApproval = field(default_factory=PaperApproval)
    cases: tuple[PlacedCase, ...] = ()
    left: tuple[LeftOver, ...] = ()
    minutes: PlacedMinutes | None = None


def reconsidered(case: PlacedCase, before: PlacedCase) -> PlacedCase:
    """Where the resolution's text is another one and nobody chose anything else, what it is and becomes is proposed anew."""
    chosen = ("disposition", "tracking_choice")
    if case.resolution == before.resolution or any(
        getattr(case, one) != getattr(before, one) for one in chosen
    ):
        return case
    return proposed(case)


def proposed(case: PlacedCase) -> PlacedCase:
    """With the disposition and the tracking choice the resolution's own wording suggests."""
    disposition = recognise_disposition(case.resolution)
    choice = proposed_choice(case.resolution, disposition, case.measures) if case.resolution else None
    return replace(case, disposition=disposition, tracking_choice=choice)


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
                # A batch read before minutes could be imported has none of these.
                "kind": _optional(ResolutionKind, case.get("kind")),
                "disposition": _optional(Disposition, case.get("disposition")),
                "tracking_choice": _optional(TrackingChoice, case.get("tracking_choice")),
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
            "minutes": _minutes(value.get("minutes")),
        }
    )


def _minutes(value: dict[str, Any] | None) -> PlacedMinutes | None:
    if value is None:
        return None
    return PlacedMinutes(**{**value, "on_duplicate": OnDuplicate(value["on_duplicate"])})


def _optional(kind: type[E], value: str | None) -> E | None:
    return None if value is None else kind(value)


def put(placed: PlacedFile, left: int, case: int, name: str) -> PlacedFile:
    """The left-over put at the end of a case's field; the number one beyond the last case begins a new one.

    `MEETING` in place of a case: at the end of one of `FACTS`. What names nothing that is there changes nothing.
    """
    if not 0 <= left < len(placed.left):
        return placed
    if case == MEETING:
        return _put_fact(placed, left, name)
    if not (0 <= case <= len(placed.cases) and name in (*FIELDS, REMARKS)):
        return placed
    cases = [*placed.cases, PlacedCase()] if case == len(placed.cases) else list(placed.cases)
    before: str = getattr(cases[case], name)
    between = "\n" if name in (*TEXTS, REMARKS) and before else ""
    with_it = with_field(cases[case], name, before + between + placed.left[left].text)
    cases[case] = reconsidered(with_it, cases[case]) if placed.minutes else with_it
    return replace(placed, cases=tuple(cases), left=_without(placed, left))


def _put_fact(placed: PlacedFile, left: int, name: str) -> PlacedFile:
    if placed.minutes is None or name not in FACTS:
        return placed
    before: str = getattr(placed.minutes, name)
    changed: dict[str, Any] = {name: (before and before + "\n") + placed.left[left].text}
    return replace(placed, minutes=replace(placed.minutes, **changed), left=_without(placed, left))


def _without(placed: PlacedFile, left: int) -> tuple[LeftOver, ...]:
    return placed.left[:left] + placed.left[left + 1 :]


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
