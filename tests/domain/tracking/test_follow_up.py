"""分級列管 of a line before a meeting."""

from datetime import date

import pytest

from app.domain.tracking.decisions import Verdict
from app.domain.tracking.follow_up import Grade, grade_of
from app.domain.tracking.item import DueKind

MEETING = date(2026, 12, 15)
BEFORE, AFTER = date(2026, 12, 14), MEETING
FIXED, NEXT, ONGOING = DueKind


@pytest.mark.parametrize(
    ("proposal", "kind", "due", "ended", "grade"),
    [
        (Verdict.CONTINUE, FIXED, AFTER, False, Grade.B),
        (Verdict.CONTINUE, FIXED, BEFORE, False, Grade.A),
        (Verdict.CONTINUE, NEXT, None, False, Grade.B),
        (Verdict.CONTINUE, ONGOING, None, False, Grade.C),
        (Verdict.RELEASE, ONGOING, None, False, Grade.A),
        (Verdict.SELF_TRACK, FIXED, AFTER, False, Grade.A),
        (None, FIXED, BEFORE, True, Grade.OFF),
    ],
)
def test_the_grade_says_how_much_the_meeting_hears_of_an_item(
    proposal: Verdict | None, kind: DueKind, due: date | None, ended: bool, grade: Grade
) -> None:
    assert grade_of(proposal, kind, due, MEETING, ended=ended) is grade
