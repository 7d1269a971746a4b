"""Which column of a list of old items is which: shown on the check page, chosen, remembered."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.intake.batch_flow import BatchKind
from app.models import ImportBatch, ImportFile
from app.services.intake import batches
from app.services.intake.assignment_columns import COLUMNS
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.transaction import db, now
from app.wording.intake import NOT_TAKEN
from app.wording.messages import MESSAGES


def columns_of(shown: ImportBatch) -> dict[str, Any] | None:
    """Of a batch of old items: what a column may be, and what each is now."""
    if shown.kind is not BatchKind.ASSIGNMENTS:
        return None
    return {
        "choices": [("", NOT_TAKEN), *((name, name) for name in COLUMNS)],
        "files": [(file.filename, _fields(at, file)) for at, file in enumerate(shown.files, start=1)],
    }


def name_columns(shown: ImportBatch) -> ResponseReturnValue:
    """套用欄位: as chosen; a column named twice stays with the first."""
    chosen = [_chosen(at, file) for at, file in enumerate(shown.files, start=1)]
    batches.name_columns(db(), actor(), shown, chosen, seen_version=seen_version(), now=now())
    flash(MESSAGES["batch_saved"])
    return redirect(url_for("intake.batch", batch_id=shown.id), 303)


def _fields(at: int, file: ImportFile) -> list[dict[str, str]]:
    placed = file.placed.get("columns", {})
    examples = file.read["rows"][0]["cells"] if file.read["rows"] else []
    return [
        {
            "name": f"c{at}-{place}",
            "heading": heading,
            "column": placed.get(heading, ""),
            "example": examples[place] if place < len(examples) else "",
        }
        for place, heading in enumerate(file.read["headings"])
    ]


def _chosen(at: int, file: ImportFile) -> dict[str, str]:
    named: dict[str, str] = {}
    for place, heading in enumerate(file.read["headings"]):
        column = request.form.get(f"c{at}-{place}", "")
        named[heading] = column if column in COLUMNS and column not in named.values() else ""
    return named
