"""統計表 as plain values: what was counted, said as the paper prints it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from app.documents import statistics as module
from app.documents.statistics import (
    AgencyRow,
    MeetingRow,
    Note,
    Numbers,
    StatisticsTable,
    SummaryLine,
)
from app.domain.insight.marks import Count
from app.domain.insight.registers import chaired_rate, held_rate
from app.domain.insight.statistics import AgencyFigures, Figures, MeetingFacts, Statistics, statistics
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.people.actor import Actor
from app.domain.roc_date import roc_slash, roc_text
from app.domain.tracking.rates import Rate
from app.models import Committee, Meeting, Snapshot
from app.queries.duties.roster import Reckoned
from app.queries.insight import statistics as queries
from app.queries.insight.figures import basis_of, standing_of
from app.queries.insight.overviews import years_seen
from app.queries.insight.share_lines import Among
from app.queries.visibility.tracking import assignment_is_seen
from app.services.papers.loose import Loose
from app.wording import statistics as said
from app.wording.dashboard import rate

TEMPLATE = "statistics"


def of_year(
    session: Session,
    actor: Actor,
    committee: Committee,
    year: int,
    reckoned: Reckoned,
    kept: Snapshot | None = None,
) -> Loose:
    """What leadership's page shows of the year, live or as it was kept, as far as this person sees it."""
    basis = basis_of(session, committee, year, reckoned.today, kept)
    standing = standing_of(session, basis, Among(committee), assignment_is_seen(actor))
    years = years_seen(session, actor, basis, reckoned.today)
    ground = queries.of_year(session, actor, committee, standing, years)
    counted = statistics(ground)
    title = said.YEAR_TITLE.format(committee=committee.name, year=year)
    called = said.kept(kept.month_end, kept.rebuilt, kept.released_at is not None) if kept else said.LIVE
    paper = StatisticsTable(
        title,
        said.AS_OF.format(day=roc_text(basis.as_of), kept=called),
        tuple(_year_summary(counted)),
        tuple(_meetings(counted)),
        _agencies(counted),
        _notes(said.YEAR_NOTE, counted.left_out),
        said.MET if counted.years else "",
    )
    return Loose(TEMPLATE, module, paper, title)


def of_meeting(session: Session, actor: Actor, meeting: Meeting, reckoned: Reckoned) -> Loose:
    """A meeting that was held, as its items stand now. `meeting.committee` must be loaded."""
    ground = queries.of_meeting(session, actor, meeting, reckoned.today)
    counted = statistics(ground)
    title = said.MEETING_TITLE.format(meeting=meeting.title)
    facts = ground.meetings[0]
    day = roc_text(facts.held_on) if facts.held_on else said.NOTHING
    first = SummaryLine(said.MEETINGS, said.ONE_MEETING.format(day=day, chaired=_chaired(facts)))
    paper = StatisticsTable(
        title,
        said.AS_OF.format(day=roc_text(reckoned.today), kept=said.LIVE),
        (first, _cases(counted), *_tracking(counted)),
        (),
        _agencies(counted),
        _notes(said.MEETING_NOTE, counted.left_out),
    )
    return Loose(TEMPLATE, module, paper, title)


def _year_summary(counted: Statistics) -> Iterable[SummaryLine]:
    held = counted.held
    followed = sum(
        one.meeting is not None and one.meeting.kind is MeetingKind.FOLLOW_UP for one in counted.meetings
    )
    yield SummaryLine(
        said.MEETINGS,
        said.MEETINGS_TEXT.format(
            held=len(held),
            chaired=_of(_chaired_of(held)),
            followed=said.FOLLOWED.format(count=followed) if followed else "",
        ),
    )
    yield _cases(counted)
    yield from _tracking(counted)
    if counted.years:
        text = said.AGENCIES_TEXT.format(
            held=_of(held_rate(counted.years)), chaired=_of(chaired_rate(counted.years))
        )
        yield SummaryLine(said.AGENCIES, text)


