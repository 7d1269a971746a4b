"""The blueprint all proposal pages hang on."""

from flask import Blueprint

bp = Blueprint("proposals", __name__, url_prefix="/proposals")
HIGHEST_ID = 2**31 - 1
"""The largest number a database key can be; a larger one in an address names nothing."""
