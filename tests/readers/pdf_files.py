"""PDFs for tests: a page for each text, as they are handed in."""

import io

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

A4, SLIDE = (595, 842), (960, 540)


def pdf(
    *texts: str,
    size: tuple[int, int] = A4,
    turn: int = 0,
    password: str = "",
    script: str = "",
    note: str = "",
) -> bytes:
    """A page for each text; an empty text is an empty page."""
    writer = PdfWriter()
    for text in texts:
        page = writer.add_blank_page(*size)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject(
            {NameObject("/F"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F 20 Tf 40 60 Td ({text}) Tj ET".encode() if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
        if turn:
            page.rotate(turn)
    if note:
        _stamp(writer, note)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(k): v for k, v in action.items()}
        )
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _stamp(writer: PdfWriter, text: str) -> None:
    """A stamp on the first page, with an appearance of its own."""
    page = writer.pages[0]
    form = DecodedStreamObject()
    form.set_data(f"BT /F 12 Tf 5 5 Td ({text}) Tj ET".encode())
    form[NameObject("/BBox")] = RectangleObject((0, 0, 200, 40))
    form[NameObject("/Resources")] = page["/Resources"]
    shown = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    note = {"/Subtype": NameObject("/Stamp"), "/Rect": RectangleObject((100, 100, 300, 140)), "/AP": shown}
    stamp = DictionaryObject({NameObject(key): value for key, value in note.items()})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
