"""Who was there, as the minutes say it: 出席、列席、請假 from the list of the meeting, 迴避 and 發言摘要 by case."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.meetings.attendance import Presence
from app.models import AgendaItem, Attendance, Meeting, Recusal, Remark
from app.wording.minutes import AND, BY_PROXY, RECUSED, SIGN_IN_SHEET
from app.wording.words import word

OF_THE_LIST = ("present", "observers", "absent")
"""Parts of the minutes that the list of the meeting says until somebody types them otherwise."""


def said_by_list(session: Session, meeting: Meeting) -> dict[str, str]:
    """出席 (a proxy beside whom he stands for), 列席, 請假; without a list 如簽到表."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.removed_at.is_(None))
    people = session.scalars(query.order_by(Attendance.is_member.desc(), Attendance.position)).all()
    if not any(one.presence for one in people):
        return {"present": SIGN_IN_SHEET, "observers": "", "absent": ""}
    wanted = {
        "present": (Presence.ATTENDING, Presence.BY_PROXY),
        "observers": (Presence.OBSERVING,),
        "absent": (Presence.ON_LEAVE,),
    }
    return {name: _named(one for one in people if one.presence in marks) for name, marks in wanted.items()}


def recusals_by_case(session: Session, meeting: Meeting) -> dict[int, tuple[str, ...]]:
    """Who left, and on which ground, by the id of the line."""
    query = (
        select(Recusal)
        .join(AgendaItem, AgendaItem.id == Recusal.item_id)
        .where(AgendaItem.meeting_id == meeting.id, Recusal.removed_at.is_(None))
        .options(joinedload(Recusal.attendance))
        .order_by(Recusal.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for one in session.scalars(query):
        said = RECUSED.format(name=named(one.attendance), ground=word(one.ground))
        found[one.item_id] = (*found.get(one.item_id, ()), said)
    return found


def remarks_by_case(session: Session, meeting: Meeting) -> dict[int | None, tuple[tuple[str, str], ...]]:
    """(speaker, text) of what is printed, by the id of the line; None: in the meeting as a whole."""
    query = (
        select(Remark)
        .where(Remark.meeting_id == meeting.id, Remark.printed, Remark.removed_at.is_(None))
        .order_by(Remark.id)
    )
    found: dict[int | None, tuple[tuple[str, str], ...]] = {}
    for one in session.scalars(query):
        found[one.item_id] = (*found.get(one.item_id, ()), (one.speaker, one.text))
    return found


def named(one: Attendance) -> str:
    """法制局局長童怡安; with a proxy 法制局局長童怡安（副局長劉大同代理）; a body without a name by itself."""
    own = f"{one.agency}{one.title}{one.name}"
    if one.presence is not Presence.BY_PROXY:
        return own
    return own + BY_PROXY.format(name=f"{one.proxy_title}{one.proxy_name}")


def _named(people: Iterable[Attendance]) -> str:
    return AND.join(named(one) for one in people)
