"""The 409 page of an edit form: what was typed beside what somebody else stored meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.roc_date import roc_digits
from app.models.base import Base, Versioned
from app.queries.people.audit_log import last_change
from app.web.filters import roc_time
from app.web.transaction import db, now

NOT_TYPED = frozenset({"csrf_token", "seen_version", "once_key"})


def stale_page(
    thing: Base, form: FlaskForm, *, named: str, back_url: str, leave_out: Collection[str] = ()
) -> ResponseReturnValue:
    """409 with both texts, field by field; `named` says what it is, as in 「機關 D03」. Sent again it overwrites knowingly."""
    assert isinstance(thing, Versioned)  # noqa: S101 — check_seen looked at its version
    who, when = last_change(db(), thing) or ("其他人", now())
    html = render_template(
        "errors/stale.html",
        action=request.full_path.rstrip("?"),
        seen_version=thing.version,
        who=who,
        when=roc_time(when),
        back_url=back_url,
        thing=named,
        fields=[_both(field, thing) for field in form if field.name not in {*NOT_TYPED, *leave_out}],
    )
    return html, 409


def _both(field: Any, thing: Base) -> dict[str, Any]:
    """One field as typed and as stored; of a choice, the two choices by name."""
    mine, theirs = _text(field.data), _text(getattr(thing, field.name, None))
    found: dict[str, Any] = {"label": field.label.text, "name": field.name, "mine": mine, "theirs": theirs}
    if choices := getattr(field, "choices", None):
        words = {str(value): text for value, text in choices}
        found["options"] = [(value, words.get(value, "－")) for value in (mine, theirs)]
    return found


def _text(value: object) -> str:
    if isinstance(value, date):
        return roc_digits(value)
    return "" if value is None else str(value)
