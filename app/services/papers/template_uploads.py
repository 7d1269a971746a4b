"""範本: an edited Word or ODT file is looked at where it can do no harm, before it is kept as the next version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.pdf import PdfUnavailable, to_odt
from app.domain.errors import Invalid
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.readers.child import run_reader
from app.readers.refusal import FileRefused
from app.readers.upload import MEGABYTE, Kind, check_outside
from app.services.papers.templates import NewFile

LIMIT = 5 * MEGABYTE
EXAMINER = "app.documents.examine:examine"
_DOCX, _ODT = TemplateFormat.DOCX, TemplateFormat.ODT


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a file from being a template; code and facts are those of `documents.check`."""

    filename: str
    code: str
    facts: Mapping[str, str]


class TemplateUnfit(Invalid):
    """The files are readable and may not be used; `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("template_unfit")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Looked:
    """The files of a new version, fit for use; `no_twin`: why LibreOffice made no ODT, '' where it did or need not."""

    files: list[NewFile]
    no_twin: str


@dataclass(frozen=True, slots=True)
class _One:
    file: NewFile
    fields: frozenset[str]


def look_at(
    paper: str, sent: Mapping[TemplateFormat, tuple[str, bytes]], word: tuple[str, bytes] | None
) -> Looked:
    """What was sent (file name and bytes by format) as the files of a new version; nothing is stored.

    A Word file alone gets its ODT twin from LibreOffice, where that can be had; an ODT file alone is put beside
    `word`, the Word file of an earlier version. FileRefused, TemplateUnfit. Takes seconds: hold no transaction.
    """
    found = {fmt: _look(paper, fmt, FileOrigin.UPLOADED, *file) for fmt, file in sent.items()}
    no_twin = ""
    if _DOCX not in found and word is not None:
        found[_DOCX] = _look(paper, _DOCX, FileOrigin.CARRIED_OVER, *word)
    elif _ODT not in found:
        twin = _twin(paper, found[_DOCX])
        if isinstance(twin, str):
            no_twin = twin
        else:
            found[_ODT] = twin
    if _ODT in found and (differing := found[_DOCX].fields ^ found[_ODT].fields):
        facts = {"fields": "、".join(sorted(differing))}
        raise TemplateUnfit([Fault(found[_ODT].file.filename, "twins_differ", facts)])
    return Looked([found[fmt].file for fmt in TemplateFormat if fmt in found], no_twin)


def _look(paper: str, fmt: TemplateFormat, origin: FileOrigin, filename: str, data: bytes) -> _One:
    """The template and its fields, read in the limited process."""
    uploaded = check_outside(filename, data, {Kind(fmt)}, LIMIT)
    found = run_reader(EXAMINER, uploaded.kind, uploaded.filename, data, paper)
    if found["problems"]:
        raise TemplateUnfit([Fault(uploaded.filename, code, facts) for code, facts in found["problems"]])
    return _One(NewFile(fmt, origin, uploaded.filename, data), frozenset(found["fields"]))


def _twin(paper: str, word: _One) -> _One | str:
    """The twin, or why there is none: a code of PdfUnavailable, or `twin_differs`."""
    filename = word.file.filename.rpartition(".")[0] + ".odt"
    try:
        twin = _look(paper, _ODT, FileOrigin.CONVERTED, filename, to_odt(word.file.content))
    except PdfUnavailable as unavailable:
        return unavailable.code
    except (FileRefused, TemplateUnfit):
        return "twin_differs"
    return twin if twin.fields == word.fields else "twin_differs"
