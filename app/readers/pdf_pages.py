"""PDFs handed in: how many pages one has, and binding them into a paper whose empty pages wait for them. Runs in the reader's child only.

A bound page becomes a form of its own (ISO 32000-1 §8.10), drawn into the page that waits for it above that page's own number. So
nothing of the file but what its pages show comes over: no scripts, links, bookmarks or attached files.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from app.readers.pdf_pack import unpack
from app.readers.refusal import FileRefused

MOST_PAGES = 300
MARGIN, FOOT = 20.0, 56.0
"""Points left free around a bound page, and below it for the number of the paper's page."""
NUMBER_ONLY = re.compile(r"第?\d*頁?")
SHOWN_NOTES = frozenset(
    {"/FreeText", "/Stamp", "/Ink", "/Widget", "/Square", "/Circle", "/Line", "/Highlight"}
)
"""Notes that belong to what a page shows: stamps, handwriting, filled fields."""
HIDDEN = 0b10_0010
"""Flags Hidden and NoView (ISO 32000-1 table 165)."""

Matrix = tuple[float, float, float, float, float, float]


def count_pages(_kind: str, data: bytes) -> int:
    """How many pages there are to bind. `FileRefused`: encrypted, damaged, too_many_pages."""
    reader, nowhere = _opened(data), PdfWriter()
    for page in reader.pages:
        # What cannot be bound is found now, not with the whole booklet.
        _upright(page), _form_of(nowhere, page), list(_notes(nowhere, page))
    return len(reader.pages)


def bind(_kind: str, packed: bytes) -> str:
    """The paper with every file drawn into the pages that wait for it, in base64. `packed`: the paper and the files, an empty one for each divider alone.

    The paper ends with a divider and as many empty pages as the file has, for each in turn; `FileRefused` no_room: it does not.
    """
    paper, *files = unpack(packed)
    writer = PdfWriter(clone_from=io.BytesIO(paper))
    pages = [list(_opened(file).pages) if file else [] for file in files]
    place = len(writer.pages) - sum(1 + len(own) for own in pages)
    for own in pages:
        for page in own:
            place += 1
            _draw(writer, _waiting_page(writer, place), page)
        place += 1
    bound = io.BytesIO()
    writer.write(bound)
    return base64.b64encode(bound.getvalue()).decode("ascii")


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise FileRefused("encrypted")
        pages = len(reader.pages)
    except PyPdfError as error:
        raise FileRefused("damaged") from error
    if not pages:
        raise FileRefused("damaged")
    if pages > MOST_PAGES:
        raise FileRefused("too_many_pages", facts={"pages": pages, "limit": MOST_PAGES})
    return reader


def _waiting_page(writer: PdfWriter, place: int) -> PageObject:
    """An empty page of the paper: nothing on it but its own number."""
    if place < 1:
        raise FileRefused("no_room")
    page = writer.pages[place]
    if not NUMBER_ONLY.fullmatch("".join(page.extract_text().split())):
        raise FileRefused("no_room")
    return page


def _draw(writer: PdfWriter, onto: PageObject, page: PageObject) -> None:
    """The page upright, as large as fits above the number, in the middle; and the notes it shows."""
    upright, width, height = _upright(page)
    wide, high = float(onto.mediabox.width) - 2 * MARGIN, float(onto.mediabox.height) - MARGIN - FOOT
    scale = min(wide / width, high / height)
    left, bottom = MARGIN + (wide - width * scale) / 2, FOOT + (high - height * scale) / 2
    fitted = _then(upright, (scale, 0, 0, scale, left, bottom))
    drawn = [(_form_of(writer, page), fitted)]
    drawn += [(form, _then(matrix, fitted)) for form, matrix in _notes(writer, page)]
    resources = _inside(onto, "/Resources")
    forms = _inside(resources, "/XObject")
    resources[NameObject("/XObject")] = forms
    marks = []
    for form, matrix in drawn:
        name = f"/Bound{form.idnum}"
        forms[NameObject(name)] = form
        marks.append(f"q {' '.join(f'{number:.5f}' for number in matrix)} cm {name} Do Q")
    stream = DecodedStreamObject()
    stream.set_data("\n".join(marks).encode("ascii") + b"\n")
    own = onto.raw_get("/Contents")
    below = own.get_object()
    onto[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(stream), *(below if isinstance(below, ArrayObject) else [own])]
    )


def _form_of(writer: PdfWriter, page: PageObject) -> IndirectObject:
    """What the page draws, as a form with the page's own resources."""
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(page.cropbox),
            NameObject("/Resources"): _inside(page, "/Resources").clone(writer),
        }
    )
    if "/Group" in page:
        form[NameObject("/Group")] = _inside(page, "/Group").clone(writer)
    return writer._add_object(form.flate_encode())


def _upright(page: PageObject) -> tuple[Matrix, float, float]:
    """From the page's own space to one whose corner is 0, 0 and whose top is up; its width and height."""
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    if width <= 0 or height <= 0:
        raise FileRefused("damaged")
    corner: Matrix = (1, 0, 0, 1, -float(box.left), -float(box.bottom))
    turned: dict[int, tuple[Matrix, float, float]] = {
        0: ((1, 0, 0, 1, 0, 0), width, height),
        90: ((0, -1, 1, 0, 0, width), height, width),
        180: ((-1, 0, 0, -1, width, height), width, height),
        270: ((0, 1, -1, 0, height, 0), height, width),
    }
    matrix, wide, high = turned[page.rotation % 360 // 90 * 90]
    return _then(corner, matrix), wide, high


def _notes(writer: PdfWriter, page: PageObject) -> Iterator[tuple[IndirectObject, Matrix]]:
    """Stamps and filled fields, each with the way from its own space to the page's (ISO 32000-1 §12.5.5)."""
    for found in _inside(page, "/Annots"):
        note = found.get_object()
        if note.get("/Subtype") not in SHOWN_NOTES or int(note.get("/F", 0)) & HIDDEN:
            continue
        form = _inside(_inside(note, "/AP"), "/N")
        if not isinstance(form, StreamObject):
            form = _inside(form, note.get("/AS", ""))
        if not isinstance(form, StreamObject) or "/BBox" not in form:
            continue
        left, bottom, right, top = _bounds(form)
        rect = RectangleObject(note["/Rect"])
        if right <= left or top <= bottom:
            continue
        across, up = float(rect.width) / (right - left), float(rect.height) / (top - bottom)
        shift = (float(rect.left) - left * across, float(rect.bottom) - bottom * up)
        copied = form.clone(writer)
        copied[NameObject("/Type")], copied[NameObject("/Subtype")] = (
            NameObject("/XObject"),
            NameObject("/Form"),
        )
        if copied.indirect_reference is not None:
            yield copied.indirect_reference, (across, 0, 0, up, *shift)


def _bounds(form: StreamObject) -> tuple[float, float, float, float]:
    """The box of a form after its own matrix."""
    box = RectangleObject(_inside(form, "/BBox"))
    a, b, c, d, e, f = (float(number) for number in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [
        (a * float(x) + c * float(y) + e, b * float(x) + d * float(y) + f)
        for x in (box.left, box.right)
        for y in (box.bottom, box.top)
    ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _inside(thing: Any, key: str) -> Any:
    """What stands there, behind whatever reference; an empty dictionary where nothing does."""
    found = thing.get(key)
    return DictionaryObject() if found is None else found.get_object()


def _then(first: Matrix, second: Matrix) -> Matrix:
    """`first`, and `second` on what comes out of it."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
