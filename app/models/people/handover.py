"""移交: who gave his work to whom, from which day, and what it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people.handing_over import HandoverWay
from app.models.base import Base, Id
from app.models.people.user import User


class Handover(Base):
    """Never changed. `roles`: role, agency, whether the successor's waits for a head's confirmation. `lines`: the 移交清冊, each with
    burden, code, title, due day and agency; of a 密 case no title, and the line is shown to those only who may read it.
    """

    __tablename__ = "handovers"
    __table_args__ = (
        Index(None, "from_id"),
        Index(None, "to_id"),
        CheckConstraint("from_id <> to_id", name="to_another"),
    )

    id: Mapped[Id]
    way: Mapped[HandoverWay]
    from_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    effective_on: Mapped[date]
    roles: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    done_at: Mapped[datetime]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    predecessor: Mapped[User] = relationship(foreign_keys=[from_id], lazy="raise")
    successor: Mapped[User] = relationship(foreign_keys=[to_id], lazy="raise")
