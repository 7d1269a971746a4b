"""What became of a share since the end of last month."""

from datetime import date

import pytest

from app.domain.insight.comparing import Change, Stand, changes
from app.domain.tracking.assignment_flow import AssignmentState

S = AssignmentState
DUE, LATER = date(2026, 11, 30), date(2026, 12, 31)
OPEN, LATE = Stand(S.UNDER_WAY, True, False, DUE), Stand(S.UNDER_WAY, True, True, DUE)
RELEASED = Stand(S.RELEASED, False, False, DUE)


@pytest.mark.parametrize(
    ("then", "now", "found"),
    [
        (None, OPEN, (Change.NEW,)),
        (None, RELEASED, (Change.NEW,)),
        (OPEN, OPEN, ()),
        (LATE, RELEASED, (Change.ENDED,)),
        (RELEASED, OPEN, (Change.REOPENED,)),
        (OPEN, LATE, (Change.LATE,)),
        (LATE, LATE, ()),
        (LATE, Stand(S.UNDER_WAY, True, False, LATER), (Change.MOVED,)),
        (OPEN, Stand(S.SUBMITTED, True, True, LATER), (Change.OTHERWISE, Change.LATE, Change.MOVED)),
        (RELEASED, Stand(S.CLOSED_OTHERWISE, False, False, LATER), (Change.OTHERWISE,)),
    ],
)
def test_each_change_is_named(then: Stand | None, now: Stand, found: tuple[Change, ...]) -> None:
    assert changes(then, now) == found
