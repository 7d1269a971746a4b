"""One proposal as one story: what it says, where it stands, in whose hands it is, what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.people.rights import Right, may
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.domain.proposals.versions import TextField
from app.models import Meeting, Proposal
from app.queries.proposals import story
from app.queries.proposals.attached import files_of, owner_of
from app.queries.proposals.facts import facts_of, may_edit
from app.queries.proposals.story import Happened, MeetingLine
from app.web.access import access
from app.web.auth.session import actor
from app.web.filters import roc_time
from app.web.proposals import picture, record
from app.web.proposals.blueprint import bp
from app.web.transaction import TAIPEI, db, today
from app.wording.papers import ai_note
from app.wording.proposals import HISTORY, NEXT

FORMATS = ("docx", "odt", "pdf")


@bp.get("/<string:code>")
@access(Right.READ_PROPOSALS)
def show(code: str) -> ResponseReturnValue:
    proposal = record.find(code)
    facts = facts_of(db(), proposal)
    meetings = story.meetings_of(db(), proposal)
    names = _names(proposal)
    can_write = writes(actor(), facts)
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        stub=record.is_stub(proposal),
        next=_next(proposal, names["drafter"], meetings),
        names=names,
        moves=record.available(proposal),
        can_edit=may_edit(actor(), proposal, facts),
        can_write=can_write,
        can_review=may(actor(), Right.REVIEW_PROPOSALS, committee_agency_id=facts.committee_agency_id),
        table=None if record.is_stub(proposal) else _table(proposal, meetings),
        meetings=meetings,
        meeting_page=lambda slug: record.page_of("meetings.show", slug=slug),
        intended=_intended(proposal),
        versions=story.versions_of(db(), proposal),
        comments=story.comments_of(db(), proposal),
        attachments=files_of(db(), owner_of(proposal)),
        history=[_event(one) for one in story.history_of(db(), proposal)],
        downloads=_downloads(proposal),
    )


def _names(proposal: Proposal) -> dict[str, str]:
    return {
        "drafter": story.name_of(db(), proposal.drafted_by_id),
        "submitter": story.name_of(db(), proposal.submitted_by_id),
    }


def _next(proposal: Proposal, drafter: str, meetings: tuple[MeetingLine, ...]) -> str:
    """Who has to do what now, in one sentence."""
    days = 0
    if proposal.submitted_at:
        handed_in: date = proposal.submitted_at.astimezone(TAIPEI).date()
        days = (today() - handed_in).days
    meeting = meetings[0].label if meetings else "會議"
    return NEXT[proposal.state].format(drafter=drafter or "起草人", days=days, meeting=meeting)


def _table(proposal: Proposal, meetings: tuple[MeetingLine, ...]) -> dict[str, Any]:
    texts = {field: getattr(proposal, field.value) for field in TextField}
    here = (
        meetings[0]
        if meetings and proposal.state in (ProposalState.SCHEDULED, ProposalState.DECIDED)
        else None
    )
    title = (
        f"{here.title}{picture.PAPER}" if here else picture.title_of(proposal.committee, _intended(proposal))
    )
    return picture.picture(
        texts,
        proposal.unit,
        title,
        number=str(here.number or "") if here else "",
        resolution=here.resolution if here else "",
        note=ai_note(
            proposal.ai_tool,
            proposal.ai_vendor,
            proposal.ai_model,
            proposal.ai_version,
            proposal.ai_reviewed_by,
        ),
    )


def _intended(proposal: Proposal) -> Meeting | None:
    return db().get(Meeting, proposal.intended_meeting_id) if proposal.intended_meeting_id else None


def _event(one: Happened) -> dict[str, str]:
    title = HISTORY.get(one.action, one.action)
    version = one.changes.get("version")
    if isinstance(version, list) and version[-1]:
        title += f"（第 {version[-1]} 版）"
    return {
        "title": title,
        "when": roc_time(one.at),
        "iso": one.at.isoformat(),
        "who": "主控臺" if one.by_console else one.who,
        "text": one.reason,
    }


def _downloads(proposal: Proposal) -> list[tuple[str, str]]:
    """The paper's three formats, where the papers are installed; a stub has no paper here."""
    if record.is_stub(proposal):
        return []
    urls = [(kind, record.page_of("papers.proposal_table", code=proposal.code, fmt=kind)) for kind in FORMATS]
    return [(kind.upper(), url) for kind, url in urls if url]
