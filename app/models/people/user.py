"""使用者, what signs them in, and what they were granted. A user has no agency, only grants."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.people.accounts import LinkKind
from app.domain.people.actor import Role
from app.models.base import Base, Id, Versioned
from app.models.people.agency import Agency


class User(Versioned, Base):
    """A person. `login` is compared in its normal form (NFKC, lower case), one person per account."""

    __tablename__ = "users"

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    extension: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None]
    password_set_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime]

    grants: Mapped[list[RoleGrant]] = relationship(
        back_populates="user", foreign_keys="RoleGrant.user_id", lazy="raise"
    )


class FormerPassword(Base):
    """Hashes that may not come back soon (附表十: 不可與前3次相同)."""

    __tablename__ = "former_passwords"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    password_hash: Mapped[str]
    set_at: Mapped[datetime]


class RoleGrant(Versioned, Base):
    """(person, role, agency scope, from, to). officer, head and the confidential right wait for a head's confirmation."""

    __tablename__ = "role_grants"
    __table_args__ = (Index(None, "user_id"), Index(None, "agency_id"))

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    may_read_confidential: Mapped[bool] = mapped_column(default=False)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id], lazy="raise")
    agency: Mapped[Agency] = relationship(lazy="raise")


class UserSession(Base):
    """A sign-in that can be revoked. The cookie holds a random token; only its hash is here."""

    __tablename__ = "user_sessions"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="")
    browser: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise")


class SignInThrottle(Base):
    """Failures per login typed, known or not, so that a lock tells nothing about which accounts exist."""

    __tablename__ = "sign_in_throttles"

    login: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]
    last_failed_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link that works once: opening it shows a button, the button acts. Only the token's hash is kept."""

    __tablename__ = "one_time_links"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[LinkKind]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
