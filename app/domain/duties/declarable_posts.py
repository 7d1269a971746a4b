"""What a person's posts make of declarations: which are due, which are waived and why. 公職人員財產申報法 §3; 施行細則 §9, §10."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from app.domain.duties.declarations import (
    USUAL,
    Deadline,
    DeclarationType,
    OpenRule,
    Readings,
    deadline,
    duty_date,
    months_of,
    rolls_over,
)
from app.domain.duties.month_periods import period_after
from app.domain.office_calendar import ONE_DAY, OfficeCalendar, next_working_day

CATCH_UP = timedelta(days=10)


class PostKind(StrEnum):
    """How a post is held. A teacher's school post without a full-time incumbent counts as an office, not as concurrent."""

    OFFICE = "office"
    ACTING = "acting"
    CONCURRENT = "concurrent"
    APPROVED = "approved"
    DESIGNATED = "designated"


class Standing(StrEnum):
    DUE = "due"
    EITHER = "either"  # this one or the other of the pair (細則 §9 V)
    WAIVED = "waived"
    SUSPENDED = "suspended"  # nothing is filed while suspended; caught up after return


class Reason(StrEnum):
    """Why a declaration stands otherwise than simply due."""

    SAME_YEAR = "same_year"  # another declaration of the same year replaces 定期 (法 §3 I, 細則 §9 IV)
    CROSS_YEAR = "cross_year"  # the window reaches into the next year; which 定期 it replaces is open
    SAME_RECEIVER = "same_receiver"  # a change of post with the same receiving agency (細則 §9 I)
    REAPPOINTED = "reappointed"  # another declarable post within the two months (法 §3 II)
    CHOOSE_ONE = "choose_one"  # status lost during the window (細則 §9 V)
    TOO_SHORT = "too_short"  # acting or concurrent for less than three months (法 §2 II, 細則 §9 II)
    SUSPENDED = "suspended"
    CAUGHT_UP = "caught_up"  # after return (行政程序法 §50 by analogy)
    DISMISSED = "dismissed"  # suspended until the status was lost: 卸離職 only
    MAY_MERGE = "may_merge"  # two posts with one receiving agency may file together (細則 §10)


ENTRIES: dict[PostKind, DeclarationType] = {
    PostKind.OFFICE: DeclarationType.TAKING_OFFICE,
    PostKind.ACTING: DeclarationType.ACTING,
    PostKind.CONCURRENT: DeclarationType.CONCURRENT,
    PostKind.APPROVED: DeclarationType.APPROVED,
    PostKind.DESIGNATED: DeclarationType.DESIGNATED,
}
EXITS: dict[PostKind, DeclarationType] = {
    PostKind.ACTING: DeclarationType.ENDING_ACTING,
    PostKind.CONCURRENT: DeclarationType.ENDING_CONCURRENT,
}


@dataclass(frozen=True, slots=True)
class Suspension:
    """停職 or 留職停薪: from the first to the last suspended day; None while it lasts."""

    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One period in a declarable post. `receiver`: 受理申報機關; `to_on`: 實際離職之日; `filed_on`: 申報日 of its first declaration."""

    key: int
    kind: PostKind
    receiver: int
    from_on: date
    to_on: date | None = None
    filed_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One declaration of one post. `caught_up_by`: until when after a suspension (rolled), where one stood in the way."""

    post: Post
    deadline: Deadline
    standing: Standing = Standing.DUE
    reasons: tuple[Reason, ...] = ()
    caught_up_by: date | None = None


def occurrences(
    posts: Sequence[Post], calendar: OfficeCalendar, *, until: int, since: int = 0, readings: Readings = USUAL
) -> list[Occurrence]:
    """Every declaration these posts ask for, in the order of their windows; 定期 of the years `since` to `until` (西元)."""
    ordered = tuple(sorted(posts, key=lambda post: post.from_on))
    return _Reckoning(ordered, calendar, readings).all(since, until)


