"""The one place where a paper becomes a file: its template, and the format that is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from app.documents.archive import store, write_archive
from app.documents.errors import TemplateRefused
from app.documents.file_names import paper_file_name
from app.documents.paper import TEMPLATES, Format, render
from app.documents.pdf import to_pdf
from app.domain.errors import NotNow
from app.domain.papers.paper import LETTERS, PaperName
from app.queries.papers.active_templates import active_template, digests_in_use, templates_in_use
from app.services.papers.binding import Enclosed, HandedIn, bound_pdf
from app.services.papers.catalogue import Made
from app.services.proposals.attached import path_of
from app.wording.words import word

Printed = Literal["docx", "odt", "pdf", "txt"]
EDITABLE: tuple[Format, Format] = ("docx", "odt")
OF_EVERY: tuple[Printed, ...] = ("docx", "odt", "pdf")
OF_LETTERS: tuple[Printed, ...] = (*OF_EVERY, "txt")


def formats_of(name: PaperName) -> tuple[Printed, ...]:
    return OF_LETTERS if name in LETTERS else OF_EVERY


def print_paper(session: Session, made: Made, fmt: Printed, files_dir: Path) -> bytes:
    """The file. Raises PdfUnavailable, and NotNow `template_without_odt`, `template_outdated`."""
    if fmt == "pdf" and made.enclosed:
        files = [_handed_in(one, files_dir) for one in made.enclosed]
        with _template_of(made):
            return bound_pdf(made.plain, files, active_template(session, made.name.value, "docx"))
    if fmt == "pdf":
        return to_pdf(print_paper(session, made, "docx", files_dir), ".docx")
    return print_with(made, fmt, None if fmt == "txt" else active_template(session, made.name.value, fmt))


def print_with(made: Made, fmt: Literal["docx", "odt", "txt"], template: bytes | None) -> bytes:
    """The file with this template, else the original. NotNow `template_outdated`."""
    if fmt == "txt":
        return made.text.encode()
    with _template_of(made):
        return render(made.name.value, fmt, made.values, template)


@contextmanager
def _template_of(made: Made) -> Iterator[None]:
    """A stored template was fit when it was uploaded; the program may have moved on since."""
    try:
        yield
    except TemplateRefused as unfit:
        raise NotNow("template_outdated", paper=word(made.name)) from unfit


def _handed_in(file: Enclosed, files_dir: Path) -> HandedIn:
    """With its bytes; where they are gone there is nothing to bind, and the booklet says that the file comes apart."""
    path = path_of(files_dir, file.sha256)
    return HandedIn(file.name, file.filename, file.kind, path.read_bytes() if path.exists() else b"")


def print_all(session: Session, papers: Sequence[Made]) -> bytes:
    """A zip of every paper as DOCX and ODT, of a letter as plain text too; PDF is made one at a time."""
    replaced = templates_in_use(session)
    without_odt = {paper for paper, _ in replaced if (paper, "odt") not in replaced}
    return write_archive(
        store(paper_file_name(made.title, fmt), print_with(made, fmt, replaced.get((made.name.value, fmt))))
        for made in papers
        for fmt in formats_of(made.name)
        if fmt != "pdf" and not (fmt == "odt" and made.name.value in without_odt)
    )


def digests(session: Session) -> dict[PaperName, str]:
    """One digest per paper for the templates it is printed with now, Word and ODF together."""
    replaced = digests_in_use(session)
    return {name: _digest(replaced.get(name.value) or original_digest(name)) for name in PaperName}


@cache
def original_digest(name: PaperName) -> str:
    """Of the pair in `docx_templates/`, which does not change while the program runs."""
    return "".join(
        hashlib.sha256((TEMPLATES / f"{name.value}.{fmt}").read_bytes()).hexdigest() for fmt in EDITABLE
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
