"""範本: what an officer puts in the place of an original of `docx_templates/`. Files are added, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.papers.template_flow import FileOrigin, TemplateFormat, TemplateVersionState
from app.models.base import Base, Id, Versioned
from app.models.people.user import User


class Template(Versioned, Base):
    """One per paper whose layout was ever changed; `paper` is the file name of the original (`minutes`)."""

    __tablename__ = "templates"

    id: Mapped[Id]
    paper: Mapped[str] = mapped_column(unique=True)

    versions: Mapped[list[TemplateVersion]] = relationship(order_by="TemplateVersion.number", lazy="raise")


class TemplateVersion(Base):
    """A Word file and its ODT twin; number 0 is the original, which is never stored. No version active: the original is."""

    __tablename__ = "template_versions"
    __table_args__ = (
        UniqueConstraint("template_id", "number"),
        CheckConstraint("number > 0", name="original_not_stored"),
        CheckConstraint("state <> 'active' OR activated_at IS NOT NULL", name="activated_once"),
        Index(
            "uq_template_versions_active",
            "template_id",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )

    id: Mapped[Id]
    template_id: Mapped[int] = mapped_column(ForeignKey("templates.id"))
    number: Mapped[int]
    state: Mapped[TemplateVersionState] = mapped_column(default=TemplateVersionState.RETIRED)
    note: Mapped[str] = mapped_column(default="")
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    activated_at: Mapped[datetime | None]
    activated_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    files: Mapped[list[TemplateFile]] = relationship(order_by="TemplateFile.format", lazy="raise")
    uploaded_by: Mapped[User | None] = relationship(foreign_keys=[uploaded_by_id], lazy="raise")
    activated_by: Mapped[User | None] = relationship(foreign_keys=[activated_by_id], lazy="raise")


class TemplateFile(Base):
    """The bytes of a version in one format, with their SHA-256."""

    __tablename__ = "template_files"
    __table_args__ = (UniqueConstraint("version_id", "format"),)

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("template_versions.id"))
    format: Mapped[TemplateFormat]
    origin: Mapped[FileOrigin]
    filename: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
