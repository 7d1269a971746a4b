"""展延准駁函稿: the letter that answers an agency which asked for more time; the form of 函送紀錄函稿 under a template of its own."""

from app.documents import minutes_letter
from app.documents.minutes_letter import MinutesLetter, empty_fields, plain_text, values_of
from app.documents.paper import Format, render

FIELDS = minutes_letter.FIELDS
ExtensionLetter = MinutesLetter

__all__ = ["FIELDS", "ExtensionLetter", "build", "empty_fields", "plain_text", "values_of"]


def build(paper: MinutesLetter, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("extension-letter", fmt, values_of(paper), template)
