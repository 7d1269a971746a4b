"""Shapes of what a meeting of the demonstration city decided: cases and their resolutions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """What was decided. `kind`, `disposition` and `tracking_choice` are stored identifiers."""

    text: str
    disposition: str
    tracking_choice: str
    kind: str = "resolution"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a past meeting; texts in source form, one line per paragraph, lead-in between `**`.

    `section` is an identifier of `domain.meetings.resolution.Section`; the numbers of reports run by themselves.
    `continues` is the code of the deferred case that is the same proposal (保留 brought it back).
    """

    number: str
    unit: str
    subject: str
    explanation: str
    proposal: str
    resolutions: tuple[ResolutionRow, ...]
    section: str = "discussion"
    suggested_resolution: str = ""
    continues: str = ""


def lines(*paragraphs: str) -> str:
    """The source form of a field: one line per paragraph."""
    return "\n".join(paragraphs)
