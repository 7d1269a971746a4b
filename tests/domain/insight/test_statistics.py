"""統計表: by meeting and by agency, 項 beside 件, in time by either date, 舊案 counted and in no rate."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.insight.marks import Count, ShareLine, Standing
from app.domain.insight.statistics import Ground, MeetingFacts, Statistics, Told, statistics
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.meetings.yearly import ChairRole, chaired_by_head
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ClosedAs
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.rates import Rate

TODAY, DUE, LATER = date(2026, 11, 20), date(2026, 9, 30), date(2026, 10, 31)
S = AssignmentState
FIRST, FOLLOWED, EARLIER = 1, 2, 9


def line(key: int, item: int, agency: int = 1, state: S = S.UNDER_WAY, **more: Any) -> ShareLine:
    plain = ShareLine(
        key, item, agency, state, AssignmentRole.LEAD, ItemMode.EACH_AGENCY, None, date(2026, 7, 1),
        TODAY if state in (S.RELEASED, S.CLOSED_OTHERWISE) else None, DUE, False, False, False,
    )  # fmt: skip
    return replace(plain, **more)


def told(meeting: int = FIRST, reported_on: date | None = None) -> Told:
    return Told(meeting, 10 * meeting, DUE, reported_on)


LINES = (
    line(1, 1, 1, S.RELEASED),
    line(2, 1, 2, S.RELEASE_PROPOSED, due_current=LATER),
    line(3, 2, 2, overdue=True),
    line(4, 3, 1, S.CLOSED_OTHERWISE, closed_as=ClosedAs.SELF_TRACKED),
    line(5, 3, 2, S.CLOSED_OTHERWISE, closed_as=ClosedAs.REVOKED),
    line(6, 4, 1, S.RELEASED, legacy=True, secret=True),
)
TOLD = {
    1: told(reported_on=DUE), 2: told(reported_on=date(2026, 10, 1)), 3: told(reported_on=DUE),
    4: told(EARLIER, date(2026, 10, 1)), 5: told(EARLIER), 6: told(EARLIER, DUE),
}  # fmt: skip
MEETINGS = (
    MeetingFacts(FIRST, "115年第1次", date(2026, 6, 17), MeetingKind.REGULAR, True, 5, 7),
    MeetingFacts(FOLLOWED, "追蹤會議", date(2026, 9, 23), MeetingKind.FOLLOW_UP, False, 0, 1),
)


def counted(lines: tuple[ShareLine, ...] = LINES) -> Statistics:
    names = {1: "甲局", 2: "乙局", 3: "丙局", 4: "丁局"}
    extended, proposals = {(2, FIRST): 1, (1, EARLIER): 2}, {(3, FIRST): 1}
    return statistics(Ground(Standing(115, TODAY, lines), TOLD, MEETINGS, names, extended, proposals))


def test_meetings_and_those_of_other_years_come_to_the_whole() -> None:
    found = counted()
    assert [one.meeting and one.meeting.label for one in found.meetings] == ["115年第1次", "追蹤會議", None]
    assert [one.label for one in found.held] == ["115年第1次"]
    for name in ("tracked", "released", "open", "overdue"):
        parts = [getattr(one.figures, name) for one in found.meetings]
        whole = Count(sum(one.items for one in parts), sum(one.shares for one in parts))
        assert getattr(found.total, name) == whole
    assert found.total.tracked == Count(4, 6)
    assert found.total.released == Count(1, 3)  # item 1 goes on, item 3 was revoked as much as 自行列管
    assert [one.figures.extensions for one in found.meetings] == [1, 0, 2]
    assert (found.old, found.secret) == (Count(1, 1), Count(1, 1))


def test_an_agency_is_counted_by_its_own_shares_and_left_out_when_there_is_nothing_to_say() -> None:
    found = counted()
    assert [one.name for one in found.agencies] == ["甲局", "乙局", "丙局"]
    assert found.left_out == 1
    first, second, third = found.agencies
    assert (first.figures.tracked, first.figures.released) == (Count(3, 3), Count(3, 3))
    assert (second.figures.tracked, second.figures.overdue) == (Count(3, 3), Count(1, 1))
    assert (first.resolutions, second.resolutions, third.proposals) == (1, 1, 1)
    assert second.figures.extensions == 1


def test_in_time_by_the_original_dates_beside_the_extended_ones() -> None:
    """What is revoked and what is 舊案 is not asked; what waits for the meeting's word is done; going on is not."""
    total = counted().total
    assert total.in_time == Rate(1, 4)
    assert total.in_time_extended == Rate(2, 4)
    co = line(7, 5, 3, S.RELEASED, role=AssignmentRole.CO, mode=ItemMode.SINGLE_LEAD)
    TOLD[7] = told()
    wider = counted((*LINES, co))
    assert wider.total.in_time == total.in_time  # 協辦 delivers to the lead and reports nothing
    assert wider.agencies[2].figures.released == Count(1, 1)


def test_old_cases_change_no_rate() -> None:
    whole, without = counted().total, counted(LINES[:-1]).total
    assert whole.tracked.items == without.tracked.items + 1
    assert (whole.release, whole.in_time) == (without.release, without.in_time)


def test_who_took_the_chair() -> None:
    assert chaired_by_head(ChairRole.HEAD, "", None, "") is True
    assert chaired_by_head(ChairRole.DEPUTY, "市長", "市長", "市長") is False
    assert chaired_by_head(None, "市長 王示範", "市長 王示範", "") is True
    assert chaired_by_head(None, "副市長 林示範", None, "市長") is False
    assert chaired_by_head(None, "市長 王示範", None, "市長") is True
    assert chaired_by_head(None, "市長 王示範", None, "") is None
