"""The invariants of the product that concern tracking and keeping each have a test named after them: `grep -rn test_invariant_4 tests`.

1 主辦 as the mode demands · 2 the original date stands · 3 one predicate for list, badge and mail · 4 who sends does not
verify, closing names its basis · 5 nothing is dispatched before 紀錄核定 · 6 change, log and outbox commit together · 7 a
reminder is sent once · 8 GET changes nothing, nothing is overwritten unseen · 9 密 is absent, every reading recorded ·
12 nothing submitted goes before its time · 13 the tables are complete · 14 dates are dates of Taipei.
"""

import re
from pathlib import Path

OF_TRACKING = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14}
NAMED = re.compile(r"^def test_invariant_(\d+)_\w+", re.MULTILINE)


def test_every_invariant_of_tracking_has_a_test_named_after_it() -> None:
    files = Path(__file__).parents[1].rglob("test_*.py")
    found = {int(number) for file in files for number in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert sorted(OF_TRACKING - found) == []
