"""Views the city's officers keep of their lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.demo.load_people import City
from app.domain.insight.saved_view import ListName
from app.services.insight import saved_views

VIEWS = (
    ("eth-officer1", ListName.ASSIGNMENTS, "逾期未完成，依機關", "flag=overdue&sort=agency&no_role=1"),
    ("eth-officer1", ListName.ITEMS, "已辦畢待確認", "status=item_done_awaiting"),
    ("eth-head", ListName.PROPOSALS, "審核中的提案", "state=in_review"),
)


def load_views(session: Session, city: City, *, now: datetime) -> None:
    for login, list_name, name, query in VIEWS:
        saved_views.keep(session, city.actors[login], list_name, name, query, now=now)
