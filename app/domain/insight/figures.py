"""What leadership's page tells of shares, as numbers that add up over items.

So they need not be counted anew: whole = what was kept − what the touched items had in it + what they have now. Each number is made
by the function that chooses its list (`marks.chosen`), of one item or of all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.insight.marks import (
    AGES,
    OF_MONTH,
    OF_WEEK,
    SINCE,
    WEEKS,
    Count,
    Mark,
    ShareLine,
    Standing,
    chosen,
    items_of,
    months_of,
)
from app.domain.insight.registers import Bounced

Counts = Mapping[str, int]
"""By name: 「overdue」 in 件, 「overdue.items」 in 項, 「added.3」 of March, 「overdue@17」 of an agency; never 0."""
_WHOLE = (
    Mark.ALL, Mark.TRACKED, Mark.RULING, Mark.OVERDUE, Mark.UNDER_WAY, Mark.AWAITING, Mark.ENDED, Mark.DONE,
    Mark.COUNTED, Mark.CONFIDENTIAL,
)  # fmt: skip
_OF_AGENCY = (Mark.TRACKED, Mark.OVERDUE, Mark.UNDER_WAY, Mark.AWAITING, Mark.ENDED)
_THEN = (Mark.RULING, Mark.OVERDUE, Mark.AWAITING)
"""What is compared with the end of last month in 項."""


@dataclass(frozen=True, slots=True, order=True)
class Late:
    """A share that is late; the first of several is late the longest."""

    due_on: date
    share_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A report of an agency was answered: sent back, and after how many days where that is known."""

    item_id: int
    agency_id: int
    sent_back: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension was granted."""

    item_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class Happened:
    """Of the year, beside how things stand."""

    answers: Sequence[Answer] = ()
    extended: Sequence[Extended] = ()


NOTHING = Happened()


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a year as of a day. `before_on`: the end of the month it is compared with, where that is known."""

    year: int
    as_of: date
    counts: Counts
    late: Late | None = None
    before_on: date | None = None

    def count(self, mark: Mark, of: int | None = None) -> Count:
        name = name_of(mark, of)
        return Count(self.counts.get(f"{name}.items", 0), self.counts.get(name, 0))

    def changed(self, mark: Mark) -> int | None:
        """How many items more than at the end of last month; None where that is not known."""
        if self.before_on is None:
            return None
        return self.count(mark).items - self.counts.get(f"then.{name_of(mark)}", 0)

    def of_agency(self, agency_id: int, mark: Mark) -> int:
        """In 件."""
        return self.counts.get(f"{name_of(mark)}@{agency_id}", 0)

    @property
    def shares(self) -> int:
        """All of them, open and ended."""
        return self.count(Mark.ALL).shares

    @property
    def agencies(self) -> frozenset[int]:
        """Those that have a share."""
        marks = {name_of(mark) for mark in _OF_AGENCY}
        parted = (name.partition("@") for name in self.counts)
        return frozenset(int(agency) for what, _, agency in parted if agency and what in marks)

    def bounced(self) -> tuple[Bounced, ...]:
        """By agency, the most bounced first."""
        waited: dict[int, dict[int, int]] = defaultdict(dict)
        for name, times in self.counts.items():
            what, _, agency = name.partition("@")
            if what.startswith("answered."):
                waited[int(agency)][int(what.removeprefix("answered."))] = times
        heard = {
            int(agency)
            for what, _, agency in (name.partition("@") for name in self.counts)
            if what in ("heard", "extended")
        }
        found = (
            Bounced(
                key, self.counts.get(f"sent_back@{key}", 0), self.counts.get(f"extended@{key}", 0), waited.get(key, {})
            )
            for key in heard
        )  # fmt: skip
        return tuple(sorted(found, key=lambda one: (-one.sent_back - one.extended, one.agency_id)))


def figures_of(standing: Standing, happened: Happened = NOTHING) -> Figures:
    """Counted anew from the shares of one item or of many, none of them in part."""
    counts: Counter[str] = Counter()
    for mark, of in _asked(standing):
        lines = chosen(standing, mark, of)
        if not lines and mark not in _WHOLE:
            continue
        counts[name_of(mark, of)] = len(lines)
        counts[f"{name_of(mark, of)}.items"] = len(items_of(standing, mark, of, lines))
        if mark in _OF_AGENCY:
            counts.update(f"{name_of(mark)}@{one.agency_id}" for one in lines)
    counts.update(_then(standing))
    for answer in happened.answers:
        counts[f"heard@{answer.agency_id}"] += 1
        counts[f"sent_back@{answer.agency_id}"] += answer.sent_back
        if answer.days is not None:
            counts[f"answered.{answer.days}@{answer.agency_id}"] += 1
    counts.update(f"extended@{one.agency_id}" for one in happened.extended)
    return Figures(standing.year, standing.as_of, +counts, _latest(standing), standing.before_on)


def corrected(whole: Counts, gone: Iterable[Counts], come: Counts) -> Counts:
    """`whole` with what some items have now in the place of what they had."""
    counts = Counter(whole)
    for one in gone:
        counts.subtract(one)
    counts.update(come)
    return {name: number for name, number in counts.items() if number}


def first_late(*found: Late | None) -> Late | None:
    return min((one for one in found if one is not None), default=None)


def by_item(standing: Standing, happened: Happened) -> dict[int, Figures]:
    """Of each item alone; together they are `figures_of` all."""
    lines: dict[int, list[ShareLine]] = defaultdict(list)
    then: dict[int, dict[int, ShareLine]] = defaultdict(dict)
    answers: dict[int, list[Answer]] = defaultdict(list)
    extended: dict[int, list[Extended]] = defaultdict(list)
    for line in standing.lines:
        lines[line.item_id].append(line)
    for key, past in (standing.before or {}).items():
        then[past.item_id][key] = past
    for answer in happened.answers:
        answers[answer.item_id].append(answer)
    for one in happened.extended:
        extended[one.item_id].append(one)
    return {
        key: figures_of(
            replace(standing, lines=tuple(lines[key]), before=None if standing.before is None else then[key]),
            Happened(answers[key], extended[key]),
        )
        for key in {*lines, *then, *answers, *extended}
    }  # fmt: skip


def name_of(mark: Mark, of: int | None = None) -> str:
    """In `Counts`, in 件; the same in 項 is named `….items`."""
    name = mark.value.removeprefix("mark_")
    return name if of is None else f"{name}.{of}"


def _asked(standing: Standing) -> Iterator[tuple[Mark, int | None]]:
    """Every number of the page."""
    yield from ((mark, None) for mark in _WHOLE)
    yield from ((mark, month) for month in months_of(standing.year, standing.as_of) for mark in OF_MONTH)
    yield from ((Mark.AGE, step) for step in range(len(AGES)))
    yield from ((mark, week) for week in range(WEEKS) for mark in OF_WEEK)
    if standing.before is not None:
        yield from ((mark, None) for mark in SINCE)


def _then(standing: Standing) -> dict[str, int]:
    if standing.before is None:
        return {}
    then = Standing(standing.year, standing.before_on or standing.as_of, tuple(standing.before.values()))
    return {f"then.{name_of(mark)}": len(items_of(then, mark)) for mark in _THEN}


def _latest(standing: Standing) -> Late | None:
    late = (
        Late(one.due_current, one.id, one.agency_id)
        for one in chosen(standing, Mark.OVERDUE)
        if one.due_current is not None
    )
    return min(late, default=None)
