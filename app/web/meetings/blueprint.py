"""The pages of meetings, under one name."""

from __future__ import annotations

from flask import Blueprint

from app.queries.meetings.found import Found, find_meeting
from app.web.auth.session import actor
from app.web.transaction import db

bp = Blueprint("meetings", __name__)


def found(slug: str) -> Found:
    """The meeting of this address as the signed-in person sees it, or the 404 page."""
    return find_meeting(db(), actor(), slug)
