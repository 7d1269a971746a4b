"""A Word document (ISO/IEC 29500-1 WordprocessingML) → blocks, read from its XML parts directly."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.readers.blocks import Blocks, Cell, Line, Row, Table, source_lines
from app.readers.docx_numbering import DEEPEST_STYLE_CHAIN, Lists, W, read_lists, whole
from app.readers.refusal import FileRefused
from app.readers.safe_xml import parse_part, parse_xml

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Wrappers whose content is ordinary content.
TRANSPARENT = frozenset(
    W + tag
    for tag in (
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "customXml",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
INSERTED = frozenset({W + "ins", W + "moveTo"})
DROPPED = frozenset({W + "del", W + "moveFrom"})
# What is no text of the paragraph itself, and the note that says it was there.
NOTED = {
    W + "footnoteReference": "footnotes",
    W + "endnoteReference": "footnotes",
    W + "commentReference": "comments",
}
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
DEEPEST_NESTING = 40
# Symbol fonts keep their signs in the private-use area; the tick boxes forms use.
SYMBOLS = {
    0xF0FE: "☑",
    0xF052: "☑",
    0xF0A8: "□",
    0xF06F: "□",
    0xF0A3: "□",
    0xF06E: "■",
    0xF06C: "●",
    0xF0A1: "○",
    0xF0FC: "✓",
}

Pieces = list[tuple[str, bool]]


@dataclass(slots=True)
class Styles:
    """What a style says about boldness and numbering, its ancestors included."""

    bold: dict[str, bool] = field(default_factory=dict)
    numbering: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_docx(data: bytes) -> Blocks:
    """The document's blocks; `FileRefused("damaged" | "unreadable" | …)`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        main = _main_part(archive)
        document = _part(archive, main)
        body = None if document is None else document.find(W + "body")
        if body is None:
            raise FileRefused("damaged")
        folder = posixpath.dirname(main)
        styles = _styles(_part(archive, f"{folder}/styles.xml"))
        reader = _Reader(styles, read_lists(_part(archive, f"{folder}/numbering.xml")))
        reader.blocks.body = list(reader.read(body))
        for where, path in _edges(archive, main):
            part = _part(archive, path)
            if part is not None:
                reader.edge(where, part)
        for where in ("footnote", "endnote"):
            notes = _part(archive, f"{folder}/{where}s.xml")
            if notes is not None:
                reader.asides(where, notes)
        return reader.blocks


def _part(archive: zipfile.ZipFile, path: str) -> etree._Element | None:
    """One part; Word's strict form of the same vocabulary is read as the transitional one."""
    try:
        data = archive.read(path)
    except KeyError:
        return None
    return parse_xml(data.replace(STRICT, W[1:-1].encode()))


def _relations(archive: zipfile.ZipFile, path: str) -> list[tuple[str, str]]:
    root = parse_part(archive, path)
    found = [] if root is None else root.iter("{*}Relationship")
    return [(str(one.get("Type", "")).rsplit("/", 1)[-1], str(one.get("Target", ""))) for one in found]


def _main_part(archive: zipfile.ZipFile) -> str:
    for purpose, target in _relations(archive, "_rels/.rels"):
        if purpose == "officeDocument":
            return target.lstrip("/")
    return "word/document.xml"


