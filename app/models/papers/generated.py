"""產出文件: which papers of a meeting were produced, from what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.papers.paper import PaperName, Snapshot
from app.models.base import Base, Id
from app.models.people.user import User


class GeneratedDocument(Base):
    """The last producing of one paper. `copy`: which one where a paper exists in several, '' for the ordinary one.

    Whether it is still what the records say is found by comparing hashes, never stored.
    """

    __tablename__ = "generated_documents"
    __table_args__ = (UniqueConstraint("meeting_id", "paper", "copy"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    paper: Mapped[PaperName]
    copy: Mapped[str] = mapped_column(default="")
    values_hash: Mapped[str]
    template_digest: Mapped[str]
    produced_at: Mapped[datetime]
    produced_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    produced_by: Mapped[User | None] = relationship(lazy="raise")

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.values_hash, self.template_digest)
