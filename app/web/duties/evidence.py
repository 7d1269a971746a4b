"""Files of an occurrence of the plan: upload, download, remove."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.models import Attachment, DutyOccurrence
from app.queries.duties import plan as rows
from app.queries.proposals.attached import files_of, owner_of
from app.readers.refusal import FileRefused
from app.services.duties import evidence
from app.web import attached, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.plan import HIGHEST_ID, OCCURRENCE, ONE, FilesForm, ReportForm, around
from app.web.forms import refuse, seen_version
from app.web.settings import settings
from app.web.transaction import db, now
from app.wording.files import file_sentence
from app.wording.messages import MESSAGES

MOST_AT_ONCE = 5
FILE = f"{OCCURRENCE}/files/<int(max={HIGHEST_ID}):file_id>"


@bp.post(f"{OCCURRENCE}/files")
@access(Right.KEEP_PLAN)
def attach_evidence(occurrence_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    row, form = rows.one_occurrence(db(), actor(), occurrence_id), FilesForm()
    sent = attached.sent_files(form.files, MOST_AT_ONCE)
    if not sent:
        return _refused(row, form)
    names = []
    try:
        for file in sent:
            added = evidence.attach(
                db(),
                actor(),
                row,
                file.filename or "",
                file.read(),
                files_dir=settings().files_dir,
                now=now(),
            )
            names.append(added.filename)
    except FileRefused as refused:
        db().rollback()
        form.files.errors = [file_sentence(refused.code, refused.filename)]
        return _refused(rows.one_occurrence(db(), actor(), occurrence_id), form)
    flash(MESSAGES["duty_file_added"].format(name="」、「".join(names)))
    return once.lead(url_for("duties.occurrence", occurrence_id=row.id))


@bp.get(FILE)
@access(Right.KEEP_PLAN)
def evidence_file(occurrence_id: int, file_id: int) -> ResponseReturnValue:
    return attached.download(_file(rows.one_occurrence(db(), actor(), occurrence_id), file_id))


@bp.post(f"{FILE}/remove")
@access(Right.KEEP_PLAN)
def remove_evidence(occurrence_id: int, file_id: int) -> ResponseReturnValue:
    row = rows.one_occurrence(db(), actor(), occurrence_id)
    file = _file(row, file_id)
    evidence.remove(db(), actor(), row, file, seen_version=seen_version(), now=now())
    flash(MESSAGES["duty_file_removed"].format(name=file.filename))
    return redirect(url_for("duties.occurrence", occurrence_id=row.id), 303)


def _refused(row: DutyOccurrence, form: FilesForm) -> ResponseReturnValue:
    kept = {"files_form": form, "written": ReportForm(formdata=None, obj=row)}
    return refuse(ONE, form, **(around(row) | kept))


def _file(row: DutyOccurrence, file_id: int) -> Attachment:
    for file in files_of(db(), owner_of(row)):
        if file.id == file_id:
            return file
    raise Absent
