"""/audit: what happened, for those entitled, filtered by the address and paged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.people.actor import ActorKind
from app.domain.people.rights import Right
from app.domain.roc_date import DateRefused, parse_roc, roc_slash
from app.queries.insight.audit_names import keys_of, names_of, people_of
from app.queries.people import audit_log as rows
from app.queries.people.audit_log import AuditFilter
from app.web import exporting
from app.web.access import access
from app.web.auth.session import actor
from app.web.filters import roc
from app.web.paging import address, page_of, typed
from app.web.people.blueprint import bp, may_open
from app.web.people.file_tables import audit_table
from app.web.transaction import TAIPEI, db, today
from app.wording import audit as words
from app.wording.audit_changes import Names, said_of
from app.wording.refusals import sentence
from app.wording.words import word

AT_ONCE = 500
FILTERS = {"from": "自", "to": "至", "actor": "何人", "thing": "對象", "action": "動作", "code": "編號"}
PAGES = {
    "proposals": ("proposals.show", "code"),
    "meetings": ("meetings.page", "slug"),
    "agenda_items": ("meetings.page", "slug"),
    "resolutions": ("meetings.page", "slug"),
    "import_batches": ("intake.batch", "batch_id"),
    "agencies": ("people.agency", "agency_id"),
    "agency_groups": ("people.group", "group_id"),
    "users": ("people.user", "user_id"),
    "role_grants": ("people.user", "user_id"),
    "committees": ("charters.committee", "code"),
    "charters": ("charters.committee", "code"),
    "members": ("charters.committee", "code"),
}
"""Where the record of a row is read: the endpoint, and the name of what its address wants."""


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
    if not faults and (fmt := exporting.asked()):
        return exporting.send(audit_table(_every(wanted)), fmt)
    page = page_of(lambda up_to: rows.count(db(), actor(), wanted, up_to))
    things, actions = rows.kinds(db(), actor())
    html = render_template(
        "people/audit.html",
        rows=_shown(rows.listed(db(), actor(), wanted, offset=page.offset, limit=page.size)),
        page=page,
        faults=faults,
        chips=_chips(),
        things=[("", "全部對象"), *((thing, words.thing_word(thing)) for thing in things)],
        actions=action_choices(actions),
        asked={name: typed(name) for name in FILTERS},
        files=exporting.links(),
    )
    return html, 422 if faults else 200


def action_choices(actions: Iterable[str]) -> list[tuple[str, str]]:
    """(value, word): actions of one word are one choice, their codes joined by commas."""
    by_word: dict[str, list[str]] = {}
    for action in actions:
        by_word.setdefault(words.action_word(action), []).append(action)
    return [("", "全部動作"), *((",".join(codes), said) for said, codes in by_word.items())]


def _every(wanted: AuditFilter) -> Iterator[dict[str, Any]]:
    """The whole log as filtered, newest first, some hundreds at a time."""
    below: int | None = None
    while found := rows.listed(db(), actor(), wanted, offset=0, limit=AT_ONCE, below=below):
        below = found[-1].number
        yield from _shown(found)


def _shown(found: list[rows.AuditRow]) -> list[dict[str, Any]]:
    names, keys, people = names_of(db(), found), keys_of(db(), actor(), found), people_of(db(), found)
    return [
        _line(row, names, keys) | {"person": people.get((row.thing, row.thing_id or 0), "")} for row in found
    ]


def _line(row: rows.AuditRow, names: Names, keys: Mapping[tuple[str, int], Any]) -> dict[str, Any]:
    key = keys.get((row.thing, row.thing_id)) if row.thing_id is not None else None
    return {
        "day": roc(row.at, weekday=True),
        "on": row.at.astimezone(TAIPEI).date(),
        "time": f"{row.at.astimezone(TAIPEI):%H:%M}",
        "who": row.actor_name if row.actor_kind is ActorKind.PERSON else word(row.actor_kind),
        "action": words.action_word(row.action, row.thing),
        "thing": words.thing_word(row.thing),
        "code": row.code,
        "url": _url(row.thing, key),
        "reason": row.reason,
        "changes": said_of(row.thing, row.changes, names),
        "address": row.address,
    }


def _url(thing: str, key: Any) -> str:
    """The page of the record; '' where there is none for this person."""
    if thing not in PAGES or key is None:
        return ""
    endpoint, name = PAGES[thing]
    return url_for(endpoint, **{name: key}) if may_open(endpoint) else ""


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
        return words.action_word(text.split(",")[0])
    if name in ("from", "to"):
        try:
            return roc_slash(parse_roc(text, today()))
        except DateRefused:
            return text
    return text
