"""改期: which day was announced, and whether it still holds."""

from datetime import UTC, date, datetime

import pytest

from app.domain.papers.announced import DayChange, Moved, moved

FIRST, SECOND, THIRD = date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)


def at(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("letters", "changes", "day", "found"),
    [
        ([], [DayChange(at(5), FIRST)], SECOND, None),
        ([at(3)], [], FIRST, None),
        ([at(3)], [DayChange(at(2), FIRST)], SECOND, None),
        ([at(3)], [DayChange(at(5), FIRST, "另有要公")], SECOND, Moved(FIRST, "另有要公")),
        # 延期 and later 改期: the reason stands with the first, the day before it counts.
        ([at(3)], [DayChange(at(5), FIRST, "颱風"), DayChange(at(6), None)], SECOND, Moved(FIRST, "颱風")),
        # The notice of the change went out: it still is one.
        ([at(3), at(7)], [DayChange(at(5), FIRST, "颱風")], SECOND, Moved(FIRST, "颱風")),
        # Changed again after that notice: what it said is what is changed.
        (
            [at(3), at(7)],
            [DayChange(at(5), FIRST, "颱風"), DayChange(at(9), SECOND, "停電")],
            THIRD,
            Moved(SECOND, "停電"),
        ),
        # Back on the announced day: nothing to tell.
        ([at(3)], [DayChange(at(5), FIRST), DayChange(at(6), SECOND)], FIRST, None),
    ],
)
def test_a_change_of_what_was_announced(
    letters: list[datetime], changes: list[DayChange], day: date, found: Moved | None
) -> None:
    assert moved(letters, changes, day) == found
