"""填報表: the open shares of an agency as a sheet to fill in, and what a filled one would report. Nothing is stored here.

A hidden column says of each row which share and round it was made for, which version of the draft it showed and what stood
in its cells, signed: so a sheet from elsewhere or from an earlier round is told apart, and untouched rows are left out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.documents.list_table import Cell, Column, Kind, Table
from app.domain.errors import Invalid
from app.domain.numerals import to_half_digits
from app.domain.roc_date import parse_roc, roc_slash, roc_text
from app.domain.text_entry import TextRefused, clean_text
from app.domain.tracking.decisions import NoProgressReason, Progress
from app.domain.tracking.item import Frequency
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.same_text import is_same_text
from app.models import AskedFigure, ProgressReport
from app.queries.tracking.owed import Owed
from app.readers.refusal import FileRefused
from app.readers.sheets import Record, Sheet, find_table
from app.readers.sheets import Table as ReadTable
from app.services.intake.sheet_check import CellChange, Cells, RowFault
from app.wording.tracking import report_sheet as said
from app.wording.words import word

TEXT_LIMIT = 2000
REASON_LIMIT = 200
LARGEST_FIGURE = 2_000_000_000
MARK = "R1"
SEPARATOR = "|"
WRITTEN = (said.PROGRESS, said.REPORT, said.EXPECTED_ON)


class Fate(StrEnum):
    """What becomes of a row."""

    REPORTED = "reported"
    UNTOUCHED = "untouched"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Line:
    """One share of the sheet. `round`: the label of the round a report of today belongs to; `asked`: its item's figures."""

    one: Owed
    round: str
    asked: tuple[AskedFigure, ...]

    @property
    def shown(self) -> ProgressReport | None:
        """What stands in the cells: the draft, else what was taken or sent back."""
        last = self.one.last
        return self.one.draft or (
            last if last and last.state in (ReportState.RECALLED, ReportState.RETURNED) else None
        )


@dataclass(frozen=True, slots=True)
class Filled:
    """What a row says, typed. `figures`: by id of the figure asked for."""

    progress: Progress | None
    none_reason: NoProgressReason | None
    none_reason_text: str
    text: str
    expected_on: date | None
    figures: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class RowCheck:
    """One row of the file. `seen`: the version of the draft it was made from; `same_text`: nearly what was last sent."""

    row: int
    code: str
    fate: Fate
    line: Line | None = None
    filled: Filled | None = None
    seen: int | None = None
    changes: tuple[CellChange, ...] = ()
    same_text: bool = False


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """`missing`: codes of shares that have no row, which stay as they are."""

    rows: tuple[RowCheck, ...]
    faults: tuple[RowFault, ...]
    missing: tuple[str, ...]

    def of(self, fate: Fate) -> list[RowCheck]:
        return [row for row in self.rows if row.fate is fate]


@dataclass(slots=True)
class _Key:
    share_id: int
    round: str
    seen: int | None
    digest: str


@dataclass(slots=True)
class _Reading:
    """What is known while a file is walked. `sealed` shares are the agency's, but nothing can be reported on them now."""

    secret: str
    today: date
    lines: Mapping[int, Line]
    sealed: Mapping[int, str]
    rows_of: dict[int, int] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def table_of(title: str, lines: Sequence[Line], secret: str) -> Table:
    """The sheet to fill in: only three cells of a row can be typed into, and one for each figure asked for."""
    figures = _figure_headings(lines)
    columns = (
        Column(said.KEY, hidden=True), Column(said.CODE), Column(said.AGENCY), Column(said.SUBJECT, width=26),
        Column(said.TEXT, width=40), Column(said.ROUND, width=12), Column(said.DUE, width=12),
        Column(said.LAST, width=30), Column(said.PROGRESS, width=22, editable=True, choices=tuple(said.PROGRESS_CHOICES)),
        Column(said.REPORT, width=56, editable=True), Column(said.EXPECTED_ON, width=14, editable=True),
        *(Column(heading, Kind.NUMBER, 10, editable=True) for heading in figures),
    )  # fmt: skip
    return Table(title, columns, (_row(line, figures, secret) for line in lines))


def check(
    sheet: Sheet, lines: Sequence[Line], sealed: Mapping[int, str], secret: str, today: date
) -> SheetCheck:
    """What the filled sheet would report. `sealed`: id → code of the agency's other shares.

    FileRefused: hidden_sheet, not_ours, other_agency, earlier_round (`rounds`, `now`), and those of `find_table`.
    """
    if "hidden_sheet" in sheet.notes:
        raise FileRefused("hidden_sheet", sheet.filename)
    table = _table(sheet, _figure_headings(lines))
    keys = [(record, _opened(record.values.get(said.KEY, ""), secret)) for record in table.records]
    reading = _Reading(secret, today, {line.one.share.id: line for line in lines}, sealed)
    _refuse_strangers(sheet, [key for _, key in keys if key is not None], reading)
    checks = tuple(_check(record, key, table, reading) for record, key in keys if any(record.values.values()))
    met = reading.rows_of
    missing = tuple(line.one.address for line in lines if line.one.share.id not in met)
    return SheetCheck(checks, tuple(reading.faults), missing)


