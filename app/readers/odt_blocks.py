"""An OpenDocument text (ISO/IEC 26300-1) → blocks, read from its XML parts directly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.readers.blocks import Blocks, Cell, Line, Row, Table, source_lines
from app.readers.docx_numbering import FORMATS, whole
from app.readers.refusal import FileRefused
from app.readers.safe_xml import parse_part

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, STYLE, DRAW, OFFICE = (NAMES % name for name in ("text", "table", "style", "drawing", "office"))
FORMATTING = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
ROW_GROUPS = frozenset({TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"})
SKIPPED = frozenset({TEXT + "tracked-changes", TEXT + "sequence-decls", OFFICE + "forms"})
# The first sign of `style:num-format` tells the series, as LibreOffice writes it.
NUMBER_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "１": "decimalFullWidth",
    "一": "taiwaneseCounting", "壹": "ideographLegalTraditional", "甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle",
}  # fmt: skip
BOLD_WEIGHTS = frozenset({"bold", "600", "700", "800", "900"})
MOST_REPEATS = 1_000
DEEPEST_NESTING = 40


@dataclass(slots=True)
class ListLevel:
    """One level of a list style."""

    number_format: str
    prefix: str
    suffix: str
    shown_levels: int
    start: int


@dataclass(slots=True)
class Styles:
    """Bold text and paragraph styles, paragraph styles that number, list styles by level."""

    bold: dict[str, bool] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def is_bold(self, name: str, inherited: bool) -> bool:
        """Whether text in this style is bold."""
        for _ in range(DEEPEST_NESTING):
            if name in self.bold:
                return self.bold[name]
            if name not in self.parents:
                break
            name = self.parents[name]
        return inherited


def read_odt(data: bytes) -> Blocks:
    """The document's blocks; `FileRefused("damaged" | "unreadable" | …)`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content, common = parse_part(archive, "content.xml"), parse_part(archive, "styles.xml")
    body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
    if content is None or body is None:
        raise FileRefused("damaged")
    styles = Styles()
    for part in (common, content):
        if part is not None:
            _read_styles(part, styles)
    reader = _Reader(styles)
    reader.blocks.body = list(reader.read(body))
    for part in () if common is None else common.iter(STYLE + "header", STYLE + "footer"):
        where = etree.QName(part).localname
        for line in reader.flattened(part, 0):
            if (where, line) not in reader.blocks.edges:
                reader.blocks.edges.append((where, line))
    return reader.blocks


def _read_styles(part: etree._Element, styles: Styles) -> None:
    for style in part.iter(STYLE + "style"):
        name = str(style.get(STYLE + "name"))
        properties = style.find(STYLE + "text-properties")
        if properties is not None:
            weights = [properties.get(at) for at in (STYLE + "font-weight-asian", FORMATTING + "font-weight")]
            told = [weight for weight in weights if weight is not None]
            if told:
                styles.bold[name] = any(weight in BOLD_WEIGHTS for weight in told)
        parent = style.get(STYLE + "parent-style-name")
        if parent is not None:
            styles.parents[name] = str(parent)
    for style in part.iter(TEXT + "list-style"):
        levels = styles.lists.setdefault(str(style.get(STYLE + "name")), {})
        for level in style:
            levels[whole(level.get(TEXT + "level"), 1)] = _list_level(level)


def _list_level(level: etree._Element) -> ListLevel:
    if level.tag == TEXT + "list-level-style-bullet":
        sign = str(level.get(TEXT + "bullet-char", "●"))
        return ListLevel("none", "●" if "\ue000" <= sign <= "\uf8ff" else sign, "", 1, 1)
    first = str(level.get(STYLE + "num-format", ""))[:1]
    return ListLevel(
        NUMBER_FORMATS.get(first, "none"),
        str(level.get(STYLE + "num-prefix", "")),
        str(level.get(STYLE + "num-suffix", "")),
        whole(level.get(TEXT + "display-levels"), 1),
        whole(level.get(TEXT + "start-value"), 1),
    )


