"""The pages of agencies, groups, users, grants and the audit log, under one name."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint

from app.domain.errors import Absent

bp = Blueprint("people", __name__)

Found = TypeVar("Found")


def found(thing: Found | None) -> Found:
    """The record, or the 404 page."""
    if thing is None:
        raise Absent
    return thing
