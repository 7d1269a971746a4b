"""Start a proposal: the editor before there is a record. The first save, by hand or by itself, makes it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen
from app.domain.people.rights import Right, Scope, agencies_with
from app.models import Committee, Proposal
from app.queries.proposals import writing
from app.services.proposals import drafting
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.proposals import editing, editor, record
from app.web.proposals.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

FIRST_VERSION = 1


@bp.get("/new")
@access(Right.WRITE_PROPOSALS)
def new() -> ResponseReturnValue:
    committee = chosen_committee(request.args.get("committee", ""))
    meetings = writing.meetings_to_come(db(), committee.id)
    form = editor.make_form(
        committee, unit=preset_unit(committee), intended_meeting=meetings[0].id if meetings else None
    )
    return editor.page(form, committee, None)


@bp.post("/new")
@access(Right.WRITE_PROPOSALS)
def create() -> ResponseReturnValue:
    committee = chosen_committee(request.form.get("committee", ""))
    if (made := _made_before(committee)) is not None:
        return editing.act(made, seen_version=FIRST_VERSION)
    form = editor.make_form(committee)
    if not form.validate():
        return editor.page(form, committee, None, status=422)
    if request.form.get("do") == "preview":
        return editor.page(form, committee, None)
    if (key := request.form.get("fix")) and not editing.put_fix(form, key):
        return editor.page(form, committee, None, status=409, errors=[editing.outdated()])
    proposal = drafting.create(db(), actor(), committee, form.draft(), now=now(), today=today())
    flash(MESSAGES["proposal_saved"].format(code=proposal.code))
    return once.lead(editing.where_next(proposal))


@bp.post("/new/autosave")
@access(Right.WRITE_PROPOSALS)
def autosave_new() -> ResponseReturnValue:
    """Makes the record on the first call and says where the form belongs from now on."""
    committee = chosen_committee(request.form.get("committee", ""))
    form = editor.make_form(committee)
    if not form.validate():
        return editing.refused_json(form)
    proposal = _made_before(committee)
    if proposal is None:
        proposal = drafting.create(db(), actor(), committee, form.draft(), now=now(), today=today())
        once.lead(url_for("proposals.edit", code=proposal.code))
    else:
        try:
            proposal = drafting.autosave(
                db(), actor(), proposal, form.draft(), seen_version=FIRST_VERSION, now=now()
            )
        except ChangedSinceSeen:
            return jsonify(error="stale"), 409
    return jsonify(
        **editing.saved(proposal),
        edit_url=url_for("proposals.edit", code=proposal.code),
        autosave_url=url_for("proposals.autosave", code=proposal.code),
    )


@bp.post("/new/preview")
@access(Right.WRITE_PROPOSALS)
def preview_new() -> ResponseReturnValue:
    committee = chosen_committee(request.form.get("committee", ""))
    form = editor.make_form(committee)
    return render_template("proposals/_preview.html", **editor.preview_context(form, committee, 0))


def chosen_committee(code: str) -> Committee:
    """The committee named, or the first one this person writes for."""
    committees = writing.committees_to_write_for(db(), actor())
    if not committees:
        raise Absent
    return next((one for one in committees if one.code == code), committees[0])


def preset_unit(committee: Committee) -> str:
    """政風處 writes for itself until it says otherwise; a contact for his agency."""
    if committee.agency_id in agencies_with(actor(), Right.WRITE_PROPOSALS, Scope.COMMITTEE):
        return committee.agency.short_name
    own = writing.own_agencies(db(), actor())
    return own[0].short_name if own else ""


def _made_before(committee: Committee) -> Proposal | None:
    """What this very form made already: an autosave whose answer was lost, or a second click."""
    drafting.hold_committee(db(), committee)
    key = once.earlier()
    if key is None:
        return None
    _, values = current_app.url_map.bind("").match(urlsplit(key.led_to).path, method="GET")
    return record.find(str(values.get("code", "")))
