"""What every page shows around its content: site, menu, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for

from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.web.auth.session import current_actor, current_user
from app.web.settings import settings
from app.wording import words

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
    area: str
    rights: tuple[Right, ...] = ()


MENU = (
    MenuLine("我的工作", "home.work", "/work"),
    MenuLine("會議", "meetings.index", "/meetings", (Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)),
    MenuLine("提案", "proposals.index", "/proposals", (Right.READ_PROPOSALS,)),
    MenuLine("匯入", "intake.index", "/import", (Right.IMPORT, Right.MANAGE_PEOPLE)),
    MenuLine("機關與使用者", "people.agencies", "/admin", (Right.MANAGE_PEOPLE, Right.CONFIRM_GRANTS)),
    MenuLine("稽核紀錄", "people.audit_log", "/audit", (Right.READ_AUDIT, Right.READ_AUDIT_WITHOUT_TEXTS)),
)


def menu_for(actor: Actor) -> list[Entry]:
    """The words this actor's menu has; only what exists."""
    return [
        Entry(line.label, url_for(line.endpoint), request.path.startswith(line.area))
        for line in MENU
        if not line.rights or any(has(actor, right) for right in line.rights)
    ]


def install(app: Flask) -> None:
    @app.context_processor
    def around() -> dict[str, Any]:
        found, chosen = current_actor(), settings()
        return {
            "site": {
                "name": NAME,
                "banner": "示範系統：資料皆為虛構，請勿輸入真實公務資料。" if chosen.demo else "",
                "department": f"{chosen.institution}{chosen.department}",
                "phone": chosen.department_phone,
                "version": VERSION,
            },
            "menu": menu_for(found) if found else [],
            "me": _me(found) if found else None,
            "reference": g.get("request_id", ""),
        }


def _me(actor: Actor) -> dict[str, str]:
    user = current_user()
    roles = dict.fromkeys(words.word(grant.role) for grant in actor.grants)
    return {
        "name": user.name,
        "title_line": "　".join(filter(None, (user.unit, user.title))),
        "roles_line": "、".join(roles),
    }
