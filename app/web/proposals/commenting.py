"""Comments on a paragraph: written on the review page, resolved where the case is read or written."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right
from app.domain.proposals.versions import TextField
from app.models import Proposal, ReviewComment
from app.queries.proposals import story
from app.services.proposals import commenting
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.proposals import record, review_page
from app.web.proposals.blueprint import HIGHEST_ID, bp
from app.web.proposals.forms import CommentForm
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence


@bp.post("/<string:code>/comments")
@access(Right.REVIEW_PROPOSALS)
def comment(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    if led := once.already_led():
        return led
    form = CommentForm()
    field, paragraph, version = _place(form)
    spot = f"comment-{field.value}-{paragraph}"
    if not form.validate():
        return review_page.page(
            proposal, errors=[(spot, form.text.errors[0])], typed={spot: form.text.data or ""}
        )
    try:
        commenting.comment(
            db(),
            actor(),
            proposal,
            version_number=version,
            field=field,
            paragraph=paragraph,
            text=form.text.data or "",
            now=now(),
        )
    except Invalid as refusal:
        return review_page.page(proposal, errors=[(spot, sentence(refusal.code))], typed={spot: ""})
    flash(MESSAGES["proposal_comment_added"])
    here = url_for(
        "proposals.review", code=proposal.code, **review_page.way_of_looking(), _anchor=f"at-{spot}"
    )
    return once.lead(here)


@bp.post(f"/<string:code>/comments/<int(max={HIGHEST_ID}):comment_id>/resolve")
@access(Right.WRITE_PROPOSALS)
def resolve(code: str, comment_id: int) -> ResponseReturnValue:
    proposal = record.find(code)
    commenting.resolve(
        db(), actor(), proposal, _comment(proposal, comment_id), seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["proposal_comment_resolved"])
    return redirect(_back(proposal), 303)


@bp.post(f"/<string:code>/comments/<int(max={HIGHEST_ID}):comment_id>/reopen")
@access(Right.WRITE_PROPOSALS)
def reopen(code: str, comment_id: int) -> ResponseReturnValue:
    proposal = record.find(code)
    commenting.reopen(
        db(), actor(), proposal, _comment(proposal, comment_id), seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["proposal_comment_reopened"])
    return redirect(_back(proposal), 303)


def resolve_from_editor(proposal: Proposal, chosen: str) -> None:
    """The editor's button sends 「id:version」 with the text, so that nothing typed is lost."""
    numbers = [
        int(part) if part.isascii() and part.isdigit() and len(part) < 10 else 0 for part in chosen.split(":")
    ]
    if len(numbers) != 2:
        raise Absent
    commenting.resolve(
        db(), actor(), proposal, _comment(proposal, numbers[0]), seen_version=numbers[1], now=now()
    )
    flash(MESSAGES["proposal_comment_resolved"])


def _comment(proposal: Proposal, comment_id: int) -> ReviewComment:
    found = [one.row for one in story.comments_of(db(), proposal) if one.row.id == comment_id]
    if not found:
        raise Absent
    return found[0]


def _place(form: CommentForm) -> tuple[TextField, int, int]:
    """Which paragraph of which version; an address that names none is absent."""
    numbers = [text for text in (form.paragraph.data or "", form.version.data or "")]
    known = form.field.data in {field.value for field in TextField}
    if not known or not all(text.isascii() and text.isdigit() and len(text) < 7 for text in numbers):
        raise Absent
    return TextField(form.field.data), int(numbers[0]), int(numbers[1])


def _back(proposal: Proposal) -> str:
    if request.form.get("back") == "review":
        return url_for("proposals.review", code=proposal.code, **review_page.way_of_looking())
    return url_for("proposals.show", code=proposal.code, _anchor="comments")
