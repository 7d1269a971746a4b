"""Gathers the pages of this area under their blueprint, and tells their tabs which of them may be opened."""

from __future__ import annotations

from typing import Any

from app.web.people import agencies, audit_log, deputies, grants, groups, retention, users
from app.web.people.blueprint import bp, may_open

__all__ = ["agencies", "audit_log", "bp", "deputies", "grants", "groups", "retention", "users"]


@bp.app_context_processor
def around() -> dict[str, Any]:
    return {"may_open": may_open}
