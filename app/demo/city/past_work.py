"""A trial of size: what extraordinary meetings of past years asked of the agencies, and what became of each share.

Plain values; the same ones for the same arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo.city.generated_themes import WORKS, Work
from app.demo.city.past_work_texts import DONE, MATTERS, STUCK, UNDER_WAY
from app.domain.roc_date import roc_text
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs, NoProgressReason, Progress
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode, owes_reports
from app.domain.tracking.report_flow import ReportState
from app.domain.tracking.rounds import MONTHS, Span, spans

SEED = 20261127
MEETINGS_A_YEAR = 12
LETTER_AFTER, SETTLED = timedelta(days=9), timedelta(days=21)
EXTENDED_BY = timedelta(days=60)
OLD, RECENT = timedelta(days=730), timedelta(days=200)
"""What is older ended as good as always; of what is younger nothing has ended yet."""

_S, _P, _R = AssignmentState, Progress, ReportState
_SHAPES = (
    (ItemMode.EACH_AGENCY, 1.0), (ItemMode.SINGLE_LEAD, 4), (ItemMode.EACH_AGENCY, 0.5), (ItemMode.LEAD_AND_CO, 7),
    (ItemMode.EACH_AGENCY, 0.8), (ItemMode.SEVERAL_LEADS, 3), (ItemMode.EACH_AGENCY, 0.3), (ItemMode.LEAD_AND_CO, 12),
)  # fmt: skip
"""Who answers, in turn: a part of all agencies, or so many of them."""
_TERMS = (
    (DueKind.FIXED_DATE, Frequency.ONCE, 120), (DueKind.ONGOING, Frequency.QUARTERLY, 0),
    (DueKind.FIXED_DATE, Frequency.QUARTERLY, 300), (DueKind.FIXED_DATE, Frequency.ONCE, 75),
    (DueKind.ONGOING, Frequency.HALF_YEARLY, 0), (DueKind.FIXED_DATE, Frequency.ONCE, 210),
    (DueKind.FIXED_DATE, Frequency.MONTHLY, 150),
)  # fmt: skip
"""Until when and how often reported, in turn; days after the letter."""
_ENDS = ((0.93, _S.RELEASED, None), (0.98, _S.CLOSED_OTHERWISE, ClosedAs.SELF_TRACKED),
         (1.0, _S.CLOSED_OTHERWISE, ClosedAs.REVOKED))  # fmt: skip
_OPEN_LATE = ((0.40, _S.UNDER_WAY), (0.55, _S.DISPATCHED), (0.60, _S.SUBMITTED), (0.72, _S.RETURNED),
              (1.0, _S.RELEASE_PROPOSED))  # fmt: skip
_OPEN_EARLY = ((0.35, _S.UNDER_WAY), (0.86, _S.DISPATCHED), (0.89, _S.SUBMITTED), (0.93, _S.RETURNED),
               (1.0, _S.RELEASE_PROPOSED))  # fmt: skip
_OPEN_PERIODIC = ((0.84, _S.UNDER_WAY), (0.88, _S.DISPATCHED), (0.91, _S.SUBMITTED), (0.94, _S.RETURNED),
                  (1.0, _S.RELEASE_PROPOSED))  # fmt: skip
_EXTENDED, _ASKS = 0.05, 0.06


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """`number` counts within the year of the Republic; `letter_on`: the day the letter shared out what was asked."""

    held_on: date
    number: int
    letter_on: date


@dataclass(frozen=True, slots=True)
class PastReport:
    """The share's one report. `span`: of a periodic round; None: the item's own round."""

    state: ReportState
    progress: Progress
    none_reason: NoProgressReason | None
    text: str
    sent_on: date
    span: Span | None


@dataclass(frozen=True, slots=True)
class PastShare:
    """`agency`: its place in the official order. `extended`, `asks`: an extension was granted, is asked for."""

    agency: int
    role: AssignmentRole
    state: AssignmentState
    closed_as: ClosedAs | None
    report: PastReport | None
    extended: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class PastItem:
    """`ended_after`: so many meetings later; 0 while it is open."""

    title: str
    text: str
    mode: ItemMode
    due_kind: DueKind
    frequency: Frequency
    due_on: date | None
    ended_after: int
    shares: tuple[PastShare, ...]


def past_meetings(years: int, today: date) -> tuple[PastMeeting, ...]:
    """One a month for so many years, the last one as late as its letter lets its shares be reported."""
    months = [(today.year * 12 + today.month - 1) - ago for ago in range(years * MEETINGS_A_YEAR + 2)]
    days = [_a_working_day(date(month // 12, month % 12 + 1, 12)) for month in reversed(months)]
    held = [day for day in days if day + LETTER_AFTER + SETTLED <= today][-years * MEETINGS_A_YEAR :]
    numbers: dict[int, int] = {}
    made = []
    for day in held:
        numbers[day.year] = numbers.get(day.year, 0) + 1
        made.append(PastMeeting(day, numbers[day.year], day + LETTER_AFTER))
    return tuple(made)


def past_items(
    meeting: PastMeeting, place: int, count: int, agencies: Sequence[str], today: date
) -> Iterator[PastItem]:
    """What this meeting asked: items with `count` shares in all. `agencies`: short names in the official order."""
    random = Random(f"{SEED} {place}")  # noqa: S311 — nothing secret
    left, turn = count, place * 5
    while left:
        mode, size = _SHAPES[turn % len(_SHAPES)]
        wanted = round(size * len(agencies)) if isinstance(size, float) else size
        wanted = max(1, min(wanted, left, len(agencies)))
        if wanted < 3 or mode is ItemMode.EACH_AGENCY:
            mode = ItemMode.EACH_AGENCY if wanted > 1 else ItemMode.SINGLE_LEAD
        yield _item(meeting, turn, mode, wanted, agencies, today, random)
        left, turn = left - wanted, turn + 1


def _item(
    meeting: PastMeeting,
    turn: int,
    mode: ItemMode,
    size: int,
    agencies: Sequence[str],
    today: date,
    random: Random,
) -> PastItem:
    work, matter = WORKS[turn % len(WORKS)], MATTERS[turn // 3 % len(MATTERS)]
    due_kind, frequency, days = _TERMS[turn // 2 % len(_TERMS)]
    due_on = meeting.letter_on + timedelta(days=days) if due_kind is DueKind.FIXED_DATE else None
    age = today - meeting.letter_on
    ended = age > OLD or (age > RECENT and random.random() < 0.55)
    after = 4 + int(random.random() * 5) if ended else 0
    story = _Story(mode, due_on, frequency, meeting.letter_on, ended, age > OLD, today, random)
    chosen = _chosen(mode, size, agencies, work, turn)
    by = roc_text(due_on) + "前" if due_on else "持續"
    words = {"work": work.name, "by": by}
    return PastItem(
        matter.title.format(**words), matter.text.format(**words), mode, due_kind, frequency, due_on, after,
        tuple(story.share(agency, role) for agency, role in chosen),
    )  # fmt: skip


def _chosen(
    mode: ItemMode, size: int, agencies: Sequence[str], work: Work, turn: int
) -> list[tuple[int, AssignmentRole]]:
    """主辦 before 協辦, each in the official order. The one lead is the agency whose work it is."""
    first = turn * 7 % len(agencies) if size < len(agencies) else 0
    if mode in (ItemMode.EACH_AGENCY, ItemMode.SEVERAL_LEADS):
        places = sorted((first + step) % len(agencies) for step in range(size))
        return [(place, AssignmentRole.LEAD) for place in places]
    lead = agencies.index(work.agency)
    others = sorted({(first + step) % len(agencies) for step in range(size)} - {lead})[: size - 1]
    return [(lead, AssignmentRole.LEAD), *((place, AssignmentRole.CO) for place in others)]


@dataclass(frozen=True, slots=True)
class _Story:
    """What became of the shares of one item. Of what ended long ago the reports are not kept here."""

    mode: ItemMode
    due_on: date | None
    frequency: Frequency
    letter_on: date
    ended: bool
    long_ago: bool
    today: date
    random: Random

    def share(self, agency: int, role: AssignmentRole) -> PastShare:
        chance = self.random.random()
        extends = self.due_on is not None and not self.long_ago and chance < _EXTENDED
        asks = self.due_on is not None and not self.ended and _EXTENDED <= chance < _ASKS
        if not owes_reports(self.mode, role):
            state = _S.RELEASED if self.ended else _S.DISPATCHED
            return PastShare(agency, role, state, None, None, extended=False, asks=False)
        if self.ended:
            state, closed_as = self._end()
            return PastShare(agency, role, state, closed_as, self._last_word(), extends, asks)
        span = self._last_span()
        state = self._standing(span)
        asks = asks and state in (_S.DISPATCHED, _S.UNDER_WAY, _S.RETURNED)
        return PastShare(agency, role, state, None, self._report(state, span), extends, asks)

    def _end(self) -> tuple[AssignmentState, ClosedAs | None]:
        if self.mode is ItemMode.SINGLE_LEAD:
            return _S.RELEASED, None
        chance = self.random.random()
        return next((state, closed_as) for upto, state, closed_as in _ENDS if chance < upto)

    def _standing(self, span: Span | None) -> AssignmentState:
        if self.frequency in MONTHS:
            table = _OPEN_PERIODIC if span else ((1.0, _S.DISPATCHED),)
        else:
            late = self.due_on is not None and self.due_on < self.today
            table = _OPEN_LATE if late else _OPEN_EARLY
        chance = self.random.random()
        return next(state for upto, state in table if chance < upto)

    def _last_word(self) -> PastReport | None:
        if self.long_ago:
            return None
        sent_on = self.letter_on + timedelta(days=60 + int(self.random.random() * 30))
        span = spans(self.frequency, sent_on, sent_on)[0] if self.frequency in MONTHS else None
        return PastReport(_R.RECEIVED, _P.DONE, None, self._text(DONE), sent_on, span)

    def _report(self, state: AssignmentState, span: Span | None) -> PastReport | None:
        if state is _S.DISPATCHED:
            return None
        since = span.opens_on if span else self.letter_on
        since = max(since, self.letter_on + timedelta(days=5))
        until = min(span.due_on if span and span.due_on else self.due_on or self.today, self.today)
        sent_on = since + timedelta(days=int(self.random.random() * max(1, (until - since).days)))
        report = {_S.SUBMITTED: _R.SUBMITTED, _S.RETURNED: _R.RETURNED}.get(state, _R.RECEIVED)
        if state is _S.RELEASE_PROPOSED or (report is _R.SUBMITTED and self.random.random() < 0.4):
            return PastReport(report, _P.DONE, None, self._text(DONE), sent_on, span)
        if self.random.random() < 0.08:
            none = NoProgressReason.WAITING_FOR_OTHERS
            return PastReport(report, _P.NONE, none, self._text(STUCK), sent_on, span)
        return PastReport(report, _P.UNDER_WAY, None, self._text(UNDER_WAY), sent_on, span)

    def _last_span(self) -> Span | None:
        """The last periodic round whose day has passed and that the share was asked in."""
        if self.frequency not in MONTHS:
            return None
        passed = [
            one for one in spans(self.frequency, self.letter_on, self.today)
            if one.due_on is not None and self.letter_on + timedelta(days=10) < one.due_on <= self.today
        ]  # fmt: skip
        return passed[-1] if passed else None

    def _text(self, texts: Sequence[str]) -> str:
        return texts[int(self.random.random() * len(texts))].format(
            n=2 + int(self.random.random() * 9), people=20 + int(self.random.random() * 400)
        )


def _a_working_day(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
