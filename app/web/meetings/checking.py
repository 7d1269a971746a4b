"""/meetings/114-1/check: what is still missing between 散會 and 結案; /letters: what was sent, with date and 文號."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid, NotNow
from app.domain.meetings.meeting_flow import MEETING_FLOW, MeetingAction
from app.domain.meetings.numbering import with_committee
from app.domain.meetings.resolution import TrackingChoice, proposed_choice
from app.domain.people.rights import Right
from app.models import DatedFact, Resolution
from app.queries.meetings.dated_facts import facts_sent
from app.queries.meetings.found import Found, find_lines
from app.queries.meetings.minutes import minutes_of, open_items, unchosen
from app.queries.meetings.shown import case_number, shown_text
from app.queries.tracking.splits import unsplit
from app.services.meetings import closing, dated_facts, lines
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import ReasonForm
from app.web.meetings.minutes import head
from app.web.meetings.minutes_forms import FactForm
from app.web.meetings.page import address, runner_only
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

CHECK = "meetings/check.html"
LETTERS = "meetings/letters.html"
TAKE_BACK = "meetings/letter_take_back.html"


@bp.get("/meetings/<string:slug>/check")
@access(Right.RUN_MEETINGS)
def check(slug: str) -> ResponseReturnValue:
    return render_template(CHECK, **_around(runner_only(found(slug))))


@bp.post("/meetings/<string:slug>/check")
@access(Right.RUN_MEETINGS)
def choose(slug: str) -> ResponseReturnValue:
    this = runner_only(found(slug))
    choices = {
        int(name.removeprefix("choice-")): TrackingChoice(sent)
        for name, sent in request.form.items()
        if name.startswith("choice-")
        and name[7:].isdecimal()
        and sent in {str(one) for one in TrackingChoice}
    }
    count = closing.choose(db(), actor(), this.meeting, choices, seen_version=seen_version(), now=now())
    flash(MESSAGES["choices_saved"].format(count=count))
    return redirect(address("check", this), 303)


@bp.post("/meetings/<string:slug>/close")
@access(Right.RUN_MEETINGS)
def close(slug: str) -> ResponseReturnValue:
    this = runner_only(found(slug))
    try:
        closing.close(db(), actor(), this.meeting, seen_version=seen_version(), now=now())
    except NotNow as refusal:
        reasons = [sentence(refusal.code, **refusal.facts)]
        return render_template(CHECK, errors=reasons, **_around(this)), 409
    flash(MESSAGES["meeting_closed"].format(label=this.meeting.label))
    return redirect(address("page", this), 303)


@bp.get("/meetings/<string:slug>/letters")
@access(Right.READ_MEETINGS)
def letters(slug: str) -> ResponseReturnValue:
    return render_template(LETTERS, form=FactForm(formdata=None), **_letters(found(slug)))


@bp.post("/meetings/<string:slug>/letters")
@access(Right.RUN_MEETINGS)
def record_letter(slug: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    this = runner_only(found(slug))
    form = FactForm()
    if form.validate():
        try:
            dated_facts.record(
                db(), actor(), this.meeting, form.kind.data, dated_on=form.dated_on.data,
                document_number=form.document_number.data, now=now(), today=today(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["fact_recorded"].format(kind=word(form.kind.data)))
            return once.lead(address("letters", this))
    return refuse(LETTERS, form, **_letters(this))


@bp.get("/meetings/<string:slug>/letters/<int:fact_id>/take-back")
@access(Right.RUN_MEETINGS)
def ask_letter_take_back(slug: str, fact_id: int) -> ResponseReturnValue:
    this, fact = _fact(slug, fact_id)
    return render_template(TAKE_BACK, form=ReasonForm(formdata=None), fact=fact, **head(this))


@bp.post("/meetings/<string:slug>/letters/<int:fact_id>/take-back")
@access(Right.RUN_MEETINGS)
def letter_take_back(slug: str, fact_id: int) -> ResponseReturnValue:
    this, fact = _fact(slug, fact_id)
    form = ReasonForm()
    if not form.validate():
        return refuse(TAKE_BACK, form, fact=fact, **head(this))
    dated_facts.take_back(
        db(), actor(), this.meeting, fact, reason=form.reason.data, seen_version=seen_version(), now=now()
    )
    flash(MESSAGES["fact_taken_back"].format(kind=word(fact.kind)))
    return redirect(address("letters", this), 303)


def _around(this: Found) -> dict[str, Any]:
    """What is missing, of the lines this person sees; what nobody else may see only counts."""
    meeting = this.meeting
    seen = {item.id for item in find_lines(db(), actor(), meeting)}
    missing, choosing = open_items(db(), meeting), unchosen(db(), meeting)
    facts = lines.facts_of(db(), meeting)
    shown = [one for one in choosing if one.item_id is None or one.item_id in seen]
    own = [item for item in missing if item.id in seen]
    return {
        **head(this),
        "missing": [(case_number(item, meeting.slug), item.code, shown_text(item).subject) for item in own],
        "choosing": shown,
        "unseen": len(missing) - len(own) + len(choosing) - len(shown),
        "tracked": [
            one
            for one in lines.resolutions_of(db(), meeting)
            if one.tracking_choice is TrackingChoice.TRACK and (one.item_id is None or one.item_id in seen)
        ],
        "proposed": _proposed(this, shown),
        "unsplit": {one.id for one in unsplit(db(), meeting)},
        "resolution_address": _resolution_address(this),
        "choices": list(TrackingChoice),
        "may_choose": meeting.state in closing.CHOOSING,
        "minutes": minutes_of(db(), meeting),
        "closable": MEETING_FLOW.refusal(meeting.state, MeetingAction.CLOSE, actor(), facts) is None,
        "at_all": (meeting.state, MeetingAction.CLOSE) in MEETING_FLOW.moves,
    }


def _resolution_address(this: Found) -> Callable[[str], str]:
    committee = this.meeting.committee
    return lambda code: with_committee(code, committee.code, committee.is_primary)


def _letters(this: Found) -> dict[str, Any]:
    if not this.whole:
        raise Absent
    return {**head(this), "facts": facts_sent(db(), this.meeting)}


def _proposed(this: Found, choosing: list[Resolution]) -> dict[int, TrackingChoice]:
    """What each text suggests, chosen on the page before a person looks; nothing is stored by it."""
    items = {item.id: item for item in find_lines(db(), actor(), this.meeting)}
    measures = {key: shown_text(item).measures for key, item in items.items()}
    return {
        one.id: proposed_choice(
            one.text, one.disposition, one.amended_measures or measures.get(one.item_id or 0, "")
        )
        for one in choosing
    }


def _fact(slug: str, fact_id: int) -> tuple[Found, DatedFact]:
    this = runner_only(found(slug))
    for fact in facts_sent(db(), this.meeting):
        if fact.id == fact_id:
            return this, fact
    raise Absent
