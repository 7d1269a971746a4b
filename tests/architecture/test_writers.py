"""Who may write what: states in services, flushes in services, the commit in one place."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, calls, modules, parse
from tests.client import SIDE_NOTE_TABLES

COMMITS = ("app/extensions/transaction.py",)
# Papers in and out know no session (an import contract says so); what they flush is a compressor.
FLUSHES = ("app/services", "app/extensions/transaction.py", "app/documents", "app/readers")
# The second, short transaction for what stays although the request was a GET or was refused.
SECOND_TRANSACTION = ("app/web/side_notes.py",)


def states_written(module: Module) -> Iterator[str]:
    """Assignments to `.state`, and `state=` given to an UPDATE, outside services."""
    if module.within("app/services"):
        return
    for node in ast.walk(module.tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr == "state":
                yield f"{module.path}:{target.lineno} assigns .state"
    for call in calls(module.tree, lambda name: name.endswith(".values") or name == "setattr"):
        given = [keyword.arg for keyword in call.keywords] + [
            getattr(part, "value", None) for part in call.args
        ]
        if "state" in given:
            yield f"{module.path}:{call.lineno} writes state"


def transactions_ended(module: Module) -> Iterator[str]:
    """Calls of commit and flush, and self-committing sessions, outside their places."""
    places = (("commit", COMMITS), ("flush", FLUSHES))
    for verb, allowed in places:
        if not module.within(*allowed):
            for call in calls(module.tree, lambda name, verb=verb: name.endswith(f".{verb}")):  # type: ignore[misc]
                yield f"{module.path}:{call.lineno} calls {verb}"
    if not module.within(*SECOND_TRANSACTION):
        for call in calls(module.tree, lambda name: name.endswith("sessions.begin")):
            yield f"{module.path}:{call.lineno} opens a session that commits by itself"


def test_only_services_change_a_state() -> None:
    assert [fault for module in modules() for fault in states_written(module)] == []


def test_one_place_commits_and_only_services_flush() -> None:
    assert [fault for module in modules() for fault in transactions_ended(module)] == []


def test_side_notes_are_the_tables_that_every_get_may_leave_changed() -> None:
    """A sixth kind of side note is a decision, not a line in one file."""
    from app.web import side_notes

    assert set(side_notes.TABLES) == set(SIDE_NOTE_TABLES)


@pytest.mark.parametrize(
    "line",
    [
        "case.state = State.DRAFT",
        "case.state: State = State.DRAFT",
        "update(Proposal).values(state='draft')",
        "setattr(case, 'state', 'draft')",
        "session.commit()",
        "db().commit()",
        "session.flush()",
        "database.sessions.begin()",
    ],
)
def test_a_write_in_the_wrong_room_is_seen(line: str) -> None:
    module = parse("app/web/proposals/pages.py", line)
    assert [*states_written(module), *transactions_ended(module)]
