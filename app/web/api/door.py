"""Who reads: the key in `Authorization: Bearer …`, nothing else; a cookie counts for nothing here. Answers are JSON whatever happens."""

from __future__ import annotations

import threading
import time
from collections import defaultdict

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Refusal
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.queries.people.api_tokens import reader
from app.services.people.sessions import hash_token
from app.web.errors import STATUS
from app.web.transaction import db, today
from app.wording.api import KEY_WANTED, NO_RIGHT, TOO_MANY
from app.wording.refusals import sentence

bp = Blueprint("api", __name__, url_prefix="/api/v1")
PER_MINUTE = 120
OPEN_TO_ALL = frozenset({"api.document"})
_LOCK = threading.Lock()
_ASKED: defaultdict[tuple[str, int], int] = defaultdict(int)
"""How often each key asked in a minute, in this process: a loop gone wild is stopped, and no row is written to read."""


@bp.before_request
def check() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_TO_ALL:
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    hashed = hash_token(token.strip())
    actor = reader(db(), hashed, today()) if scheme.lower() == "bearer" and token.isascii() else None
    if actor is None:
        answer = said(KEY_WANTED, 401)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="tracker"'
        return answer
    if not _may_ask(hashed):
        answer = said(TOO_MANY.format(limit=PER_MINUTE), 429)
        answer.headers["Retry-After"] = "60"
        return answer
    g.api_actor = actor
    return None


@bp.errorhandler(Refusal)
def refused(refusal: Refusal) -> ResponseReturnValue:
    status = next(code for kind, code in STATUS.items() if isinstance(refusal, kind))
    return said(sentence(refusal.code, **refusal.facts), status)


def api_actor(*rights: Right) -> Actor | None:
    """The key's owner, who must hold one of these on anything at all."""
    actor: Actor = g.api_actor
    return actor if any(has(actor, right) for right in rights) else None


def no_right() -> ResponseReturnValue:
    return said(NO_RIGHT, 403)


def said(sentence_: str, status: int) -> Response:
    answer: Response = jsonify(error=sentence_, reference=g.get("request_id", ""))
    answer.status_code = status
    return answer


def _may_ask(hashed: str) -> bool:
    minute = int(time.monotonic() // 60)
    with _LOCK:
        for key in [key for key in _ASKED if key[1] != minute]:
            del _ASKED[key]
        _ASKED[hashed, minute] += 1
        return _ASKED[hashed, minute] <= PER_MINUTE
