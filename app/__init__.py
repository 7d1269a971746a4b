"""廉政會報管考系統."""

from __future__ import annotations

from flask import Flask

from config import Settings


def create_app(settings: Settings) -> Flask:
    """Build the WSGI application. Opens no connection and creates nothing until it is asked."""
    from app.cli import tracker
    from app.web import make_web

    app = make_web(settings)
    app.cli.add_command(tracker)
    return app
