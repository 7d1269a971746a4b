"""決議／決定／裁示／結論: kinds, dispositions, the tracking choice, and which may stand under which section."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, StrEnum


class Section(StrEnum):
    """Sections of an agenda, in their order."""

    OPENING = "opening"
    AWARDS = "awards"
    PREVIOUS_MINUTES = "previous_minutes"
    REPORTS = "reports"
    SPECIAL_REPORTS = "special_reports"
    DISCUSSION = "discussion"
    EXTEMPORE = "extempore"
    CLOSING = "closing"


class ResolutionKind(StrEnum):
    RESOLUTION = "resolution"
    DECISION = "decision"
    RULING = "ruling"
    CONCLUSION = "conclusion"


class Disposition(StrEnum):
    ADOPTED = "adopted"
    ADOPTED_AMENDED = "adopted_amended"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    REFERRED = "referred"
    NOTED = "noted"
    FILED = "filed"
    AGREED = "agreed"


class TrackingChoice(StrEnum):
    TRACK = "track"
    FORWARD = "forward"
    NONE = "none"


class Outcome(Enum):
    """Where a resolution sends the proposal it is about."""

    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


KIND_OF_SECTION: dict[Section, ResolutionKind] = {
    Section.PREVIOUS_MINUTES: ResolutionKind.DECISION,
    Section.REPORTS: ResolutionKind.DECISION,
    Section.SPECIAL_REPORTS: ResolutionKind.DECISION,
    Section.DISCUSSION: ResolutionKind.RESOLUTION,
    Section.EXTEMPORE: ResolutionKind.RESOLUTION,
    Section.CLOSING: ResolutionKind.RULING,
}
"""報告事項 → 決定, 討論事項 → 決議 (公文撰作解析 附錄 p.248); the chair's own list → 裁示. A person may choose otherwise."""

ALWAYS_FITS = ResolutionKind.RULING
"""主席裁示 may be added to any item."""

FORWARDING = ("函轉", "轉知", "轉請", "轉送", "移請")
ASKING = ("請", "應於", "應將", "應就", "列管", "提報", "研議")
"""Cue words of a text that asks somebody to act."""
NOTHING_TO_TRACK = frozenset(
    {Disposition.DEFERRED, Disposition.WITHDRAWN, Disposition.REJECTED, Disposition.NOTED, Disposition.FILED}
)

DISPOSITION_WORDS: tuple[tuple[str, Disposition], ...] = (
    ("修正後通過", Disposition.ADOPTED_AMENDED),
    ("修正通過", Disposition.ADOPTED_AMENDED),
    ("照案通過", Disposition.ADOPTED),
    ("不予通過", Disposition.REJECTED),
    ("否決", Disposition.REJECTED),
    ("緩議", Disposition.DEFERRED),
    ("保留", Disposition.DEFERRED),
    ("擱置", Disposition.DEFERRED),
    ("撤案", Disposition.WITHDRAWN),
    ("另案討論", Disposition.REFERRED),
    ("准予備查", Disposition.FILED),
    ("同意備查", Disposition.FILED),
    ("洽悉", Disposition.NOTED),
    ("同意辦理", Disposition.AGREED),
)
"""What the code recognises in a resolution text, the longer word before the shorter one it contains."""


def outcome_of(dispositions: Iterable[Disposition | None]) -> Outcome | None:
    """The first disposition of a case decides; None while there is none."""
    first = next((disposition for disposition in dispositions if disposition), None)
    if first is None:
        return None
    return {Disposition.DEFERRED: Outcome.DEFERRED, Disposition.WITHDRAWN: Outcome.WITHDRAWN}.get(
        first, Outcome.DECIDED
    )


def kind_fits(section: Section, kind: ResolutionKind) -> bool:
    """May this kind stand under the section without a reason?"""
    return kind in (KIND_OF_SECTION.get(section, kind), ALWAYS_FITS)


def proposed_choice(text: str, disposition: Disposition | None, measures: str) -> TrackingChoice:
    """列管選擇 as the text suggests it; a person confirms. `measures`: the 辦法 that was adopted.

    A deferred case comes back by itself, and what is only noted asks nothing; 另案討論 needs an owner and a day.
    """
    if disposition is Disposition.REFERRED:
        return TrackingChoice.TRACK
    if disposition in NOTHING_TO_TRACK:
        return TrackingChoice.NONE
    if any(word in text for word in FORWARDING):
        return TrackingChoice.FORWARD
    adopted = measures if disposition in (Disposition.ADOPTED, Disposition.ADOPTED_AMENDED) else ""
    asks = any(word in f"{text}{adopted}" for word in ASKING)
    return TrackingChoice.TRACK if asks else TrackingChoice.NONE


def recognise_disposition(text: str) -> Disposition | None:
    """The disposition a resolution text opens with; None when no known word stands in its first line."""
    first_line = text.strip().split("\n", 1)[0]
    found = [
        (first_line.find(word), order, disposition)
        for order, (word, disposition) in enumerate(DISPOSITION_WORDS)
    ]
    hits = sorted(hit for hit in found if hit[0] >= 0)
    return hits[0][2] if hits else None