def _cases(counted: Statistics) -> SummaryLine:
    facts = [one.meeting for one in counted.meetings if one.meeting]
    text = said.CASES_TEXT.format(
        proposals=_sum(one.proposals for one in facts), resolutions=_sum(one.resolutions for one in facts)
    )
    return SummaryLine(said.CASES, text)


def _tracking(counted: Statistics) -> Iterable[SummaryLine]:
    total = counted.total
    yield SummaryLine(
        said.TRACKED,
        said.TRACKED_TEXT.format(
            tracked=_count(total.tracked), released=_count(total.released), open=_count(total.open),
            overdue=_count(total.overdue), extensions=total.extensions,
        ),
    )  # fmt: skip
    yield SummaryLine(
        said.RATES,
        said.RATES_TEXT.format(
            release=rate(total.release), in_time=rate(total.in_time),
            in_time_extended=rate(total.in_time_extended),
        ),
    )  # fmt: skip
    if counted.old.items:
        yield SummaryLine(said.OLD, said.OLD_TEXT.format(old=_count(counted.old)))
    if counted.secret.items:
        yield SummaryLine(said.CONFIDENTIAL, said.CONFIDENTIAL_TEXT.format(secret=_count(counted.secret)))


def _meetings(counted: Statistics) -> Iterable[MeetingRow]:
    for one in counted.meetings:
        meeting = one.meeting
        if meeting is None:
            blank = (said.NOTHING,) * 4
            yield MeetingRow(said.OTHER_YEARS, *blank, _numbers(one.figures))
            continue
        yield MeetingRow(
            meeting.label, _day(meeting.held_on), _chaired(meeting), _known(meeting.proposals),
            _known(meeting.resolutions), _numbers(one.figures),
        )  # fmt: skip
    facts = [one.meeting for one in counted.meetings if one.meeting]
    yield MeetingRow(
        said.TOTAL,
        said.NOTHING,
        _of(_chaired_of(counted.held)),
        _sum(one.proposals for one in facts),
        _sum(one.resolutions for one in facts),
        _numbers(counted.total),
    )


def _agencies(counted: Statistics) -> tuple[AgencyRow, ...]:
    facts = [one.meeting for one in counted.meetings if one.meeting]
    total = AgencyRow(
        said.TOTAL,
        _sum(one.proposals for one in facts),
        _sum(one.resolutions for one in facts),
        _numbers(counted.total),
        str(sum(one.held for one in counted.years)),
        str(sum(one.chaired for one in counted.years)),
    )
    return (*(_agency(one) for one in counted.agencies), total)


def _agency(one: AgencyFigures) -> AgencyRow:
    return AgencyRow(
        one.name, str(one.proposals), str(one.resolutions), _numbers(one.figures),
        _known(one.year.held if one.year else None), _known(one.year.chaired if one.year else None),
    )  # fmt: skip


def _numbers(row: Figures) -> Numbers:
    return Numbers(
        str(row.tracked.items), str(row.tracked.shares), str(row.released.items), str(row.released.shares),
        str(row.overdue.items), str(row.overdue.shares), str(row.extensions), rate(row.in_time),
        rate(row.in_time_extended),
    )  # fmt: skip


def _notes(first: str, left_out: int) -> tuple[Note, ...]:
    texts = [first, *said.NOTES, *([said.LEFT_OUT.format(count=left_out)] if left_out else [])]
    return tuple(
        Note(said.NOTE.format(number=number, text=text)) for number, text in enumerate(texts, start=1)
    )


def _chaired(meeting: MeetingFacts) -> str:
    return said.NOTHING if meeting.chaired is None else said.YES if meeting.chaired else said.NO


def _chaired_of(held: tuple[MeetingFacts, ...]) -> Rate:
    return Rate(sum(bool(one.chaired) for one in held), len(held))


def _of(found: Rate) -> str:
    return said.OF.format(n=found.n, of=found.of)


def _count(found: Count) -> str:
    return said.COUNTED.format(items=found.items, shares=found.shares)


def _sum(found: Iterable[int | None]) -> str:
    return str(sum(one or 0 for one in found))


def _known(number: int | None) -> str:
    return said.NOTHING if number is None else str(number)


def _day(day: date | None) -> str:
    return roc_slash(day) if day else said.NOTHING
