"""/meetings/114-1/cases/3: one case as the official table, its resolutions, its 抽換. `closing` is the meeting as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.meetings.meeting_flow import RECORDING
from app.domain.meetings.resolution import KIND_OF_SECTION, ResolutionKind, Section, recognise_disposition
from app.domain.people.rights import Right
from app.domain.proposals.paragraphs import parse
from app.models import AgendaItem, Attachment, Resolution
from app.queries.meetings.found import (
    Found,
    find_case,
    find_resolution,
    standing_of_case,
    standing_of_meeting,
    with_papers,
)
from app.queries.meetings.history import history_of
from app.queries.meetings.item_files import files_by_line
from app.queries.meetings.shown import ShownText, shown_text
from app.queries.people.audit_log import last_change
from app.services.meetings import replacing, resolving
from app.services.meetings.item_files import KEPT_IN
from app.web import once, reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.filters import roc_time
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import ReasonForm, ReplaceForm, ResolutionForm
from app.web.meetings.page import address, is_runner, runner_only
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.audit import action_word
from app.wording.meetings import PHRASES, RECOGNISED
from app.wording.messages import MESSAGES
from app.wording.words import word

CLOSING = "closing"
CASE = "meetings/case.html"
RESOLUTION = "meetings/resolution.html"
TAKE_BACK = "meetings/take_back.html"
REPLACE = "meetings/replace.html"
_HERE = "/meetings/<string:slug>/cases/<string:number>"
_ONE = f"{_HERE}/resolutions/<int:resolution_id>"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as found; `item` None: the meeting as a whole."""

    shown: Found
    item: AgendaItem | None
    number: str
    text: ShownText

    @property
    def section(self) -> Section:
        return self.item.section if self.item else Section.CLOSING


@bp.get(_HERE)
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def case(slug: str, number: str) -> ResponseReturnValue:
    this = _case(slug, number)
    if this.item and this.item.proposal:
        reading.note(this.item.proposal, "open")
    return render_template(CASE, form=_fresh(this), **_around(this))


@bp.post(f"{_HERE}/resolutions")
@access(Right.RUN_MEETINGS)
def add_resolution(slug: str, number: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    this = _case(slug, number)
    runner_only(this.shown)
    form = ResolutionForm()
    if form.validate() and _chosen(form):
        try:
            resolution = resolving.add(
                db(), actor(), this.shown.meeting, this.item, form.wording(), now=now()
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["resolution_added"].format(code=_said(resolution)))
            return once.lead(_url(this))
    return refuse(CASE, form, **_around(this))


@bp.get(_ONE)
@access(Right.RUN_MEETINGS)
def resolution(slug: str, number: str, resolution_id: int) -> ResponseReturnValue:
    this, one = _resolution(slug, number, resolution_id)
    form = ResolutionForm(formdata=None, obj=one)
    for earlier in one.texts:
        if str(earlier.id) == request.args.get("text"):
            form.text.data, form.amended_measures.data = earlier.text, earlier.amended_measures
    return render_template(RESOLUTION, form=form, one=one, **_around(this))


@bp.post(_ONE)
@access(Right.RUN_MEETINGS)
def change_resolution(slug: str, number: str, resolution_id: int) -> ResponseReturnValue:
    this, one = _resolution(slug, number, resolution_id)
    form = ResolutionForm()
    if form.validate() and _chosen(form):
        try:
            resolving.change(
                db(), actor(), this.shown.meeting, one, form.wording(), seen_version=seen_version(), now=now()
            )
        except ChangedSinceSeen:
            return stale_page(one, form, named=_said(one), back_url=_url(this))
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["resolution_changed"].format(code=_said(one)))
            return redirect(_url(this), 303)
    return refuse(RESOLUTION, form, one=one, **_around(this))


@bp.get(f"{_ONE}/take-back")
@access(Right.RUN_MEETINGS)
def ask_take_back(slug: str, number: str, resolution_id: int) -> ResponseReturnValue:
    this, one = _resolution(slug, number, resolution_id)
    return render_template(TAKE_BACK, form=ReasonForm(formdata=None), one=one, **_around(this))


@bp.post(f"{_ONE}/take-back")
@access(Right.RUN_MEETINGS)
def take_back(slug: str, number: str, resolution_id: int) -> ResponseReturnValue:
    this, one = _resolution(slug, number, resolution_id)
    form = ReasonForm()
    if not form.validate():
        return refuse(TAKE_BACK, form, one=one, **_around(this))
    resolving.take_back(
        db(),
        actor(),
        this.shown.meeting,
        one,
        reason=form.reason.data,
        seen_version=seen_version(),
        now=now(),
    )
    flash(MESSAGES["resolution_taken_back"].format(code=_said(one)))
    return redirect(_url(this), 303)


@bp.get(f"{_HERE}/replace")
@access(Right.RUN_MEETINGS)
def ask_replace(slug: str, number: str) -> ResponseReturnValue:
    this = _replaceable(slug, number)
    form = ReplaceForm(formdata=None, obj=this.text)
    return render_template(REPLACE, form=form, **_around(this))


