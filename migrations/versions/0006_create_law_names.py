"""Create the list of law names."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FIRST_NAMES = (
    "採購法＝政府採購法",
    "財產申報法＝公職人員財產申報法",
    "利衝法＝公職人員利益衝突迴避法",
    "利益衝突迴避法＝公職人員利益衝突迴避法",
    "個資法＝個人資料保護法",
    "貪污條例＝貪污治罪條例",
    "洗防法＝洗錢防制法",
    "政資法＝政府資訊公開法",
    "資安法＝資通安全管理法",
    "國賠法＝國家賠償法",
    "公服法＝公務員服務法",
    "揭弊者保護法＝公益揭弊者保護法",
    "政風條例＝政風機構人員設置管理條例",
)


def upgrade() -> None:
    op.create_table(
        "law_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_law_names_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_names")),
    )
    # The list a new installation begins with; from here on it is the officers'.
    op.bulk_insert(
        sa.table("law_names", sa.column("id"), sa.column("lines"), sa.column("version")),
        [{"id": 1, "lines": "\n".join(FIRST_NAMES), "version": 1}],
    )


def downgrade() -> None:
    op.drop_table("law_names")
