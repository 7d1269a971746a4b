"""The pages of duties and of the calendar they hang on, under one name."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("duties", __name__, url_prefix="/duties")
