"""The right to write: free, held, run out."""

from datetime import UTC, datetime, timedelta

from app.domain.meetings.recording import LEASE, Lease, renewed

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def test_nobody_wrote_yet() -> None:
    assert Lease().is_free_for("a", NOW)


def test_a_held_right_is_free_for_its_own_window_only() -> None:
    lease = renewed("a", NOW)
    assert lease.is_free_for("a", NOW)
    assert not lease.is_free_for("b", NOW)
    assert not lease.is_free_for("b", NOW + LEASE)


def test_it_runs_out_after_thirty_seconds_without_a_sign_of_life() -> None:
    assert timedelta(seconds=30) == LEASE
    assert renewed("a", NOW).is_free_for("b", NOW + LEASE + timedelta(milliseconds=1))
