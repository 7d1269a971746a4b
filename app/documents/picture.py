"""A picture on a page of its own, as a Word file: so that it can be printed like every other file."""

from __future__ import annotations

import io
import struct

from docx import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Mm

WIDTH, HEIGHT = Mm(180), Mm(250)
MARGIN = Mm(15)


def picture_page(data: bytes) -> bytes | None:
    """A JPG or PNG as large as fits on A4; None for one that Word would not take."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    try:
        drawn = document.add_picture(io.BytesIO(data))
        scale = min(WIDTH / drawn.width, HEIGHT / drawn.height)
    except (
        InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error, ValueError,
        KeyError, ZeroDivisionError,
    ):  # fmt: skip
        return None
    drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
