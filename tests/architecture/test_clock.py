"""Rules, reads, verbs and tables are told the time; they never ask for it."""

from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, calls, dotted, modules, parse

WITHOUT_CLOCK = ("app/domain", "app/wording", "app/models", "app/queries", "app/services")
ASKS = {"now", "today", "utcnow", "current_timestamp", "current_date", "localtime", "gmtime", "time_ns"}


def clocks(module: Module) -> Iterator[str]:
    def asks(name: str) -> bool:
        return name.rpartition(".")[2] in ASKS or name in {"time.time", "time"}

    if module.within(*WITHOUT_CLOCK):
        for call in calls(module.tree, asks):
            # `time(8, 30)` makes a time of day, `moment.time()` takes one out of a value.
            if not (dotted(call.func) == "time" and call.args):
                yield f"{module.path}:{call.lineno} reads the clock"


def test_no_clock_in_rules_reads_verbs_and_tables() -> None:
    assert [fault for module in modules() for fault in clocks(module)] == []


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "date.today()", "func.now()", "time.time()", "datetime.datetime.utcnow()"]
)
def test_a_clock_is_seen(line: str) -> None:
    assert list(clocks(parse("app/services/people/users.py", line)))


@pytest.mark.parametrize("line", ["moment.time()", "time(8, 30)"])
def test_a_value_is_no_clock(line: str) -> None:
    assert not list(clocks(parse("app/services/people/users.py", line)))
