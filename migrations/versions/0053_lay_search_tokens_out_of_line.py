"""Lay the tokens of search out of line on PostgreSQL, however few they are.

A row is only split when it is longer than a quarter of a page; those of a short text stood among the keys, and whoever counted
a thousand hits read a thousand pages. Blanks that make every row too long, and are packed to nothing, leave the keys alone.
"""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TOO_LONG = "ADD COLUMN blank text NOT NULL DEFAULT repeat(' ', 2032)"
LAID_ANEW = "ALTER COLUMN tokens TYPE tsvector USING array_to_tsvector(tsvector_to_array(tokens))"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"ALTER TABLE search_tokens {TOO_LONG}, {LAID_ANEW}, ALTER COLUMN tokens SET STORAGE EXTERNAL"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE search_tokens DROP COLUMN blank")
