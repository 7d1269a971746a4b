"""/report/sheet: the 填報表 of this round to take along, and the check page of a filled one; what it says is sent by the form of /report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right
from app.domain.roc_date import roc_digits
from app.domain.tracking.decisions import ApprovalMode
from app.models import Assignment
from app.queries.tracking.owed import AgencyWork, Owed, work_of_agencies
from app.queries.tracking.round_labels import round_labels
from app.queries.tracking.whole_lists import confidential_of
from app.readers.refusal import FileRefused
from app.readers.sheets import read_sheet
from app.services.intake import report_sheet
from app.services.intake.report_sheet import Fate, Line, RowCheck, SheetCheck
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.tracking import first_reading, report_page
from app.web.tracking.blueprint import bp
from app.web.tracking.reporting import stamp_form, to_write
from app.web.transaction import db, today
from app.wording.tracking import report_sheet as said

MOST_FAULTS_SHOWN = 50
SHEET = "tracking/report_sheet.html"


@bp.get("/report/sheet")
@access(Right.REPORT)
def report_sheet_page() -> ResponseReturnValue:
    """The upload; with ?format= the sheet itself."""
    fmt = exporting.asked()
    if fmt not in ("xlsx", "ods"):
        return render_template(SHEET, rows=[], errors=[], title="")
    lines = _lines(work_of_agencies(db(), actor(), today()))
    shares = [line.one.share for line in lines]
    first_reading.note(*shares)
    exporting.note_readings(Assignment.__tablename__, confidential_of(db(), shares))
    return exporting.send(report_sheet.table_of(said.TITLE, lines, _secret()), fmt)


@bp.post("/report/sheet")
@access(Right.REPORT)
def check_report_sheet() -> ResponseReturnValue:
    """What the filled sheet would send. Nothing is stored before 送出, which is the button of /report."""
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        return _again([("sheet", said.NO_FILE)])
    work = work_of_agencies(db(), actor(), today())
    lines = _lines(work)
    try:
        sheet = read_sheet(sent.filename, sent.read(), heading=said.KEY)
        found = report_sheet.check(sheet, lines, _sealed(work, lines), _secret(), today())
    except FileRefused as refused:
        name = refused.filename or sent.filename
        return _again([("sheet", said.file_sentence(refused.code, name, refused.facts))])
    if found.faults:
        return _again(list(_faults(found)), said.FAULTS_TITLE.format(n=len(found.faults)))
    rows = found.of(Fate.REPORTED)
    if not rows:
        return _again([("sheet", said.NOTHING_FILLED.format(filename=sheet.filename))])
    return _check_page(found, rows, sheet.others)


def _check_page(found: SheetCheck, rows: Sequence[RowCheck], others: Sequence[str]) -> ResponseReturnValue:
    """`others`: the sheets of the file that were not read."""
    ones = [row.line.one for row in rows if row.line]
    modes = {one.mode for one in ones}
    return render_template(
        SHEET,
        rows=rows,
        fields=[list(_fields(row)) for row in rows],
        untouched=found.of(Fate.UNTOUCHED),
        missing=found.missing,
        others=others,
        stamp=stamp_form(ones) if ApprovalMode.PAPER in modes else None,
        asks=modes != {ApprovalMode.WITHOUT},
        sends=modes != {ApprovalMode.ONLINE},
    )


def _fields(row: RowCheck) -> Iterator[tuple[str, str]]:
    """The fields of /report that say what the row says."""
    if row.line is None or row.filled is None:
        return
    filled, prefix = row.filled, f"s{row.line.one.share.id}-"
    yield f"{prefix}seen_version", "" if row.seen is None else str(row.seen)
    yield f"{prefix}progress", str(filled.progress.value) if filled.progress else ""
    yield f"{prefix}none_reason", str(filled.none_reason.value) if filled.none_reason else ""
    yield f"{prefix}none_reason_text", filled.none_reason_text
    yield f"{prefix}text", filled.text
    yield f"{prefix}expected_on", roc_digits(filled.expected_on) if filled.expected_on else ""
    for key, value in filled.figures.items():
        yield f"{prefix}figure_{key}", str(value)


def _again(errors: list[tuple[str, str]], title: str = "") -> ResponseReturnValue:
    """The upload once more, with what is wrong above it."""
    return render_template(SHEET, rows=[], errors=errors, title=title), 422


def _faults(found: SheetCheck) -> Iterator[tuple[str, str]]:
    shown = found.faults[:MOST_FAULTS_SHOWN]
    for fault in shown:
        yield "sheet", said.row_sentence(fault.row, fault.column, fault.code, fault.facts)
    if len(found.faults) > len(shown):
        yield "sheet", said.MORE_FAULTS.format(n=len(found.faults) - len(shown))


def _lines(work: AgencyWork) -> list[Line]:
    ones = to_write(work)
    shares = [one.share for one in ones]
    labels = round_labels(db(), shares, today())
    asked = report_page.figures_asked(shares)
    return [Line(one, labels[one.share.id], tuple(asked[one.share.item_id])) for one in ones]


def _sealed(work: AgencyWork, lines: Sequence[Line]) -> dict[int, str]:
    """The agency's shares on which nothing can be reported now."""
    open_ones = {line.one.share.id for line in lines}
    every: Sequence[Owed] = (*work.owed, *work.to_sign, *work.sent, *work.others, *work.released)
    return {one.share.id: one.address for one in every if one.share.id not in open_ones}


def _secret() -> str:
    return str(current_app.secret_key)
