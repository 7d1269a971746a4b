"""Plain text, with or without simple markup, cells parted by tabs → blocks."""

from __future__ import annotations

import html
import re

from app.readers.blocks import Blocks, Cell, Line, Table, source_lines
from app.readers.refusal import FileRefused

ENCODINGS = ("utf-8-sig", "cp950")
TAG = re.compile(r"<(/?)(p|b|strong|br|span|div|u|i|em|font)(?:\s[^<>]*)?/?>", re.IGNORECASE)
PARAGRAPH_ACROSS_LINES = re.compile(r"<p(?:\s[^<>]*)?>(?:(?!</p>).)*</p>", re.IGNORECASE | re.DOTALL)
BETWEEN_PARAGRAPHS = re.compile(r"(</p>)[ \r\n]*\n[ \r\n]*(?=<p[\s>])", re.IGNORECASE)
LINE_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029|\x0b|\x0c")
HTML_BLANKS = " \t\n\r\f"
PARAGRAPH_TAGS = frozenset({"p", "div", "br"})
BOLD_TAGS = frozenset({"b", "strong"})
# Han characters and the full-width signs that stand among them: no blank is written between two of these.
HAN = re.compile(
    r"[\u2e80-\u2fff\u3001-\u303f\u3100-\u312f\u31a0-\u31ef\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff「」《》〈〉“”‘’…—]"
)


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with a byte order mark, or Big5 (CP950); `FileRefused("encoding")`."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("encoding")


def read_text(data: bytes) -> Blocks:
    """The text's blocks: consecutive lines with tabs are a table, every other line stands alone."""
    text = LINE_ENDS.sub("\n", decode(data))
    text = BETWEEN_PARAGRAPHS.sub(r"\1 ", text)
    text = PARAGRAPH_ACROSS_LINES.sub(lambda found: found.group().replace("\n", " "), text)
    blocks = Blocks(flowing=True)
    rows: list[tuple[Cell, ...]] = []
    for line in text.split("\n"):
        if "\t" in line.strip(" \u3000") and line.strip():
            rows.append(tuple(cell_lines(cell) for cell in line.split("\t")))
            continue
        if rows and line.strip():
            blocks.body.append(Table(tuple(rows)))
            rows = []
        blocks.body.extend(Line(found) for found in cell_lines(line))
    if rows:
        blocks.body.append(Table(tuple(rows)))
    return blocks


def cell_lines(text: str) -> Cell:
    """The source lines of one cell or line of text."""
    if not TAG.search(text):
        return tuple(source_lines([(text, False)]))
    return tuple(line for pieces in _marked_up(text) for line in source_lines(pieces))


def _marked_up(text: str) -> list[list[tuple[str, bool]]]:
    """Paragraphs of (character, bold) with white space collapsed as HTML does, none kept between Han characters."""
    paragraphs: list[list[tuple[str, bool]]] = [[]]
    bold, at = 0, 0
    for tag in TAG.finditer(text):
        paragraphs[-1].extend((sign, bold > 0) for sign in html.unescape(text[at : tag.start()]))
        at = tag.end()
        name = tag.group(2).lower()
        if name in BOLD_TAGS:
            bold = max(0, bold - 1) if tag.group(1) else bold + 1
        elif name in PARAGRAPH_TAGS:
            bold = bold if name == "br" else 0
            paragraphs.append([])
    paragraphs[-1].extend((sign, bold > 0) for sign in html.unescape(text[at:]))
    return [_collapsed(paragraph) for paragraph in paragraphs]


def _collapsed(characters: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    kept: list[tuple[str, bool]] = []
    blank = False
    for sign, bold in characters:
        if sign in HTML_BLANKS:
            blank = bool(kept)
            continue
        if blank and not (HAN.match(kept[-1][0]) and HAN.match(sign)):
            kept.append((" ", bold and kept[-1][1]))
        blank = False
        kept.append((sign, bold))
    return kept
