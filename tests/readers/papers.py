"""Fixture papers in our own words: every layout as DOCX, ODT or text, with the text that was put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentObject

TITLE = "示範市政府113年第2次廉政會報提案表"
SUBJECT = "為降低公務車輛油卡遭冒用之風險，擬訂定統一領用程序，提請審議。"
EXPLANATION = (
    "一、近兩年查核發現三件油卡未依規定登記里程之情形。",
    "二、各機關現行領用簿格式不一，事後比對不易。",
)
MEASURES = ("一、請秘書處擬具一致之領用簿格式。", "二、各機關自次月起每季自行抽查一次。")
RESOLUTION = "修正後通過。"
ODT_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
)
ODT_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    "</manifest:manifest>"
)


@dataclass
class Paper:
    """A file and the text put into it; `cases` is how many a reader should find."""

    filename: str
    data: bytes
    text: str
    cases: int = 1


@dataclass
class Word:
    """Builds a DOCX and remembers the text."""

    document: DocumentObject = field(default_factory=Document)
    texts: list[str] = field(default_factory=list)

    def line(self, *runs: str | tuple[str, bool]) -> None:
        paragraph = self.document.add_paragraph()
        for run in runs:
            text, bold = run if isinstance(run, tuple) else (run, False)
            paragraph.add_run(text).bold = bold or None
            self.texts.append(text)

    def header(self, text: str) -> None:
        self.document.sections[0].header.paragraphs[0].text = text
        self.texts.append(text)

    def table(self, rows: Sequence[Sequence[str]], width: int = 4) -> None:
        """Rows of cells; a shorter row's last cell is merged to the right end."""
        table = self.document.add_table(rows=len(rows), cols=width)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = table.cell(number, column)
                if column == len(row) - 1 and column < width - 1:
                    cell = cell.merge(table.cell(number, width - 1))
                lines = text.split("\n")
                cell.paragraphs[0].text = lines[0]
                for more in lines[1:]:
                    cell.add_paragraph(more)
                self.texts.append(text)

    def paper(self, filename: str = "提案表.docx", cases: int = 1) -> Paper:
        target = io.BytesIO()
        self.document.save(target)
        return Paper(filename, target.getvalue(), "\n".join(self.texts), cases)


def form_rows(number: str = "1", unit: str = "政風處", resolution: str = RESOLUTION) -> list[list[str]]:
    """The four-column form's rows."""
    return [
        ["編號", number, "提案單位", unit],
        ["案由", SUBJECT],
        ["說明", "\n".join(EXPLANATION)],
        ["辦法", "\n".join(MEASURES)],
        ["決議", resolution],
    ]


def text_paper(text: str, cases: int = 1, filename: str = "提案.txt") -> Paper:
    return Paper(filename, text.encode(), text, cases)


def odt(content: str, styles: str = "") -> bytes:
    """An ODT with this inside `office:text`, and these automatic styles."""
    body = (
        f"{ODT_HEAD}<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{content}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": body,
            "META-INF/manifest.xml": ODT_MANIFEST,
        }
    )


def odt_table(rows: Sequence[Sequence[str]]) -> str:
    """Table markup; a cell's lines are its paragraphs."""
    return (
        "<table:table>"
        + "".join(f"<table:table-row>{''.join(map(_odt_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
    )


def _odt_cell(text: str) -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell>{paragraphs}</table:table-cell>"


def archive(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """All parts of an archive, to build a changed one."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {info.filename: zipped.read(info) for info in zipped.infolist()}


def with_document_xml(body: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A DOCX whose body is this markup (prefix `w`), with further or replaced parts."""
    parts = parts_of(Word().paper().data)
    parts["word/document.xml"] = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return archive({**parts, **(extra or {})})
