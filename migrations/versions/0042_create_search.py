"""Create what search keeps: a line for each record, its tokens in each engine's own way, and the text of files.

search_tokens holds what must not stand anywhere else: on SQLite a contentless FTS5 table, on PostgreSQL a tsvector of tokens
without positions. Both are asked for `rowid`, the key of search_entries. The function finds by the index whatever the
planner thinks of the length of a tsvector that lies out of line; that it may find many makes whoever asks for the newest
stop at them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = (
    "CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, content='', detail='none', columnsize=0, tokenize='ascii')",
)
POSTGRESQL = (
    "CREATE TABLE search_tokens (rowid bigint CONSTRAINT pk_search_tokens PRIMARY KEY, tokens tsvector NOT NULL)",
    "ALTER TABLE search_tokens ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "ALTER TABLE search_tokens SET (toast_tuple_target = 128)",
    "CREATE INDEX ix_search_tokens_tokens ON search_tokens USING gin (tokens) WITH (fastupdate = off)",
    """
    CREATE FUNCTION search_found(wanted tsquery) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 100000
    SET enable_seqscan = off
    AS 'SELECT rowid FROM search_tokens WHERE tokens @@ wanted'
    """,
)


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "resolution",
                "item",
                "assignment",
                "proposal",
                "report",
                "minutes",
                "attachment",
                "evidence",
                name="searchkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
    )
    op.create_index("uq_search_entries_thing", "search_entries", ["kind", "thing_id"], unique=True)
    op.create_table(
        "extracted_texts",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_extracted_texts")),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_found(tsquery)")
    for table in ("search_tokens", "extracted_texts", "search_entries"):
        op.drop_table(table)
