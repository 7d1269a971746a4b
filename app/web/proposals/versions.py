"""Versions: the list, one of them, and two of them compared."""

from __future__ import annotations

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.queries.proposals import story
from app.queries.proposals.story import Version
from app.web.access import access
from app.web.proposals import record, review_page
from app.web.proposals.blueprint import bp
from app.web.transaction import db

_PAIR = re.compile(r"([1-9][0-9]{0,5})\.\.([1-9][0-9]{0,5})")
_ONE = re.compile(r"[1-9][0-9]{0,5}")


@bp.get("/<string:code>/versions")
@access(Right.READ_PROPOSALS)
def versions(code: str) -> ResponseReturnValue:
    proposal = record.find(code, "versions")
    chosen = f"{request.args.get('old', '')}..{request.args.get('new', '')}"
    if _PAIR.fullmatch(chosen):
        return redirect(url_for("proposals.version", code=proposal.code, which=chosen), 303)
    return render_template(
        "proposals/versions.html", proposal=proposal, versions=story.versions_of(db(), proposal)
    )


@bp.get("/<string:code>/versions/<string:which>")
@access(Right.READ_PROPOSALS)
def version(code: str, which: str) -> ResponseReturnValue:
    """/versions/3 as it stood, /versions/3..4 what changed from the one to the other."""
    proposal = record.find(code, "versions")
    found = story.versions_of(db(), proposal)
    if _ONE.fullmatch(which):
        old, new = None, _numbered(found, which)
    elif pair := _PAIR.fullmatch(which):
        old, new = _numbered(found, pair[1]), _numbered(found, pair[2])
    else:
        raise Absent
    return render_template(
        "proposals/version.html",
        proposal=proposal,
        old=old,
        new=new,
        newest=found[0].number,
        passages=review_page.passages(new, old, ()),
    )


def _numbered(found: tuple[Version, ...], number: str) -> Version:
    for one in found:
        if one.number == int(number):
            return one
    raise Absent
