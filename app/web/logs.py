"""One JSON line per request and per fault, with the reference code a person can read out on the phone."""

from __future__ import annotations

import logging
import secrets
import time

from flask import Flask, g, request
from pythonjsonlogger.json import JsonFormatter
from werkzeug.wrappers import Response

LOG = logging.getLogger("tracker")
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misheard or misread


def install(app: Flask) -> None:
    if not LOG.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(
            # ASCII only: what somebody sent cannot end a line, colour a terminal or turn the reading direction.
            JsonFormatter("%(asctime)s %(levelname)s %(message)s", json_ensure_ascii=True, timestamp=True)
        )
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False

    @app.before_request
    def begin() -> None:
        g.request_id = "".join(secrets.choice(ALPHABET) for _ in range(8))
        g.began = time.monotonic()

    @app.after_request
    def say(response: Response) -> Response:
        if request.endpoint != "static":
            LOG.info(
                "request",
                extra={
                    "reference": g.request_id,
                    "method": request.method,
                    "path": shown_path(),
                    "status": response.status_code,
                    "milliseconds": round((time.monotonic() - g.began) * 1000),
                    "user": g.get("user_id"),
                    "address": request.remote_addr,
                },
            )
        return response


def shown_path() -> str:
    """The path as the log may keep it: a one-time link is a key, and keys are not written down."""
    token = (request.view_args or {}).get("token")
    return request.path.replace(token, "***") if token else request.path
