"""The list of batches, and the forms that begin one."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid, NotNow, Refusal
from app.domain.intake.batch_flow import OF_COMMITTEE, BatchKind, BatchState
from app.domain.people.rights import Right, has
from app.models import Committee
from app.queries.intake import batches as found
from app.services.intake import batches
from app.services.intake.reading import FileRead, Upload, read_files
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.intake.blueprint import bp
from app.web.intake.forms import UploadForm
from app.web.paging import page_of
from app.web.transaction import db, now
from app.wording.intake import file_sentence
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

MOST_FILES = 20


@bp.get("")
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    return _page()


@bp.post("/proposals")
@access(Right.IMPORT)
def proposals() -> ResponseReturnValue:
    return _begin(BatchKind.PROPOSALS)


@bp.post("/minutes")
@access(Right.IMPORT)
def minutes() -> ResponseReturnValue:
    return _begin(BatchKind.MINUTES)


@bp.post("/agencies")
@access(Right.MANAGE_PEOPLE)
def agencies() -> ResponseReturnValue:
    return _begin(BatchKind.AGENCIES)


@bp.post("/users")
@access(Right.MANAGE_PEOPLE)
def users() -> ResponseReturnValue:
    return _begin(BatchKind.USERS)


@bp.post("/assignments")
@access(Right.IMPORT)
def assignments() -> ResponseReturnValue:
    return _begin(BatchKind.ASSIGNMENTS)


def _begin(kind: BatchKind) -> ResponseReturnValue:
    """Read the files and keep what was read; when none can be, say why and keep nothing."""
    if led := once.already_led():
        return led
    form = _form(kind)
    try:
        uploads = uploads_sent()
    except Refusal as refusal:
        return _refused(kind, form, [sentence(refusal.code, **refusal.facts)])
    committees = found.committees_to_import_for(db(), actor()) if kind in OF_COMMITTEE else []
    if kind in OF_COMMITTEE and not committees:
        return _refused(kind, form, [sentence("committee_missing")])
    results = read_files(kind, uploads)
    refused = [why_unread(result) for result in results if result.refused is not None]
    if len(refused) == len(results):
        return _refused(kind, form, refused)
    batch = batches.store(db(), actor(), kind, _chosen(form, committees), results, now=now())
    discard_replaced()
    for said in refused:
        flash(said, "wrong")
    flash(MESSAGES["batch_read"].format(files=len(results) - len(refused)), "info")
    return once.lead(url_for("intake.batch", batch_id=batch.id))


def uploads_sent() -> list[Upload]:
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        raise Invalid("import_no_file", "files")
    if len(sent) > MOST_FILES:
        raise Invalid("import_too_many_files", "files", limit=MOST_FILES)
    uploads = []
    for file in sent:
        with file.stream as stream:
            uploads.append(Upload(file.filename or "", stream.read()))
    return uploads


def why_unread(result: FileRead) -> str:
    assert result.refused is not None  # noqa: S101 — asked of refused ones only
    return file_sentence(result.refused.code, result.filename, result.refused.facts)


def _chosen(form: UploadForm, committees: list[Committee]) -> Committee | None:
    chosen = next((one for one in committees if one.id == form.committee.data), None)
    return chosen or next(iter(committees), None)


def discard_replaced() -> None:
    """An upload in place of an earlier one: that one is put away, unless something became of it meanwhile."""
    text = request.form.get("replaces", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return
    old = found.one_visible(db(), actor(), int(text))
    if old.state is BatchState.READ:
        try:
            batches.discard(db(), actor(), old, seen_version=old.version, now=now())
        except NotNow:
            return


def _form(kind: BatchKind) -> UploadForm:
    form = UploadForm()
    form.files.id = f"files-{kind.value}"
    form.committee.id = f"committee-{kind.value}"
    if kind in OF_COMMITTEE:
        form.committee.choices = [(one.id, one.name) for one in found.committees_to_import_for(db(), actor())]
    return form


def _refused(kind: BatchKind, form: UploadForm, sentences: list[str]) -> ResponseReturnValue:
    form.files.errors = sentences
    return _page({kind: form}, [(form.files.id, said) for said in sentences]), 422


def _page(
    sent: dict[BatchKind, UploadForm] | None = None, errors: list[tuple[str, str]] | None = None
) -> str:
    person = actor()
    kinds = (
        [BatchKind.PROPOSALS, BatchKind.MINUTES, BatchKind.ASSIGNMENTS] if has(person, Right.IMPORT) else []
    )
    kinds += [BatchKind.AGENCIES, BatchKind.USERS] if has(person, Right.MANAGE_PEOPLE) else []
    page = page_of(lambda up_to: found.total(db(), person, up_to))
    return render_template(
        "intake/index.html",
        forms=[(kind, (sent or {}).get(kind) or _form(kind)) for kind in kinds],
        errors=errors or [],
        batches=found.listed(db(), person, offset=page.offset, limit=page.size),
        page=page,
    )
