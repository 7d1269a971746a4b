"""The pages of mail: how it goes, and how it leaves."""

from flask import Blueprint

bp = Blueprint("notices", __name__)
