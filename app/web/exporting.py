"""A list as a file: the very rows its address shows, all of them, as `?format=xlsx`, `ods` or `csv`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO
from urllib.parse import quote

from flask import Response, g, request
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.documents.file_names import paper_file_name
from app.documents.list_sheet import FORMATS, SheetFormat, write
from app.documents.list_table import Table
from app.domain.roc_date import roc_digits
from app.models import ReadEvent
from app.web import side_notes
from app.web.paging import address
from app.web.transaction import now, today

TYPES: dict[SheetFormat, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
PIECE = 64 * 1024
HELD = 4 * 1024 * 1024
"""A longer file is written to the disk while it is made, so that a list of any length costs the same memory."""


def asked() -> SheetFormat | None:
    """The file this address asks for; None for the page."""
    wanted = request.args.get("format", "")
    return next((fmt for fmt in FORMATS if fmt == wanted), None)


def links(**changed: str | None) -> list[tuple[str, str]]:
    """(XLSX, address): this list with its filters and its order, whole."""
    return links_to(address(format=None, page=None, **changed))


def links_to(url: str) -> list[tuple[str, str]]:
    """As `links`, of the list at another address."""
    return [(fmt.upper(), f"{url}{'&' if '?' in url else '?'}format={fmt}") for fmt in FORMATS]


def send(table: Table, fmt: SheetFormat) -> Response:
    """The file, named after the list and the day."""
    target: Any = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 — the answer reads and closes it
    write(table, fmt, target)
    length = target.tell()
    target.seek(0)
    response = Response(_pieces(target), content_type=TYPES[fmt])
    response.call_on_close(target.close)
    response.content_length = length
    name = quote(paper_file_name(f"{table.title}{roc_digits(today())}", fmt))
    response.headers["Content-Disposition"] = f"attachment; filename=\"list.{fmt}\"; filename*=UTF-8''{name}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _pieces(target: BinaryIO) -> Iterator[bytes]:
    with target:
        while piece := target.read(PIECE):
            yield piece


def note_readings(thing: str, ids: Iterable[int]) -> None:
    """A ReadEvent for each record of personal or confidential data that went out with a list. `thing`: its table."""
    common = {
        "at": now(), "user_id": g.get("user_id"), "thing": thing, "purpose": "download",
        "address": request.remote_addr or "", "request": g.get("request_id", ""),
    }  # fmt: skip
    rows = [{**common, "thing_id": one} for one in ids]

    def note(session: Session) -> None:
        session.execute(insert(ReadEvent), rows)

    if rows:
        side_notes.add(note)
