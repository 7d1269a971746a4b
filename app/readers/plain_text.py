"""Everything a file says, as lines, for searching: nothing is placed, and what cannot be read is refused. Runs in the reader's child only."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator

from app.readers.blocks import Blocks, Line
from app.readers.docx_blocks import read_docx
from app.readers.odt_blocks import read_odt
from app.readers.refusal import FileRefused
from app.readers.safe_xml import parse_part

MOST_CHARACTERS = 400_000
MOST_PAGES = 300
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FULL_LINE = 18
_HAN = re.compile("[\u2e80-\u9fff]")
_BEGINS_ANEW = re.compile("[（(]?[一二三四五六七八九十]+[、)）]")


def read_text(kind: str, data: bytes) -> str:
    """At most `MOST_CHARACTERS`. `FileRefused`: encrypted, damaged, unreadable, no_text."""
    found: list[str] = []
    length = 0
    for line in _READERS[kind](data):
        found.append(line)
        length += len(line)
        if length > MOST_CHARACTERS:
            break
    text = _UNSEEN.sub("", "\n".join(line for line in found if line.strip()))[:MOST_CHARACTERS]
    if kind == "pdf" and not text.strip():
        raise FileRefused("no_text")  # a scan
    return text


def _lines_of(blocks: Blocks) -> Iterator[str]:
    for block in blocks.body:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (line for row in block.rows for cell in row for line in cell)
    yield from (line for _, line in (*blocks.asides, *blocks.edges))


def _docx(data: bytes) -> Iterator[str]:
    return _lines_of(read_docx(data))


def _odt(data: bytes) -> Iterator[str]:
    return _lines_of(read_odt(data))


def _xlsx(data: bytes) -> Iterator[str]:
    """Every sheet that is shown; of a formula what it last came to."""
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                if isinstance(sheet, ReadOnlyWorksheet):
                    sheet.reset_dimensions()  # the size a file claims may be a lie
                for row in sheet.iter_rows(values_only=True):
                    yield from (str(value) for value in row if value is not None)
        except (
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            IndexError,
            zipfile.BadZipFile,
            SyntaxError,
        ) as error:
            raise FileRefused("unreadable") from error


def _ods(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = parse_part(archive, "content.xml")
    if content is None:
        raise FileRefused("damaged")
    for paragraph in content.iter(_PARAGRAPH):
        yield "".join(str(piece) for piece in paragraph.itertext())


def _pdf(data: bytes) -> Iterator[str]:
    # Slow to import, and only for this kind.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise FileRefused("encrypted")
        for page in reader.pages[:MOST_PAGES]:
            yield _unbroken(page.extract_text())
    except PyPdfError as error:
        raise FileRefused("damaged") from error


def _unbroken(page: str) -> str:
    """A page breaks its lines where they are full; the sentence goes on."""
    text = ""
    for line in page.split("\n"):
        before = text[text.rfind("\n") + 1 :]
        goes_on = len(before) >= _FULL_LINE and _HAN.match(before[-1:]) and _HAN.match(line)
        text += line if not text or (goes_on and not _BEGINS_ANEW.match(line)) else f"\n{line}"
    return text


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "docx": _docx,
    "odt": _odt,
    "xlsx": _xlsx,
    "ods": _ods,
    "pdf": _pdf,
}
