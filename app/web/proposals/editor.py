"""The editor's page: the form on the left, the picture on the right; also what is shown when somebody else was first."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right, may
from app.domain.proposals.enumerators import MarkerStyle
from app.domain.proposals.proposal_flow import ProposalAction
from app.domain.proposals.versions import TextField
from app.models import Committee, Meeting, Proposal
from app.queries.proposals import story, writing
from app.queries.proposals.facts import saves_are_versions
from app.services.proposals.fresh import hold
from app.web.auth.session import actor
from app.web.filters import roc_time
from app.web.proposals import picture
from app.web.proposals.forms import NO_MEETING, ProposalForm, values_of
from app.web.proposals.record import available
from app.web.transaction import db


def make_form(committee: Committee, proposal: Proposal | None = None, **presets: Any) -> ProposalForm:
    """The form as sent, or filled from the proposal or the presets; its meetings are the committee's."""
    shown = values_of(proposal) if proposal else presets
    form = ProposalForm(data=shown | {"committee": committee.code})
    offered = {one.id: one.label for one in writing.meetings_to_come(db(), committee.id)}
    chosen = _meeting(proposal.intended_meeting_id) if proposal else None
    if chosen:
        offered.setdefault(chosen.id, chosen.label)  # over by now, yet it is what was chosen
    form.intended_meeting.choices = [NO_MEETING, *offered.items()]
    return form


def page(
    form: ProposalForm,
    committee: Committee,
    proposal: Proposal | None,
    *,
    status: int = 200,
    errors: list[str] | None = None,
    seen_version: int | None = None,
) -> ResponseReturnValue:
    """The editor. `errors`: why the proposal as a whole cannot be saved; the typed text stays. `seen_version`: of a form sent."""
    comments = story.comments_of(db(), proposal) if proposal else ()
    by_hand = proposal is not None and saves_are_versions(proposal.state)
    code = proposal.code if proposal else None
    html = render_template(
        "proposals/edit.html",
        form=form,
        errors=errors,
        proposal=proposal,
        committee=committee,
        committees=writing.committees_to_write_for(db(), actor()) if proposal is None else (),
        action=url_for("proposals.edit_act", code=code) if code else url_for("proposals.create"),
        autosave_url=None if by_hand else _autosave_url(code),
        preview_url=url_for("proposals.preview", code=code) if code else url_for("proposals.preview_new"),
        seen_version=seen_version if seen_version is not None else proposal.version if proposal else 0,
        by_hand=by_hand,
        half_width=committee.marker_style is MarkerStyle.HALF,
        may_submit=proposal is None or ProposalAction.SUBMIT in available(proposal),
        comments=[comment for comment in comments if comment.open],
        reviews=may(actor(), Right.REVIEW_PROPOSALS, committee_agency_id=committee.agency_id),
        **preview_context(form, committee, sum(comment.open for comment in comments)),
    )
    return html, status


def preview_context(form: ProposalForm, committee: Committee, open_comments: int) -> dict[str, Any]:
    """The picture of what stands in the form."""
    texts, draft = form.texts(), form.draft()
    title = picture.title_of(committee, _meeting(form.intended_meeting.data))
    found = picture.suggest(texts)
    return {
        "table": picture.picture(texts, draft.unit, title, note=picture.ai_note_of(draft.ai)),
        "hints": picture.hints(found),
        "checks": picture.checks(texts, found, open_comments),
    }


def stale_page(form: ProposalForm, proposal: Proposal) -> ResponseReturnValue:
    """409: both texts side by side, field by field."""
    stored = hold(db(), proposal)
    theirs = values_of(stored)
    labels = {name: form[name].label.text for name in theirs if name in form}
    fields = [
        {
            "label": label,
            "name": name,
            "mine": form[name].data if form[name].data is not None else "",
            # What is chosen, not written, travels along unseen.
            "theirs": (form[name].data or "") if name == "intended_meeting" else theirs[name],
        }
        for name, label in labels.items()
    ]
    html = render_template(
        "errors/stale.html",
        action=url_for("proposals.edit_act", code=stored.code),
        seen_version=stored.version,
        who=story.name_of(db(), stored.changed_by_id) or "主控臺",
        when=roc_time(stored.changed_at),
        back_url=url_for("proposals.show", code=stored.code),
        thing=f"提案 {stored.code}",
        fields=fields,
    )
    return html, 409


def put_texts(form: ProposalForm, texts: dict[TextField, str]) -> None:
    """Write changed texts back into the form."""
    for field, text in texts.items():
        form[field.value].data = text


def _autosave_url(code: str | None) -> str:
    return url_for("proposals.autosave", code=code) if code else url_for("proposals.autosave_new")


def _meeting(meeting_id: int | None) -> Meeting | None:
    return db().get(Meeting, meeting_id) if meeting_id else None
