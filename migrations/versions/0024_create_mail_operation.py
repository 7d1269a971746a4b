"""Create how mail leaves, the workers, the keys and links that go to mailboxes. Every installation begins in 試營運."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    operations = op.create_table(
        "mail_operations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("test_addresses", sa.JSON(), nullable=False),
        sa.Column("links", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_operations")),
    )
    op.bulk_insert(operations, [{"id": 1, "trial": True, "test_addresses": [], "links": True, "version": 1}])
    op.create_table(
        "worker_beats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("process", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_beats")),
    )
    op.create_table(
        "mailed_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sign_in_code",
                "password_link",
                name="keykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("mailbox_hash", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mailed_keys_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_keys")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mailed_keys_token_hash")),
    )
    op.create_index(
        op.f("ix_mailed_keys_mailbox_hash_created_at"),
        "mailed_keys",
        ["mailbox_hash", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mailed_keys_address_created_at"), "mailed_keys", ["address", "created_at"], unique=False
    )
    op.create_table(
        "mail_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("for_agency_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "ended",
            sa.Enum(
                "expired",
                "closed",
                "moved",
                name="linkend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_mail_links_delivery_id")),
        sa.ForeignKeyConstraint(["for_agency_id"], ["agencies.id"], name=op.f("fk_mail_links_for_agency_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mail_links_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_mail_links_token_hash")),
    )
    op.create_index(op.f("ix_mail_links_thing_thing_id"), "mail_links", ["thing", "thing_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_mail_links_thing_thing_id"), table_name="mail_links")
    op.drop_table("mail_links")
    op.drop_index(op.f("ix_mailed_keys_address_created_at"), table_name="mailed_keys")
    op.drop_index(op.f("ix_mailed_keys_mailbox_hash_created_at"), table_name="mailed_keys")
    op.drop_table("mailed_keys")
    op.drop_table("worker_beats")
    op.drop_table("mail_operations")
