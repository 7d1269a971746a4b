"""Two things timed in turns, so that what else the machine does meets both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

Run = Callable[[], object]


def compare(ours: Run, floor: Run, *, rounds: int) -> tuple[float, float]:
    """(our seconds, the floor's): medians, after some rounds unmeasured."""
    times = _rounds(ours, floor, rounds, 20, time.perf_counter)
    return statistics.median(times[0]), statistics.median(times[1])


def compare_computing(ours: Run, floor: Run, *, rounds: int) -> tuple[float, float]:
    """The same for what only computes, in this process: its best round, in seconds of the processor.

    What a round takes more than the best is how long others held the processor and its memory: no part of either.
    """
    times = _rounds(ours, floor, rounds, 3, time.process_time)
    return min(times[0]), min(times[1])


def _rounds(
    ours: Run, floor: Run, rounds: int, warm_up: int, clock: Callable[[], float]
) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(warm_up):
        ours(), floor()
    gc.collect()
    gc.freeze()  # as wsgi.py does
    for _ in range(rounds):
        for run, seconds in zip((ours, floor), times, strict=True):
            started = clock()
            run()
            seconds.append(clock() - started)
    gc.unfreeze()
    return times
