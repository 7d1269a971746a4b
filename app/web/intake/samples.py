"""Sample files to fill in, made from the very columns the reader looks for."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, current_app
from flask.typing import ResponseReturnValue

from app.documents.list_sheet import SheetFormat, sheet_bytes, text_table
from app.domain.intake.batch_flow import BatchKind
from app.domain.people.rights import Right, has
from app.services.intake import agency_columns, assignment_columns, declarant_columns, user_columns
from app.web.access import access
from app.web.auth.session import actor
from app.web.intake.blueprint import bp
from app.wording.intake import SAMPLE_NAME
from app.wording.words import word

COLUMNS = {
    BatchKind.AGENCIES: (agency_columns.SAMPLE_ORDER, agency_columns.SAMPLE_ROWS),
    BatchKind.ASSIGNMENTS: (assignment_columns.SAMPLE_ORDER, assignment_columns.SAMPLE_ROWS),
    BatchKind.USERS: (user_columns.SAMPLE_ORDER, user_columns.SAMPLE_ROWS),
    BatchKind.DECLARANTS: (declarant_columns.SAMPLE_ORDER, declarant_columns.SAMPLE_ROWS),
}
WHO = {BatchKind.AGENCIES: Right.MANAGE_PEOPLE, BatchKind.USERS: Right.MANAGE_PEOPLE}
"""Whose samples they are; those not named are for whoever imports cases."""
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@bp.get("/samples/<string:kind>.<string:fmt>")
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def sample(kind: str, fmt: str) -> ResponseReturnValue:
    columns = next((found for one, found in COLUMNS.items() if one.value == kind), None)
    if columns is None or fmt not in TYPES or not has(actor(), WHO.get(BatchKind(kind), Right.IMPORT)):
        abort(404)
    name = SAMPLE_NAME.format(kind=word(BatchKind(kind)))
    heading, rows = columns
    wanted: SheetFormat = "xlsx" if fmt == "xlsx" else "csv"
    data = sheet_bytes(text_table(name, heading, rows), wanted)
    response: Response = current_app.response_class(data, mimetype=TYPES[fmt])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{kind}.{fmt}\"; filename*=UTF-8''{quote(f'{name}.{fmt}')}"
    )
    return response
