"""0059: figures that lack what is counted now are forgotten, both ways; the worker makes them anew, pages count meanwhile."""

from sqlalchemy import Engine, text

from app.extensions import schema

AGENCY = (
    "INSERT INTO agencies (id, code, name, short_name, kind, sort_order, ethics_mode, version) "
    "VALUES (1, 'A', '甲', '甲', 'first_level', 1, 'office', 1)"
)
COMMITTEE = (
    "INSERT INTO committees (id, agency_id, code, name, host, is_primary, marker_style, entrusted, follow_up_columns, version) "
    "VALUES (1, 1, 'A', '會報', '甲', TRUE, 'full', '[]', 'ticks', 1)"
)
KEPT = (
    "INSERT INTO kept_figures (id, committee_id, year, as_of, counts, through_item, complete, counted_at) "
    "VALUES (1, 1, 115, '2026-11-20', '{\"tracked\": 1}', 1, TRUE, '2026-11-20')"
)
PART = "INSERT INTO item_figures (kept_id, item_id, counts) VALUES (1, 1, '{\"tracked\": 1}')"
LEFT = text("SELECT (SELECT count(*) FROM kept_figures) + (SELECT count(*) FROM item_figures)")


def test_0059_forgets_figures_that_lack_what_is_counted_now(empty: Engine) -> None:
    schema.upgrade(empty, "0058")
    with empty.begin() as connection:
        for statement in (AGENCY, COMMITTEE, KEPT, PART):
            connection.execute(text(statement))
    schema.upgrade(empty, "0059")
    with empty.begin() as connection:
        assert connection.scalar(LEFT) == 0
        assert connection.scalar(text("SELECT count(*) FROM committees")) == 1
        for statement in (KEPT, PART):
            connection.execute(text(statement))
    schema.downgrade(empty, "0058")
    with empty.connect() as connection:
        assert connection.scalar(LEFT) == 0
