"""A paper of no meeting: its plain values, its title, and how it becomes a file."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from sqlalchemy.orm import Session

from app.documents.errors import TemplateRefused
from app.documents.pdf import to_pdf
from app.domain.errors import NotNow
from app.queries.papers.active_templates import active_template
from app.wording.papers import PAPER_NAMES

Printed = Literal["docx", "odt", "pdf", "txt"]
OF_EVERY: tuple[Printed, ...] = ("docx", "odt", "pdf")


@dataclass(frozen=True, slots=True)
class Loose:
    """`module` knows the fields of `plain`; `template` is the file name of its templates."""

    template: str
    module: ModuleType
    plain: Any
    title: str


def print_loose(session: Session, paper: Loose, fmt: Printed) -> bytes:
    """The file. Raises PdfUnavailable, and NotNow `template_without_odt`, `template_outdated`."""
    if fmt == "txt":
        text: str = paper.module.plain_text(paper.plain)
        return text.encode()
    if fmt == "pdf":
        return to_pdf(print_loose(session, paper, "docx"), ".docx")
    template = active_template(session, paper.template, fmt)
    try:
        data: bytes = paper.module.build(paper.plain, fmt, template)
    except TemplateRefused as unfit:
        raise NotNow("template_outdated", paper=PAPER_NAMES[paper.template]) from unfit
    return data
