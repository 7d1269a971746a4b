"""The reckoning explains itself: articles, the count, what rolls over, what is open, and every day when asked."""

from datetime import date

import pytest

from app.domain.duties.declaration_steps import counted_days, steps
from app.domain.duties.declarations import DeclarationType, OpenRule, deadline
from app.domain.office_calendar import OfficeCalendar
from app.wording.declarations import counted_line, explanation, summary

_T = DeclarationType


def said(kind: DeclarationType, day: date, calendar: OfficeCalendar) -> str:
    return explanation(steps(deadline(kind, day, calendar), calendar))


def test_a_month_end_over_a_day_off(calendar: OfficeCalendar) -> None:
    assert said(_T.TAKING_OFFICE, date(2026, 2, 28), calendar).split("\n") == [
        "就到職申報：應於就（到）職之日起三個月內辦理（公職人員財產申報法第3條第1項）。",
        "115年2月28日（六）為始日，不算入，自115年3月1日（日）起算（民法第120條第2項、行政程序法第48條第2項）。",
        "起算日為月之始日，三個月以曆計算，至最後一月之末日115年5月31日（日）屆滿（民法第121條、行政程序法第48條第3項），共 92 日。",
        "115年5月31日（日）為休息日，以次一上班日115年6月1日（一）代之（民法第122條、行政程序法第48條第4項）。",
        "基準日：申報期間內由申報人擇定的一日。",
        "有疑義：期間末日遇假日是否順延。本系統採「順延至次一上班日」（預設）；尚無函釋；法務部裁處案曾以順延後之日計算逾期（臺北高等行政法院107年度訴字第1319號）。",
    ]


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        (
            _T.TAKING_OFFICE,
            date(2026, 8, 3),
            ["相當日之前一日", "第121條", "115年11月3日（二）為上班日，不順延"],
        ),
        (_T.TAKING_OFFICE, date(2025, 11, 29), ["最後一月沒有與起算日相當之日"]),
        (
            _T.LEAVING_OFFICE,
            date(2026, 8, 3),
            ["二個月內", "第3條第2項", "第9條第6項", "當日", "自哪一日起算"],
        ),
        (_T.ACTING, date(2026, 1, 15), ["115年4月15日（三）滿三個月", "第2條第2項", "何時滿三個月"]),
        (_T.PERIODIC, date(2027, 5, 1), ["每年11月1日至12月31日", "117年沒有辦公日曆表", "定期申報末日"]),
        (_T.DESIGNATED, date(2026, 8, 3), ["第2條第4項", "指定之日"]),
        (_T.TAKING_OFFICE, date(2001, 1, 5), ["97年7月30日起施行，更早的事件適用當時的規定"]),
    ],
)
def test_each_kind_names_its_rules(
    kind: DeclarationType, day: date, words: list[str], calendar: OfficeCalendar
) -> None:
    text = said(kind, day, calendar)
    assert [word for word in words if word not in text] == []


def test_another_reading_is_named_as_chosen(calendar: OfficeCalendar) -> None:
    readings = frozenset({OpenRule.ROLL_OVER})
    found = deadline(_T.TAKING_OFFICE, date(2026, 2, 28), calendar, readings)
    text = explanation(steps(found, calendar, readings))
    assert "依本系統的設定不順延" in text
    assert "本系統採「不順延」；" in text


def test_every_kind_and_every_way_to_end_has_sentences(calendar: OfficeCalendar) -> None:
    for kind in _T:
        for day in (date(2026, 1, 15), date(2026, 2, 28), date(2025, 11, 29), date(2027, 10, 31)):
            assert "None" not in said(kind, day, calendar)


def test_the_days_are_counted_one_by_one(calendar: OfficeCalendar) -> None:
    days = counted_days(deadline(_T.TAKING_OFFICE, date(2026, 2, 28), calendar), calendar)
    assert (days[0].number, days[0].day) == (1, date(2026, 3, 1))
    assert (days[-2].number, days[-2].day) == (92, date(2026, 5, 31))
    assert (days[-1].number, days[-1].day) == (None, date(2026, 6, 1))
    assert counted_line(days[-2]) == "第 92 日　115年5月31日（日）　放假"
    assert counted_line(days[-1]) == "順延　115年6月1日（一）"


def test_the_first_line_says_by_when(calendar: OfficeCalendar) -> None:
    rolled = deadline(_T.TAKING_OFFICE, date(2026, 2, 28), calendar)
    assert summary(rolled) == "建議於115年5月31日（日）以前申報；遇假日順延，最遲115年6月1日（一）。"
    plain = deadline(_T.TAKING_OFFICE, date(2026, 4, 30), calendar)
    assert summary(plain) == "應於115年7月31日（五）以前申報。"
