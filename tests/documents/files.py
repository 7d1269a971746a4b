"""Small templates to fill, and produced files read back by other people's readers."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.table import Table
from lxml import etree
from odfdo import Document as OdfDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)


def word_template(*paragraphs: str, header: str = "", cell: str = "") -> bytes:
    """A Word file with these paragraphs; `¦` cuts a paragraph into runs, as editing in Word does."""
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for run in text.split("¦"):
            paragraph.add_run(run)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def writer_template(*paragraphs: str, styles: str = "") -> bytes:
    """An ODT with these paragraphs, given as XML; `styles` goes into styles.xml."""
    body = "".join(f'<text:p text:style-name="P">{paragraph}</text:p>' for paragraph in paragraphs)
    parts = {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content {_NAMESPACES}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODT_TYPE}"/></m:manifest>',
    }
    return archive(parts)


def archive(parts: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with one text in one part replaced; the old text must be there."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text
    return archive({**parts, part: text.replace(old, new)})


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def word_lines(data: bytes) -> list[str]:
    """The paragraphs as Word shows them: a raw tab or line feed in a text is a blank (ISO/IEC 29500-1 §17.3.3)."""
    return ["".join(_word_text(run) for run in paragraph._p.iter()) for paragraph in opened(data).paragraphs]


def lines(data: bytes, fmt: str) -> list[str]:
    """Every paragraph of the body, those in cells too, as Word or Writer shows it; empty ones left out."""
    if fmt == "odt":
        return [line for line in writer_lines(data) if line]
    body = opened(data).element.body
    shown = ("".join(_word_text(part) for part in p.iter()) for p in body.iter(f"{W}p"))
    return [line for line in shown if line]


def _word_text(element: Any) -> str:
    if element.tag == f"{W}t":
        text = re.sub("[\t\n]", " ", element.text or "")
        return (
            text
            if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            else text.strip(" ")
        )
    if element.tag == f"{W}tab" and element.getparent().tag != f"{W}r":
        return ""  # a tab stop, not a tab
    return {f"{W}tab": "\t", f"{W}br": "\n"}.get(element.tag, "")


def writer_lines(data: bytes) -> list[str]:
    """The paragraphs as Writer shows them: white space collapses, blanks are elements (ODF 1.3 part 3 §6.1.2)."""
    OdfDocument(io.BytesIO(data))  # another reader takes the file at all
    content = etree.fromstring(parts_of(data)["content.xml"])
    return [_writer_text(paragraph) for paragraph in content.iter(f"{TEXT}p", f"{TEXT}h")]


def _writer_text(paragraph: Any) -> str:
    shown = {f"{TEXT}tab": "\1", f"{TEXT}line-break": "\2", f"{TEXT}s": "\3"}
    pieces = []
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "end":
            pieces.append((element.tail or "") if element is not paragraph else "")
            continue
        count = int(element.get(f"{TEXT}c", "1"))
        pieces.append(shown.get(element.tag, "") * count + (element.text or ""))
    collapsed = re.sub("[\t\r\n ]+", " ", "".join(pieces)).strip(" ")
    return collapsed.translate({1: "\t", 2: "\n", 3: " "})


def word_rows(table: Table) -> list[list[str]]:
    """The cells as printed: a merged cell once."""
    rows = []
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        rows.append(["\n".join(_texts(cell)) for cell in cells])
    return rows


def _texts(cell: Any) -> Sequence[str]:
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in cell.iter(f"{W}p")]