def _row(line: Line, figures: Sequence[str], secret: str) -> list[Cell]:
    one, share = line.one, line.one.share
    cells = _cells(line)
    key = _Key(share.id, line.round, one.draft.version if one.draft else None, _digest(cells))
    last = one.last
    told = (
        said.LAST_SENT.format(day=roc_text(last.submitted_on), text=last.text)
        if last and last.submitted_on
        else ""
    )
    shown: list[Cell] = [
        _sealed(key, secret), one.address, share.agency.short_name, share.item.title, share.text or share.item.text,
        word(share.item.frequency) if share.item.frequency is Frequency.ONCE else line.round, roc_slash(one.due) if one.due else "", told,
    ]  # fmt: skip
    numbers = (cells.get(heading, "") for heading in figures)
    return [
        *shown,
        *(cells.get(name, "") for name in WRITTEN),
        *(int(cell) if cell else None for cell in numbers),
    ]


def _cells(line: Line) -> dict[str, str]:
    """What stands in the editable cells of a share, by heading."""
    report = line.shown
    if report is None:
        return {}
    figures = {one.figure_id: one.value for one in report.figures}
    return _written(line, report, figures)


def _written(line: Line, said_by: ProgressReport | Filled, figures: Mapping[int, int]) -> dict[str, str]:
    names = {one.id: _heading(one) for one in line.asked}
    return {
        said.PROGRESS: said.progress_word(said_by.progress, said_by.none_reason),
        said.REPORT: said_by.text,
        said.EXPECTED_ON: roc_slash(said_by.expected_on) if said_by.expected_on else "",
        **{names[key]: str(value) for key, value in figures.items() if key in names},
    }


def _figure_headings(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(_heading(one) for line in lines for one in line.asked))


def _heading(figure: AskedFigure) -> str:
    return f"{figure.name}（{figure.unit}）" if figure.unit else figure.name


def _table(sheet: Sheet, figures: Sequence[str]) -> ReadTable:
    try:
        return find_table(
            sheet,
            {said.KEY: (), said.PROGRESS: (), said.REPORT: ()},
            {said.CODE: (), said.EXPECTED_ON: (), **{heading: () for heading in figures}},
        )
    except FileRefused as refused:
        columns = refused.facts.get("columns")
        if refused.code == "missing_columns" and isinstance(columns, list) and said.KEY in columns:
            raise FileRefused("not_ours", sheet.filename) from None
        raise


def _refuse_strangers(sheet: Sheet, keys: Sequence[_Key], reading: _Reading) -> None:
    """A file none of whose rows can be taken is told as what it is, once."""
    if not keys:
        raise FileRefused("not_ours", sheet.filename)
    known = [key for key in keys if key.share_id in reading.lines or key.share_id in reading.sealed]
    if not known:
        raise FileRefused("other_agency", sheet.filename)
    open_ones = [key for key in known if key.share_id in reading.lines]
    if open_ones and all(key.round != reading.lines[key.share_id].round for key in open_ones):
        rounds = dict.fromkeys(key.round for key in open_ones)
        now = dict.fromkeys(reading.lines[key.share_id].round for key in open_ones)
        raise FileRefused(
            "earlier_round", sheet.filename, {"rounds": "、".join(rounds), "now": "、".join(now)}
        )


