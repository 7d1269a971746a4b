"""Write a proposal: save by hand and by itself, preview, one-click fixes, renumbering."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow, Refusal
from app.domain.people.rights import Right
from app.domain.proposals import paragraphs
from app.domain.proposals.versions import TextField
from app.models import Proposal
from app.queries.proposals import story
from app.queries.proposals.facts import facts_of, may_edit, saves_are_versions
from app.services.proposals import drafting, versions
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version as sent_version
from app.web.proposals import editor, picture, record
from app.web.proposals.blueprint import bp
from app.web.proposals.commenting import resolve_from_editor
from app.web.proposals.forms import ProposalForm, values_of
from app.web.settings import settings
from app.web.transaction import TAIPEI, db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

RENUMBERED = {"explanation": TextField.EXPLANATION, "measures": TextField.MEASURES}


@bp.get("/<string:code>/edit")
@access(Right.WRITE_PROPOSALS)
def edit(code: str) -> ResponseReturnValue:
    proposal = record.find(code, "edit")
    if record.is_stub(proposal):
        return redirect(url_for("proposals.classification", code=proposal.code), 303)
    if not may_edit(actor(), proposal, facts_of(db(), proposal)):
        raise NotAllowed("proposal_not_editable")
    return editor.page(editor.make_form(proposal.committee, proposal), proposal.committee, proposal)


@bp.post("/<string:code>/edit")
@access(Right.WRITE_PROPOSALS)
def edit_act(code: str) -> ResponseReturnValue:
    return act(record.find(code), seen_version=sent_version())


@bp.post("/<string:code>/autosave")
@access(Right.WRITE_PROPOSALS)
def autosave(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    form = editor.make_form(proposal.committee, proposal)
    if not form.validate():
        return refused_json(form)
    try:
        stored = drafting.autosave(
            db(),
            actor(),
            proposal,
            form.draft(),
            seen_version=sent_version(),
            now=now(),
            mechanism=settings().confidential_mechanism,
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, ChangedSinceSeen) else 422
        return jsonify(error=sentence(refusal.code, **refusal.facts)), status
    return jsonify(saved(stored))


@bp.post("/<string:code>/preview")
@access(Right.WRITE_PROPOSALS)
def preview(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    form = editor.make_form(proposal.committee, proposal)
    open_comments = sum(comment.open for comment in story.comments_of(db(), proposal))
    return render_template(
        "proposals/_preview.html", **editor.preview_context(form, proposal.committee, open_comments)
    )


@bp.get("/<string:code>/renumber/<string:name>")
@access(Right.WRITE_PROPOSALS)
def renumber(code: str, name: str) -> ResponseReturnValue:
    """The difference first: nothing is rewritten before it was seen."""
    proposal, field = record.find(code), _renumbered(name)
    before, after = _renumbering(proposal, field)
    return render_template(
        "proposals/renumber.html",
        proposal=proposal,
        field=field,
        changes=paragraphs.renumbering_changes(before, after),
        paragraphs=after,
    )


@bp.post("/<string:code>/renumber/<string:name>")
@access(Right.WRITE_PROPOSALS)
def renumber_act(code: str, name: str) -> ResponseReturnValue:
    proposal, field = record.find(code), _renumbered(name)
    _, after = _renumbering(proposal, field)
    form = ProposalForm(formdata=None, data=values_of(proposal))
    editor.put_texts(form, {field: paragraphs.to_source(after)})
    _save(proposal, form, sent_version())
    flash(MESSAGES["proposal_renumbered"].format(field=word(field)))
    return redirect(url_for("proposals.edit", code=proposal.code, _anchor=field.value), 303)


def act(proposal: Proposal, *, seen_version: int | None) -> ResponseReturnValue:
    """Save what was sent, then do what the pressed button says."""
    committee = proposal.committee
    form = editor.make_form(committee, proposal)
    if not form.validate():
        return editor.page(form, committee, proposal, status=422, seen_version=seen_version)
    if request.form.get("do") == "preview":
        return editor.page(form, committee, proposal, seen_version=seen_version)
    key = request.form.get("fix")
    try:
        if key and not put_fix(form, key):
            raise NotNow("suggestion_outdated")
        stored, cut = _save(proposal, form, seen_version)
        _beside(stored)
    except ChangedSinceSeen:
        return editor.stale_page(form, proposal)
    except (NotAllowed, NotNow, Invalid) as refusal:
        said = [sentence(refusal.code, **refusal.facts)]
        return editor.page(form, committee, proposal, status=409, errors=said, seen_version=seen_version)
    _say(stored, cut, bool(key))
    return redirect(where_next(stored), 303)


def where_next(proposal: Proposal) -> str:
    """The page the pressed button leads to."""
    do = request.form.get("do", "")
    if do == "submit":
        return url_for("proposals.submit", code=proposal.code)
    if do.startswith("renumber-") and do.removeprefix("renumber-") in RENUMBERED:
        return url_for("proposals.renumber", code=proposal.code, name=do.removeprefix("renumber-"))
    anchor = request.form.get("fix", "").partition(":")[0]
    at = anchor if anchor in {field.value for field in TextField} else None
    return url_for("proposals.edit", code=proposal.code, _anchor=at)


def put_fix(form: ProposalForm, key: str) -> bool:
    """Apply one suggestion to what stands in the form; False when the text has moved on."""
    texts = picture.fixed(form.texts(), key)
    if texts is None:
        return False
    editor.put_texts(form, texts)
    return True


def outdated() -> str:
    return sentence("suggestion_outdated")


def saved(proposal: Proposal) -> dict[str, object]:
    """What autosave.js hears."""
    return {"seen_version": proposal.version, "saved_at": f"{now().astimezone(TAIPEI):%H:%M:%S}"}


def refused_json(form: ProposalForm) -> ResponseReturnValue:
    name, texts = next(iter(form.errors.items()))
    return jsonify(error=f"尚未儲存，{form[name].label.text}：{texts[0]}"), 422


def _save(proposal: Proposal, form: ProposalForm, seen_version: int | None) -> tuple[Proposal, int | None]:
    """Save by hand; the number of the version it became, where it did."""
    before = versions.latest(db(), proposal)
    stored = drafting.save(
        db(),
        actor(),
        proposal,
        form.draft(),
        seen_version=seen_version,
        now=now(),
        mechanism=settings().confidential_mechanism,
    )
    after = versions.latest(db(), stored)
    grown = after is not None and (before is None or after.number > before.number)
    return stored, after.number if after and grown and saves_are_versions(stored.state) else None


def _beside(proposal: Proposal) -> None:
    """What a button of the editor does besides saving."""
    if request.form.get("do") == "keep":
        version = versions.keep_version(db(), actor(), proposal, seen_version=proposal.version, now=now())
        flash(MESSAGES["proposal_version_kept"].format(code=proposal.code, number=version.number))
    if chosen := request.form.get("resolve"):
        resolve_from_editor(proposal, chosen)


def _say(proposal: Proposal, cut: int | None, was_fixed: bool) -> None:
    do = request.form.get("do", "")
    if do in {"keep", "submit"} or do.startswith("renumber-") or request.form.get("resolve"):
        return
    if cut:
        flash(MESSAGES["proposal_saved_as_version"].format(code=proposal.code, number=cut))
    else:
        flash(MESSAGES["proposal_fixed" if was_fixed else "proposal_saved"].format(code=proposal.code))


def _renumbered(name: str) -> TextField:
    if name not in RENUMBERED:
        raise Absent
    return RENUMBERED[name]


def _renumbering(
    proposal: Proposal, field: TextField
) -> tuple[tuple[paragraphs.Paragraph, ...], tuple[paragraphs.Paragraph, ...]]:
    if not may_edit(actor(), proposal, facts_of(db(), proposal)):
        raise NotAllowed("proposal_not_editable")
    before = paragraphs.parse(getattr(proposal, field.value))
    return before, paragraphs.renumber(before, proposal.committee.marker_style)
