"""Pages: HTTP to call, call to template. The pieces every request passes, in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_host

from app.extensions.database import Database, open_database
from app.services.audit import DIGEST_KEY
from app.services.people.signing_in import Hasher
from app.web import access, errors, filters, forms, headers, layout, logs, once, readiness, transaction
from app.web.auth import known_browser, session
from config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "app/static"


@dataclass(frozen=True, slots=True)
class Tracker:
    """What the program carries on its Flask application: `current_app.extensions["tracker"]`."""

    settings: Settings
    database: Database

    hasher: Hasher

    @property
    def engine(self) -> Engine:
        return self.database.engine

    @property
    def sessions(self) -> sessionmaker[Session]:
        return self.database.sessions


class IdConverter(IntegerConverter):
    """A number in an address: ASCII digits, and no more than both engines can look for; else the address is none."""

    regex = "[0-9]{1,10}"

    def __init__(self, url_map: Map, **options: Any) -> None:
        super().__init__(url_map, **{"max": 2**31 - 1, **options})


class TextConverter(UnicodeConverter):
    """A word in an address; with a control character in it, which PostgreSQL cannot even look for, the address is none."""

    def to_python(self, value: str) -> str:
        if any(character < " " for character in value):
            raise ValidationError
        return value


class TrackerFlask(Flask):
    """Flask whose views run inside the transaction: committed before the answer exists, or rolled back."""

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """A foreign Host is refused before there is a request: no page could be made that knows its own address."""
        try:
            get_host(environ, self.config["TRUSTED_HOSTS"])
        except SecurityError:
            refused = Response("不能由這個網址使用本系統。\n", 400, mimetype="text/plain")
            return refused(environ, start_response)
        return super().wsgi_app(environ, start_response)

    def dispatch_request(self) -> ResponseReturnValue:
        return transaction.around(super().dispatch_request)


def make_web(settings: Settings) -> Flask:
    app = TrackerFlask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app/static")
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-tracker" if settings.production else "tracker",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=8 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
        SEND_FILE_MAX_AGE_DEFAULT=31536000,
        TEMPLATES_AUTO_RELOAD=settings.environment == "development",
    )
    database = open_database(settings.database_url)
    database.sessions.configure(info={DIGEST_KEY: settings.secret_key})
    app.extensions["tracker"] = Tracker(
        settings,
        database,
        Hasher(settings.argon2_memory_kib, settings.argon2_rounds),
    )
    app.url_map.strict_slashes = False
    app.url_map.converters |= {"int": IdConverter, "string": TextConverter}
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    for piece in (
        logs,
        headers,
        readiness,
        transaction,
        session,
        known_browser,
        access,
        forms,
        once,
        filters,
        layout,
        errors,
    ):
        piece.install(app)
    register_pages(app)
    return app


def _contents(folder: Path) -> str:
    """A short name of everything in `folder`: sheets and modules are kept a year and refer to each other by name, so a
    change of any of them moves them all."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def register_pages(app: Flask) -> None:
    """Every page of the program, area by area."""
    from app.web.areas import BLUEPRINTS

    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
