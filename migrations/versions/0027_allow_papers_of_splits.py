"""Allow the papers of a split among the produced ones: 決議事項分辦表 and 請填報函稿."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

BEFORE = (
    "meeting-notice",
    "agenda",
    "proposal-table",
    "follow-up-table",
    "sign-in-sheet",
    "chair-notes",
    "booklet",
    "minutes",
    "minutes-letter",
)
OF_SPLITS = ("share-table", "report-letter")


def upgrade() -> None:
    _allow((*BEFORE, *OF_SPLITS, "extract"))


def downgrade() -> None:
    op.execute("DELETE FROM generated_documents WHERE paper IN ('share-table', 'report-letter')")
    _allow((*BEFORE, "extract"))


def _allow(values: tuple[str, ...]) -> None:
    """The check on the column, written anew."""
    listed = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("generated_documents") as batch:
        batch.drop_constraint(op.f("ck_generated_documents_papername"), type_="check")
        batch.create_check_constraint(
            op.f("ck_generated_documents_papername"), sa.text(f"paper IN ({listed})")
        )
