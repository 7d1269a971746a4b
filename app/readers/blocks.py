"""One shape for every kind of document: lines of text and tables of cells of lines, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.proposals.enumerators import read_enumerator

Cell = tuple[str, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside a table: a source line, a bold lead-in between `**`."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of source lines. A merged cell's text stands once, its other places are empty."""

    rows: tuple[Row, ...]


@dataclass(slots=True)
class Blocks:
    """A document. `flowing`: in plain text a cell's later lines stand below its row, so a line may continue it.

    `edges` are the lines of page headers and footers, `asides` those of footnotes and text boxes'
    kind: text outside the reading order, as (where, text). `notes` are codes.
    """

    body: list[Line | Table] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    flowing: bool = False

    def note(self, code: str) -> None:
        """Remember a code once."""
        if code not in self.notes:
            self.notes.append(code)


def source_lines(pieces: Sequence[tuple[str, bool]], marker: str = "") -> list[str]:
    """The source lines of one paragraph's (text, bold) pieces; `marker` is an automatic number.

    A line break inside the paragraph begins a new line. A bold beginning, after the enumerator, that
    is not the whole line is a lead-in.
    """
    if not any(bold for _, bold in pieces):
        plain = "".join(text for text, _ in pieces).split("\n")
        return _numbered([_untabbed(line.strip()) for line in plain], marker)
    characters = [(character, bold) for text, bold in pieces for character in text]
    lines: list[list[tuple[str, bool]]] = [[]]
    for character, bold in characters:
        if character == "\n":
            lines.append([])
        else:
            lines[-1].append((character, bold))
    return _numbered([_source_line(line) for line in lines], marker)


def _numbered(lines: list[str], marker: str) -> list[str]:
    return [line for line in (marker + lines[0], *lines[1:]) if line]


def _untabbed(text: str) -> str:
    if "\t" not in text:
        return text
    enumerator = read_enumerator(text)
    start = len(enumerator.marker) if enumerator else 0
    # A tab after the enumerator is layout, as the automatic number's own is; blanks are kept as written.
    return text[:start].replace("\t", "") + text[start:].replace("\t", " ")


def _source_line(characters: list[tuple[str, bool]]) -> str:
    text = "".join(character for character, _ in characters)
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    enumerator = read_enumerator(text[begin:end])
    start = begin + (len(enumerator.marker) if enumerator else 0)
    marker = text[begin:start].replace("\t", "")
    stop = start
    while stop < end and (characters[stop][1] or text[stop].isspace()):
        stop += 1
    lead_in = text[start:stop].rstrip()
    rest = text[start:end].replace("\t", " ")
    if not lead_in or stop == end or not any(bold for _, bold in characters[start:stop]):
        return marker + rest
    return f"{marker}**{rest[: len(lead_in)]}**{rest[len(lead_in) :]}"


def settle_lead_in(line: str) -> str:
    """The line with an enumerator that stands inside the bold beginning moved before it."""
    enumerator = read_enumerator(line[2:]) if line.startswith("**") else None
    return f"{enumerator.marker}**{line[2 + len(enumerator.marker) :]}" if enumerator else line
