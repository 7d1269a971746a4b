"""Files of a registered meeting: upload, download, remove."""

from __future__ import annotations

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.models import RegisteredFile, RegisteredMeeting
from app.queries.meetings import agency_meetings as rows
from app.queries.meetings.found import address_of
from app.readers.refusal import FileRefused
from app.services.meetings import registered_files
from app.services.proposals.attachments import path_of
from app.web import once
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
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not 0 < len(sent) <= MOST_AT_ONCE:
        form.files.errors = [f"一次最多上傳 {MOST_AT_ONCE} 個檔案。" if sent else "請選擇檔案。"]
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
    """The bytes as they came, never opened by the browser as a page of ours."""
    row, _ = found(address)
    file = _file(row, file_id)
    response = send_file(
        path_of(settings().files_dir, file.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.filename,
        etag=False,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


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


def _file(row: RegisteredMeeting, file_id: int) -> RegisteredFile:
    for file in rows.files_of(db(), row):
        if file.id == file_id:
            return file
    raise Absent
