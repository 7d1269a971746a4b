"""/summaries: items whose round has no 綜整; /items/114-1-3-T1/summaries/7: the paragraph of one item's round, versioned."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from app.domain.errors import Absent, ChangedSinceSeen, NotAllowed
from app.domain.meetings.numbering import with_committee
from app.domain.people.rights import Right, may
from app.domain.tracking.summary import draft_of
from app.models import ReportRound, TrackedItem
from app.queries.tracking.summaries import figures_of, lacking, rounds_of, told_of, versions_of
from app.queries.visibility.tracking import one_item
from app.services.tracking import summarising
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, Text
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.tracking.summaries import paragraph

PAGE = "tracking/summary.html"


class SummaryForm(FlaskForm):
    text = Text("綜整辦理情形", limit=4000, validators=[InputRequired("請填寫綜整辦理情形")])


@bp.get("/summaries")
@access(Right.RECEIVE)
def summaries() -> ResponseReturnValue:
    return render_template("tracking/summaries.html", rows=lacking(db(), actor(), today()))


@bp.get("/items/<string:code>/summaries")
@access(Right.RECEIVE)
def item_summaries(code: str) -> ResponseReturnValue:
    """To the latest round that has opened."""
    item = _item(code)
    rounds = rounds_of(db(), item, today())
    if not rounds:
        raise Absent
    return redirect(url_for("tracking.summary", code=_address(item), round_id=rounds[0].id), 303)


@bp.get("/items/<string:code>/summaries/<int:round_id>")
@access(Right.RECEIVE)
def summary(code: str, round_id: int) -> ResponseReturnValue:
    item = _item(code)
    round_ = _round(item, round_id)
    versions = versions_of(db(), item, round_)
    form = SummaryForm(formdata=None)
    form.text.data = _drafted(item, round_) if not versions or "draft" in request.args else versions[0].text
    return _page(item, round_, form)


@bp.post("/items/<string:code>/summaries/<int:round_id>")
@access(Right.RECEIVE)
def write_summary(code: str, round_id: int) -> ResponseReturnValue:
    item = _item(code)
    round_ = _round(item, round_id)
    form = SummaryForm()
    if not form.validate():
        return _page(item, round_, form, status=422)
    sent = request.form.get("seen_number", "")
    text = form.text.data.strip()
    try:
        row = summarising.write(
            db(), actor(), item, round_, text, drafted=text == _drafted(item, round_),
            seen_number=int(sent) if ID.fullmatch(sent) else -1, now=now(),
        )  # fmt: skip
    except ChangedSinceSeen as refusal:
        return _page(item, round_, form, errors=[sentence(refusal.code, **refusal.facts)], status=409)
    flash(MESSAGES["summary_saved"].format(code=item.code, number=row.number))
    return redirect(url_for("tracking.summary", code=_address(item), round_id=round_.id), 303)


def _item(code: str) -> TrackedItem:
    item = one_item(db(), actor(), code)
    if not may(actor(), Right.RECEIVE, committee_agency_id=item.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    return item


def _round(item: TrackedItem, round_id: int) -> ReportRound:
    for one in rounds_of(db(), item, today()):
        if one.id == round_id:
            return one
    raise Absent


def _drafted(item: TrackedItem, round_: ReportRound) -> str:
    figures = figures_of(db(), item)
    draft = draft_of(item.mode, told_of(db(), item, round_), [one.name for one in figures])
    return paragraph(draft, {one.name: one.unit for one in figures})


def _address(item: TrackedItem) -> str:
    return with_committee(item.code, item.committee.code, item.committee.is_primary)


def _page(
    item: TrackedItem,
    round_: ReportRound,
    form: SummaryForm,
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    html = render_template(
        PAGE,
        item=item,
        round=round_,
        rounds=rounds_of(db(), item, today())[:8],
        form=form,
        errors=errors,
        versions=versions_of(db(), item, round_),
        told=told_of(db(), item, round_),
        address=_address(item),
    )
    return html, status
