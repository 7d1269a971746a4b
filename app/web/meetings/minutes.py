"""/meetings/114-1/minutes: read, write the free parts, 傳閱, 核定."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.minutes import empty_fields
from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.meetings.meeting_flow import OVER
from app.domain.meetings.minutes import FREE_PARTS, Content
from app.domain.meetings.minutes_flow import MINUTES_FLOW, MinutesAction, MinutesState
from app.domain.people.rights import Right, may
from app.domain.proposals.paragraphs import parse
from app.models import Minutes
from app.queries.meetings.found import Found
from app.queries.meetings.minutes import assembled, minutes_of
from app.queries.people.audit_log import last_change
from app.queries.visibility.minutes import minutes_are_seen, seen_content
from app.services.meetings import minutes_approving, minuting
from app.services.meetings.minutes_record import facts_of
from app.services.papers.minutes import paper_of
from app.web.access import access
from app.web.auth.session import actor
from app.web.filters import roc_time
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.minutes_forms import FreeForm, PaperForm, RequestForm, free_form, request_parts
from app.web.meetings.page import address, is_runner, runner_only
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.minutes import PART_WORDS

PAGE = "meetings/minutes.html"
EDIT = "meetings/minutes_edit.html"
APPROVE = "meetings/minutes_approve.html"
VERSION = "meetings/minutes_version.html"
HERE = "/meetings/<string:slug>/minutes"


@dataclass(frozen=True, slots=True)
class Shown:
    """The minutes as this person sees them."""

    found: Found
    minutes: Minutes
    content: Content


@bp.get(HERE)
@access(Right.READ_MINUTES)
def minutes(slug: str) -> ResponseReturnValue:
    this = _whole(found(slug))
    record = minutes_of(db(), this.meeting, versions=True, notes=True)
    if record is None or not minutes_are_seen(actor(), this.meeting, record):
        return render_template(PAGE, shown=None, **head(this))
    return render_template(PAGE, **around(_shown(this, record)))


@bp.post(f"{HERE}/begin")
@access(Right.RUN_MEETINGS)
def begin_minutes(slug: str) -> ResponseReturnValue:
    this = runner_only(found(slug))
    minuting.begin(db(), actor(), this.meeting, now=now())
    flash(MESSAGES["minutes_begun"].format(label=this.meeting.label))
    return redirect(address("edit_minutes", this), 303)


@bp.get(f"{HERE}/edit")
@access(Right.RUN_MEETINGS)
def edit_minutes(slug: str) -> ResponseReturnValue:
    shown = _editable(slug)
    stored = {f"summary_{case.key}": case.summary for case in shown.content.cases()}
    stored |= {name: str(getattr(shown.content, name)) for name in FREE_PARTS}
    form = free_form(shown.content)(formdata=None, data=stored)
    return render_template(EDIT, form=form, **_edit_head(shown))


@bp.post(f"{HERE}/edit")
@access(Right.RUN_MEETINGS)
def save_minutes(slug: str) -> ResponseReturnValue:
    shown = _editable(slug)
    form = free_form(shown.content)()
    if not form.validate():
        return refuse(EDIT, form, **_edit_head(shown))
    try:
        minuting.save(
            db(), actor(), shown.found.meeting, form.parts(), seen_version=seen_version(), now=now()
        )
    except ChangedSinceSeen:
        return _stale(shown, form)
    flash(MESSAGES["minutes_saved"])
    return redirect(address("minutes", shown.found), 303)


@bp.post(f"{HERE}/circulate")
@access(Right.RUN_MEETINGS)
def circulate_minutes(slug: str) -> ResponseReturnValue:
    this = seen(slug)
    minuting.circulate(db(), actor(), this.meeting, seen_version=seen_version(), now=now())
    flash(MESSAGES["minutes_circulated"])
    return redirect(address("minutes", this), 303)


@bp.post(f"{HERE}/call-back")
@access(Right.RUN_MEETINGS)
def call_back_minutes(slug: str) -> ResponseReturnValue:
    this = seen(slug)
    minuting.call_back(db(), actor(), this.meeting, seen_version=seen_version(), now=now())
    flash(MESSAGES["minutes_called_back"])
    return redirect(address("minutes", this), 303)


@bp.post(f"{HERE}/approve")
@access(Right.APPROVE_MINUTES)
def approve_minutes(slug: str) -> ResponseReturnValue:
    """核定 given here."""
    this = seen(slug)
    minutes_approving.approve(
        db(), actor(), this.meeting, seen_version=seen_version(), now=now(), today=today()
    )
    flash(MESSAGES["minutes_approved"])
    return redirect(address("minutes", this), 303)


@bp.get(f"{HERE}/record-approval")
@access(Right.RECORD_APPROVALS)
def ask_minutes_approval(slug: str) -> ResponseReturnValue:
    this = seen(slug)
    return render_template(APPROVE, form=PaperForm(formdata=None), **_moving_head(this))


@bp.post(f"{HERE}/record-approval")
@access(Right.RECORD_APPROVALS)
def record_minutes_approval(slug: str) -> ResponseReturnValue:
    this = seen(slug)
    form = PaperForm()
    if form.validate():
        try:
            minutes_approving.record_approval(
                db(), actor(), this.meeting, form.paper(), seen_version=seen_version(), now=now(),
                today=today(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["minutes_approved"])
            return redirect(address("minutes", this), 303)
    return refuse(APPROVE, form, **_moving_head(this))


@bp.get(f"{HERE}/versions/<int:number>")
@access(Right.READ_MINUTES)
def minutes_version(slug: str, number: int) -> ResponseReturnValue:
    shown = see(slug)
    version = next((one for one in shown.minutes.versions if one.number == number), None)
    if version is None or (shown.minutes.state is not MinutesState.APPROVED and not is_runner(shown.found)):
        raise Absent
    content = seen_content(db(), actor(), shown.found.meeting, shown.minutes, number)
    source = parse(content.source) if content.source else ()
    return render_template(
        VERSION, version=version, paper=paper_of(content), source=source, **head(shown.found)
    )


def see(slug: str, *, notes: bool = True) -> Shown:
    """The minutes behind this address, or the 404 page."""
    this = _whole(found(slug))
    record = minutes_of(db(), this.meeting, versions=True, notes=notes)
    if record is None or not minutes_are_seen(actor(), this.meeting, record):
        raise Absent
    return _shown(this, record)


def seen(slug: str) -> Found:
    """The meeting, where somebody who runs it acts on its minutes; the verb says Absent when there are none."""
    return runner_only(_whole(found(slug)))


def head(this: Found) -> dict[str, Any]:
    agency_id = this.meeting.committee.agency_id
    return {
        "meeting": this.meeting,
        "address": this.address,
        "runs": is_runner(this),
        "over": this.meeting.state in OVER,
        "reads_history": may(actor(), Right.READ_MEETINGS, committee_agency_id=agency_id),
    }


def around(shown: Shown, **given: Any) -> dict[str, Any]:
    """Everything the page of the minutes shows."""
    runs, paper = is_runner(shown.found), paper_of(shown.content)
    agency_id = shown.found.meeting.committee.agency_id
    asks = shown.minutes.state is MinutesState.CIRCULATING and may(
        actor(), Right.REQUEST_CORRECTIONS, committee_agency_id=agency_id
    )
    request_form = RequestForm(formdata=None)
    request_form.part.choices = request_parts(shown.content)
    return {
        **head(shown.found),
        "shown": shown,
        "minutes": shown.minutes,
        "paper": paper,
        "unfilled": sorted({one.field for one in empty_fields(paper)}) if runs else [],
        "moves": _moves(shown) if runs else [],
        "downloads_of": _downloads("papers.minutes", shown.found, ("docx", "odt", "pdf")),
        "letters": _downloads("papers.letter", shown.found, ("docx", "odt", "pdf", "txt")) if runs else [],
        "requests": _requests(shown, runs),
        "asks": asks,
        "request_form": request_form,
        "corrections": [one for one in shown.minutes.corrections if _is_seen(one.item_id, shown)],
        "codes": {one.id: one.code for case in shown.content.cases() for one in case.resolutions}
        | {one.id: one.code for one in shown.content.closing}
        | {-case.key: case.code for case in shown.content.cases()},
        "part_word": PART_WORDS.__getitem__,
        "part_names": dict(request_parts(shown.content)),
        **given,
    }


def _whole(this: Found) -> Found:
    """An agency that sees only its own cases has its extract, not the minutes."""
    if not this.whole:
        raise Absent
    return this


def _shown(this: Found, record: Minutes) -> Shown:
    return Shown(this, record, seen_content(db(), actor(), this.meeting, record))


def _editable(slug: str) -> Shown:
    shown = see(slug)
    runner_only(shown.found)
    return shown


def _edit_head(shown: Shown) -> dict[str, Any]:
    return {**head(shown.found), "minutes": shown.minutes}


def _moving_head(this: Found) -> dict[str, Any]:
    minutes = minutes_of(db(), this.meeting)
    if minutes is None:
        raise Absent
    return {**head(this), "minutes": minutes}


def _moves(shown: Shown) -> list[MinutesAction]:
    facts = facts_of(db(), shown.found.meeting, shown.minutes, today())
    return list(MINUTES_FLOW.available(shown.minutes.state, actor(), facts))


def _downloads(endpoint: str, this: Found, formats: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(fmt.upper(), url_for(endpoint, slug=this.address, fmt=fmt)) for fmt in formats]


def _requests(shown: Shown, runs: bool) -> list[Any]:
    """All for whoever keeps the minutes, one's own for a member; never on a line that is not seen."""
    own = actor().person_id
    return [
        one
        for one in shown.minutes.requests
        if (runs or one.asked_by_id == own) and _is_seen(one.item_id, shown)
    ]


def _is_seen(item_id: int | None, shown: Shown) -> bool:
    return item_id is None or any(case.key == item_id for case in shown.content.cases())


def _stale(shown: Shown, form: FreeForm) -> ResponseReturnValue:
    """409: what was typed beside what is stored."""
    record = minutes_of(db(), shown.found.meeting, versions=True, notes=True) or shown.minutes
    stored = {one.item_id: one.text for one in record.summaries}
    who, when = last_change(db(), record) or ("其他人", now())
    content = assembled(db(), shown.found.meeting, record)
    theirs = {name: str(getattr(content, name)) for name in FREE_PARTS}
    fields = [
        {
            "label": field.label.text,
            "name": field.name,
            "mine": field.data,
            "theirs": theirs.get(field.name)
            if field.name in theirs
            else stored.get(int(field.name.removeprefix("summary_")), ""),
        }
        for field in form
        if field.name in theirs or field.name.startswith("summary_")
    ]
    html = render_template(
        "errors/stale.html",
        action=request.path,
        seen_version=record.version,
        who=who,
        when=roc_time(when),
        back_url=address("minutes", shown.found),
        thing=f"{shown.found.meeting.label}會議紀錄",
        fields=fields,
    )
    return html, 409