@dataclass(frozen=True, slots=True)
class _Reckoning:
    posts: tuple[Post, ...]
    calendar: OfficeCalendar
    readings: Readings

    def all(self, since: int, until: int) -> list[Occurrence]:
        entries = {post.key: self.entry(post) for post in self.posts}
        exits = {post.key: one for post in self.posts if (one := self.exit(post)) is not None}
        yearly = list(self.periodic(entries, since, until))
        chosen = [self.choose(one, exits) for one in (*entries.values(), *yearly)]
        paired = {one.post.key for one in chosen if one.standing is Standing.EITHER}
        ended = [
            self.mark(one, Standing.EITHER, Reason.CHOOSE_ONE) if key in paired else one
            for key, one in exits.items()
        ]
        found = [*(self.suspend(one) for one in chosen), *ended]
        return sorted(found, key=lambda one: (one.deadline.window_start, one.deadline.statutory_end))

    def entry(self, post: Post) -> Occurrence:
        """就到職, 代理, 兼任, 核定 or 指定."""
        one = Occurrence(post, self.deadline(ENTRIES[post.kind], post.from_on))
        if not self.declarable(post):
            return self.mark(one, Standing.WAIVED, Reason.TOO_SHORT)
        if post.kind is PostKind.OFFICE and any(
            self.declarable(other)
            and other.receiver == post.receiver
            and other.from_on < post.from_on
            and (other.to_on is None or other.to_on >= post.from_on - ONE_DAY)
            for other in self.posts
        ):
            return self.mark(one, Standing.WAIVED, Reason.SAME_RECEIVER)
        if any(self.beside(post, other) for other in self.posts):
            return replace(one, reasons=(Reason.MAY_MERGE,))
        return one

    def exit(self, post: Post) -> Occurrence | None:
        """卸離職, 解除代理 or 解除兼任; None while the post is held or where none was ever due."""
        if post.to_on is None or not self.declarable(post):
            return None
        kind = EXITS.get(post.kind, DeclarationType.LEAVING_OFFICE)
        one = Occurrence(post, self.deadline(kind, post.to_on))
        others = [other for other in self.posts if other.key != post.key and self.declarable(other)]
        if any(other.receiver == post.receiver and _goes_on(other, post.to_on) for other in others):
            return self.mark(one, Standing.WAIVED, Reason.SAME_RECEIVER)
        if any(post.to_on <= other.from_on <= one.deadline.statutory_end for other in others):
            return self.mark(one, Standing.WAIVED, Reason.REAPPOINTED)
        return one

    def periodic(self, entries: Mapping[int, Occurrence], since: int, until: int) -> Iterator[Occurrence]:
        """定期 of every receiving agency and year in whose window a post is held."""
        for receiver in dict.fromkeys(post.receiver for post in self.posts):
            mine = [post for post in self.posts if post.receiver == receiver and self.declarable(post)]
            first = min((post.from_on.year for post in mine), default=until + 1)
            for year in range(max(first, since), until + 1):
                window = self.deadline(DeclarationType.PERIODIC, date(year, 1, 1))
                held = [post for post in mine if self.held_in(post, window)]
                if not held:
                    continue
                taken_up = [post for post in self.posts if self.moved_on(held[-1], post)]
                replacing = [entries[post.key] for post in (*mine, *taken_up)]
                yield self.exempted(Occurrence(held[-1], window), replacing)

    def exempted(self, one: Occurrence, entries: Sequence[Occurrence]) -> Occurrence:
        """定期 replaced by another declaration of its year, as far as that is settled."""
        year = one.deadline.event_date.year
        for entry in entries:
            if entry.standing is Standing.WAIVED:
                continue
            duty, filed = entry.deadline.duty_date.year, entry.post.filed_on
            last = filed.year if filed else duty
            if duty < last and year == duty and OpenRule.CROSS_YEAR in self.readings:
                return replace(one, reasons=(Reason.CROSS_YEAR,))
            if duty <= year <= last:
                open_still = duty < last or (filed is None and entry.deadline.last_legal_day.year > duty)
                reasons = (Reason.SAME_YEAR, Reason.CROSS_YEAR) if open_still else (Reason.SAME_YEAR,)
                return replace(one, standing=Standing.WAIVED, reasons=reasons)
        return one

    def choose(self, one: Occurrence, exits: Mapping[int, Occurrence]) -> Occurrence:
        """Status lost during the window: this declaration or the one for leaving."""
        leaving = exits.get(one.post.key)
        if one.standing is not Standing.DUE or leaving is None or leaving.standing is not Standing.DUE:
            return one
        if one.deadline.window_start <= leaving.deadline.event_date <= one.deadline.statutory_end:
            return self.mark(one, Standing.EITHER, Reason.CHOOSE_ONE)
        return one

    def suspend(self, one: Occurrence) -> Occurrence:
        """A window that ends during a suspension is caught up after it, or falls away with a dismissal."""
        end = one.deadline.statutory_end
        covering = [
            pause
            for pause in one.post.suspensions
            if pause.from_on <= end and (pause.to_on is None or pause.to_on >= end)
        ]
        if not covering or one.standing is Standing.WAIVED:
            return one
        pause = covering[0]
        if one.post.to_on is not None and (pause.to_on is None or pause.to_on >= one.post.to_on):
            return self.mark(one, Standing.WAIVED, Reason.DISMISSED)
        if pause.to_on is None:
            return self.mark(one, Standing.SUSPENDED, Reason.SUSPENDED)
        back = pause.to_on + ONE_DAY
        if OpenRule.CATCH_UP in self.readings:
            last = period_after(back, months_of(one.deadline.type)).end
        else:
            last = back + CATCH_UP
        if rolls_over(one.deadline.type, self.readings):
            last = next_working_day(self.calendar, last).day
        return replace(one, reasons=(*one.reasons, Reason.CAUGHT_UP), caught_up_by=last)

    def declarable(self, post: Post) -> bool:
        """Did the duty arise at all? Not for acting or a concurrent post that ended before three months were complete."""
        if post.kind not in EXITS or post.to_on is None:
            return True
        complete = duty_date(ENTRIES[post.kind], post.from_on)
        if OpenRule.ACTING_COMPLETE in self.readings:
            complete -= ONE_DAY
        return post.to_on >= complete

    def held_in(self, post: Post, window: Deadline) -> bool:
        """Is the post held, with the duty arisen, on any day of the window?"""
        since = duty_date(ENTRIES[post.kind], post.from_on)
        return since <= window.statutory_end and (post.to_on is None or post.to_on >= window.window_start)

    def moved_on(self, post: Post, other: Post) -> bool:
        """Was the other post taken up when this one ended, with another receiving agency?"""
        elsewhere = other.receiver != post.receiver and self.declarable(other)
        return elsewhere and post.to_on is not None and other.from_on >= post.to_on

    def beside(self, post: Post, other: Post) -> bool:
        """Is the other post held beside this one, with the same receiving agency?"""
        if other.key == post.key or other.receiver != post.receiver or not self.declarable(other):
            return False
        return other.from_on <= post.from_on and (other.to_on is None or other.to_on > post.from_on)

    def deadline(self, kind: DeclarationType, day: date) -> Deadline:
        return deadline(kind, day, self.calendar, self.readings)

    @staticmethod
    def mark(one: Occurrence, standing: Standing, reason: Reason) -> Occurrence:
        return replace(one, standing=standing, reasons=(*one.reasons, reason))


def _goes_on(other: Post, day: date) -> bool:
    """Is the other post held on the day after this one?"""
    return other.from_on <= day + ONE_DAY and (other.to_on is None or other.to_on > day)
