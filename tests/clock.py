"""The clock of a run: it begins on a Friday in November, at ten in the morning in Taipei, whatever day and hour it is.

The story of the demonstration, the end of a year or a weekend would else make each day another test of the same line. What
depends on the day is told one by its tests. A process of its own, and the browser, have the machine's clock."""

from datetime import UTC, datetime

import time_machine

from tests import run_folder

BEGINNING = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def begin() -> None:
    """From now on this process lives by this clock, as all workers of the run do."""
    time_machine.travel(BEGINNING + (datetime.now(UTC) - run_folder.begun()), tick=True).start()
