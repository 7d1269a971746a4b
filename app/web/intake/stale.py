"""409 on a check page: what was typed beside what somebody else kept meanwhile; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.roc_date import roc_digits
from app.models import ImportBatch
from app.queries.people.audit_log import last_change
from app.web.filters import roc_time
from app.web.intake.forms import Part
from app.web.intake.views import FileView
from app.web.transaction import db, now


def page(batch: ImportBatch, views: list[FileView]) -> ResponseReturnValue:
    """The forms hold what was sent; `object_data` what is stored now."""
    who, when = last_change(db(), batch) or ("其他人", now())
    html = render_template(
        "errors/stale.html",
        action=url_for("intake.batch_act", batch_id=batch.id),
        seen_version=batch.version,
        who=who,
        when=roc_time(when),
        back_url=url_for("intake.batch", batch_id=batch.id),
        thing=f"匯入批次 {batch.id} ",
        fields=[field for view in views for part in view.parts() for field in _fields(part, view)],
    )
    return html, 409


def _fields(part: Part, view: FileView) -> Iterator[dict[str, Any]]:
    for field in part:
        mine, theirs = _text(field.data), _text(field.object_data)
        if field.type == "BooleanField" and not mine and not theirs:
            continue  # an unticked box is sent as nothing
        yield {
            "label": f"{view.file.filename}　{field.label.text}",
            "name": field.name,
            "mine": mine,
            "theirs": theirs,
        }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "y" if value else ""
    if isinstance(value, date):
        return roc_digits(value)
    return "" if value is None else str(value)
