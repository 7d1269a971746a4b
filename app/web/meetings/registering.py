"""/agency-meetings/…: register that an agency met, look at it, add to it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.meetings.filing_flow import EDITABLE, FILING_FLOW
from app.domain.meetings.yearly import FIGURES
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text
from app.models import Agency, RegisteredMeeting
from app.queries.meetings import agency_meetings as rows
from app.queries.meetings.found import address_of
from app.queries.proposals.attached import files_of, owner_of
from app.services.meetings import registering
from app.services.tracking import fulfilling
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.agency_meeting_forms import FilesForm, RegisterForm, RegistrationForm
from app.web.meetings.agency_meetings import registers_for
from app.web.meetings.agency_meetings_blueprint import HIGHEST_ID, bp
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

NEW = "meetings/agency_meeting_new.html"
EDIT = "meetings/agency_meeting_edit.html"
ONE = "meetings/agency_meeting.html"
OF_AGENCY = f"/agency-meetings/agencies/<int(max={HIGHEST_ID}):agency_id>/new"


@bp.get(OF_AGENCY)
@access(Right.REGISTER_MEETINGS)
def new(agency_id: int) -> ResponseReturnValue:
    agency = _registered_for(agency_id)
    return render_template(NEW, form=RegisterForm(formdata=None), **_asked(agency))


@bp.post(OF_AGENCY)
@access(Right.REGISTER_MEETINGS)
def create(agency_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    agency, form = _registered_for(agency_id), RegisterForm()
    if form.validate():
        try:
            made, fulfilled = fulfilling.register_meeting(
                db(), actor(), agency, form.held(), year_confirmed=form.year_confirmed.data,
                now=now(), today=today(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            day = roc_text(form.held_on.data)
            flash(
                MESSAGES["meeting_registered"].format(
                    agency=agency.short_name, label=made.meeting.label, day=day
                )
            )
            _say(fulfilled)
            return once.lead(url_for("agency_meetings.one", address=_address(made)))
    return refuse(NEW, form, **_asked(agency))


@bp.get("/agency-meetings/<string:address>")
@access(Right.READ_YEARLY_MEETINGS)
def one(address: str) -> ResponseReturnValue:
    return render_template(ONE, form=FilesForm(formdata=None), **shown(*found(address)))


@bp.get("/agency-meetings/<string:address>/edit")
@access(Right.REGISTER_MEETINGS)
def edit(address: str) -> ResponseReturnValue:
    row, agency = _editable(address)
    return render_template(EDIT, form=RegistrationForm(formdata=None, obj=row), **_edited(row, agency))


@bp.post("/agency-meetings/<string:address>/edit")
@access(Right.REGISTER_MEETINGS)
def save(address: str) -> ResponseReturnValue:
    row, agency = _editable(address)
    form = RegistrationForm()
    if form.validate():
        try:
            registering.change(
                db(), actor(), row, form.held(), year_confirmed=form.year_confirmed.data,
                seen_version=seen_version(), now=now(), today=today(),
            )  # fmt: skip
        except ChangedSinceSeen:
            here = url_for("agency_meetings.one", address=_address(row))
            own = registering.speaks_for(actor(), agency.id)
            leave_out = ("year_confirmed", *(("channel", "informant") if own else ()))
            named = f"{agency.short_name}{row.meeting.label}的登錄資料"
            return stale_page(row, form, named=named, back_url=here, leave_out=leave_out)
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["registration_saved"].format(label=row.meeting.label))
            return redirect(url_for("agency_meetings.one", address=_address(row)), 303)
    return refuse(EDIT, form, **_edited(row, agency))


def found(address: str) -> tuple[RegisteredMeeting, Agency]:
    """The registered meeting of this address as the signed-in person may see it, or the 404 page."""
    return rows.one_registered(db(), actor(), address)


def shown(row: RegisteredMeeting, agency: Agency) -> dict[str, Any]:
    """What the page of a registered meeting shows."""
    files = files_of(db(), owner_of(row))
    return {
        "row": row,
        "agency": agency,
        "address": _address(row),
        "files": files,
        "missing": _missing(row, bool(files)),
        "may_edit": registers_for(agency) and row.filing in EDITABLE,
        "moves": FILING_FLOW.available(row.filing, actor(), registering.facts_of(db(), row)),
    }


def _say(fulfilled: fulfilling.Fulfilled) -> None:
    """Which shares were reported with the registration, and which somebody has begun to report on."""
    for shares, message in ((fulfilled.shares, "register_reported"), (fulfilled.begun, "register_begun")):
        if shares:
            flash(MESSAGES[message].format(codes="、".join(share.code for share in shares)))


def _address(row: RegisteredMeeting) -> str:
    return address_of(row.meeting)


def _registered_for(agency_id: int) -> Agency:
    """An agency this person registers for; for others the form does not exist."""
    agency = rows.agency_of(db(), actor(), agency_id)
    if not registers_for(agency):
        raise Absent
    return agency


def _editable(address: str) -> tuple[RegisteredMeeting, Agency]:
    row, agency = found(address)
    if not registers_for(agency):
        raise Absent
    return row, agency


def _asked(agency: Agency) -> dict[str, Any]:
    return {"agency": agency, "by_another": not registering.speaks_for(actor(), agency.id)}


def _edited(row: RegisteredMeeting, agency: Agency) -> dict[str, Any]:
    seen = request.form.get("seen_version", row.version)
    return {**_asked(agency), "row": row, "address": _address(row), "seen": seen}


def _missing(row: RegisteredMeeting, has_files: bool) -> list[str]:
    """What is still to be added, in the order of the form."""
    found = [] if row.document_number else ["紀錄文號"]
    found += [] if has_files else ["紀錄檔"]
    return found + (["統計數字"] if any(getattr(row, name) is None for name in FIGURES) else [])
