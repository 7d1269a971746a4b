"""/review: the queue of reports, what asks something first; /review/114-1-3-11: one report and the answer to it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid, NotAllowed, Refusal
from app.domain.people.rights import Right, may
from app.domain.proposals.difference import difference
from app.domain.proposals.paragraphs import parse
from app.domain.tracking.decisions import Opinion
from app.domain.tracking.phrases import by_use
from app.domain.tracking.queue import preset
from app.domain.tracking.report_flow import ReportState
from app.models import Assignment, TrackedItem
from app.queries.tracking.facts import facts_of, is_own
from app.queries.tracking.review import (
    Waiting,
    address_of,
    answers_given,
    extensions_of,
    history_of,
    one_waiting,
    open_requests,
    waiting_reports,
)
from app.queries.visibility.tracking import one_item
from app.services.tracking import deciding
from app.services.tracking.deciding import Answer
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, seen_version
from app.web.tracking import record
from app.web.tracking.blueprint import bp
from app.web.tracking.review_forms import AnswerForm
from app.web.transaction import TAIPEI, db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.tracking.review import ANSWER_PHRASES, QUEUE_GROUPS

QUEUE = "tracking/review.html"
PAGE = "tracking/review_report.html"
LOOKS = {"diff": "只看差異", "side": "並列", "text": "只看本次"}
SAID = {Opinion.RECEIVE: "report_received", Opinion.SEND_BACK: "report_sent_back", Opinion.RELEASE: "release_was_proposed"}  # fmt: skip


@bp.get("/review")
@access(Right.RECEIVE)
def review() -> ResponseReturnValue:
    return queue_page()


def queue_page(errors: list[str] | None = None, status: int = 200) -> ResponseReturnValue:
    """The queue; with `errors` the answer to what could not be taken."""
    waiting = waiting_reports(db(), actor())
    html = render_template(
        QUEUE,
        waiting=waiting,
        plain=sum(not one.asks for one in waiting),
        asked=open_requests(db(), actor()),
        proposed=waiting_reports(db(), actor(), proposed=True),
        rows=[_row(one) for one in waiting],
        days=days_since,
        errors=errors,
    )
    return html, status


@bp.get("/review/<string:code>")
@access(Right.RECEIVE)
def review_report(code: str) -> ResponseReturnValue:
    share = record.find(code, "review")
    this = one_waiting(db(), actor(), share)
    form = AnswerForm(formdata=None)
    if this is not None:
        form.opinion.data = this.finding.opinion if this.finding else preset(this.report.progress)
        form.text.data = this.finding.text if this.finding else ""
        _use_phrase(form)
    return _page(share, this, form)


@bp.post("/review/<string:code>")
@access(Right.RECEIVE)
def answer_report(code: str) -> ResponseReturnValue:
    share = record.find(code)
    order = [one.address for one in waiting_reports(db(), actor())]
    this = one_waiting(db(), actor(), share)
    if this is None:
        flash(MESSAGES["decided_meanwhile"].format(code=share.code))
        return _onwards(order, address_of(share))
    form = AnswerForm()
    if not form.validate():
        return _page(share, this, form, status=422)
    try:
        given = answer_of(form)
        now_in_effect = deciding.answer(
            db(), actor(), this.report, given, seen_version=seen_version(), now=now(), today=today()
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        db().rollback()
        return _refused(code, form, refusal, order)
    said = SAID.get(given.opinion, "share_closed_otherwise") if now_in_effect else "opinion_waits"
    flash(MESSAGES[said].format(code=share.code))
    return _onwards(order, address_of(share))


def answer_of(form: Any) -> Answer:
    """What a form with the fields of 改列 says. Invalid: item_unknown, reason_missing."""
    opinion: Opinion = form.opinion.data
    text = (form.text.data or "").strip()
    if opinion is Opinion.SEND_BACK and not text:
        raise Invalid("reason_missing", "text")
    if opinion not in (Opinion.SELF_TRACK, Opinion.MERGE, Opinion.REVOKE):
        return Answer(opinion, text)
    merged = _item(form.merged_into.data) if opinion is Opinion.MERGE else None
    return Answer(opinion, text, form.closing_reason.data, merged)


def _item(typed: str | None) -> TrackedItem | None:
    if not (typed or "").strip():
        return None
    try:
        return one_item(db(), actor(), (typed or "").strip())
    except Absent:
        raise Invalid("item_unknown", "merged_into") from None


def _refused(code: str, form: AnswerForm, refusal: Refusal, order: list[str]) -> ResponseReturnValue:
    """Decided by somebody else meanwhile: on to the next with a note. Else the page again, with what was typed."""
    share = record.find(code)
    this = one_waiting(db(), actor(), share)
    if this is None or this.report.state is not ReportState.SUBMITTED:
        flash(MESSAGES["decided_meanwhile"].format(code=share.code))
        return _onwards(order, address_of(share))
    if isinstance(refusal, Invalid):
        put_errors(form, refusal)
        return _page(share, this, form, status=422)
    return _page(share, this, form, errors=[sentence(refusal.code, **refusal.facts)], status=409)


def _onwards(order: list[str], address: str) -> ResponseReturnValue:
    """To the next one of the queue where 看下一件 was pressed, else to the queue."""
    if request.form.get("do") == "next":
        at = order.index(address) + 1 if address in order else 0
        following = [*order[at:], *order[:at]]
        left = [one for one in following if one != address]
        if left:
            return redirect(url_for("tracking.review_report", code=left[0]), 303)
    return redirect(url_for("tracking.review"), 303)


def _page(
    share: Assignment,
    this: Waiting | None,
    form: AnswerForm,
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    look = request.values.get("view", "")
    before = this.before if this else None
    look = look if look in LOOKS and before else ("diff" if before else "text")
    facts = facts_of(db(), actor(), share, today=today())
    queue = waiting_reports(db(), actor())
    html = render_template(
        PAGE,
        share=share,
        this=this,
        form=form,
        errors=errors,
        queue=queue,
        steps=_steps([one.address for one in queue], address_of(share)),
        look=look,
        looks=LOOKS,
        rows=difference(parse(before.text if before else ""), parse(this.report.text)) if this else [],
        history=history_of(db(), share),
        extensions=extensions_of(db(), share),
        own=this is not None and is_own(actor(), this.report.submitted_by_id),
        heads=may(actor(), Right.DECIDE_TRACKING, committee_agency_id=facts.committee_agency_id),
        phrases=list(enumerate(_phrases())),
        own_verifier=sentence("verifier_is_submitter"),
        address=address_of(share),
        days=days_since,
    )
    return html, status


def _steps(order: list[str], here: str) -> tuple[str, str]:
    """The one before and the one after in the queue; '' where there is none."""
    if here not in order:
        return "", order[0] if order else ""
    at = order.index(here)
    return order[at - 1] if at else "", order[at + 1] if at + 1 < len(order) else ""


def _use_phrase(form: AnswerForm) -> None:
    """A phrase chosen by its link, where no script put it into the text."""
    chosen = request.args.get("phrase", "")
    if chosen.isascii() and chosen.isdigit() and int(chosen[:3]) < len(phrases := _phrases()):
        form.opinion.data, form.text.data = phrases[int(chosen[:3])]


def _phrases() -> list[tuple[Opinion, str]]:
    """One's own most used ones first."""
    return by_use(ANSWER_PHRASES, answers_given(db(), actor()))


def days_since(moment: Any) -> int:
    """Calendar days since a day or a moment."""
    day = moment.astimezone(TAIPEI).date() if hasattr(moment, "astimezone") else moment
    return int((today() - day).days)


def _row(one: Waiting) -> dict[str, Any]:
    """A row of the queue, as the list macro wants it."""
    own = is_own(actor(), one.report.submitted_by_id)
    return {
        "id": one.report.id,
        "one": one,
        "own": own,
        "group": QUEUE_GROUPS[bool(one.asks)],
        "allows": "" if own else "receive send_back release",
    }
