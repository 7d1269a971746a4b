"""The rows of a roster as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.list_table import Column, Kind, Table
from app.queries.duties.roster import RosterRow
from app.wording.roster import ROSTER_COLUMNS, ROSTER_SHEET, YES, status_said, why_exempt
from app.wording.words import word

DAYS, WIDE = frozenset({6, 7, 9}), frozenset({12})


def roster_table(rows: Iterable[RosterRow]) -> Table:
    """The list as its page shows it, every row."""
    columns = tuple(
        Column(heading, Kind.DAY if at in DAYS else Kind.TEXT, 30 if at in WIDE else 14)
        for at, heading in enumerate(ROSTER_COLUMNS)
    )
    return Table(
        ROSTER_SHEET,
        columns,
        (
            (
                row.declarant.name, row.declarant.staff_number, row.period.agency.short_name, row.period.post_title,
                str(row.line.key.year or ""), word(row.line.key.type), row.line.advised_day, row.line.last_day,
                status_said(row.line, row.overdue), row.line.told.filed_on, word(row.line.told.way),
                YES if row.line.told.authorised else "", why_exempt(row.line),
            )
            for row in rows
        ),
    )  # fmt: skip
