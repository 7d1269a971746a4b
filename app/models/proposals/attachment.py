"""附件: one kind of file row, whatever it hangs on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Id, Versioned

ONE_OWNER = " + ".join(
    f"CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END"
    for owner in ("proposal_id", "item_id", "registered_id", "occurrence_id")
)


class Attachment(Versioned, Base):
    """A file of a proposal, an agenda item, a registered meeting or an occurrence of the plan: its bytes lie under their SHA-256 and never change.

    `title` is what papers call it, empty: the name of the file. `position` counts among the files of its owner. Removing hides the row.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        Index(None, "proposal_id"),
        Index(None, "item_id"),
        Index(None, "registered_id"),
        Index(None, "occurrence_id"),
        CheckConstraint(f"{ONE_OWNER} = 1", name="hangs_on_one_thing"),
    )

    id: Mapped[Id]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    registered_id: Mapped[int | None] = mapped_column(ForeignKey("registered_meetings.id"))
    occurrence_id: Mapped[int | None] = mapped_column(ForeignKey("duty_occurrences.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    filename: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]

    @property
    def name(self) -> str:
        """What pages and papers call it."""
        return self.title or self.filename
