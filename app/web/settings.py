"""The settings of the running program."""

from __future__ import annotations

from flask import current_app

from config import Settings


def settings() -> Settings:
    found: Settings = current_app.extensions["tracker"].settings
    return found
