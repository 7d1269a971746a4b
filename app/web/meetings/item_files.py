"""Files of an agenda item: list, upload, download, name, order, remove."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.rights import Right
from app.models import AgendaItem, Attachment
from app.queries.meetings.found import Found, find_line, with_papers
from app.queries.meetings.item_files import file_of_meeting, files_by_line
from app.queries.meetings.shown import case_number, is_secret, shown_text
from app.readers.refusal import FileRefused
from app.services.meetings import item_files
from app.web import attached, once, reading
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import refuse, seen_version
from app.web.meetings.agency_meetings_blueprint import HIGHEST_ID
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import FilesForm, FileTitleForm, ReasonForm
from app.web.meetings.page import address, is_runner, runner_only
from app.web.settings import settings
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.files import file_sentence
from app.wording.messages import MESSAGES

LIST = "meetings/files.html"
EDIT = "meetings/file_edit.html"
REMOVE = "meetings/file_remove.html"
MOST_AT_ONCE = 10
_LINE = f"/meetings/<string:slug>/items/<int(max={HIGHEST_ID}):item_id>/files"
_FILE = f"/meetings/<string:slug>/files/<int(max={HIGHEST_ID}):file_id>"


@bp.get(_LINE)
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def item_files_page(slug: str, item_id: int) -> ResponseReturnValue:
    shown, item = _line(slug, item_id)
    if item.proposal:
        reading.note(item.proposal, "open")
    return render_template(LIST, form=FilesForm(formdata=None), **_around(shown, item))


@bp.post(_LINE)
@access(Right.RUN_MEETINGS)
def attach(slug: str, item_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    shown, item = _line(slug, item_id)
    runner_only(shown)
    form = FilesForm()
    sent = attached.sent_files(form.files, MOST_AT_ONCE) if form.validate() else []
    if not sent:
        return refuse(LIST, form, **_around(shown, item))
    title = form.title.data if len(sent) == 1 else ""
    names = []
    try:
        for file in sent:
            row = item_files.attach(
                db(), actor(), shown.meeting, item, file.filename or "", file.read(), title=title,
                files_dir=settings().files_dir, now=now(), mechanism=settings().confidential_mechanism,
            )  # fmt: skip
            names.append(row.filename)
    except FileRefused as refused:
        db().rollback()
        form.files.errors = [file_sentence(refused.code, refused.filename)]
        return refuse(LIST, form, **_around(*_line(slug, item_id)))
    flash(MESSAGES["files_attached"].format(names="」、「".join(names)))
    return once.lead(_list(shown, item))


@bp.get(_FILE)
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def file(slug: str, file_id: int) -> ResponseReturnValue:
    row, item = file_of_meeting(db(), actor(), found(slug), file_id)
    if item.proposal:
        reading.note(item.proposal, "download")
    return attached.download(row)


@bp.get(f"{_FILE}/edit")
@access(Right.RUN_MEETINGS)
def edit_file(slug: str, file_id: int) -> ResponseReturnValue:
    shown, item, row = _own(slug, file_id)
    return render_template(EDIT, form=FileTitleForm(formdata=None, obj=row), **_one(shown, item, row))


@bp.post(f"{_FILE}/edit")
@access(Right.RUN_MEETINGS)
def save_file(slug: str, file_id: int) -> ResponseReturnValue:
    shown, item, row = _own(slug, file_id)
    form = FileTitleForm()
    if not form.validate():
        return refuse(EDIT, form, **_one(shown, item, row))
    try:
        item_files.retitle(
            db(), actor(), shown.meeting, item, row, form.title.data, seen_version=seen_version(), now=now()
        )
    except ChangedSinceSeen:
        return stale_page(row, form, named=f"附件「{row.filename}」", back_url=_list(shown, item))
    flash(MESSAGES["file_titled"])
    return redirect(_list(shown, item), 303)


@bp.post(f"{_FILE}/move")
@access(Right.RUN_MEETINGS)
def move_file(slug: str, file_id: int) -> ResponseReturnValue:
    shown, item, row = _own(slug, file_id)
    step = -1 if request.form.get("step") == "up" else 1
    item_files.move(db(), actor(), shown.meeting, item, row, step, seen_version=seen_version(), now=now())
    flash(MESSAGES["file_moved"])
    return redirect(_list(shown, item), 303)


@bp.get(f"{_FILE}/remove")
@access(Right.RUN_MEETINGS)
def ask_remove_file(slug: str, file_id: int) -> ResponseReturnValue:
    shown, item, row = _own(slug, file_id)
    return render_template(REMOVE, form=ReasonForm(formdata=None), **_one(shown, item, row))


@bp.post(f"{_FILE}/remove")
@access(Right.RUN_MEETINGS)
def remove_file(slug: str, file_id: int) -> ResponseReturnValue:
    shown, item, row = _own(slug, file_id)
    form = ReasonForm()
    # Before 議程定稿 nobody was told yet, so no reason is asked for.
    if shown.meeting.state != MeetingState.PREPARING and not form.validate():
        return refuse(REMOVE, form, **_one(shown, item, row))
    item_files.remove(
        db(), actor(), shown.meeting, item, row, reason=form.reason.data or "", seen_version=seen_version(),
        now=now(),
    )  # fmt: skip
    flash(MESSAGES["file_removed"].format(name=row.name))
    return redirect(_list(shown, item), 303)


def _line(slug: str, item_id: int) -> tuple[Found, AgendaItem]:
    shown = found(slug)
    item = find_line(db(), actor(), shown.meeting, item_id)
    if not with_papers(actor(), shown, [item]):
        raise Absent
    return shown, item


def _own(slug: str, file_id: int) -> tuple[Found, AgendaItem, Attachment]:
    """A file that hangs on a line of this meeting itself, not on its proposal."""
    shown = found(slug)
    row, item = file_of_meeting(db(), actor(), shown, file_id)
    runner_only(shown)
    if row.item_id is None:
        raise Absent
    return shown, item, row


def _list(shown: Found, item: AgendaItem) -> str:
    return address("item_files_page", shown, item_id=item.id)


def _around(shown: Found, item: AgendaItem) -> dict[str, Any]:
    rows = files_by_line(db(), [item])[item.id]
    number = case_number(item, shown.meeting.slug)
    return {
        "meeting": shown.meeting,
        "address": shown.address,
        "item": item,
        "subject": shown_text(item).subject,
        "of_proposal": [row for row in rows if row.item_id is None],
        "own": [row for row in rows if row.item_id],
        "keeps": is_runner(shown) and shown.meeting.state in item_files.KEPT_IN,
        "stub": is_secret(item) and not settings().confidential_mechanism,
        "back": address("case", shown, number=number) if number else address("page", shown),
        "accept": attached.ACCEPT,
    }


def _one(shown: Found, item: AgendaItem, row: Attachment) -> dict[str, Any]:
    return {
        "meeting": shown.meeting,
        "address": shown.address,
        "item": item,
        "subject": shown_text(item).subject,
        "file": row,
        "back": _list(shown, item),
        "standing": shown.meeting.state != MeetingState.PREPARING,
    }
