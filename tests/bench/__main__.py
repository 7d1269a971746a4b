"""Our time against named floors: `python -m tests.bench [PART…]`.

One line per engine, `bench NAME RATIO FLOOR ENGINE`; RATIO = our time ÷ floor's time, measured pairwise in one run,
lower is better. Ends with 1 when a part could not run; what a ratio should be stands beside its part.
"""

import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests import run_folder
from tests.engines import drop_left_databases


@dataclass(frozen=True)
class Figure:
    """Seconds of ours and of the floor, measured in turns. `engine` is sqlite, postgresql or none."""

    ours: float
    floor: float
    floor_name: str
    engine: str = "none"

    def line(self, name: str) -> str:
        return f"bench {name} {self.ours / self.floor:.2f} {self.floor_name} {self.engine}"


Part = Callable[[], Iterator[Figure]]


def docx_3() -> Iterator[Figure]:
    """≤ 1.5: three cases bound as DOCX."""
    from tests.bench.docx import measure

    ours, floor = measure(3)
    yield Figure(ours, floor, "zip-with-prebuilt-xml")


def docx_1000() -> Iterator[Figure]:
    """≤ 1.5: a thousand cases bound as DOCX."""
    from tests.bench.docx import measure

    ours, floor = measure(1000)
    yield Figure(ours, floor, "zip-with-prebuilt-xml")


def papers_zip() -> Iterator[Figure]:
    """≤ 2.5: every paper of a meeting with six cases, as DOCX and ODT."""
    from tests.bench.papers import measure

    ours, floor = measure()
    yield Figure(ours, floor, "zip-with-prebuilt-xml")


def import_docx() -> Iterator[Figure]:
    """≤ 3: a DOCX of 100 cases read in its child process."""
    from tests.bench.import_docx import measure

    ours, floor = measure()
    yield Figure(ours, floor, "python-docx-reading-every-cell")


def page_list_50() -> Iterator[Figure]:
    """≤ 2.0 on SQLite, ≤ 2.5 on PostgreSQL: the list of 50 proposals, signed in and with all checks."""
    from tests import engines
    from tests.bench.page_list import measure

    for engine in engines.chosen():
        ours, floor = measure(engine)
        yield Figure(ours, floor, "same-template-from-ready-rows", engine)


def fan_out_600() -> Iterator[Figure]:
    """≤ 3: one item split over 600 agencies, log and all."""
    from tests import engines
    from tests.bench.fan_out import measure

    for name in engines.chosen():
        ours, floor = measure(name)
        yield Figure(ours, floor, "one-bulk-insert", name)


def plan_100k() -> Iterator[Figure]:
    """≤ 3: 100,000 reminders planned; planning again adds none."""
    from tests import engines
    from tests.bench.plan import measure

    for name in engines.chosen():
        ours, floor = measure(name)
        yield Figure(ours, floor, "one-bulk-insert-of-the-same-rows", name)


def assignment_list_1m() -> Iterator[Figure]:
    """≤ 1.3: fifty shares filtered and sorted among a million, against the same page among a thousand."""
    from tests import engines
    from tests.bench.assignment_list import measure

    for engine in engines.chosen():
        ours, floor = measure(engine)
        yield Figure(ours, floor, "same-page-among-a-thousand", engine)


def dashboard_1m() -> Iterator[Figure]:
    """≤ 1.5, both: leadership's page of a million shares, against the same among a thousand and from ready figures."""
    from tests import engines
    from tests.bench.dashboard import measure

    for engine in engines.chosen():
        for ours, floor, named in measure(engine):
            yield Figure(ours, floor, named, engine)


def live_save() -> Iterator[Figure]:
    """≤ 2.0: the round trip of one autosave of 現場登錄."""
    from tests import engines
    from tests.bench.live_save import measure

    for engine in engines.chosen():
        ours, floor = measure(engine)
        yield Figure(ours, floor, "signed-in-post-of-one-row", engine)


def deadline_engine() -> Iterator[Figure]:
    """≤ 10: the dates of a declaration, without explanation, against the bare arithmetic of months."""
    from tests.bench.deadline_engine import measure

    ours, floor = measure()
    yield Figure(ours, floor, "month-arithmetic-of-the-second-implementation")


def outbox_drain() -> Iterator[Figure]:
    """≥ 0.7: our rate of sending what waits ÷ a raw smtplib loop with two durable marks per mail. Higher is better."""
    from tests import engines
    from tests.bench.outbox_drain import measure

    for engine in engines.chosen():
        ours, floor = measure(engine)
        yield Figure(floor, ours, "raw-smtplib-with-two-marks", engine)


def xlsx_100k() -> Iterator[Figure]:
    """≤ 1.3: a list of 100,000 rows as XLSX."""
    from tests.bench.list_sheet import measure

    ours, floor = measure()
    yield Figure(ours, floor, "xlsxwriter-constant-memory")


def search_2char() -> Iterator[Figure]:
    """≥ 20: 500 two-character words among 100,000 proposals, the floor's time ÷ ours. Higher is better."""
    from tests import engines
    from tests.bench.search_2char import corpus, measure

    rows = corpus()
    for engine in engines.chosen():
        floor, ours = measure(engine, rows)
        yield Figure(floor, ours, "like-over-the-same-folded-text", engine)


PARTS: dict[str, Part] = {
    part.__name__: part
    for part in (
        docx_3,
        docx_1000,
        papers_zip,
        import_docx,
        page_list_50,
        live_save,
        fan_out_600,
        plan_100k,
        deadline_engine,
        outbox_drain,
        assignment_list_1m,
        dashboard_1m,
        xlsx_100k,
        search_2char,
    )
}


def main(names: list[str]) -> int:
    if unknown := set(names) - set(PARTS):
        print(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    failed = [name for name in names or PARTS if not shown(name, PARTS[name])]
    for name in failed:
        print(f"!! {name} could not run", file=sys.stderr)
    return 1 if failed else 0


def shown(name: str, part: Part) -> bool:
    """Print a part's lines as they are measured; False, with the reason on stderr, when it could not run."""
    try:
        for figure in part():
            print(figure.line(name), flush=True)
    except Exception:
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    run_folder.begin()
    try:
        status = main(sys.argv[1:])
    finally:
        drop_left_databases()
        run_folder.end()
    sys.exit(status)
