"""申報義務人名冊: how each declaration a person owes one receiving agency stands. Dates and status only, never what is declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.duties.declarable_posts import (
    ENTRIES,
    EXITS,
    Occurrence,
    Post,
    PostKind,
    Reason,
    Standing,
    occurrences,
)
from app.domain.duties.declarations import USUAL, DeclarationType, Readings
from app.domain.duties.month_periods import same_day_later
from app.domain.duties.tallies import Figures
from app.domain.errors import Invalid
from app.domain.office_calendar import OfficeCalendar
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year

KEPT_MONTHS = 60
"""資料保存: five years after the duty ended (公職人員財產申報資料審核及查閱辦法 §16)."""
LONGEST_NAME, LONGEST_NUMBER, LONGEST_TITLE = 50, 30, 60
ROC_OFFSET = FIRST_ROC_YEAR - 1
_ADDRESS = re.compile(r"(?P<type>[a-z_]{1,20})-(?P<number>[1-9][0-9]{0,8})")
LEAVING = frozenset({DeclarationType.LEAVING_OFFICE, *EXITS.values()})


class FilingWay(StrEnum):
    """申報方式."""

    ONLINE = "online"
    PAPER = "paper"


class FilingStatus(StrEnum):
    UNFILED = "unfiled"
    FILED = "filed"
    EXEMPT = "exempt_from_filing"


@dataclass(frozen=True, slots=True)
class OccurrenceKey:
    """Which declaration of a person: 定期 by its ROC year, another by the period it hangs on."""

    type: DeclarationType
    period: int | None
    year: int | None

    def __str__(self) -> str:
        """As an address says it: periodic-115, taking_office-12."""
        return f"{self.type}-{self.period or self.year}"


@dataclass(frozen=True, slots=True)
class Told:
    """What the receiving agency entered about one declaration. `last_day`: another date than the law's, for a reason."""

    filed_on: date | None = None
    way: FilingWay | None = None
    authorised: bool = False
    exempt_reason: str = ""
    last_day: date | None = None
    last_day_reason: str = ""
    fined: bool = False


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Line:
    """One declaration of one person. `beside`: the last day of the other of a pair of which one suffices (細則 §9 V).

    `alternative`: it is the leaving half of such a pair, and neither is filed: the pair is counted once, by its other half.
    """

    key: OccurrenceKey
    occurrence: Occurrence
    told: Told = NOTHING_TOLD
    settled_by_pair: bool = False
    alternative: bool = False
    beside: date | None = None

    @property
    def latest_day(self) -> date:
        """After which it is late: of a pair the later day."""
        return max(self.last_day, self.beside or self.last_day)

    @property
    def year(self) -> int:
        """The ROC year it is counted in: in which its window begins."""
        return roc_year(self.occurrence.deadline.window_start)

    @property
    def statutory_last_day(self) -> date:
        """As the law has it: the last legal day, or until when it is caught up after a suspension."""
        return self.occurrence.caught_up_by or self.occurrence.deadline.last_legal_day

    @property
    def last_day(self) -> date:
        return self.told.last_day or self.statutory_last_day

    @property
    def advised_day(self) -> date:
        """建議期限: the end of the statutory period, or the day the officer set."""
        return self.told.last_day or self.occurrence.caught_up_by or self.occurrence.deadline.statutory_end

    @property
    def status(self) -> FilingStatus:
        if self.told.filed_on:
            return FilingStatus.FILED
        if self.told.exempt_reason or self.settled_by_pair:
            return FilingStatus.EXEMPT
        owed = self.occurrence.standing in (Standing.DUE, Standing.EITHER)
        return FilingStatus.UNFILED if owed else FilingStatus.EXEMPT

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.occurrence.reasons


def key_read(address: str) -> OccurrenceKey | None:
    """The key an address names; None for nonsense."""
    found = _ADDRESS.fullmatch(address)
    if found is None or found["type"] not in list(DeclarationType):
        return None
    kind, number = DeclarationType(found["type"]), int(found["number"])
    if kind is DeclarationType.PERIODIC:
        return OccurrenceKey(kind, None, number)
    return OccurrenceKey(kind, number, None)


def key_of(one: Occurrence) -> OccurrenceKey:
    kind = one.deadline.type
    if kind is DeclarationType.PERIODIC:
        return OccurrenceKey(kind, None, roc_year(one.deadline.window_start))
    return OccurrenceKey(kind, one.post.key, None)


