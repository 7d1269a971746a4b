"""The paragraph model: what preview, paper, diff and export of a proposal are all made from (product 3.1).

A line is a paragraph: `marker` + optional `**lead-in**` + `text`. Blanks (and a further 、) between the enumerator and what
follows belong to the marker, for a lead-in stands directly after it; blanks after a lead-in belong to the text. So
`parse_line(line).line == line` for every line, byte for byte. A rewritten marker is the committee's own bare form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.errors import Invalid
from app.domain.proposals.enumerators import (
    BLANKS,
    HIGHEST_LEVEL,
    MarkerStyle,
    read_enumerator,
    write_enumerator,
)

BOLD = "**"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` 0 without marker, 1 一、 2 （一） 3 1、 4 （1） 5 甲、 6 （甲）; made by `parse_line` so that it fits the marker."""

    marker: str
    level: int
    lead_in: str
    text: str

    @property
    def plain(self) -> str:
        """What is printed, without the signs of the lead-in."""
        return self.marker + self.lead_in + self.text

    @property
    def line(self) -> str:
        """What stands in the textarea and in the store."""
        return self.marker + self.body

    @property
    def body(self) -> str:
        """The line without its marker."""
        return (f"{BOLD}{self.lead_in}{BOLD}" if self.lead_in else "") + self.text


@dataclass(frozen=True, slots=True)
class MarkerChange:
    """One marker that renumbering would rewrite."""

    index: int
    old: str
    new: str


def parse_line(line: str) -> Paragraph:
    """One line as a paragraph; total, and `.line` gives the line back."""
    enumerator = read_enumerator(line)
    marker, level = (enumerator.marker, enumerator.level) if enumerator else ("", 0)
    body = line[len(marker) :]
    end = body.find(BOLD, len(BOLD))
    if body.startswith(BOLD) and end > len(BOLD):
        return Paragraph(marker, level, body[len(BOLD) : end], body[end + len(BOLD) :])
    return Paragraph(marker, level, "", body)


def parse(source: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a field; blank lines dropped, ends of lines trimmed of blank, tab and U+3000, inner ones kept."""
    trimmed = (line.strip(BLANKS) for line in source.split("\n"))
    return tuple(parse_line(line) for line in trimmed if line)


def to_source(paragraphs: Iterable[Paragraph]) -> str:
    """One line per paragraph; `parse` gives the same paragraphs back."""
    return "\n".join(paragraph.line for paragraph in paragraphs)


def change_level(
    paragraphs: Sequence[Paragraph], index: int, step: int, style: MarkerStyle
) -> tuple[Paragraph, ...]:
    """Tab (+1) and Shift+Tab (-1) on one paragraph; beyond level 0 or 6 nothing changes."""
    _demand(paragraphs, index)
    level = paragraphs[index].level
    target = min(max(level + step, 0), HIGHEST_LEVEL)
    return tuple(paragraphs) if target == level else set_level(paragraphs, index, target, style)


def set_level(
    paragraphs: Sequence[Paragraph], index: int, level: int, style: MarkerStyle
) -> tuple[Paragraph, ...]:
    """That paragraph with the next number of `level` after its predecessors; the others stay as written.

    Level 0 takes the marker off; should the text itself begin with an enumerator, that one becomes the marker.
    """
    _demand(paragraphs, index)
    if not 0 <= level <= HIGHEST_LEVEL:
        raise Invalid("no_such_level", level=level)
    marker = write_enumerator(level, _next_number(paragraphs[:index], level), style) if level else ""
    return (*paragraphs[:index], parse_line(marker + paragraphs[index].body), *paragraphs[index + 1 :])


def renumber(paragraphs: Sequence[Paragraph], style: MarkerStyle) -> tuple[Paragraph, ...]:
    """Every marker of a field counted anew, each level restarting under its parent; levels and texts stay."""
    return tuple(
        parse_line(write_enumerator(paragraph.level, number, style) + paragraph.body) if number else paragraph
        for paragraph, number in zip(paragraphs, expected_numbers(paragraphs), strict=True)
    )


def expected_numbers(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    """The number each paragraph would carry if counted from 1; 0 where it has no marker."""
    counted = [0] * (HIGHEST_LEVEL + 1)
    numbers = []
    for paragraph in paragraphs:
        level = paragraph.level
        if level:
            counted[level] += 1
            counted[level + 1 :] = [0] * (HIGHEST_LEVEL - level)
        numbers.append(counted[level] if level else 0)
    return tuple(numbers)


def renumbering_changes(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[MarkerChange, ...]:
    """The markers that differ, in order, so that a page can show them before anything is saved."""
    return tuple(
        MarkerChange(index, old.marker, new.marker)
        for index, (old, new) in enumerate(zip(before, after, strict=True))
        if old.marker != new.marker
    )


def _next_number(predecessors: Sequence[Paragraph], level: int) -> int:
    for paragraph in reversed(predecessors):
        if paragraph.level == level:
            enumerator = read_enumerator(paragraph.marker)
            return enumerator.number + 1 if enumerator else 1
        if 0 < paragraph.level < level:
            return 1
    return 1


def _demand(paragraphs: Sequence[Paragraph], index: int) -> None:
    if not 0 <= index < len(paragraphs):
        raise Invalid("no_such_paragraph", index=index)