class _Reader:
    """Walks one document; knows its styles and how far its lists have counted."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.blocks = Blocks()
        self.counts: dict[tuple[str, int], int] = {}

    def read(self, parent: etree._Element, depth: int = 0) -> Iterator[Line | Table]:
        """The blocks below an element, in reading order."""
        if depth > DEEPEST_NESTING:
            raise FileRefused("too_heavy")
        for element in parent:
            if element.tag in PARAGRAPHS:
                for line in self.paragraph(element, "", depth):
                    yield Line(line)
            elif element.tag == TEXT + "list":
                for line in self.list_lines(element, "", 1, depth):
                    yield Line(line)
            elif element.tag == TABLE + "table":
                yield Table(tuple(self.rows(element, depth)))
            elif element.tag in SKIPPED:
                if element.tag == TEXT + "tracked-changes" and len(element):
                    self.blocks.note("tracked_changes")
            else:
                yield from self.read(element, depth + 1)

    def list_lines(self, listing: etree._Element, style: str, level: int, depth: int) -> Iterator[str]:
        """A list's paragraphs, the first of each item with its number written out."""
        if depth > DEEPEST_NESTING:
            raise FileRefused("too_heavy")
        style = str(listing.get(TEXT + "style-name", style))
        goes_on = listing.get(TEXT + "continue-numbering") == "true" or listing.get(TEXT + "continue-list")
        if not goes_on:
            self.counts.pop((style, level), None)
        for item in listing:
            marker = ""
            if item.tag == TEXT + "list-item" and len(item) and item[0].tag in PARAGRAPHS:
                marker = self.marker(style, level, item)
            for element in item:
                if element.tag in PARAGRAPHS:
                    yield from self.paragraph(element, marker, depth)
                    marker = ""
                elif element.tag == TEXT + "list":
                    yield from self.list_lines(element, style, level + 1, depth + 1)

    def marker(self, style: str, level: int, item: etree._Element) -> str:
        """The next enumerator of a list style at a level (from 1)."""
        levels = self.styles.lists.get(style, {})
        if level not in levels:
            return ""
        asked = item.get(TEXT + "start-value")
        count = self.counts.get((style, level), levels[level].start - 1) + 1
        self.counts[style, level] = count if asked is None else whole(asked, count)
        for deeper in [key for key in self.counts if key[0] == style and key[1] > level]:
            del self.counts[deeper]
        own = levels[level]
        shown = range(max(1, level - own.shown_levels + 1), level + 1)
        numbers = [
            FORMATS[levels[at].number_format](self.counts.get((style, at), levels[at].start))
            for at in shown
            if at in levels
        ]
        return own.prefix + ".".join(numbers) + own.suffix

    def rows(self, table: etree._Element, depth: int) -> Iterator[Row]:
        """A table's rows, repeated ones as often as they stand there."""
        for element in table:
            if element.tag in ROW_GROUPS:
                yield from self.rows(element, depth)
            elif element.tag == TABLE + "table-row":
                row = tuple(self.cells(element, depth))
                repeats = whole(element.get(TABLE + "number-rows-repeated"), 1) if any(row) else 1
                for _ in range(min(repeats, MOST_REPEATS)):
                    yield row

    def cells(self, row: etree._Element, depth: int) -> Iterator[Cell]:
        """A row's cells; empty where another cell covers the place."""
        for element in row:
            if element.tag == TABLE + "covered-table-cell":
                yield ()
            elif element.tag == TABLE + "table-cell":
                yield tuple(self.flattened(element, depth + 1))

    def flattened(self, parent: etree._Element, depth: int) -> Iterator[str]:
        """The lines below an element; a nested table's row becomes one line."""
        for block in self.read(parent, depth):
            if isinstance(block, Line):
                yield block.text
                continue
            self.blocks.note("nested_tables")
            for row in block.rows:
                cells = [" ".join(cell) for cell in row if cell]
                if cells:
                    yield "\u3000".join(cells)

    def paragraph(self, paragraph: etree._Element, marker: str, depth: int) -> list[str]:
        """The paragraph's source lines, then those of text boxes anchored in it."""
        pieces: list[tuple[str, bool]] = []
        boxes: list[etree._Element] = []
        bold = self.styles.is_bold(str(paragraph.get(TEXT + "style-name", "")), False)
        self.spans(paragraph, bold, pieces, boxes, depth)
        lines = source_lines(pieces, marker) if pieces or marker else []
        for box in boxes:
            self.blocks.note("text_boxes")
            lines.extend(self.flattened(box, depth + 1))
        return lines

    def spans(
        self,
        parent: etree._Element,
        bold: bool,
        pieces: list[tuple[str, bool]],
        boxes: list[etree._Element],
        depth: int,
    ) -> None:
        """Collect (text, bold) of everything below an element, tails included."""
        if depth > DEEPEST_NESTING:
            raise FileRefused("too_heavy")
        pieces.append((_collapsed(parent.text), bold))
        for element in parent:
            self.span(element, bold, pieces, boxes, depth)
            pieces.append((_collapsed(element.tail), bold))

    def span(
        self,
        element: etree._Element,
        bold: bool,
        pieces: list[tuple[str, bool]],
        boxes: list[etree._Element],
        depth: int,
    ) -> None:
        """Collect one inline element."""
        if element.tag == TEXT + "s":
            pieces.append((" " * min(whole(element.get(TEXT + "c"), 1), MOST_REPEATS), bold))
        elif element.tag == TEXT + "tab":
            pieces.append(("\t", bold))
        elif element.tag == TEXT + "line-break":
            pieces.append(("\n", bold))
        elif element.tag == TEXT + "note":
            self.blocks.note("footnotes")
            for body in element.iter(TEXT + "note-body"):
                self.blocks.asides.extend(("footnote", line) for line in self.flattened(body, depth + 1))
        elif element.tag == OFFICE + "annotation":
            self.blocks.note("comments")
        elif element.tag.startswith(DRAW):
            boxes.extend(element.iter(DRAW + "text-box"))
        else:
            own = self.styles.is_bold(str(element.get(TEXT + "style-name", "")), bold)
            self.spans(element, own, pieces, boxes, depth + 1)


def _collapsed(text: str | None) -> str:
    """Text with line ends and tabs of the XML's own layout as blanks (ISO/IEC 26300-1 §6.1.2)."""
    return " ".join(text.replace("\t", " ").replace("\r", " ").split("\n")) if text else ""
