"""年度結轉: from when it is offered, what must be there, what is named as lacking."""

from datetime import date

import pytest

from app.domain.duties.year_change import (
    NEEDED,
    YearCheck,
    YearFacts,
    YearFigures,
    YearStep,
    check_confirmable,
    checks,
    is_offered,
)
from app.domain.errors import NotNow
from app.wording.year_change import check_line, figure_lines, step_line

READY = YearFacts(calendar=True, base_days=8)


def test_a_year_is_offered_from_its_december_on() -> None:
    assert [is_offered(115, date(2026, month, 30)) for month in (11, 12)] == [False, True]
    assert is_offered(114, date(2026, 1, 1))
    assert not is_offered(116, date(2026, 12, 31))


def test_carrying_over_the_statistic_and_the_calendar_are_needed() -> None:
    check_confirmable(NEEDED, READY)
    check_confirmable(list(YearStep), READY)
    for chosen in ([], [YearStep.CARRY], [one for one in YearStep if one is not YearStep.STATISTIC]):
        with pytest.raises(NotNow, match="year_steps_missing"):
            check_confirmable(chosen, READY)
    with pytest.raises(NotNow, match="year_calendar_missing"):
        check_confirmable(NEEDED, YearFacts(base_days=8))


def test_what_is_lacking_is_said_and_every_step_says_what_it_does() -> None:
    lacking = YearFacts(open_meetings=2, ending=3)
    assert not any(checks(lacking).values())
    assert all(checks(READY).values())
    assert check_line(YearCheck.CALENDAR, 115, lacking) == "116年尚未匯入，匯入後才能確認結轉。"
    assert check_line(YearCheck.MEETINGS, 115, lacking) == "115年尚有 2 場會議未結案。"
    figures = YearFigures(shares_open=12, items_open=3)
    assert step_line(YearStep.CARRY, 115, figures) == "未結分辦 12 件（3 項）繼續列管，編號不變。"
    assert len({step_line(step, 115, figures) for step in YearStep}) == len(YearStep)
    assert ("分辦", "0 件，已結 0 件，未結 12 件") in figure_lines(figures)
