"""設置要點 of a committee: its parameters, version by version. Rows are added, never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people.charter import Proxies
from app.models.base import Base, Id
from app.models.people.agency import AgencyGroup


class Charter(Base):
    """One version; `number` counts within the committee. What the fields mean: domain.people.charter.CharterTerms."""

    __tablename__ = "charters"
    __table_args__ = (
        UniqueConstraint("committee_id", "number"),
        CheckConstraint("required_meetings >= 0", name="required_meetings_counted"),
        CheckConstraint("minutes_days > 0", name="minutes_days_counted"),
        CheckConstraint("most_extensions >= 0", name="extensions_counted"),
        CheckConstraint("quorum_percent BETWEEN 1 AND 100", name="quorum_is_a_share"),
        CheckConstraint("gender_minimum_percent BETWEEN 1 AND 50", name="gender_minimum_is_a_share"),
        CheckConstraint("term_months > 0", name="term_counted"),
    )

    id: Mapped[Id]
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    number: Mapped[int]
    effective_on: Mapped[date]
    basis: Mapped[str]
    required_meetings: Mapped[int]
    required_basis: Mapped[str]
    chair_title: Mapped[str]
    quorum_percent: Mapped[int | None]
    proxies: Mapped[Proxies]
    gender_minimum_percent: Mapped[int | None]
    term_months: Mapped[int | None]
    minutes_days: Mapped[int]
    minutes_approver: Mapped[str]
    release_by_delegation: Mapped[bool]
    most_extensions: Mapped[int]
    all_agencies_id: Mapped[int | None] = mapped_column(ForeignKey("agency_groups.id"))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    all_agencies: Mapped[AgencyGroup | None] = relationship(lazy="raise")