def lines(
    posts: Sequence[Post],
    told: Mapping[OccurrenceKey, Told],
    calendar: OfficeCalendar,
    *,
    receiver: int,
    begins_on: date,
    until: int,
    readings: Readings = USUAL,
) -> list[Line]:
    """Every declaration owed to `receiver`, in the order of their windows; 定期 up to the year `until` (西元).

    What was due before the roster begins is left out, unless something was entered about it. Posts with other receiving
    agencies count for what they waive here.
    """
    known = [replace(post, filed_on=told.get(_entry_key(post), NOTHING_TOLD).filed_on) for post in posts]
    since = min([begins_on.year, *(key.year + ROC_OFFSET for key in told if key.year)])
    found = [
        Line(key_of(one), one, told.get(key_of(one), NOTHING_TOLD))
        for one in occurrences(known, calendar, until=until, since=since, readings=readings)
        if one.post.receiver == receiver
    ]
    kept = [one for one in found if one.told != NOTHING_TOLD or one.statutory_last_day >= begins_on]
    return list(_paired(kept))


def is_overdue(line: Line, today: date) -> bool:
    """逾期未申報: the last day has passed, of a pair the later one."""
    if line.status is not FilingStatus.UNFILED or line.alternative:
        return False
    return today > line.latest_day


def is_late(line: Line, today: date) -> bool:
    """逾期 as of a day: filed after the last day, or not filed by then and the last day has passed."""
    if filed_by(line, today):
        return line.told.filed_on is not None and line.told.filed_on > line.latest_day
    owed = line.status is not FilingStatus.EXEMPT and not line.alternative
    return owed and today > line.latest_day


def filed_by(line: Line, day: date) -> bool:
    return line.told.filed_on is not None and line.told.filed_on <= day


def figures(all_lines: Iterable[Line], kind: DeclarationType, year: int, today: date) -> Figures:
    """人數 of one kind and ROC year as of a day: what happened or was filed later does not count yet."""
    owed = [
        line
        for line in all_lines
        if line.key.type is kind
        and line.year == year
        and line.status is not FilingStatus.EXEMPT
        and not line.alternative
        and line.occurrence.deadline.event_date <= today
    ]
    filed = [line for line in owed if filed_by(line, today)]
    return Figures(
        required=len(owed),
        filed=len(filed),
        online=sum(line.told.way is FilingWay.ONLINE for line in filed),
        authorised=sum(line.told.authorised for line in owed),
        late=sum(is_late(line, today) for line in owed),
        fined=sum(line.told.fined for line in owed),
    )


def check_dates(
    from_on: date, to_on: date | None, suspended: tuple[date | None, date | None] = (None, None)
) -> None:
    """Invalid: period_dates_crossed, suspension_without_start, suspension_outside, at the field to blame."""
    if to_on is not None and to_on < from_on:
        raise Invalid("period_dates_crossed", "to_on")
    start, end = suspended
    if start is None:
        if end is not None:
            raise Invalid("suspension_without_start", "suspended_from")
        return
    if start < from_on or (to_on is not None and start > to_on):
        raise Invalid("suspension_outside", "suspended_from")
    if end is not None and (end < start or (to_on is not None and end > to_on)):
        raise Invalid("suspension_outside", "suspended_to")


@dataclass(frozen=True, slots=True)
class Held:
    """A post for the question whether two can be held at once. `place`: agency and title."""

    kind: PostKind
    place: tuple[int, str]
    from_on: date
    to_on: date | None


def overlap(one: Held, other: Held) -> bool:
    """Can the two not be held at once? There is one 本職 at a time, and one post is held once; a day of hand-over may be shared."""
    if one.kind is not other.kind or (one.kind is not PostKind.OFFICE and one.place != other.place):
        return False
    begins_before_it_ends = other.to_on is None or one.from_on < other.to_on
    ends_after_it_begins = one.to_on is None or other.from_on < one.to_on
    same_day = one.from_on == other.from_on
    return same_day or (begins_before_it_ends and ends_after_it_begins)


def kept_until(ends: Sequence[date | None]) -> date | None:
    """Until when a person's data are kept; None while a post is held."""
    known = [end for end in ends if end is not None]
    return same_day_later(max(known), KEPT_MONTHS) if known and len(known) == len(ends) else None


def _entry_key(post: Post) -> OccurrenceKey:
    return OccurrenceKey(ENTRIES[post.kind], post.key, None)


def _paired(found: Sequence[Line]) -> Iterator[Line]:
    """Of a choose-one pair: what the other half's filing settles, and which half is counted while none is."""
    either = [line for line in found if line.occurrence.standing is Standing.EITHER]
    for line in found:
        if line not in either:
            yield line
            continue
        mine = [one for one in either if one.occurrence.post.key == line.occurrence.post.key]
        leaving = [one for one in mine if one.key.type in LEAVING]
        staying = [one for one in mine if one.key.type not in LEAVING]
        if line in staying:
            settled = any(one.told.filed_on for one in leaving)
            beside = max((one.last_day for one in leaving), default=None)
            yield replace(line, settled_by_pair=settled, beside=beside)
        else:
            settled = bool(staying) and all(one.told.filed_on for one in staying)
            filed = line.told.filed_on is not None
            yield replace(
                line, settled_by_pair=settled, alternative=bool(staying) and not filed and not settled
            )
