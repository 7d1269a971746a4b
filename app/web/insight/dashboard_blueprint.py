"""Leadership's pages under one name; each file of this package that shows one adds its own."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("dashboard", __name__, url_prefix="/dashboard")
