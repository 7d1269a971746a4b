"""What every page shows around its content: site, menu, who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.queries.people.grants import waiting_count
from app.web import single_keys
from app.web.auth.session import current_actor, current_user, lasting
from app.web.settings import settings
from app.web.transaction import db, today
from app.wording import words
from app.wording.people import acted_as

VERSION = "0.1.0"
NAME = "廉政會報管考系統"


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    url: str
    current: bool
    badge: int | None = None


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One word of the menu: shown to holders of one of `rights` (none: everybody) where the endpoint exists."""

    label: str
    endpoint: str
    area: str | tuple[str, ...]
    rights: tuple[Right, ...] = ()
    badge: Callable[[Actor], int | None] | None = None


def _grants_to_confirm(actor: Actor) -> int | None:
    """How many grants wait for this head; no number where there is none."""
    if not has(actor, Right.CONFIRM_GRANTS):
        return None
    known: int | None = g.get("grants_to_confirm")  # where the page has counted them already
    return (waiting_count(db(), actor, today()) if known is None else known) or None


IN_THE_BAR = 8
"""Words that fit beside the search box at 1366 pixels; a head's further ones stand in the menu of the account."""
MENU = (
    MenuLine("我的工作", "home.work", "/work"),
    MenuLine("儀表板", "dashboard.index", "/dashboard", (Right.READ_TRACKING,)),
    MenuLine("會議", "meetings.index", "/meetings", (Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)),
    MenuLine("列管", "tracking.items", ("/items", "/assignments", "/resolutions"), (Right.READ_TRACKING,)),
    MenuLine(
        "年度會議與申報",
        "agency_meetings.index",
        ("/agency-meetings", "/duties"),
        (Right.READ_YEARLY_MEETINGS,),
    ),
    MenuLine(
        "行事曆",
        "calendar.index",
        "/calendar",
        (
            Right.READ_MEETINGS,
            Right.READ_MEETING_PAPERS,
            Right.READ_TRACKING,
            Right.READ_YEARLY_MEETINGS,
        ),
    ),
    MenuLine("提案", "proposals.index", "/proposals", (Right.READ_PROPOSALS,)),
    MenuLine("匯入", "intake.index", "/import", (Right.IMPORT, Right.MANAGE_PEOPLE)),
    MenuLine(
        "機關與使用者",
        "people.index",
        "/admin",
        (Right.MANAGE_PEOPLE, Right.CONFIRM_GRANTS),
        _grants_to_confirm,
    ),
    MenuLine("稽核紀錄", "people.audit_log", "/audit", (Right.READ_AUDIT, Right.READ_AUDIT_WITHOUT_TEXTS)),
)


def menu_for(actor: Actor) -> list[Entry]:
    """The words this actor's menu has; only what exists."""
    return [
        Entry(
            line.label,
            url_for(line.endpoint),
            request.path.startswith(line.area),
            line.badge(actor) if line.badge else None,
        )
        for line in MENU
        if line.endpoint in current_app.view_functions
        and (not line.rights or any(has(actor, right) for right in line.rights))
    ]


def install(app: Flask) -> None:
    @app.context_processor
    def around() -> dict[str, Any]:
        found, chosen = current_actor(), settings()
        menu = menu_for(found) if found else []
        return {
            "site": {
                "name": NAME,
                "banner": "示範系統：資料皆為虛構，請勿輸入真實公務資料。" if chosen.demo else "",
                "department": f"{chosen.institution}{chosen.department}",
                "phone": chosen.department_phone,
                "version": VERSION,
            },
            "menu": menu[:IN_THE_BAR],
            "menu_rest": menu[IN_THE_BAR:],
            "me": _me(found) if found else None,
            "searches": found is not None and has(found, Right.SEARCH),
            "reference": g.get("request_id", ""),
        }


def _me(actor: Actor) -> dict[str, str]:
    user = current_user()
    roles = dict.fromkeys(words.word(grant.role) for grant in actor.grants)
    return {
        "name": user.name,
        "title_line": "　".join(filter(None, (user.unit, user.title))),
        "roles_line": acted_as("、".join(roles), actor.deputy_for),
        "session_left": str(lasting().seconds),
        "single_keys": single_keys.ON if single_keys.are_on(actor) else single_keys.OFF,
    }
