"""Gathers the pages of this area under their blueprint, and tells their tabs which of them may be opened."""

from __future__ import annotations

from typing import Any

from flask import current_app

from app.web.access import Access
from app.web.auth.session import actor
from app.web.people import agencies, audit_log, grants, groups, users
from app.web.people.blueprint import bp

__all__ = ["agencies", "audit_log", "bp", "grants", "groups", "users"]


@bp.context_processor
def around() -> dict[str, Any]:
    return {"may_open": may_open}


def may_open(endpoint: str) -> bool:
    declared: Access = getattr(current_app.view_functions[endpoint], "access")  # noqa: B009 — a mark of ours
    return declared.allows(actor())
