"""What the ladder climbs for: one line for each kind of thing that is owed. An area adds its own here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Session

from app.domain.notices.ladder import Clock, Ladder, mails_of
from app.domain.people.actor import Actor
from app.models import Reminder
from app.queries.notices import owed_declarations, owed_duties, owed_rounds
from app.queries.notices.ladder import Owed


class Owing(Protocol):
    def __call__(
        self, session: Session, ladder: Ladder, *, after: int = 0, limit: int, lock: bool = False
    ) -> tuple[list[Owed], int | None]:
        """What is owed and near enough for a mail, of the records after `after`, and the last one they reach to; None: that was all."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """`thing`: the table its subjects are rows of; `clocks`: by which steps. The same thing and clock is in one source only.

    `near`: what this person looks after, with what is settled, each with its reason. `between`: what is still owed by a day
    from the one to the other; of shares, which are counted by agency, nothing. `looked_after`: a condition on `Reminder`.
    """

    thing: str
    clocks: tuple[Clock, ...]
    owed: Owing
    near: Callable[[Session, Ladder, Actor, int], list[Owed]]
    between: Callable[[Session, Ladder, Actor, tuple[date, date]], list[Owed]]
    looked_after: Callable[[Actor], ColumnElement[bool]]

    def rules(self, ladder: Ladder) -> list[str]:
        return [step.rule for step in ladder.steps if step.clock in self.clocks]


SOURCES: tuple[Source, ...] = (
    Source(
        owed_rounds.SHARES, (Clock.ROUND,), owed_rounds.owed_rounds, owed_rounds.near_rounds,
        lambda session, ladder, actor, days: [], owed_rounds.looked_after,
    ),
    Source(
        owed_duties.AGENCIES, (Clock.MEETING_PLAN, Clock.YEARLY_MEETING), owed_duties.owed_meetings,
        owed_duties.near_meetings, owed_duties.meetings_between, owed_duties.meetings_looked_after,
    ),
    Source(
        owed_duties.AGENCIES, (Clock.DECLARATION,), owed_duties.owed_figures, owed_duties.near_figures,
        owed_duties.figures_between, owed_duties.figures_looked_after,
    ),
    Source(
        owed_declarations.DECLARANTS, (Clock.DECLARANT,), owed_declarations.owed_declarations,
        owed_declarations.near_declarations, owed_declarations.declarations_between,
        owed_declarations.declarations_looked_after,
    ),
    Source(
        owed_duties.OCCURRENCES, (Clock.PLAN_ITEM,), owed_duties.owed_plan_items, owed_duties.near_plan_items,
        owed_duties.plan_items_between, owed_duties.plan_items_looked_after,
    ),
)  # fmt: skip


def looked_after(actor: Actor) -> ColumnElement[bool]:
    """On a query of `Reminder`: the ladder's lines this person may take off or send; those of 密 cases only with the right."""
    return or_(
        *(
            and_(
                Reminder.thing == one.thing,
                Reminder.rule.in_(sorted(mails_of(*one.clocks))),
                one.looked_after(actor),
            )
            for one in SOURCES
        )
    )
