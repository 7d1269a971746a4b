"""What is written as iCalendar is read again by another reader, whatever the texts are."""

from datetime import UTC, date, datetime, time

from app.documents.icalendar import Event, icalendar
from tests.documents.ics import moment, read

STAMP = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
HOSTILE = (
    "逗號,分號;反斜線\\n換行\n第二行",
    "壹" * 24 + "\\" + "貳" * 60,
    "😀" * 40,
    "tab\t與\x00控制\x1b字元\u2028",
    "END:VEVENT\r\nBEGIN:VALARM",
    "",
)


def test_every_text_comes_back_and_lines_are_folded_by_octets() -> None:
    events = [
        Event(f"one-{at}@host", STAMP, date(2026, 11, 5), text, place=text, sequence=at)
        for at, text in enumerate(HOSTILE)
    ]
    data = icalendar("名稱," + "長" * 50, events)
    found = read(data)
    read_back = [part for part in found.parts if part.name == "VEVENT"]
    assert [part.text("SUMMARY") for part in read_back] == [
        HOSTILE[0], HOSTILE[1], HOSTILE[2], "tab 與 控制 字元 ", "END:VEVENT\nBEGIN:VALARM", "",
    ]  # fmt: skip
    assert found.text("X-WR-CALNAME") == "名稱," + "長" * 50
    assert data == icalendar("名稱," + "長" * 50, events)
    for width in range(60, 90):  # the fold falls on every place of a character of three octets
        assert read(icalendar("a" * width + "字" * 30, [])).text("X-WR-CALNAME") == "a" * width + "字" * 30


def test_days_and_times_are_of_taipei_and_an_end_before_the_beginning_is_none() -> None:
    day = date(2026, 12, 4)
    events = [
        Event("whole@h", STAMP, day, "整天"),
        Event("meeting@h", STAMP, day, "會議", starts=time(14), ends=time(16, 30), url="https://host/meetings/115-2"),
        Event("odd@h", STAMP, day, "會議", starts=time(14), ends=time(9)),
    ]  # fmt: skip
    zone, whole, meeting, odd = read(icalendar("行事曆", events)).parts
    assert zone.name == "VTIMEZONE"
    assert moment(whole, "DTSTART") == day
    assert moment(meeting, "DTSTART") == datetime(2026, 12, 4, 14)  # noqa: DTZ001
    assert moment(meeting, "DTEND") == datetime(2026, 12, 4, 16, 30)  # noqa: DTZ001
    assert moment(odd, "DTEND") is None
    assert read(icalendar("沒有事", [])).parts[0].name == "VTIMEZONE"
