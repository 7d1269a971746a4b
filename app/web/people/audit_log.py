"""/audit: what happened, for those entitled, filtered by the address and paged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.people.actor import ActorKind
from app.domain.people.rights import Right
from app.domain.roc_date import DateRefused, parse_roc, roc_slash
from app.queries.people import audit_log as rows
from app.queries.people.audit_log import AuditFilter
from app.web.access import access
from app.web.auth.session import actor
from app.web.paging import address, page_of, typed
from app.web.people.blueprint import bp
from app.web.transaction import TAIPEI, db, today
from app.wording import audit as words
from app.wording.refusals import sentence
from app.wording.words import word

FILTERS = {"from": "自", "to": "至", "actor": "何人", "thing": "對象", "action": "動作", "code": "編號"}


@bp.get("/audit")
@access(Right.READ_AUDIT, Right.READ_AUDIT_WITHOUT_TEXTS)
def audit_log() -> ResponseReturnValue:
    faults: list[tuple[str, str]] = []
    since, until = _day("from", faults), _day("to", faults)
    wanted = AuditFilter(
        since=_midnight(since),
        before=_midnight(until + timedelta(days=1)) if until else None,
        **{name: typed(name) for name in ("actor", "thing", "action", "code")},
    )
    page = page_of(rows.count(db(), actor(), wanted))
    things, actions = rows.kinds(db(), actor())
    html = render_template(
        "people/audit.html",
        rows=[_shown(row) for row in rows.listed(db(), actor(), wanted, offset=page.offset, limit=page.size)],
        page=page,
        faults=faults,
        chips=_chips(),
        things=[("", "全部對象"), *((thing, words.thing_word(thing)) for thing in things)],
        actions=[("", "全部動作"), *((action, words.action_word(action)) for action in actions)],
        asked={name: typed(name) for name in FILTERS},
        changes_text=changes_text,
    )
    return html, 422 if faults else 200


def changes_text(changes: Mapping[str, Any]) -> list[str]:
    """「簡稱：甲 → 乙」 for each field; only the names where the values may not be read or are personal."""
    return [_change(field, pair) for field, pair in changes.items()]


def _change(field: str, pair: Any) -> str:
    name = words.field_word(field)
    if not isinstance(pair, list) or len(pair) != 2 or any(_is_digest(value) for value in pair):
        return name
    before, after = (words.value_text(field, value) for value in pair)
    return f"{name}：{before} → {after}"


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")


def _shown(row: rows.AuditRow) -> dict[str, Any]:
    by_person = row.actor_kind is ActorKind.PERSON
    return {
        "at": row.at,
        "who": row.actor_name if by_person else f"{word(row.actor_kind)}",
        "action": words.action_word(row.action),
        "thing": words.thing_word(row.thing),
        "code": row.code,
        "reason": row.reason,
        "changes": changes_text(row.changes),
        "address": row.address,
    }


def _day(name: str, faults: list[tuple[str, str]]) -> date | None:
    text = typed(name)
    if not text:
        return None
    try:
        return parse_roc(text, today())
    except DateRefused as refused:
        faults.append((f"filter-{name}", sentence(refused.code, **refused.facts)))
        return None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), TAIPEI) if day else None


def _chips() -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    return [
        (f"{label}：{_said(name, typed(name))}", address(**{name: None, "page": None}))
        for name, label in FILTERS.items()
        if typed(name)
    ]


def _said(name: str, text: str) -> str:
    if name == "thing":
        return words.thing_word(text)
    if name == "action":
        return words.action_word(text)
    if name in ("from", "to"):
        try:
            return roc_slash(parse_roc(text, today()))
        except DateRefused:
            return text
    return text
