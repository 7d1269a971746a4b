"""Migrations that move rows, each with its rows before and its rows after.

A file `test_0007_split_names.py` for the migration `0007_split_names.py`, in this form:

    def test_0007_splits_the_unit_from_the_name(empty: Engine) -> None:
        schema.upgrade(empty, "0006")
        with empty.begin() as connection:
            connection.execute(text("INSERT INTO … VALUES (…)"))        # rows as 0006 knew them: SQL, never models
        schema.upgrade(empty, "0007")
        with empty.connect() as connection:
            assert connection.execute(text("SELECT …")).all() == […]    # rows as 0007 wants them
        schema.downgrade(empty, "0006")                                   # and back, or `pytest.raises` when it says no
        …

`empty` comes from tests/migrations/conftest.py and runs the test on both engines. Models change later; SQL written
down here does not. Row counts of every table a batch copy touches belong into the assertions: with foreign keys on,
SQLite's copy would delete the rows that refer to it.
"""