@bp.post(f"{_HERE}/replace")
@access(Right.RUN_MEETINGS)
def replace(slug: str, number: str) -> ResponseReturnValue:
    this = _replaceable(slug, number)
    meeting, item, form = this.shown.meeting, this.item, ReplaceForm()
    if item is not None and form.validate():
        try:
            version = replacing.replace(
                db(), actor(), meeting, item, form.case_text(), reason=form.reason.data,
                seen_version=seen_version(), now=now(),
            )  # fmt: skip
        except ChangedSinceSeen:
            return _stale_replacement(this, form)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["case_replaced"].format(code=item.code, version=version.number))
            return redirect(_url(this), 303)
    return refuse(REPLACE, form, **_around(this))


def _case(slug: str, number: str) -> Case:
    shown = found(slug)
    if number == CLOSING and shown.whole:
        return Case(shown, None, number, ShownText("", word(Section.CLOSING), "", "", ""))
    item = find_case(db(), actor(), shown.meeting, number)
    return Case(shown, item, (item.code or "").removeprefix(f"{shown.meeting.slug}-"), shown_text(item))


def _resolution(slug: str, number: str, resolution_id: int) -> tuple[Case, Resolution]:
    this = _case(slug, number)
    runner_only(this.shown)
    return this, find_resolution(db(), this.shown.meeting, this.item, resolution_id)


def _replaceable(slug: str, number: str) -> Case:
    this = _case(slug, number)
    runner_only(this.shown)
    return this


def _around(this: Case) -> dict[str, Any]:
    meeting, item = this.shown.meeting, this.item
    resolutions = standing_of_case(db(), item) if item else standing_of_meeting(db(), meeting)
    runs = is_runner(this.shown)
    return {
        "meeting": meeting,
        "address": this.shown.address,
        "item": item,
        "number": this.number,
        "part": this.section,
        "text": this.text,
        "official": item is not None and item.proposal is not None and not this.text.stub,
        "fields": [parse(field) for field in (this.text.subject, this.text.explanation, this.text.measures)],
        "decided": [paragraph for one in resolutions for paragraph in parse(one.text)],
        "resolutions": resolutions,
        "files": _files(this),
        "keeps_files": runs and meeting.state in KEPT_IN,
        "splits": runs,
        "recording": runs and meeting.state in RECORDING,
        "replaceable": runs and meeting.state in replacing.REPLACED_IN and item is not None and item.proposal,
        "kind": KIND_OF_SECTION.get(this.section, ResolutionKind.RESOLUTION),
        "phrases": _phrases(this) if runs else [],
        "events": _events(this) if runs else [],
    }


def _files(this: Case) -> list[Attachment]:
    items = with_papers(actor(), this.shown, [this.item] if this.item else [])
    return [file for files in files_by_line(db(), items).values() for file in files]


def _fresh(this: Case) -> ResolutionForm:
    """An empty form, or with the phrase that was chosen without script."""
    kind = KIND_OF_SECTION.get(this.section, ResolutionKind.RESOLUTION)
    form = ResolutionForm(formdata=None, kind=kind)
    for place, (text, disposition) in enumerate(_phrases(this)):
        if str(place) == request.args.get("phrase"):
            form.text.data, form.disposition.data = text, disposition
    return form


def _phrases(this: Case) -> list[tuple[str, Any]]:
    """What is usually said in this section; the 擬議決議 comes first."""
    usual = list(PHRASES.get(this.section, ()))
    suggested = this.text.suggested_resolution
    if not suggested:
        return usual
    return [(suggested, recognise_disposition(suggested)), *(one for one in usual if one[0] != suggested)]


def _chosen(form: ResolutionForm) -> bool:
    """A person chooses the disposition: what the text seems to say is only put before him."""
    seems = recognise_disposition(form.text.data)
    if form.disposition.data is not None or seems is None or request.form.get("without_disposition"):
        return True
    form.disposition.data = seems
    form.disposition.errors = [*form.disposition.errors, RECOGNISED.format(word=word(seems))]
    return False


def _stale_replacement(this: Case, form: ReplaceForm) -> ResponseReturnValue:
    """409: the agenda changed after the page was opened; what was typed beside what the case says now."""
    meeting, stored = this.shown.meeting, _case(this.shown.address, this.number).text
    who, when = last_change(db(), meeting) or ("其他人", now())
    html = render_template(
        "errors/stale.html",
        action=request.path,
        seen_version=meeting.version,
        who=who,
        when=roc_time(when),
        back_url=_url(this),
        thing=f"{meeting.label}的議程",
        fields=[
            {"label": field.label.text, "name": field.name, "mine": field.data, "theirs": theirs}
            for field, theirs in (
                (form.subject, stored.subject),
                (form.explanation, stored.explanation),
                (form.measures, stored.measures),
                (form.reason, form.reason.data),
            )
        ],
    )
    return html, 409


def _events(this: Case) -> list[dict[str, Any]]:
    if this.item is None:
        return []
    events = history_of(db(), actor(), this.shown.meeting, this.item)
    return [{"event": event, "title": action_word(event.action)} for event in events]


def _said(one: Resolution) -> str:
    return f"{word(one.kind)} {one.code}"


def _url(this: Case) -> str:
    return address("case", this.shown, number=this.number)
