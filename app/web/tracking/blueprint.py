"""The pages of items and shares under one name; each file of this package adds its own."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("tracking", __name__)
