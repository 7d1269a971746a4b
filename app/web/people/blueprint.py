"""The pages of agencies, groups, users, grants and the audit log, under one name."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, current_app

from app.domain.errors import Absent
from app.web.access import Access
from app.web.auth.session import actor

bp = Blueprint("people", __name__)

Found = TypeVar("Found")


def found(thing: Found | None) -> Found:
    """The record, or the 404 page."""
    if thing is None:
        raise Absent
    return thing


def may_open(endpoint: str) -> bool:
    """Do the signed-in person's rights reach this page, whatever record it shows?"""
    declared: Access = getattr(current_app.view_functions[endpoint], "access")  # noqa: B009 — a mark of ours
    return declared.allows(actor())
