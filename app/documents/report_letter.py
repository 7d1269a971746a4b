"""請填報函稿: the letter that sends the shares out and asks for 辦理情形; the form of 函送紀錄函稿 under a template of its own."""

from app.documents import minutes_letter
from app.documents.minutes_letter import MinutesLetter, empty_fields, plain_text, values_of
from app.documents.paper import Format, render

FIELDS = minutes_letter.FIELDS
ReportLetter = MinutesLetter

__all__ = ["FIELDS", "ReportLetter", "build", "empty_fields", "plain_text", "values_of"]


def build(paper: MinutesLetter, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("report-letter", fmt, values_of(paper), template)
