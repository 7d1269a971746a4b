"""Whatever a verb writes into the audit log, the log's page can say in words."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from app.models import AuditEvent
from app.wording import audit as words
from app.wording.audit_changes import said_of

CODE = re.compile(r"[a-z]+(_[a-z]+)*|[0-9a-f]{64}|\d{4}-\d{2}-\d{2}")
TYPED = {"login"}
OTHER_HANDS = {"test_audit", "test_lost_update"}
"""Modules whose ground has rows that no verb wrote."""


@pytest.fixture(autouse=True)
def every_row_has_words(request: pytest.FixtureRequest) -> Iterator[None]:
    """Looks at each row that a test's verbs write."""
    found: set[str] = set()

    def look(_mapper: object, _connection: object, row: AuditEvent) -> None:
        found.update(faults(row))

    event.listen(AuditEvent, "before_insert", look)
    yield
    event.remove(AuditEvent, "before_insert", look)
    if request.module.__name__.rpartition(".")[2] not in OTHER_HANDS:
        assert found == set()


def faults(row: AuditEvent) -> Iterator[str]:
    """What of this row has no word."""
    if words.thing_word(row.thing) == words.OTHER_THING:
        yield f"the thing {row.thing}"
    if words.action_word(row.action, row.thing) == words.OTHER_ACTION:
        yield f"the action {row.action} of {row.thing}"
    for field in row.changes:
        if words.field_word(field, row.thing) == words.OTHER_FIELD:
            yield f"the field {field} of {row.thing}"
    for one in said_of(row.thing, {key: pair for key, pair in row.changes.items() if key not in TYPED}, {}):
        for value in re.split(r" → |、", one.whole or one.text):
            if CODE.fullmatch(value) or words.OTHER_FIELD in value:
                yield f"the value {value} under {one.label} of {row.thing}"