def _edges(archive: zipfile.ZipFile, main: str) -> list[tuple[str, str]]:
    folder, name = posixpath.split(main)
    found = _relations(archive, f"{folder}/_rels/{name}.rels")
    return [
        (purpose, target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        for purpose, target in found
        if purpose in ("header", "footer")
    ]


def _styles(root: etree._Element | None) -> Styles:
    styles = Styles()
    if root is None:
        return styles
    elements = {str(style.get(W + "styleId")): style for style in root.iter(W + "style")}
    for identity in elements:
        bold, numbering = None, None
        current: str | None = identity
        for _ in range(DEEPEST_STYLE_CHAIN):
            style = elements.get(current or "")
            if style is None:
                break
            bold = _bold(style.find(W + "rPr")) if bold is None else bold
            numbering = numbering or _numbering(style.find(W + "pPr"))
            parent = style.find(W + "basedOn")
            current = None if parent is None else str(parent.get(W + "val"))
        if bold is not None:
            styles.bold[identity] = bold
        if numbering:
            styles.numbering[identity] = numbering
    return styles


def _bold(properties: etree._Element | None) -> bool | None:
    found = None if properties is None else properties.find(W + "b")
    return None if found is None else found.get(W + "val", "1") not in ("0", "false", "off")


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    found = None if properties is None else properties.find(W + "numPr")
    if found is None:
        return None
    instance, level = found.find(W + "numId"), found.find(W + "ilvl")
    if instance is None:
        return None
    return str(instance.get(W + "val")), 0 if level is None else whole(level.get(W + "val"))


def _style_of(properties: etree._Element | None, tag: str) -> str:
    found = None if properties is None else properties.find(W + tag)
    return "" if found is None else str(found.get(W + "val", ""))


class _Reader:
    """Walks the parts of one document; knows its styles and how far its lists have counted."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.blocks = Blocks()

    def read(self, parent: etree._Element, depth: int = 0) -> Iterator[Line | Table]:
        """The blocks below an element, in reading order."""
        if depth > DEEPEST_NESTING:
            raise FileRefused("too_heavy")
        for element in parent:
            if element.tag == W + "p":
                for line in self.paragraph(element, depth):
                    yield Line(line)
            elif element.tag == W + "tbl":
                yield Table(tuple(self.rows(element, depth)))
            elif element.tag in DROPPED:
                self.blocks.note("tracked_changes")
            elif element.tag in TRANSPARENT:
                yield from self.read(element, depth + 1)
            elif element.tag == MC + "AlternateContent":
                yield from self.read(_chosen(element), depth + 1)

    def edge(self, where: str, part: etree._Element) -> None:
        """Remember the lines of a page header or footer, each once."""
        for line in self.flattened(part, 0):
            if (where, line) not in self.blocks.edges:
                self.blocks.edges.append((where, line))

    def asides(self, where: str, part: etree._Element) -> None:
        """Remember foot- or endnotes: they have no place in the form, but are not lost."""
        for note in part:
            if note.get(W + "type") not in (None, "normal"):
                continue
            for line in self.flattened(note, 0):
                self.blocks.note("footnotes")
                self.blocks.asides.append((where, line))

    def rows(self, table: etree._Element, depth: int) -> Iterator[Row]:
        """A table's rows; a row deleted under tracked changes is dropped."""
        for row in _unwrapped(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.blocks.note("tracked_changes")
                continue
            yield tuple(self.cell(cell, depth) for cell in _unwrapped(row, W + "tc"))

    def cell(self, cell: etree._Element, depth: int) -> Cell:
        """A cell's lines; empty where it continues the cell above."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(W + "val", "continue") != "restart":
            return ()
        return tuple(self.flattened(cell, depth + 1))

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

    def paragraph(self, paragraph: etree._Element, depth: int) -> list[str]:
        """The paragraph's source lines, then those of text boxes anchored in it."""
        properties = paragraph.find(W + "pPr")
        style = _style_of(properties, "pStyle")
        numbering = _numbering(properties) or self.styles.numbering.get(style)
        pieces: Pieces = []
        boxes: list[etree._Element] = []
        self.runs(paragraph, self.styles.bold.get(style, False), pieces, boxes, depth)
        marker = self.lists.marker(*numbering) if numbering else ""
        lines = source_lines(pieces, marker) if pieces or marker else []
        for box in boxes:
            self.blocks.note("text_boxes")
            lines.extend(self.flattened(box, depth + 1))
        return lines

    def runs(
        self, parent: etree._Element, bold: bool, pieces: Pieces, boxes: list[etree._Element], depth: int
    ) -> None:
        """Collect (text, bold) of all runs below an element."""
        if depth > DEEPEST_NESTING:
            raise FileRefused("too_heavy")
        for element in parent:
            if element.tag == W + "r":
                self.run(element, bold, pieces, boxes, depth)
            elif element.tag in DROPPED:
                self.blocks.note("tracked_changes")
            elif element.tag in TRANSPARENT:
                if element.tag in INSERTED:
                    self.blocks.note("tracked_changes")
                self.runs(element, bold, pieces, boxes, depth + 1)
            elif element.tag == MC + "AlternateContent":
                self.runs(_chosen(element), bold, pieces, boxes, depth + 1)

    def run(
        self, run: etree._Element, inherited: bool, pieces: Pieces, boxes: list[etree._Element], depth: int
    ) -> None:
        """Collect one run's text."""
        properties = run.find(W + "rPr")
        own = _bold(properties)
        bold = self.styles.bold.get(_style_of(properties, "rStyle"), inherited) if own is None else own
        for element in run:
            if element.tag == W + "t":
                pieces.append((element.text or "", bold))
            elif element.tag in SIGNS:
                pieces.append((SIGNS[element.tag], bold))
            elif element.tag == W + "sym":
                pieces.append((self.symbol(element), bold))
            elif element.tag in NOTED:
                self.blocks.note(NOTED[element.tag])
            elif element.tag == MC + "AlternateContent":
                self.run(_chosen(element), bold, pieces, boxes, depth)
            elif element.tag in (W + "drawing", W + "pict", W + "object"):
                boxes.extend(box for box in element.iter(W + "txbxContent") if not _inside_box(box, element))
            elif element.tag == W + "ruby":
                self.runs(element, bold, pieces, boxes, depth + 1)

    def symbol(self, element: etree._Element) -> str:
        """The sign of a symbol font, as the character that looks like it."""
        try:
            code = int(str(element.get(W + "char", "")), 16)
        except ValueError:
            return ""
        if code not in SYMBOLS:
            self.blocks.note("symbols")
        usable = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
        return SYMBOLS.get(code, chr(code) if usable else "")


def _chosen(alternate: etree._Element) -> etree._Element:
    """The content to read where two renderings of the same thing are offered."""
    choice, fallback = alternate.find(MC + "Choice"), alternate.find(MC + "Fallback")
    if choice is not None and (fallback is None or next(choice.iter(W + "t"), None) is not None):
        return choice
    return alternate if fallback is None else fallback


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with a tag, also inside content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in TRANSPARENT:
            yield from _unwrapped(element, tag)


def _inside_box(box: etree._Element, outermost: etree._Element) -> bool:
    """True when the box stands in another box, or in the second rendering of the same drawing."""
    above = box.getparent()
    while above is not None and above is not outermost:
        if above.tag in (W + "txbxContent", MC + "Fallback"):
            return True
        above = above.getparent()
    return False
