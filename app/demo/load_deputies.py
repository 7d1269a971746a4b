"""The city's 代理: one officer is away this week, a colleague stands in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.load_people import City
from app.models import User
from app.services.people import deputies

OWNER, DEPUTY = "eth-officer2", "eth-officer3"
DAYS = 7


def load_deputies(session: Session, city: City, *, now: datetime, today: date) -> None:
    deputy = session.scalars(select(User.id).where(User.login == DEPUTY)).one()
    until = today + timedelta(days=DAYS - 1)
    deputies.appoint(session, city.actors[OWNER], deputy, from_on=today, to_on=until, now=now, today=today)
