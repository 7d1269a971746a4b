"""/duties/office-calendar: which years there are, one year's special days, and importing: upload, check, confirm."""

from __future__ import annotations

import base64
import binascii
from itertools import pairwise

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import FileField

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.office_calendar import with_year
from app.domain.office_calendar_file import changed_days
from app.domain.people.rights import Right
from app.domain.roc_date import FIRST_ROC_YEAR, roc_year_from
from app.queries.calendar_change import CalendarChange
from app.queries.hanging_dates import dates_moved
from app.queries.office_calendar import calendar_in_force, days_of, versions_of, years_in_force, years_lacking
from app.readers.refusal import FileRefused
from app.services.office_calendar import CalendarFile, keep_year, keeps_calendar, read_file
from app.services.tracking import next_meeting
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.forms import seen_version
from app.web.reckoning import readings
from app.web.transaction import db, now, today
from app.wording.intake import file_sentence
from app.wording.messages import MESSAGES
from app.wording.office_calendar import fault_sentence
from app.wording.refusals import sentence

MOST_FAULTS_SHOWN = 30


class CalendarForm(FlaskForm):
    file = FileField("辦公日曆表")


@bp.get("/office-calendar")
@access(Right.KEEP_CALENDAR)
def calendars() -> ResponseReturnValue:
    return _page(CalendarForm(formdata=None))


@bp.get("/office-calendar/<int(min=1, max=200):year>")
@access(Right.KEEP_CALENDAR)
def calendar_year(year: int) -> ResponseReturnValue:
    western = year + FIRST_ROC_YEAR - 1
    versions = versions_of(db(), western)
    if not versions:
        raise Absent
    earlier = [
        (newer, changed_days(western, days_of(older), days_of(newer))) for newer, older in pairwise(versions)
    ]
    return render_template(
        "duties/office_calendar.html", year=year, current=versions[0], versions=versions, earlier=earlier
    )


@bp.post("/office-calendar/check")
@access(Right.KEEP_CALENDAR)
def check_calendar() -> ResponseReturnValue:
    """What importing the file would do. Nothing is stored before it is confirmed."""
    _demand_keeper()
    form, sent = CalendarForm(), request.files.get("file")
    if sent is None or not sent.filename:
        return _refused(form, [sentence("calendar_no_file")])
    data = sent.read()
    file = _read(form, sent.filename, data)
    return _check(file, data) if isinstance(file, CalendarFile) else file


@bp.post("/office-calendar")
@access(Right.KEEP_CALENDAR)
def keep_calendar() -> ResponseReturnValue:
    """Import what the check page showed: it sends the file itself back, which is read and checked again."""
    _demand_keeper()
    if led := once.already_led():
        return led
    form = CalendarForm()
    try:
        data = base64.b64decode(request.form.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    file = _read(form, request.form.get("filename", ""), data)
    if not isinstance(file, CalendarFile):
        return file
    try:
        kept = keep_year(db(), actor(), file, seen_number=seen_version() or 0, now=now())
        next_meeting.follow_calendar(db(), now=now(), today=today())
    except ChangedSinceSeen:
        return _check(file, data, meanwhile=True)
    except Invalid as refusal:
        return _refused(form, [sentence(refusal.code, **refusal.facts)])
    year = roc_year_from(kept.year)
    flash(MESSAGES["calendar_kept"].format(year=year, number=kept.number, days_off=kept.days_off))
    return once.lead(url_for("duties.calendar_year", year=year))


def _demand_keeper() -> None:
    """There is one calendar for all committees; for the officers of other agencies its forms do not exist."""
    if not keeps_calendar(actor()):
        raise Absent


def _read(form: CalendarForm, filename: str, data: bytes) -> CalendarFile | ResponseReturnValue:
    """The file when it may be imported, else the page that says why not."""
    try:
        file = read_file(filename, data)
    except FileRefused as refused:
        name = refused.filename or filename
        return _refused(form, [file_sentence(refused.code, name, refused.facts)])
    faults = [fault_sentence(fault) for fault in file.draft.faults]
    if faults:
        more = len(faults) - MOST_FAULTS_SHOWN
        shown = faults[:MOST_FAULTS_SHOWN] + ([f"另有 {more} 處。"] if more > 0 else [])
        return _refused(form, shown)
    return file


def _check(file: CalendarFile, data: bytes, *, meanwhile: bool = False) -> ResponseReturnValue:
    draft = file.draft
    assert draft.year is not None  # noqa: S101 — without a year it has faults
    newest = next(iter(versions_of(db(), draft.year)), None)
    known = days_of(newest) if newest else {}
    before = calendar_in_force(db())
    change = CalendarChange(before, with_year(before, draft.year, draft.days), today(), readings())
    page = render_template(
        "duties/office_calendar_check.html",
        file=file,
        year=roc_year_from(draft.year),
        content=base64.b64encode(data).decode(),
        seen=newest.number if newest else 0,
        newest=newest,
        same=newest is not None and known == draft.days,
        changed=changed_days(draft.year, known, draft.days) if newest else None,
        moved=dates_moved(db(), actor(), change),
        doubts=[fault_sentence(doubt) for doubt in draft.doubts],
        meanwhile=meanwhile,
    )
    return page, 409 if meanwhile else 200


def _refused(form: CalendarForm, sentences: list[str]) -> ResponseReturnValue:
    form.file.errors = sentences
    return _page(form), 422


def _page(form: CalendarForm) -> str:
    return render_template(
        "duties/office_calendars.html",
        form=form,
        rows=years_in_force(db()),
        missing=[roc_year_from(year) for year in years_lacking(db(), today())],
        keeps=keeps_calendar(actor()),
        roc_year=roc_year_from,
    )
