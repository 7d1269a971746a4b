"""plan-reminders, as a script uses it; what it plans is tried in tests/services/notices."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker


def test_nothing_owed_is_nothing_planned_and_a_wrong_moment_is_said(tracker: "Tracker") -> None:
    tracker("init")
    done = tracker("plan-reminders", "--at", "2026-11-27T08:30")
    assert (done.exit_code, done.stdout) == (0, "0\n"), done.output
    dry = tracker("plan-reminders", "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, ""), dry.output
    wrong = tracker("plan-reminders", "--at", "明天早上")
    assert wrong.exit_code == 2
    assert "2026-11-27T08:30" in wrong.stderr
