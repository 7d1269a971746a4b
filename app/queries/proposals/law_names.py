"""The list of law names."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.proposals.law_names import parse_law_names
from app.models import LawNames


def known_laws(session: Session) -> dict[str, str]:
    """Short name → full name, as kept in this installation."""
    return parse_law_names(session.get_one(LawNames, 1).lines)
