"""Attachments: list, upload, download, remove."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.models import Attachment, Proposal
from app.queries.proposals.attached import files_of, owner_of
from app.queries.proposals.facts import facts_of
from app.readers.refusal import FileRefused
from app.services.proposals import attachments
from app.web import attached, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.proposals import record
from app.web.proposals.blueprint import HIGHEST_ID, bp
from app.web.proposals.forms import AttachmentForm
from app.web.settings import settings
from app.web.transaction import db, now
from app.wording.files import file_sentence
from app.wording.messages import MESSAGES

MOST_AT_ONCE = 10


@bp.get("/<string:code>/attachments")
@access(Right.READ_PROPOSALS)
def files(code: str) -> ResponseReturnValue:
    proposal = record.find(code, "attachments")
    return render_template("proposals/attachments.html", form=AttachmentForm(), **_context(proposal))


@bp.post("/<string:code>/attachments")
@access(Right.WRITE_PROPOSALS)
def upload(code: str) -> ResponseReturnValue:
    proposal, form = record.find(code), AttachmentForm()
    if led := once.already_led():
        return led
    sent = attached.sent_files(form.files, MOST_AT_ONCE)
    if not sent:
        return refuse("proposals/attachments.html", form, **_context(proposal))
    names = []
    try:
        for file in sent:
            row = attachments.attach(
                db(),
                actor(),
                proposal,
                file.filename or "",
                file.read(),
                files_dir=settings().files_dir,
                now=now(),
                mechanism=settings().confidential_mechanism,
            )
            names.append(row.filename)
    except FileRefused as refused:
        form.files.errors = [file_sentence(refused.code, refused.filename)]
        return refuse("proposals/attachments.html", form, **_context(record.find(code)))
    flash(MESSAGES["proposal_attached"].format(name="」、「".join(names)))
    return once.lead(url_for("proposals.files", code=proposal.code))


@bp.get(f"/<string:code>/attachments/<int(max={HIGHEST_ID}):attachment_id>")
@access(Right.READ_PROPOSALS)
def download(code: str, attachment_id: int) -> ResponseReturnValue:
    proposal = record.find(code, "download")
    return attached.download(_attachment(proposal, attachment_id))


@bp.post(f"/<string:code>/attachments/<int(max={HIGHEST_ID}):attachment_id>/remove")
@access(Right.WRITE_PROPOSALS)
def remove(code: str, attachment_id: int) -> ResponseReturnValue:
    proposal = record.find(code)
    row = _attachment(proposal, attachment_id)
    attachments.remove(db(), actor(), proposal, row, seen_version=seen_version(), now=now())
    flash(MESSAGES["proposal_attachment_removed"].format(name=row.filename))
    return redirect(url_for("proposals.files", code=proposal.code), 303)


def _attachment(proposal: Proposal, attachment_id: int) -> Attachment:
    for row in files_of(db(), owner_of(proposal)):
        if row.id == attachment_id:
            return row
    raise Absent


def _context(proposal: Proposal) -> dict[str, Any]:
    over = proposal.state in (ProposalState.DECIDED, ProposalState.WITHDRAWN)
    may_attach = not over and not record.is_stub(proposal) and writes(actor(), facts_of(db(), proposal))
    return {
        "proposal": proposal,
        "attachments": files_of(db(), owner_of(proposal)),
        "may_attach": may_attach,
        "stub": record.is_stub(proposal),
    }
