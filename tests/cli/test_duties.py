"""deadline and import-calendar, as a script uses them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import CalendarYear
from app.services.office_calendar import SHIPPED

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker

KEYS = [
    "type", "event_date", "duty_date", "window_start", "statutory_end", "last_legal_day", "calendar_missing", "basis",
    "explanation",
]  # fmt: skip
DATES = KEYS[1:6]


@pytest.mark.parametrize(
    ("kind", "day", "dates", "missing"),
    [
        (
            "就到職",
            "2026-02-28",
            ["2026-02-28", "2026-02-28", "2026-02-28", "2026-05-31", "2026-06-01"],
            False,
        ),
        ("就到職", "115/2/28", ["2026-02-28", "2026-02-28", "2026-02-28", "2026-05-31", "2026-06-01"], False),
        ("定期", "2027-03-05", ["2027-03-05", "2027-11-01", "2027-11-01", "2027-12-31", "2028-01-03"], True),
        ("代理", "2026-01-15", ["2026-01-15", "2026-04-15", "2026-04-15", "2026-07-15", "2026-07-15"], False),
        ("兼任", "2025-11-30", ["2025-11-30", "2026-02-28", "2026-02-28", "2026-05-31", "2026-06-01"], False),
        ("指定", "2026-06-26", ["2026-06-26", "2026-06-26", "2026-06-26", "2026-09-26", "2026-09-29"], False),
        (
            "卸離職",
            "2025-12-31",
            ["2025-12-31", "2025-12-31", "2025-12-31", "2026-02-28", "2026-03-02"],
            False,
        ),
        (
            "解除代理",
            "2026-07-31",
            ["2026-07-31", "2026-07-31", "2026-07-31", "2026-09-30", "2026-09-30"],
            False,
        ),
    ],
)
def test_a_deadline_as_json(tracker: "Tracker", kind: str, day: str, dates: list[str], missing: bool) -> None:
    tracker("init")
    done = tracker("deadline", kind, day, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    assert found["type"] == kind
    assert [found[name] for name in DATES] == dates
    assert found["calendar_missing"] is missing
    assert "第" in found["basis"]
    assert "申報" in found["explanation"]


def test_a_deadline_in_words_day_by_day(tracker: "Tracker") -> None:
    tracker("init")
    done = tracker("deadline", "就到職", "2026-02-28", "--day-by-day")
    assert done.stdout.startswith("建議於115年5月31日（日）以前申報")
    assert "第 92 日　115年5月31日（日）　放假" in done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [(("某類", "2026-01-01"), 2), (("就到職", "2026-02-30"), 1), (("就到職", "無"), 1)],
)
def test_what_cannot_be_read_is_said(tracker: "Tracker", words: tuple[str, ...], code: int) -> None:
    tracker("init")
    done = tracker("deadline", *words)
    assert done.exit_code == code
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_day_before_the_present_form_is_said(tracker: "Tracker") -> None:
    tracker("init")
    done = tracker("deadline", "就到職", "1999-05-05", "--json")
    assert "97年7月30日" in done.stderr
    assert "97年7月30日" in json.loads(done.stdout)["explanation"]


def test_a_calendar_is_imported_as_a_further_version(
    tracker: "Tracker", session: Session, tmp_path: Path
) -> None:
    tracker("init")
    same = tracker("import-calendar", SHIPPED / "2026.csv")
    assert (same.exit_code, same.stdout) == (0, "")
    text = (SHIPPED / "2026.csv").read_text().replace("20261225,五,2,行憲紀念日", "20261225,五,0,")
    file = tmp_path / "115.csv"
    file.write_bytes(text.encode("cp950"))
    tried = tracker("import-calendar", file, "--dry-run")
    assert tried.stdout == "115年\t放假 119 日\t第 2 版\n"
    done = tracker("import-calendar", file)
    assert done.stdout == "115年\t放假 119 日\t第 2 版\n"
    assert "115年12月25日（五）改為上班" in done.stderr
    numbers = select(CalendarYear.number).where(CalendarYear.year == 2026).order_by(CalendarYear.number)
    assert list(session.scalars(numbers)) == [1, 2]


def test_a_faulty_calendar_is_refused_with_its_lines(tracker: "Tracker", tmp_path: Path) -> None:
    tracker("init")
    lines = (SHIPPED / "2026.csv").read_text().splitlines(keepends=True)
    file = tmp_path / "115.csv"
    file.write_text("".join([*lines[:10], *lines[11:], lines[5]]))
    done = tracker("import-calendar", file)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "第 11 列：這一列之前缺少115年1月10日（六）。" in done.stderr
    assert "第 366 列：115年1月5日（一）在第 6 列已經有了。" in done.stderr
    file.write_text("不是日曆")
    assert tracker("import-calendar", file).exit_code == 1


def test_the_duties_of_a_year_as_a_script_reads_them(tracker: "Tracker") -> None:
    tracker("init")
    result = tracker("duties", "--year", "115", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found == {"year": 115, "meetings": [], "declarations": [], "plan": []}
    purged = tracker("purge-declarants", "--dry-run")
    assert (purged.exit_code, purged.stdout) == (0, "")
    assert "試跑" in purged.stderr
