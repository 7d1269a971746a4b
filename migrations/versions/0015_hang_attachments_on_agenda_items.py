"""Hang attachments on agenda items and registered meetings too; registered files become attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ONE_OWNER = " + ".join(
    f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END" for owner in ("proposal_id", "item_id", "registered_id")
)


def upgrade() -> None:
    with op.batch_alter_table("attachments") as table:
        table.alter_column("proposal_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("item_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("registered_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("position", sa.Integer(), nullable=True))
        table.add_column(sa.Column("title", sa.String(), nullable=True))
        table.create_foreign_key(op.f("fk_attachments_item_id"), "agenda_items", ["item_id"], ["id"])
        table.create_foreign_key(
            op.f("fk_attachments_registered_id"), "registered_meetings", ["registered_id"], ["id"]
        )
    op.execute(
        "INSERT INTO attachments (registered_id, filename, kind, size, sha256, uploaded_at, uploaded_by_id, removed_at, version)"
        " SELECT registered_id, filename, kind, size, sha256, uploaded_at, uploaded_by_id, removed_at, version"
        " FROM registered_files ORDER BY id"
    )
    op.execute(
        "UPDATE attachments SET title = '', position = (SELECT count(*) FROM attachments AS earlier WHERE earlier.id <= attachments.id"
        " AND (earlier.proposal_id = attachments.proposal_id OR earlier.registered_id = attachments.registered_id))"
    )
    with op.batch_alter_table("attachments") as table:
        table.alter_column("position", existing_type=sa.Integer(), nullable=False)
        table.alter_column("title", existing_type=sa.String(), nullable=False)
        table.create_check_constraint(op.f("ck_attachments_hangs_on_one_thing"), f"{ONE_OWNER} = 1")
        table.create_index(op.f("ix_attachments_item_id"), ["item_id"], unique=False)
        table.create_index(op.f("ix_attachments_registered_id"), ["registered_id"], unique=False)
    op.drop_index(op.f("ix_registered_files_registered_id"), table_name="registered_files")
    op.drop_table("registered_files")


def downgrade() -> None:
    op.create_table(
        "registered_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registered_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registered_id"], ["registered_meetings.id"], name=op.f("fk_registered_files_registered_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_registered_files_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_files")),
    )
    op.create_index(
        op.f("ix_registered_files_registered_id"), "registered_files", ["registered_id"], unique=False
    )
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM attachments WHERE item_id IS NOT NULL")):
        raise RuntimeError("files hang on agenda items: before 0015 there was no place for them")
    op.execute(
        "INSERT INTO registered_files (registered_id, filename, kind, size, sha256, uploaded_at, uploaded_by_id, removed_at, version)"
        " SELECT registered_id, filename, kind, size, sha256, uploaded_at, uploaded_by_id, removed_at, version"
        " FROM attachments WHERE registered_id IS NOT NULL ORDER BY id"
    )
    op.execute("DELETE FROM attachments WHERE registered_id IS NOT NULL")
    with op.batch_alter_table("attachments") as table:
        table.drop_index(op.f("ix_attachments_registered_id"))
        table.drop_index(op.f("ix_attachments_item_id"))
        table.drop_constraint(op.f("ck_attachments_hangs_on_one_thing"), type_="check")
        table.drop_constraint(op.f("fk_attachments_registered_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_attachments_item_id"), type_="foreignkey")
        for column in ("title", "position", "registered_id", "item_id"):
            table.drop_column(column)
        table.alter_column("proposal_id", existing_type=sa.Integer(), nullable=False)