def _check(record: Record, key: _Key | None, table: ReadTable, reading: _Reading) -> RowCheck:
    cells = Cells(record.row, record.values, table.headings, reading.faults)
    code = record.values.get(said.CODE, "")
    before = len(reading.faults)
    figures = [heading for heading in table.headings if heading not in said.FIXED]
    typed = {heading: record.values.get(heading, "") for heading in (*WRITTEN, *figures)}
    if key is None:
        if not any(typed.values()):
            return RowCheck(record.row, code, Fate.UNTOUCHED)
        cells.wrong(said.KEY, "row_without_key")
        return RowCheck(record.row, code, Fate.FAULTY)
    line = reading.lines.get(key.share_id)
    code = line.one.address if line else reading.sealed.get(key.share_id, code)
    if key.share_id in reading.rows_of:
        cells.wrong(said.CODE, "cell_twice", word=code, other=reading.rows_of[key.share_id])
        return RowCheck(record.row, code, Fate.FAULTY)
    reading.rows_of[key.share_id] = record.row
    if _digest(typed) == key.digest:
        return RowCheck(record.row, code, Fate.UNTOUCHED)
    if line is None:
        cells.wrong(
            said.CODE, "row_not_asked" if key.share_id in reading.sealed else "row_of_others", word=code
        )
    elif key.round != line.round:
        cells.wrong(said.ROUND, "row_of_earlier_round", word=key.round, now=line.round)
    elif key.seen != (line.one.draft.version if line.one.draft else None):
        cells.wrong(said.CODE, "row_changed_since", word=code)
    filled = _filled(cells, line, figures, reading.today) if line and len(reading.faults) == before else None
    if line is None or filled is None or len(reading.faults) > before:
        return RowCheck(record.row, code, Fate.FAULTY)
    changes = tuple(_changes(line, filled))
    if not changes:
        return RowCheck(record.row, code, Fate.UNTOUCHED)
    last = line.one.last
    same = bool(last and filled.progress is not Progress.NONE and is_same_text(last.text, filled.text))
    return RowCheck(record.row, code, Fate.REPORTED, line, filled, key.seen, changes, same)


def _filled(cells: Cells, line: Line, figures: Sequence[str], today: date) -> Filled:
    typed = cells.text(said.PROGRESS, required=True)
    progress, reason = said.PROGRESS_CHOICES.get(typed, (None, None))
    if typed and progress is None:
        cells.wrong(said.PROGRESS, "cell_unknown_word", word=typed, words="、".join(said.PROGRESS_CHOICES))
    text = _text(cells)
    return Filled(
        progress, reason, text[:REASON_LIMIT].replace("\n", " ") if reason is NoProgressReason.OTHER else "", text,
        _day(cells, today), dict(_figures(cells, line, figures)),
    )  # fmt: skip


def _text(cells: Cells) -> str:
    try:
        text = clean_text(cells.values.get(said.REPORT, ""), limit=TEXT_LIMIT, multiline=True)
    except TextRefused as refused:
        cells.wrong(said.REPORT, refused.code, position=refused.position, limit=TEXT_LIMIT)
        return ""
    if not text.strip():
        cells.wrong(said.REPORT, "cell_missing")
    return text


def _day(cells: Cells, today: date) -> date | None:
    typed = cells.text(said.EXPECTED_ON)
    try:
        return parse_roc(typed, today) if typed else None
    except Invalid:
        cells.wrong(said.EXPECTED_ON, "cell_not_a_day", word=typed)
        return None


def _figures(cells: Cells, line: Line, figures: Sequence[str]) -> Iterator[tuple[int, int]]:
    asked = {_heading(one): one.id for one in line.asked}
    for heading in figures:
        typed = to_half_digits(cells.text(heading)).replace(",", "").replace("，", "")
        if not typed:
            continue
        if heading not in asked:
            cells.wrong(heading, "figure_not_asked")
        elif not (typed.isascii() and typed.isdigit() and len(typed) < 11 and int(typed) <= LARGEST_FIGURE):
            cells.wrong(heading, "cell_not_a_number", word=typed)
        else:
            yield asked[heading], int(typed)


def _changes(line: Line, filled: Filled) -> Iterator[CellChange]:
    before, after = _cells(line), _written(line, filled, filled.figures)
    for heading in dict.fromkeys((*before, *after)):
        old, new = before.get(heading, "").strip(), after.get(heading, "").strip()
        if old != new:
            yield CellChange(heading, old, new)


def _digest(cells: Mapping[str, str]) -> str:
    """Of the cells that are filled, whatever the order of the columns. Blanks around a text are not kept by every program."""
    told = "\x1f".join(
        f"{heading}\x1e{cell.strip()}" for heading, cell in sorted(cells.items()) if cell.strip()
    )
    return hashlib.sha256(told.replace("\r\n", "\n").encode()).hexdigest()[:16]


def _sealed(key: _Key, secret: str) -> str:
    told = SEPARATOR.join(
        (MARK, str(key.share_id), "" if key.seen is None else str(key.seen), key.digest, key.round)
    )
    return f"{_sign(told, secret)}{SEPARATOR}{told}"


def _opened(cell: str, secret: str) -> _Key | None:
    """The key of a row; None for what we never wrote."""
    sign, _, told = cell.partition(SEPARATOR)
    parts = told.split(SEPARATOR, 4)
    if len(parts) != 5 or not hmac.compare_digest(sign.encode(), _sign(told, secret).encode()):
        return None
    return _Key(int(parts[1]), parts[4], int(parts[2]) if parts[2] else None, parts[3])


def _sign(told: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"report sheet {told}".encode(), hashlib.sha256).hexdigest()[:20]
