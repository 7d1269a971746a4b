"""When a meeting was, as the head of its minutes says it."""

from datetime import date, time

import pytest

from app.domain.meetings.held_when import When, read_when

DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("中華民國115年9月30日（星期三）下午2時", When(DAY, time(14))),
        ("中華民國 115 年 9 月 30 日（星期三）中午 12 時 30 分", When(DAY, time(12, 30))),
        ("115年9月30日（三）上午9時30分至12時", When(DAY, time(9, 30), time(12))),
        ("一一五年九月三十日下午二時三十分至四時", When(DAY, time(14, 30), time(16))),
        ("115/9/30 14:00-16:30", When(DAY, time(14), time(16, 30))),
        ("２０２６年９月３０日下午２：４０", When(DAY, time(14, 40))),
        ("下午 13 時 45 分。", When(None, time(13, 45))),
        ("（下午3時半）", When(None, time(15, 30))),
        ("115年9月30日（星期四）下午2時", When(None, time(14))),
        ("115年2月30日", When()),
        ("（○時○分）", When()),
        ("下午25時99分", When()),
        ("", When()),
    ],
)
def test_reads_what_papers_write_and_nothing_else(text: str, read: When) -> None:
    assert read_when(text) == read
