"""Files of a registered meeting: upload, download, remove."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.models import Attachment, RegisteredMeeting
from app.queries.meetings.found import address_of
from app.queries.proposals.attached import files_of, owner_of
from app.readers.refusal import FileRefused
from app.services.meetings import registered_files
from app.web import attached, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.meetings.agency_meeting_forms import FilesForm
from app.web.meetings.agency_meetings import registers_for
from app.web.meetings.agency_meetings_blueprint import HIGHEST_ID, bp
from app.web.meetings.registering import ONE, found, shown
from app.web.settings import settings
from app.web.transaction import db, now
from app.wording.files import file_sentence
from app.wording.messages import MESSAGES

MOST_AT_ONCE = 5
FILE = f"/agency-meetings/<string:address>/files/<int(max={HIGHEST_ID}):file_id>"


@bp.post("/agency-meetings/<string:address>/files")
@access(Right.REGISTER_MEETINGS)
def upload(address: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    row, form = _registered(address), FilesForm()
    sent = attached.sent_files(form.files, MOST_AT_ONCE)
    if not sent:
        return refuse(ONE, form, **shown(*found(address)))
    names = []
    try:
        for file in sent:
            added = registered_files.attach(
                db(), actor(), row, file.filename or "", file.read(),
                files_dir=settings().files_dir, now=now(),
            )  # fmt: skip
            names.append(added.filename)
    except FileRefused as refused:
        db().rollback()
        form.files.errors = [file_sentence(refused.code, refused.filename)]
        return refuse(ONE, form, **shown(*found(address)))
    flash(MESSAGES["registered_file_added"].format(name="」、「".join(names)))
    return once.lead(url_for("agency_meetings.one", address=address_of(row.meeting)))


@bp.get(FILE)
@access(Right.READ_YEARLY_MEETINGS)
def download(address: str, file_id: int) -> ResponseReturnValue:
    row, _ = found(address)
    return attached.download(_file(row, file_id))


@bp.post(f"{FILE}/remove")
@access(Right.REGISTER_MEETINGS)
def remove(address: str, file_id: int) -> ResponseReturnValue:
    row = _registered(address)
    file = _file(row, file_id)
    registered_files.remove(db(), actor(), row, file, seen_version=seen_version(), now=now())
    flash(MESSAGES["registered_file_removed"].format(name=file.filename))
    return redirect(url_for("agency_meetings.one", address=address_of(row.meeting)), 303)


def _registered(address: str) -> RegisteredMeeting:
    row, agency = found(address)
    if not registers_for(agency):
        raise Absent
    return row


def _file(row: RegisteredMeeting, file_id: int) -> Attachment:
    for file in files_of(db(), owner_of(row)):
        if file.id == file_id:
            return file
    raise Absent
