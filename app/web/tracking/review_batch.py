"""One answer for many reports: a check page that lists them all with why one cannot, then the deed in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refusal
from app.domain.people.rights import Right, has
from app.domain.tracking.decisions import Opinion
from app.queries.tracking.facts import facts_of_all
from app.queries.tracking.review import Waiting, reports_by_id, waiting_reports
from app.services.tracking import answering, deciding
from app.services.tracking.deciding import Answer
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID
from app.web.tracking.blueprint import bp
from app.web.tracking.review import queue_page
from app.web.tracking.review_forms import BatchForm
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

CHECK = "tracking/review_check.html"
SAID = {
    Opinion.RECEIVE: "batch_received",
    Opinion.SEND_BACK: "batch_sent_back",
    Opinion.RELEASE: "batch_release",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`why`: what keeps it from the answer, '' where nothing does. `text`: what was typed for this row alone."""

    one: Waiting
    why: str
    text: str = ""

    @property
    def id(self) -> int:
        return self.one.report.id


@bp.post("/review/check")
@access(Right.RECEIVE)
def check_batch() -> ResponseReturnValue:
    form = BatchForm()
    ids = form.report.data
    if request.form.get("all") == "plain":
        ids = [one.report.id for one in waiting_reports(db(), actor()) if not one.asks]
        form.opinion.data = Opinion.RECEIVE
    elif not form.validate():
        return queue_page([text for texts in form.errors.values() for text in texts], 422)
    if not ids:
        return queue_page([sentence("nothing_ticked")], 422)
    return _check(form, ids)


@bp.post("/review/decide")
@access(Right.RECEIVE)
def decide_batch() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = BatchForm()
    if not form.validate():
        return _check(form, form.report.data, 422) if form.opinion.data else queue_page(_errors(form), 422)
    if not form.report.data:
        return queue_page([sentence("nothing_ticked")], 422)
    opinion: Opinion = form.opinion.data
    rows = _rows(form)
    if opinion is Opinion.SEND_BACK and any(not row.why and not _text(form, row) for row in rows):
        form.text.errors = [sentence("reason_missing")]
        return _check(form, form.report.data, 422)
    done, waits = _answer_all(form, rows)
    if done:
        flash(MESSAGES[SAID[opinion]].format(count=done))
    if waits:
        flash(MESSAGES["batch_waits"].format(count=waits))
    return once.lead(url_for("tracking.review"))


@bp.post("/review/withdraw")
@access(Right.RECEIVE)
def withdraw_opinions() -> ResponseReturnValue:
    """撤回 of what waits for 政風主管."""
    ids = [int(sent) for sent in request.form.getlist("report") if ID.fullmatch(sent)]
    found = [one for one in reports_by_id(db(), actor(), ids) if one.finding is not None]
    if not found:
        return queue_page([sentence("nothing_ticked")], 422)
    for one in found:
        answering.withdraw_opinion(
            db(), actor(), one.report, seen_version=one.report.version, now=now(), today=today()
        )
    flash(MESSAGES["opinions_withdrawn"].format(count=len(found)))
    return redirect(url_for("tracking.review"), 303)


def _answer_all(form: BatchForm, rows: list[Row]) -> tuple[int, int]:
    """How many took effect, how many wait. What was decided meanwhile is named; the rest goes on."""
    for row in rows:
        if row.why:
            _left_out(row, row.why)
    answered = [row for row in rows if not row.why]
    given = [
        (row.one.report, _version(row.id), Answer(form.opinion.data, _text(form, row))) for row in answered
    ]
    said = deciding.answer_all(db(), actor(), given, now=now(), today=today())
    for row, effect in zip(answered, said, strict=True):
        if isinstance(effect, Refusal):
            _left_out(row, sentence(effect.code, **effect.facts))
    return said.count(True), said.count(False)


def _left_out(row: Row, why: str) -> None:
    flash(MESSAGES["row_left_out"].format(code=row.one.share.code, why=why))


def _rows(form: BatchForm, ids: list[int] | None = None) -> list[Row]:
    found = reports_by_id(db(), actor(), form.report.data if ids is None else ids)
    facts = facts_of_all(db(), actor(), {one.share.id: one.share for one in found}.values(), today=today())
    rows = []
    for one in found:
        refusal = deciding.refusal_of(form.opinion.data, one.share.state, actor(), facts[one.share.id])
        why = sentence(refusal.code, **refusal.facts) if refusal else ""
        rows.append(Row(one, why, request.form.get(f"text-{one.report.id}", "")[:2000].strip()))
    return rows


def _check(form: BatchForm, ids: list[int], status: int = 200) -> ResponseReturnValue:
    rows = _rows(form, ids)
    context: dict[str, Any] = {
        "allowed": [row for row in rows if not row.why],
        "left_out": [row for row in rows if row.why],
        "opinion": form.opinion.data,
        "waits": form.opinion.data is Opinion.RELEASE and not has(actor(), Right.DECIDE_TRACKING),
    }
    return render_template(CHECK, form=form, **context), status


def _text(form: BatchForm, row: Row) -> str:
    return row.text or (form.text.data or "").strip()


def _version(report_id: int) -> int | None:
    sent = request.form.get(f"version-{report_id}", "")
    return int(sent) if ID.fullmatch(sent) else None


def _errors(form: BatchForm) -> list[str]:
    return [text for texts in form.errors.values() for text in texts]
