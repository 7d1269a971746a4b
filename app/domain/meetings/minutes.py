"""What the minutes say: plain values assembled from the records, kept as a snapshot when a version is cut."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

FREE_PARTS = ("recorder", "present", "observers", "absent", "opening")
"""What is typed for the minutes alone; everything else stands in the records and is never retyped."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One resolution. `amended_measures`: the 辦法 as amended."""

    id: int
    code: str
    kind: str
    text: str
    amended_measures: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the agenda; `key` its id. `stub`: a 密 case whose text lies elsewhere. Texts: a line is a paragraph.

    `remarks`: (speaker, text) of the 發言摘要 that are printed; `recused`: who left, with the ground.
    """

    key: int
    number: int | None
    code: str
    subject: str
    unit: str = ""
    explanation: str = ""
    measures: str = ""
    summary: str = ""
    stub: bool = False
    is_proposal: bool = False
    resolutions: tuple[Decided, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    recused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the agenda by its code, with its lines."""

    section: str
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The whole. `held_on` ISO date, times HH:MM, '' when open; `closing`: 主席裁示事項, `remarks`: what was said there.

    `source`: the text of the paper it was imported from, as written, a paragraph a line; '' for minutes made here.
    """

    title: str
    held_on: str
    starts_at: str
    ends_at: str
    place: str
    chair: str
    recorder: str
    present: str
    observers: str
    absent: str
    opening: str
    parts: tuple[Part, ...]
    closing: tuple[Decided, ...]
    remarks: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def cases(self) -> list[Case]:
        return [case for part in self.parts for case in part.cases]

    def only(self, keys: Collection[int]) -> Content:
        """Without the lines a reader does not see, and then without the source, which has them all."""
        parts = tuple(
            replace(part, cases=tuple(case for case in part.cases if case.key in keys)) for part in self.parts
        )
        whole = all(case.key in keys for case in self.cases())
        return replace(self, parts=parts, source=self.source if whole else "")

    def with_stubs(self, names: Mapping[int, str]) -> Content:
        """`names`: 代號 of the 密 cases by their line; of these nothing else is said here."""
        parts = tuple(
            replace(part, cases=tuple(_stub(case, names) for case in part.cases)) for part in self.parts
        )
        return replace(self, parts=parts)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(kept: dict[str, Any]) -> Content:
    """The content of a snapshot."""
    parts = tuple(Part(part["section"], tuple(map(_case, part["cases"]))) for part in kept["parts"])
    closing, remarks = _decided(kept["closing"]), _remarks(kept.get("remarks", []))
    return Content(**{**kept, "parts": parts, "closing": closing, "remarks": remarks})


def _stub(case: Case, names: Mapping[int, str]) -> Case:
    if case.key not in names:
        return case
    return Case(
        case.key, case.number, case.code, names[case.key], unit=case.unit, stub=True, is_proposal=True
    )


def _case(kept: dict[str, Any]) -> Case:
    own = {"remarks": _remarks(kept["remarks"]), "recused": tuple(kept.get("recused", ()))}
    return Case(**{**kept, "resolutions": _decided(kept["resolutions"]), **own})


def _remarks(kept: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((speaker, text) for speaker, text in kept)


def _decided(kept: list[dict[str, Any]]) -> tuple[Decided, ...]:
    return tuple(Decided(**one) for one in kept)
