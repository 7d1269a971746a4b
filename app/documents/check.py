"""Is a template fit for use: readable, of allowed constructs, every field known?"""

import difflib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from jinja2 import UndefinedError
from lxml import etree

from app.documents import (
    agenda,
    approval_sheet,
    booklet,
    chair_notes,
    extension_letter,
    extract,
    filing_notice,
    follow_up_table,
    handover_list,
    meeting_notice,
    minutes,
    minutes_letter,
    proposal_table,
    release_list,
    release_memo,
    report_letter,
    report_receipt,
    share_table,
    sign_in_sheet,
    statistics,
    unfiled_list,
    urging_letter,
)
from app.documents.errors import TemplateRefused
from app.documents.grammar import FieldSet
from app.documents.program import Program, compile_template
from app.documents.source import NUMBER_FIELDS

__all__ = [
    "PAPER_FIELDS",
    "FieldSet",
    "Problem",
    "check_all_templates",
    "check_template",
    "dropped_fields",
    "flat",
]

_SIMILAR = 0.3  # Chinese field names are short: one equal character of three is a hint already
_SAMPLE_TEXTS = ("<&樣本文字&>", "")

# What each template of `docx_templates/` may use, by its file name.
PAPER_FIELDS: Mapping[str, FieldSet] = {
    "agenda": agenda.FIELDS,
    "approval-sheet": approval_sheet.FIELDS,
    "booklet": booklet.FIELDS,
    "chair-notes": chair_notes.FIELDS,
    "extension-letter": extension_letter.FIELDS,
    "extract": extract.FIELDS,
    "filing-notice": filing_notice.FIELDS,
    "follow-up-table": follow_up_table.FIELDS,
    "handover-list": handover_list.FIELDS,
    "meeting-notice": meeting_notice.FIELDS,
    "minutes": minutes.FIELDS,
    "minutes-letter": minutes_letter.FIELDS,
    "proposal-table": proposal_table.FIELDS,
    "release-list": release_list.FIELDS,
    "release-memo": release_memo.FIELDS,
    "report-letter": report_letter.FIELDS,
    "unfiled-list": unfiled_list.FIELDS,
    "urging-letter": urging_letter.FIELDS,
    "report-receipt": report_receipt.FIELDS,
    "share-table": share_table.FIELDS,
    "sign-in-sheet": sign_in_sheet.FIELDS,
    "statistics": statistics.FIELDS,
}


@dataclass(frozen=True)
class Problem:
    """`code` and `facts` for the wording; `unknown_field` has facts `field` and, if one is near, `nearest`."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    template: str = ""


def check_template(data: bytes, allowed: FieldSet) -> list[Problem]:
    """Return what keeps the template from being used; an empty list means none."""
    try:
        program = compile_template(data)
    except TemplateRefused as refused:
        return [Problem(refused.code, refused.facts)]
    return [*_unknown(program.fields, allowed, ""), *_rendering(program)]


def check_all_templates(folder: Path, fields: Mapping[str, FieldSet] = PAPER_FIELDS) -> list[Problem]:
    """Check each `NAME.docx` of the folder with its twin `NAME.odt`; `fields` names what NAME may use."""
    problems: list[Problem] = []
    stems = sorted({path.stem for path in folder.iterdir() if path.suffix in (".docx", ".odt")})
    for stem in stems:
        problems += _check_pair(folder, stem, fields.get(stem))
    problems += [Problem("template_missing", {}, stem) for stem in sorted(fields.keys() - set(stems))]
    return problems


def _check_pair(folder: Path, stem: str, allowed: FieldSet | None) -> Iterator[Problem]:
    if allowed is None:
        yield Problem("unknown_template", {}, stem)
        return
    used: list[FieldSet] = []
    for suffix in (".docx", ".odt"):
        path = folder / f"{stem}{suffix}"
        if not path.exists():
            yield Problem("twin_missing", {}, path.name)
            continue
        problems = check_template(path.read_bytes(), allowed)
        yield from (Problem(problem.code, problem.facts, path.name) for problem in problems)
        if not problems:
            used.append(compile_template(path.read_bytes()).fields)
    if len(used) == 2 and used[0] != used[1]:
        differing = flat(used[0]) ^ flat(used[1])
        yield Problem("twins_differ", {"fields": "、".join(sorted(differing))}, stem)


def dropped_fields(data: bytes, original: bytes) -> frozenset[str]:
    """What the original prints and this template does not, by path; a list that is gone stands for all in it."""
    gone = flat(compile_template(original).fields) - flat(compile_template(data).fields)
    return frozenset(path for path in gone if path.rpartition(".")[0] not in gone)


def flat(fields: FieldSet, before: str = "") -> frozenset[str]:
    """Every field and list by its path: 標題, 案件, 案件.案由."""
    inner = (flat(entry, f"{before}{name}.") for name, entry in fields.lists.items())
    return frozenset(before + name for name in (*fields.names, *fields.lists)).union(*inner)


def _unknown(used: FieldSet, allowed: FieldSet, before: str) -> Iterator[Problem]:
    known = [*sorted(allowed.names), *sorted(allowed.lists)]
    for name in sorted(used.names - allowed.names - allowed.lists.keys()):
        yield _unknown_field(before + name, name, known)
    for name, inner in used.lists.items():
        if name in allowed.lists:
            yield from _unknown(inner, allowed.lists[name], f"{before}{name}.")
        else:
            yield _unknown_field(before + name, name, known)


def _unknown_field(path: str, name: str, known: list[str]) -> Problem:
    near = difflib.get_close_matches(name, known, n=1, cutoff=_SIMILAR)
    return Problem("unknown_field", {"field": path, **({"nearest": near[0]} if near else {})})


def _rendering(program: Program) -> Iterator[Problem]:
    """Fill the template with hostile and with empty sample text and open the results."""
    try:
        for text in _SAMPLE_TEXTS:
            _open(program, program.render(_sample(program.fields, text)))
    except UndefinedError as error:
        yield Problem("unknown_field", {"field": error.message or ""})
    except (etree.XMLSyntaxError, KeyError, TypeError, ValueError) as error:
        yield Problem("broken_when_filled", {"message": str(error)})


def _open(program: Program, paper: bytes) -> None:
    if program.suffix == ".docx":
        docx.Document(io.BytesIO(paper))
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        for part in program.filled_parts:
            etree.fromstring(archive.read(part))


def _sample(fields: FieldSet, text: str) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(fields.names, text)
    values |= dict.fromkeys(fields.names & NUMBER_FIELDS, 1)
    return values | {name: [_sample(inner, text)] * 2 for name, inner in fields.lists.items()}
