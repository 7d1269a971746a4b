"""Files in, plain values out: each file is read on its own, so that a bad one never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.domain.intake.batch_flow import OF_DOCUMENTS, BatchKind
from app.domain.intake.placing import FIELDS
from app.domain.text_entry import clean_text, drop_refused
from app.readers.headings import HEADING_WITHIN
from app.readers.minutes_document import read_minutes_document
from app.readers.proposal_table import read_proposal_tables
from app.readers.read_document import ReadCase, ReadDocument, ReadTracked, Unplaced, to_json
from app.readers.refusal import FileRefused
from app.readers.sheets import find_table, read_sheet
from app.services.intake import agency_columns, declarant_columns, user_columns
from app.services.intake.assignment_columns import column_of
from app.wording.intake import NAMELESS

NO_LIMIT = 1 << 30
MOST_CASES = 400
"""Cases of one batch: the check page has them all on one form."""
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name as claimed, its bytes."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file gave: JSON values, or the refusal of the reader. `filename` is cleaned."""

    filename: str
    sha256: str = ""
    read: Mapping[str, Any] | None = None
    refused: FileRefused | None = None

    @property
    def cases(self) -> int:
        """Cases recognised, or rows of a list."""
        read = self.read or {}
        return len(read.get("cases", ())) or len(read.get("records", ())) or len(read.get("rows", ()))


def read_files(kind: BatchKind, uploads: Sequence[Upload]) -> list[FileRead]:
    """Every file as far as it can be read, in the order given. Beyond `MOST_CASES` cases it is refused: `too_many_cases`."""
    results: list[FileRead] = []
    cases = 0
    for upload in uploads:
        result = _read(kind, upload)
        if kind in OF_DOCUMENTS:
            cases += result.cases
            if cases > MOST_CASES:
                refused = FileRefused("too_many_cases", result.filename, {"limit": MOST_CASES})
                result = FileRead(result.filename, refused=refused)
        results.append(result)
    return results


def _read(kind: BatchKind, upload: Upload) -> FileRead:
    try:
        return READERS[kind](upload)
    except FileRefused as refused:
        return FileRead(refused.filename or upload.filename, refused=refused)


def _documents(reader: Callable[[str, bytes], ReadDocument]) -> Callable[[Upload], FileRead]:
    def read(upload: Upload) -> FileRead:
        document = _settled(reader(upload.filename, upload.data))
        return FileRead(document.filename, document.sha256, to_json(document))

    return read


def _settled(document: ReadDocument) -> ReadDocument:
    """Every text as it can be stored: what no column and no page could hold is dropped, the rest stays as written."""
    cases = tuple(map(_settled_case, document.cases))
    unplaced = tuple(Unplaced(_stored(one.text), one.where) for one in document.unplaced)
    facts = tuple((name, _stored(text)) for name, text in document.facts)
    lines = tuple(map(_stored, document.lines))
    tracked = tuple(
        ReadTracked(**{name: _stored(text) for name, text in asdict(row).items()}) for row in document.tracked
    )
    return replace(document, cases=cases, unplaced=unplaced, facts=facts, lines=lines, tracked=tracked)


def _settled_case(case: ReadCase) -> ReadCase:
    texts: dict[str, Any] = {name: _stored(getattr(case, name)) for name in FIELDS}
    texts["extra"] = tuple((_stored(label), _stored(source)) for label, source in case.extra)
    texts["source"] = tuple(map(_stored, case.source))
    return replace(case, **texts)


def _stored(text: str) -> str:
    return clean_text(drop_refused(text), limit=NO_LIMIT, multiline=True)


def _list(required: Columns, optional: Columns) -> Callable[[Upload], FileRead]:
    def read(upload: Upload) -> FileRead:
        sheet = read_sheet(upload.filename, upload.data)
        table = find_table(sheet, required, optional)
        if not table.records:
            raise FileRefused("no_rows", sheet.filename)
        values = {
            "headings": dict(table.headings),
            "unused": list(table.unused),
            "notes": list(sheet.notes),
            "records": [asdict(record) for record in table],
        }
        return FileRead(sheet.filename, sheet.sha256, values)

    return read


def _old_list(upload: Upload) -> FileRead:
    """舊案: every row as it is; which column is which a person may still say."""
    sheet = read_sheet(upload.filename, upload.data)
    if len(sheet.rows) < 2:
        raise FileRefused("no_rows", sheet.filename)
    heading = max(
        sheet.rows[:HEADING_WITHIN], key=lambda row: sum(bool(column_of(cell)) for cell in row.cells)
    )
    values = {
        "heading_row": heading.number,
        "headings": _told_apart([_heading(cell) for cell in heading.cells]),
        "rows": [{"row": row.number, "cells": list(row.cells)} for row in sheet.rows if row.number > heading.number],
        "notes": list(sheet.notes),
    }  # fmt: skip
    return FileRead(sheet.filename, sheet.sha256, values)


def _heading(cell: str) -> str:
    return " ".join(_stored(cell).split())


def _told_apart(headings: Sequence[str]) -> list[str]:
    """Each heading once; one without words is named by its place."""
    told: list[str] = []
    for place, heading in enumerate(headings, start=1):
        name = heading or NAMELESS.format(place=place)
        told.append(name if name not in told else f"{name}（{place}）")
    return told


READERS: dict[BatchKind, Callable[[Upload], FileRead]] = {
    BatchKind.PROPOSALS: _documents(read_proposal_tables),
    BatchKind.MINUTES: _documents(read_minutes_document),
    BatchKind.AGENCIES: _list(agency_columns.REQUIRED, agency_columns.OPTIONAL),
    BatchKind.USERS: _list(user_columns.REQUIRED, user_columns.OPTIONAL),
    BatchKind.ASSIGNMENTS: _old_list,
    BatchKind.DECLARANTS: _list(declarant_columns.REQUIRED, declarant_columns.OPTIONAL),
}
