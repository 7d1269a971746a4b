"""Lists in XLSX, ODS and CSV → rows of text, and columns found by the words of their heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.readers.child import run_reader
from app.readers.headings import HEADING_WITHIN, bare
from app.readers.refusal import FileRefused
from app.readers.upload import DEFAULT_LIMIT, SHEET_KINDS, check_outside


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row a person sees in the file, from 1; `cells` are text, trailing empty ones cut."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first visible sheet with any text, or the one that was looked for; blank rows are left out.

    `notes` are codes (`hidden_sheet`, `more_sheets`); `others`: the first of the other visible sheets with any text, by name.
    """

    filename: str
    sha256: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One row below the heading: wanted column → text, empty where the row has none."""

    row: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose heading row was found. `headings`: wanted column → heading as written; `unused`: the others."""

    heading_row: int
    headings: Mapping[str, str]
    unused: tuple[str, ...]
    records: tuple[Record, ...]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


def read_sheet(filename: str, data: bytes, limit: int = DEFAULT_LIMIT, heading: str = "") -> Sheet:
    """The rows of a list, or `FileRefused`: formulas are refused with the cell's name. `limit` in bytes.

    `heading`: the sheet that has it is read, wherever it stands; several are refused (`sheet_twice`, `sheets`).
    """
    uploaded = check_outside(filename, data, SHEET_KINDS, limit)
    value = run_reader("sheet", uploaded.kind, uploaded.filename, data, heading)
    rows = tuple(Row(number, tuple(cells)) for number, cells in value["rows"])
    return Sheet(uploaded.filename, uploaded.sha256, rows, tuple(value["notes"]), tuple(value["others"]))


def find_table(
    sheet: Sheet, required: Mapping[str, Sequence[str]], optional: Mapping[str, Sequence[str]]
) -> Table:
    """The table below the first row that has the required headings, in any order, padded or not.

    `required` and `optional`: column → its synonyms; the column's own name always counts. Refuses with
    `no_rows`, `missing_columns` (`columns`) or `duplicate_columns` (`columns`, `row`).
    """
    if not sheet.rows:
        raise FileRefused("no_rows", sheet.filename)
    wanted = {**required, **optional}
    candidates = sheet.rows[:HEADING_WITHIN]
    found = [(row, _columns(sheet, row, wanted)) for row in candidates]
    heading, columns = max(found, key=lambda one: len(required.keys() & one[1].keys()))
    missing = [name for name in required if name not in columns]
    if missing:
        raise FileRefused("missing_columns", sheet.filename, {"columns": missing, "row": heading.number})
    records = tuple(_record(row, columns) for row in sheet.rows if row.number > heading.number)
    headings = {name: heading.cells[at] for name, at in columns.items()}
    used = set(columns.values())
    unused = tuple(cell for at, cell in enumerate(heading.cells) if cell and at not in used)
    return Table(heading.number, headings, unused, records)


def _columns(sheet: Sheet, row: Row, wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for name, synonyms in wanted.items():
        words = {bare(word) for word in (name, *synonyms)}
        at = [place for place, cell in enumerate(row.cells) if bare(cell) in words]
        if at:
            places[name] = at
    twice = [name for name, at in places.items() if len(at) > 1]
    if twice:
        raise FileRefused("duplicate_columns", sheet.filename, {"columns": twice, "row": row.number})
    return {name: at[0] for name, at in places.items()}


def _record(row: Row, columns: Mapping[str, int]) -> Record:
    values = {name: row.cells[at] if at < len(row.cells) else "" for name, at in columns.items()}
    return Record(row.number, values)
