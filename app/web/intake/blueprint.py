"""The pages of importing, under one name."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("intake", __name__, url_prefix="/import")
HIGHEST_ID = 2**31 - 1
"""The largest number a database key can be; a larger one in an address names nothing."""
ONE = f"/<int(max={HIGHEST_ID}):batch_id>"
