"""/agency-meetings: the yearly meetings of agencies, under one name."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("agency_meetings", __name__)
HIGHEST_ID = 2**31 - 1
