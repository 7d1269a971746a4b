"""Figures add up: what was kept, less what touched items had, with what they have now, is what is counted anew."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from app.domain.insight.figures import (
    Answer,
    Extended,
    Figures,
    Happened,
    by_item,
    corrected,
    figures_of,
    first_late,
)
from app.domain.insight.marks import ShareLine, Standing
from app.domain.tracking.assignment_flow import ENDED, REPORTABLE, AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode

TODAY = date(2026, 11, 20)
ITEMS, AGENCIES, ROUNDS = 12, 4, 60
STATES = [one for one in AssignmentState if one not in (AssignmentState.PREPARED, AssignmentState.REASSIGNED)]


class City:
    """A handful of items whose shares change at random."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.now = {item: self.shares(item) for item in range(1, ITEMS + 1)}
        self.then = {item: self.shares(item) for item in range(1, ITEMS) if self.dice.random() < 0.8}
        self.answers = [self.answer() for _ in range(20)]
        self.extended = [Extended(one.item_id, one.agency_id) for one in self.answers[::3]]

    def day(self) -> date:
        return TODAY - timedelta(days=self.dice.randrange(-70, 400))

    def share(self, key: int, item: int, agency: int, mode: ItemMode) -> ShareLine:
        state, due = self.dice.choice(STATES), self.dice.choice([None, self.day()])
        late = state in REPORTABLE and due is not None and due < TODAY
        other = self.dice.choice(list(ClosedAs)) if state is AssignmentState.CLOSED_OTHERWISE else None
        return ShareLine(
            key, item, agency, state, self.dice.choice(list(AssignmentRole)), mode, other, min(self.day(), TODAY),
            min(self.day(), TODAY) if state in ENDED else None, due, late, self.dice.random() < 0.2, False,
            self.dice.random() < 0.1,
        )  # fmt: skip

    def shares(self, item: int) -> list[ShareLine]:
        mode = self.dice.choice(list(ItemMode))
        some = self.dice.sample(range(1, AGENCIES + 1), self.dice.randrange(0, AGENCIES + 1))
        return [self.share(item * 10 + agency, item, agency, mode) for agency in some]

    def answer(self) -> Answer:
        days = self.dice.choice([None, 0, 2, 9])
        return Answer(
            self.dice.randrange(1, ITEMS + 1),
            self.dice.randrange(1, AGENCIES + 1),
            self.dice.random() < 0.3,
            days,
        )

    def change(self, item: int) -> None:
        self.now[item] = self.shares(item)
        self.answers = [one for one in self.answers if one.item_id != item or self.dice.random() < 0.5]
        self.answers.append(replace(self.answer(), item_id=item))

    def of(self, items: range | list[int]) -> tuple[Standing, Happened]:
        then = {one.id: one for item in items for one in self.then.get(item, ())}
        lines = tuple(one for item in items for one in self.now[item])
        return Standing(115, TODAY, lines, then, date(2026, 10, 31)), Happened(
            [one for one in self.answers if one.item_id in items],
            [one for one in self.extended if one.item_id in items],
        )

    @property
    def whole(self) -> Figures:
        return figures_of(*self.of(range(1, ITEMS + 1)))


def test_what_was_kept_is_put_right_by_the_touched_items_alone() -> None:
    for seed in range(ROUNDS):
        city = City(seed)
        kept, parts = city.whole, by_item(*city.of(range(1, ITEMS + 1)))
        assert sum((Counter(one.counts) for one in parts.values()), Counter()) == Counter(kept.counts)
        assert first_late(*(one.late for one in parts.values())) == kept.late
        touched = city.dice.sample(range(1, ITEMS + 1), 3)
        for item in touched:
            city.change(item)
        now = figures_of(*city.of(touched))
        gone = [parts[item].counts for item in touched if item in parts]
        others = [one.late for item, one in parts.items() if item not in touched]
        assert corrected(kept.counts, gone, now.counts) == city.whole.counts
        assert first_late(now.late, *others) == city.whole.late


def test_figures_say_of_an_agency_what_its_shares_alone_say() -> None:
    city = City(7)
    standing, happened = city.of(range(1, ITEMS + 1))
    assert city.whole.agencies == {one.agency_id for one in standing.lines}
    assert city.whole.shares == len(standing.lines)
    for agency in city.whole.agencies:
        alone = figures_of(
            replace(standing, lines=tuple(one for one in standing.lines if one.agency_id == agency)),
            Happened([one for one in happened.answers if one.agency_id == agency]),
        )
        assert {name: n for name, n in alone.counts.items() if name.endswith(f"@{agency}")} == {
            name: n
            for name, n in city.whole.counts.items()
            if name.endswith(f"@{agency}") and not name.startswith("extended")
        }
    assert sum(one.sent_back for one in city.whole.bounced()) == sum(
        one.sent_back for one in happened.answers
    )
