"""Every page of charters and members, gathered under their blueprint."""

from __future__ import annotations

from app.web.people import charters, entrusting, members
from app.web.people.charter_blueprint import bp

__all__ = ["bp", "charters", "entrusting", "members"]
