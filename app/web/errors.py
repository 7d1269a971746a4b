"""From a refusal or fault to its page: the one table of statuses; no traceback ever reaches a person."""

from __future__ import annotations

from flask import Flask, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow, Refusal
from app.readers.refusal import FileRefused
from app.web.access import note_refusal
from app.web.auth.session import current_actor
from app.web.logs import LOG, shown_path
from app.wording.errors import PAGES, Page
from app.wording.files import file_sentence
from app.wording.refusals import sentence

STATUS: dict[type[Refusal], int] = {
    NotAllowed: 403,
    NotNow: 409,
    ChangedSinceSeen: 409,
    Invalid: 422,
    Absent: 404,
}


def install(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, fault)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """A rule said no, and no view had a better page for it."""
    if isinstance(refusal, FileRefused):
        return page(422, [file_sentence(refusal.code, refusal.filename)])
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    if isinstance(refusal, Absent | NotAllowed):
        note_refusal()
    sentences = None if status == 404 else [sentence(refusal.code, **refusal.facts)]
    return page(status, sentences)


def http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    return page(error.code or 500, None)


def fault(error: Exception) -> ResponseReturnValue:
    LOG.error("fault", exc_info=error, extra={"reference": g.get("request_id", ""), "path": shown_path()})
    return page(500, None)


def page(status: int, sentences: list[str] | None) -> ResponseReturnValue:
    shown: Page = PAGES.get(status, PAGES[400] if status < 500 else PAGES[500])
    said = sentences or list(shown.sentences)
    if request.accept_mimetypes.best == "application/json" or request.path.startswith("/api/"):
        return jsonify(error=said[0], reference=g.get("request_id", "")), status
    home = (
        {"text": "回我的工作", "url": url_for("home.work")}
        if current_actor()
        else {"text": "登入", "url": url_for("auth.sign_in")}
    )
    html = render_template(
        "errors/error.html", status=status, heading=shown.heading, sentences=said,
        reference=g.get("request_id", ""), actions=[home],
    )  # fmt: skip
    return html, status
