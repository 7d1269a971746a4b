"""Not everybody of a roster is reckoned each time: whoever is left out owes nothing near the days that are asked for."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.roster import FilingWay
from app.domain.notices.ladder import Clock, Ladder, Step, Way
from app.domain.notices.timing import TAIPEI
from app.domain.office_calendar import NO_CALENDAR, ONE_DAY
from app.domain.people.actor import CONSOLE
from app.models import Declarant, Declaration, DeclarationOccurrence, OfficePeriod, Roster
from app.queries.duties.roster import Reckoned, lines_of, people_on
from app.queries.notices import owed_declarations as owed
from tests import people

STEPS = [Step(f"declarant_{days}", Clock.DECLARANT, Way.CONTACT, days) for days in (-7, 1, 7)]
PEOPLE = 60


def some_people(session: Session, roster: Roster, luck: random.Random) -> None:
    """With posts of every kind, some of them over or suspended; much of what they owe filed, exempt or with another day."""
    for number in range(PEOPLE):
        one = Declarant(roster=roster, name=f"第{number}位", created_at=people.NOW, periods=[], told=[])
        session.add(one)
        session.flush()
        day = date(2024, 1, 1) + timedelta(days=luck.randrange(900))
        for _ in range(luck.randint(1, 3)):
            end = day + timedelta(days=luck.randrange(20, 500)) if luck.random() < 0.7 else None
            pause = day + timedelta(days=luck.randrange(19)) if luck.random() < 0.2 else None
            back = pause + timedelta(days=luck.randrange(100)) if pause and luck.random() < 0.7 else None
            session.add(
                OfficePeriod(
                    declarant=one, agency_id=roster.agency_id, receiver_id=roster.agency_id, kind=luck.choice(list(PostKind)),
                    post_title="科長", from_on=day, to_on=end, suspended_from=pause,
                    suspended_to=min(back, end) if back and end else back,
                )
            )  # fmt: skip
            if end is None:
                break
            day = end + timedelta(days=luck.randrange(0, 90))
    session.flush()
    session.expire_all()
    reckoned = Reckoned(NO_CALENDAR, date(2027, 3, 1))
    rows: list[dict[str, Any]] = []
    for one in people_on(session, [roster]):
        for line in lines_of(one, reckoned):
            key = {
                "declarant_id": one.id,
                "type": line.key.type,
                "year": line.key.year,
                "period_id": line.key.period,
            }
            told: dict[str, Any] = {
                "last_day": None,
                "last_day_reason": "",
                "exempt_reason": "",
                "declaration_id": None,
            }
            match luck.randrange(5):
                case 0 | 1:
                    filed = Declaration(
                        declarant_id=one.id, filed_on=line.occurrence.deadline.window_start, way=FilingWay.PAPER,
                        entered_at=people.NOW,
                    )  # fmt: skip
                    session.add(filed)
                    session.flush()
                    told["declaration_id"] = filed.id
                case 2:
                    told["exempt_reason"] = "已向監察院申報"
                case 3:
                    told |= {
                        "last_day": line.last_day + timedelta(days=luck.randrange(200)),
                        "last_day_reason": "天然災害",
                    }
                case _:
                    continue
            rows.append(key | told)
    session.execute(insert(DeclarationOccurrence), rows)
    session.expire_all()


def test_whoever_is_left_out_owes_nothing_then(app: Flask, session: Session) -> None:
    world = people.world(app, session)
    roster = Roster(agency_id=world.department.id, begins_on=date(2025, 3, 1), created_at=people.NOW)
    session.add(roster)
    some_people(session, roster, random.Random(115))
    found = 0
    for step in range(11):
        today = date(2025, 3, 9) + timedelta(days=80 * step)
        ladder = Ladder(STEPS, NO_CALENDAR, datetime(today.year, today.month, today.day, 9, tzinfo=TAIPEI))
        everybody = people_on(session, [roster])
        days = ladder.window(Clock.DECLARANT)
        near = [one.subject for one in owed._lines(ladder, everybody, days) if one.subject.silent is None]
        asked, _ = owed.owed_declarations(session, ladder, limit=10_000)
        assert [(one.subject.thing_id, one.subject.occurrence) for one in asked] == [
            (one.thing_id, one.occurrence) for one in near
        ], today
        past = (date.min, today - ONE_DAY)
        late = sum(
            one.subject.silent is None and one.subject.due < today
            for one in owed._lines(ladder, everybody, past)
        )
        told = owed.declarations_between(session, ladder, CONSOLE, past)
        assert sum(int(one.title.rpartition("（")[2].split(" ")[0]) for one in told) == late, today
        found += len(near) + late
    assert found > 100
