"""Every migration, on both engines: up, down, up; and at the head the schema is the one the models say."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Column, Engine, Enum, Integer, MetaData, String, Table

from app.extensions import schema
from app.models import Base
from tests.migrations.ddl import differences, schema_of

FILES = sorted((schema.MIGRATIONS / "versions").glob("*.py"))
# What a model cannot say: the triggers that keep the audit log append-only.
ONLY_IN_MIGRATIONS = ("audit_events_no_delete", "audit_events_no_update")
NUMBERS = [path.name[:4] for path in FILES]


def test_migrations_are_numbered_in_one_line_and_the_head_file_holds_the_last() -> None:
    assert FILES, "no migration was found"
    assert [int(number) for number in NUMBERS] == list(range(1, len(FILES) + 1))
    assert [path.name for path in FILES if not re.fullmatch(r"\d{4}(_[a-z0-9]+)+\.py", path.name)] == []
    scripts = ScriptDirectory(str(schema.MIGRATIONS))
    assert [script.revision for script in reversed(list(scripts.walk_revisions()))] == NUMBERS
    assert scripts.get_heads() == [NUMBERS[-1]]
    assert (schema.MIGRATIONS / "head").read_text().strip() == NUMBERS[-1] == schema.head()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_never_imports_the_program(path: Path) -> None:
    """It must run for ever; the program moves on."""
    imported = [
        name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    ]
    assert [name for name in imported if name.partition(".")[0] in {"app", "config", "tests"}] == []


def test_each_migration_goes_up_down_and_up_again(empty: Engine) -> None:
    below = "base"
    for number in NUMBERS:
        before = schema_of(empty)
        schema.upgrade(empty, number)
        after = schema_of(empty)
        assert schema.current(empty) == number
        schema.downgrade(empty, below)
        assert differences(before, schema_of(empty)) == [], f"{number} leaves something behind"
        schema.upgrade(empty, number)
        assert differences(after, schema_of(empty)) == [], f"{number} does not come back the same"
        below = number


def test_the_newest_schema_is_the_one_the_models_say(empty: Engine, second: Engine) -> None:
    Base.metadata.create_all(empty)
    schema.upgrade(second)
    differing = differences(schema_of(empty), schema_of(second))
    assert [name for name in ONLY_IN_MIGRATIONS if not any(f" {name} " in line for line in differing)] == []
    unknown = [line for line in differing if not any(f" {name} " in line for name in ONLY_IN_MIGRATIONS)]
    assert unknown == [], "the first is the models', the second the migrations'"


def test_autogenerate_would_write_nothing(empty: Engine) -> None:
    schema.upgrade(empty)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with empty.connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_upgrading_twice_changes_nothing(empty: Engine) -> None:
    schema.upgrade(empty)
    once = schema_of(empty)
    schema.upgrade(empty)
    assert differences(once, schema_of(empty)) == []


CHANGED: dict[str, dict[str, Any]] = {
    "a new member of an enumeration": {"members": ("draft", "returned", "paused")},
    "a changed check": {"check": "number > 1"},
    "a longer text": {"length": 41},
    "a column that may be empty": {"nullable": True},
    "a dropped index": {"index": False},
}


@pytest.mark.parametrize("change", CHANGED)
def test_the_comparison_sees(empty: Engine, second: Engine, change: str) -> None:
    _metadata().create_all(empty)
    _metadata(**CHANGED[change]).create_all(second)
    assert differences(schema_of(empty), schema_of(second))


def test_the_comparison_does_not_mind_the_order_of_columns(empty: Engine, second: Engine) -> None:
    _metadata().create_all(empty)
    _metadata(backwards=True).create_all(second)
    assert differences(schema_of(empty), schema_of(second)) == []


def _metadata(
    members: tuple[str, ...] = ("draft", "returned"),
    check: str = "number > 0",
    length: int = 40,
    nullable: bool = False,
    index: bool = True,
    backwards: bool = False,
) -> MetaData:
    metadata = MetaData()
    columns: list[Column[object]] = [
        Column("number", Integer, CheckConstraint(check, name="ck_note_number"), primary_key=True),
        Column(
            "state",
            Enum(*members, name="ck_note_state", native_enum=False, create_constraint=True, length=40),
        ),
        Column("body", String(length), nullable=nullable, index=index),
    ]
    Table("note", metadata, *(reversed(columns) if backwards else columns))
    return metadata
