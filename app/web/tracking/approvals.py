"""/approvals 待核定: what needs 政風主管, decided with one press each or many at once, or recorded from paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid, Refusal
from app.domain.people.rights import Right, has
from app.domain.tracking.decisions import Opinion
from app.models import ExtensionRequest, ReassignmentRequest
from app.queries.meetings.minutes import charter_on
from app.queries.tracking.review import Asked, Waiting, open_requests, waiting_reports
from app.services.tracking import deciding, extensions, reassigning
from app.services.tracking.extensions import HERE, Word
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, put_errors
from app.web.tracking.blueprint import bp
from app.web.tracking.review import days_since
from app.web.tracking.review_forms import PaperFields
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

PAGE = "tracking/approvals.html"


@dataclass(frozen=True, slots=True)
class Pending:
    """A row of 待核定. `beyond`: why only a memo or the chair can decide it, as a sentence: the charter's number of extensions
    is used up, or 改分 is disputed."""

    name: str
    version: int
    opinion: Waiting | None = None
    asked: Asked | None = None
    beyond: str = ""

    @property
    def code(self) -> str:
        share = self.opinion.share if self.opinion else self.asked.share if self.asked else None
        return share.code if share else ""


@bp.get("/approvals")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def approvals() -> ResponseReturnValue:
    return _page(PaperFields(formdata=None))


@bp.post("/approvals")
@access(Right.DECIDE_TRACKING, Right.RECORD_APPROVALS)
def decide_approvals() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    only = request.form.get("only", "")
    names = [only] if only else request.form.getlist("row")
    rows = [row for row in _pending() if row.name in names]
    form = PaperFields()
    on_paper, sound = request.form.get("do") == "paper", form.validate()
    if not on_paper:
        form.forgive()
    if not rows:
        return _page(form, [sentence("nothing_ticked")], 422)
    if on_paper and not sound:
        return _page(form, status=422)
    try:
        word = _on_paper(form) if on_paper else HERE
    except Invalid as refusal:
        put_errors(form, refusal)
        return _page(form, status=422)
    done, said = _decide(rows, word)
    if not done:
        db().rollback()
        return _page(form, said, 409)
    flash(MESSAGES["decided_on_paper" if on_paper else "decided_here"].format(count=done))
    for why in said:
        flash(why)
    return once.lead(url_for("tracking.approvals"))


def _on_paper(form: PaperFields) -> Word:
    """One approval for all rows. Invalid: approver_missing, decided_in_future."""
    paper = form.decision()
    word = Word(paper=paper, next_level=bool(form.next_level.data))
    approval = word.given(db(), actor(), now=now(), today=today())
    return Word(paper=paper, next_level=word.next_level, approval=approval)


def _decide(rows: list[Pending], word: Word) -> tuple[int, list[str]]:
    """How many were decided, and why others were not. 建議解除 together; what moves a date or ends a share one by one."""
    why = _release(rows, word)
    for row in rows:
        if row.name in why:
            continue
        try:
            with db().begin_nested():
                _verb(row, word)(_version(row.name))
        except Refusal as refused:
            why[row.name] = refused
        else:
            why[row.name] = None
    said = [_left_out(row, refusal) for row in rows if (refusal := why[row.name]) is not None]
    return len(rows) - len(said), said


def _release(rows: list[Pending], word: Word) -> dict[str, Refusal | None]:
    """By name of the row: what keeps it from 建議解除, None where nothing did."""
    found = {
        row.name: (row.opinion.finding, _version(row.name))
        for row in rows
        if row.opinion and row.opinion.finding and row.opinion.finding.opinion is Opinion.RELEASE
    }
    said = deciding.approve_all(db(), actor(), list(found.values()), word, now=now(), today=today())
    return dict(zip(found, said, strict=True))


def _left_out(row: Pending, refusal: Refusal) -> str:
    return MESSAGES["row_left_out"].format(code=row.code, why=sentence(refusal.code, **refusal.facts))


def _verb(row: Pending, word: Word) -> Callable[[int | None], object]:
    when: dict[str, Any] = {"now": now(), "today": today()}
    if row.opinion is not None and row.opinion.finding is not None:
        finding = row.opinion.finding
        return lambda seen: deciding.approve(db(), actor(), finding, word, seen_version=seen, **when)
    assert row.asked is not None  # noqa: S101 — a row is one or the other
    asked = row.asked.request
    if isinstance(asked, ExtensionRequest):
        return lambda seen: extensions.grant(db(), actor(), asked, word, seen_version=seen, **when)
    due = asked.assignment.due_current
    return lambda seen: reassigning.grant(db(), actor(), asked, word, due=due, seen_version=seen, **when)


def _pending() -> list[Pending]:
    """Opinions first, then what agencies asked for."""
    found = [
        Pending(f"opinion-{one.finding.id}", one.finding.version, opinion=one)
        for one in waiting_reports(db(), actor(), proposed=True)
        if one.finding is not None
    ]
    most: dict[int, int | None] = {}
    for one in open_requests(db(), actor()):
        committee_id = one.share.committee_id
        if committee_id not in most:
            charter = charter_on(db(), committee_id, today())
            most[committee_id] = charter.most_extensions if charter else None
        limit = most[committee_id]
        found.append(Pending(one.name, one.request.version, asked=one, beyond=_beyond(one, limit)))
    return found


def _beyond(one: Asked, limit: int | None) -> str:
    if isinstance(one.request, ReassignmentRequest):
        return sentence("reassignment_disputed") if one.request.disputed else ""
    return sentence("extensions_used_up") if limit is not None and one.granted >= limit else ""


def _page(form: PaperFields, errors: list[str] | None = None, status: int = 200) -> ResponseReturnValue:
    html = render_template(
        PAGE,
        rows=_pending(),
        ticked=request.form.getlist("row"),
        form=form,
        errors=errors,
        heads=has(actor(), Right.DECIDE_TRACKING),
        days=days_since,
    )
    return html, status


def _version(name: str) -> int | None:
    sent = request.form.get(f"version-{name}", "")
    return int(sent) if ID.fullmatch(sent) else None
