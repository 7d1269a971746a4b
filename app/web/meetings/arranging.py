"""What the agenda's buttons do: put on, add a line, move, take off."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid
from app.domain.meetings import agenda as rules
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Section
from app.domain.people.rights import Right
from app.models import AgendaItem
from app.queries.meetings.found import Found, find_line
from app.queries.meetings.shown import shown_text
from app.services.meetings import agenda
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import PutOnForm, ReasonForm
from app.web.meetings.page import PAGE, address, around, proposals_named, runner_only, title_form
from app.web.transaction import db, now
from app.wording.messages import MESSAGES

TAKE_OFF = "meetings/take_off.html"


@bp.post("/meetings/<string:slug>/agenda/proposals")
@access(Right.RUN_MEETINGS)
def put_on(slug: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    form = PutOnForm()
    if form.validate():
        chosen = proposals_named(shown, form.proposals.data or [])
        try:
            agenda.schedule(
                db(),
                actor(),
                shown.meeting,
                chosen,
                section=form.section.data,
                seen_version=seen_version(),
                now=now(),
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["agenda_put_on"].format(count=len(chosen)))
            return redirect(address("page", shown), 303)
    return refuse(PAGE, form, **around(shown, put_on=form))


@bp.post("/meetings/<string:slug>/agenda/titles")
@access(Right.RUN_MEETINGS)
def add_title(slug: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    shown = runner_only(found(slug))
    addable = [
        section
        for section in rules.FOR_TITLES
        if rules.may_add(shown.meeting.state, section, shown.meeting.kind)
    ]
    form = title_form(addable, sent=True)
    if form.validate():
        agenda.add_title(
            db(),
            actor(),
            shown.meeting,
            form.section.data,
            form.title.data,
            seen_version=seen_version(),
            now=now(),
        )
        flash(MESSAGES["agenda_title_added"].format(title=form.title.data))
        return once.lead(address("page", shown))
    return refuse(PAGE, form, **around(shown, add_title=form))


@bp.post("/meetings/<string:slug>/agenda/<int:item_id>/move")
@access(Right.RUN_MEETINGS)
def move(slug: str, item_id: int) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    item = find_line(db(), actor(), shown.meeting, item_id)
    step = -1 if request.form.get("step") == "up" else 1
    agenda.move(db(), actor(), shown.meeting, item, step, seen_version=seen_version(), now=now())
    flash(MESSAGES["agenda_moved"])
    return redirect(f"{address('page', shown)}#line-{item_id}", 303)


@bp.post("/meetings/<string:slug>/agenda/order")
@access(Right.RUN_MEETINGS)
def order(slug: str) -> ResponseReturnValue:
    """The lines of one section by their ids, as they were dragged."""
    shown = runner_only(found(slug))
    sent, part = request.form.get("order", ""), request.form.get("section", "")
    keys = [int(key) for key in sent.split(",") if ID.fullmatch(key)]
    if part not in {str(section) for section in rules.SECTIONS} or not keys:
        raise Invalid("order_names_others", "order")
    agenda.reorder(db(), actor(), shown.meeting, Section(part), keys, seen_version=seen_version(), now=now())
    flash(MESSAGES["agenda_moved"])
    return redirect(f"{address('page', shown)}#section-{part}", 303)


@bp.get("/meetings/<string:slug>/agenda/<int:item_id>/take-off")
@access(Right.RUN_MEETINGS)
def ask_take_off(slug: str, item_id: int) -> ResponseReturnValue:
    shown, item = _line(slug, item_id)
    return render_template(TAKE_OFF, form=ReasonForm(formdata=None), **_head(shown, item))


@bp.post("/meetings/<string:slug>/agenda/<int:item_id>/take-off")
@access(Right.RUN_MEETINGS)
def take_off(slug: str, item_id: int) -> ResponseReturnValue:
    shown, item = _line(slug, item_id)
    form = ReasonForm()
    # Before 議程定稿 nobody was told yet, so no reason is asked for.
    if shown.meeting.state != MeetingState.PREPARING and not form.validate():
        return refuse(TAKE_OFF, form, **_head(shown, item))
    agenda.take_off(
        db(),
        actor(),
        shown.meeting,
        item,
        reason=form.reason.data or "",
        seen_version=seen_version(),
        now=now(),
    )
    flash(MESSAGES["agenda_taken_off"].format(title=shown_text(item).subject))
    return redirect(address("page", shown), 303)


def _line(slug: str, item_id: int) -> tuple[Found, AgendaItem]:
    shown = runner_only(found(slug))
    return shown, find_line(db(), actor(), shown.meeting, item_id)


def _head(shown: Found, item: AgendaItem) -> dict[str, Any]:
    return {
        "meeting": shown.meeting,
        "address": shown.address,
        "item": item,
        "subject": shown_text(item).subject,
    }
