"""The city's proposals in work, played through the verbs day by day, so that each has a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.people import PEOPLE
from app.demo.city.proposal_rows import ApprovalRow, CommentRow, ProposalRow
from app.demo.load_people import City
from app.domain.people.actor import CONSOLE, Actor
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import TextField
from app.models import Meeting, Proposal
from app.services.meetings import agenda
from app.services.proposals import commenting, confidentiality, drafting, reviewing, versions, withdrawing
from app.services.proposals.confidentiality import Classification
from app.services.proposals.drafting import AiDisclosure, Draft
from app.services.proposals.reviewing import PaperDecision

TAIPEI = ZoneInfo("Asia/Taipei")
_PEOPLE = {row.login: row for row in PEOPLE}
_FIELDS = {"subject": TextField.SUBJECT, "explanation": TextField.EXPLANATION, "proposal": TextField.MEASURES}


@dataclass(frozen=True, slots=True)
class Play:
    """One proposal being played: each step happens on its own past day."""

    session: Session
    city: City
    proposal: Proposal
    now: datetime

    def at(self, days_ago: int) -> datetime:
        return self.now - timedelta(days=days_ago)

    def actor(self, login: str) -> Actor:
        return self.city.actors[login]


def load_proposals(
    session: Session, city: City, meeting: Meeting, rows: Sequence[ProposalRow], *, now: datetime
) -> None:
    """Play every row to its state; those that are scheduled come onto `meeting` in their order."""
    made = [(row, _play(session, city, meeting, row, now)) for row in rows]
    on_agenda = [
        (row.agenda_order or 0, proposal) for row, proposal in made if row.state == ProposalState.SCHEDULED
    ]
    for _, proposal in sorted(on_agenda, key=lambda pair: pair[0]):
        agenda.schedule(session, CONSOLE, meeting, [proposal], seen_version=meeting.version, now=now)


def _play(session: Session, city: City, meeting: Meeting, row: ProposalRow, now: datetime) -> Proposal:
    began = now - timedelta(days=row.days_ago)
    drafter, final = city.actors[row.drafter], _draft(row, meeting)
    first = row.earlier[0] if row.earlier else None
    text = _with(final, first.subject, first.explanation, first.proposal) if first else final
    proposal = drafting.create(
        session, drafter, city.committee, Draft(unit=row.unit) if row.confidential else text,
        now=began, today=began.astimezone(TAIPEI).date(),
    )  # fmt: skip
    play = Play(session, city, proposal, now)
    if row.confidential:
        _mark(play, drafter, row, began)
    _rewrite(play, row, final)
    _submit(play, row, drafter)
    _decide(play, row)
    return proposal


def _draft(row: ProposalRow, meeting: Meeting) -> Draft:
    ai = row.ai_disclosure
    return Draft(
        row.unit, row.subject, row.explanation, row.proposal, row.suggested_resolution, meeting.id,
        AiDisclosure(ai.tool, ai.vendor, ai.model, ai.version, ai.reviewed_by) if ai else AiDisclosure(),
    )  # fmt: skip


def _with(draft: Draft, subject: str, explanation: str, measures: str) -> Draft:
    return Draft(
        draft.unit,
        subject,
        explanation,
        measures,
        draft.suggested_resolution,
        draft.intended_meeting_id,
        draft.ai,
    )


def _mark(play: Play, drafter: Actor, row: ProposalRow, began: datetime) -> None:
    assert row.confidential is not None  # noqa: S101 — the caller looked
    secret = row.confidential
    classification = Classification(
        secret.code_name, secret.classified_by, secret.declassify_when, secret.kept_at
    )
    confidentiality.mark(
        play.session, drafter, play.proposal, classification, seen_version=play.proposal.version, now=began
    )


def _rewrite(play: Play, row: ProposalRow, final: Draft) -> None:
    """Each earlier wording is kept as a version, then overwritten by the next one and at last by the present one."""
    texts = [_with(final, old.subject, old.explanation, old.proposal) for old in row.earlier[1:]]
    for old, text in zip(row.earlier, [*texts, final], strict=False):
        author, at = play.actor(old.author), play.at(old.days_ago)
        versions.keep_version(play.session, author, play.proposal, seen_version=play.proposal.version, now=at)
        drafting.save(play.session, author, play.proposal, text, seen_version=play.proposal.version, now=at)


def _submit(play: Play, row: ProposalRow, drafter: Actor) -> None:
    if row.submitted_days_ago is None:
        return
    at = play.at(row.submitted_days_ago)
    reviewing.submit(play.session, drafter, play.proposal, seen_version=play.proposal.version, now=at)
    for comment in row.comments:
        _comment(play, comment)


def _comment(play: Play, row: CommentRow) -> None:
    newest = versions.latest(play.session, play.proposal)
    assert newest is not None  # noqa: S101 — cut when it was submitted
    commenting.comment(
        play.session, play.actor(row.author), play.proposal, version_number=newest.number,
        field=_FIELDS[row.field], paragraph=row.paragraph - 1, text=row.text, now=play.at(row.days_ago),
    )  # fmt: skip


def _decide(play: Play, row: ProposalRow) -> None:
    if row.approval:
        _approve(play, row.approval)
    elif row.state == ProposalState.RETURNED:
        reviewing.send_back(
            play.session, play.actor(row.decided_by), play.proposal, reason=row.reason,
            seen_version=play.proposal.version, now=play.at(row.decided_days_ago or 0),
        )  # fmt: skip
    elif row.state == ProposalState.WITHDRAWN:
        withdrawing.withdraw(
            play.session, play.actor(row.decided_by or row.drafter), play.proposal, reason=row.reason,
            seen_version=play.proposal.version, now=play.at(row.decided_days_ago or 0),
        )  # fmt: skip


def _approve(play: Play, row: ApprovalRow) -> None:
    at = play.at(row.days_ago)
    day = at.astimezone(TAIPEI).date()
    if not row.document_number:
        reviewing.approve(
            play.session,
            play.actor(row.author),
            play.proposal,
            seen_version=play.proposal.version,
            now=at,
            today=day,
        )
        return
    head = _PEOPLE[row.author]
    paper = PaperDecision(head.title, head.name, day, row.document_number)
    reviewing.record_approval(
        play.session, play.actor("eth-officer1"), play.proposal, paper,
        seen_version=play.proposal.version, now=at, today=day,
    )  # fmt: skip
