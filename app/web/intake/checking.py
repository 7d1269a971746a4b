"""The page of one batch: what was read, to be checked and corrected; afterwards the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Refusal
from app.domain.intake.batch_flow import BATCH_FLOW, OF_DOCUMENTS, BatchAction, BatchKind, BatchState
from app.domain.intake.placing import Fate
from app.domain.people.rights import Right
from app.models import Committee, ImportBatch
from app.queries.intake import batches as found
from app.queries.intake.proposal_check import FileCheck
from app.services.intake import batches, declarant_files
from app.services.intake.sheet_check import SheetCheck
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.intake import old_lists, stale
from app.web.intake.blueprint import ONE, bp
from app.web.intake.forms import UploadForm
from app.web.intake.views import FileView, file_views
from app.web.transaction import db, now, today
from app.wording.intake import FATE_TAGS, FIELD_WORDS, NOTE_WORDS, row_sentence
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

Errors = list[tuple[str, str]]
MOST_ROWS_SHOWN = 500
SHOWN_FIRST = (Fate.FAULTY, Fate.NEW, Fate.UPDATE, Fate.SAME)


@bp.get(ONE)
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def batch(batch_id: int) -> ResponseReturnValue:
    shown = found.one_visible(db(), actor(), batch_id)
    if shown.state is not BatchState.READ:
        return _receipt(shown)
    checks = batches.check(db(), actor(), shown, today=today())
    if shown.kind in OF_DOCUMENTS:
        return _documents(shown, file_views(shown, cast(Sequence[FileCheck], checks)), [])
    return _people(shown, cast(Sequence[SheetCheck], checks), [])


@bp.post(ONE)
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def batch_act(batch_id: int) -> ResponseReturnValue:
    """儲存修正, or 匯入: keep what was typed, and then (if it holds) create everything."""
    shown = found.one_visible(db(), actor(), batch_id)
    if led := once.already_led():
        return led
    if shown.kind in OF_DOCUMENTS:
        return _act_on_documents(shown)
    if shown.kind is BatchKind.ASSIGNMENTS and request.form.get("do") == "columns":
        return old_lists.name_columns(shown)
    try:
        return _confirmed(shown)
    except Refusal as refusal:
        if shown.state is not BatchState.READ:
            raise
        checks = batches.check(db(), actor(), shown, today=today())
        return _people(
            shown, cast(Sequence[SheetCheck], checks), [("", sentence(refusal.code, **refusal.facts))]
        )


def _act_on_documents(shown: ImportBatch) -> ResponseReturnValue:
    if shown.state is not BatchState.READ:
        return redirect(url_for("intake.batch", batch_id=shown.id), 303)
    checks = cast(Sequence[FileCheck], batches.check(db(), actor(), shown, today=today()))
    views = file_views(shown, checks)
    if shown.version != seen_version():
        return stale.page(shown, views)
    errors: Errors = [error for view in views for error in _typed_wrong(view)]
    if errors:
        return _documents(shown, views, errors)
    batches.place(
        db(), actor(), shown, [view.placed() for view in views], seen_version=seen_version(), now=now()
    )
    if request.form.get("do") != "confirm":
        flash(MESSAGES["batch_saved"])
        return redirect(url_for("intake.batch", batch_id=shown.id), 303)
    checks = cast(Sequence[FileCheck], batches.check(db(), actor(), shown, today=today()))
    errors = [error for at, check in enumerate(checks, start=1) for error in _cannot(check, views[at - 1])]
    if not errors and not any(check.makes for check in checks):
        errors = [("", sentence("batch_is_empty"))]
    if errors:
        return _documents(shown, views, errors)
    return _confirmed(shown, shown.version)


def _confirmed(shown: ImportBatch, version: int | None = None) -> ResponseReturnValue:
    seen = seen_version() if version is None else version
    touched = batches.confirm(
        db(), actor(), shown, seen_version=seen, now=now(), today=today(),
        without_faulty=shown.kind is BatchKind.DECLARANTS and bool(request.form.get("without_faulty")),
    )  # fmt: skip
    tables = ("proposals", "agencies", "users", "assignments", "office_periods")
    number = sum(table in tables for table, _ in (*touched.made, *touched.changed))
    flash(MESSAGES["batch_confirmed"].format(number=number))
    return once.lead(url_for("intake.batch", batch_id=shown.id))


def _typed_wrong(view: FileView) -> Errors:
    """What cannot be taken as typed, each at its field."""
    errors: Errors = []
    for part in view.parts():
        part.validate()
        errors += [(part[name].id, text) for name, texts in part.errors.items() if name for text in texts]
    return errors


def _cannot(check: FileCheck, view: FileView) -> Errors:
    """What stands against importing, each at its field where the page has it."""
    errors: Errors = []
    for fault in check.faults:
        errors.append((view.form[fault.field].id, _mark(view.form[fault.field], fault.code)))
    for number, case in enumerate(check.cases):
        same = number < len(view.cases) and len(check.cases) == len(view.cases)
        for fault in case.faults:
            name = f"案 {case.case.number or number + 1}『{FIELD_WORDS.get(fault.field, '處理方式')}』"
            if same:
                field = view.cases[number].form[fault.field]
                errors.append((field.id, f"{name}：{_mark(field, fault.code)}"))
            else:
                errors.append(("", f"{name}：{sentence(fault.code)}"))
    return errors


def _mark(field: Any, code: str) -> str:
    said = sentence(code)
    field.errors = [*field.errors, said]
    return said


def _documents(shown: ImportBatch, views: list[FileView], errors: Errors) -> ResponseReturnValue:
    makes = sum(view.check.makes for view in views)
    problems = sum(view.check.errors for view in views)
    page = render_template(
        "intake/check_proposals.html",
        batch=shown,
        # What was refused is not kept, so the version the page had shown is still the stored one.
        version=seen_version() if errors else shown.version,
        files=views,
        errors=errors,
        makes=makes,
        problems=problems,
        fate_tags=FATE_TAGS,
        before=found.imported_before(db(), actor(), shown),
        committee=db().get(Committee, shown.committee_id) if shown.committee_id else None,
        upload=UploadForm(formdata=None),
    )
    return page, 422 if errors else 200


def _people(shown: ImportBatch, checks: Sequence[SheetCheck], errors: Errors) -> ResponseReturnValue:
    sheets = [
        {
            "file": file,
            "faults": [row_sentence(one.row, one.column, one.code, one.facts) for one in check.faults],
            "counts": [(fate, check.count(fate)) for fate in (Fate.NEW, Fate.UPDATE, Fate.SAME)],
            "rows": sorted(check.rows, key=lambda row: SHOWN_FIRST.index(row.fate))[:MOST_ROWS_SHOWN],
            "more": max(0, len(check.rows) - MOST_ROWS_SHOWN),
            "unused": check.unused,
            "notes": [NOTE_WORDS[code] for code in file.read.get("notes", ()) if code in NOTE_WORDS],
        }
        for file, check in zip(shown.files, checks, strict=True)
    ]
    roster = batches.roster_of(db(), shown)
    page = render_template(
        "intake/check_declarants.html" if roster else "intake/check_people.html",
        batch=shown,
        columns=old_lists.columns_of(shown),
        roster=roster,
        left_out=declarant_files.left_out(db(), actor(), roster, checks) if roster else [],
        sheets=sheets,
        errors=errors,
        makes=sum(check.makes for check in checks),
        problems=sum(check.errors for check in checks),
        fate_tags=FATE_TAGS,
        upload=UploadForm(formdata=None),
    )
    return page, 422 if errors else 200


def _receipt(shown: ImportBatch) -> ResponseReturnValue:
    left = []
    if shown.kind in OF_DOCUMENTS:
        left = [(file.filename, [one.text for one in batches.placed_of(file).left]) for file in shown.files]
    committee = db().get(Committee, shown.committee_id) if shown.committee_id else None
    facts = batches.facts_of(db(), shown, committee, ())
    return render_template(
        "intake/receipt.html",
        batch=shown,
        receipt=found.receipt(db(), shown),
        left=[(name, texts) for name, texts in left if texts],
        may_undo=BatchAction.UNDO in BATCH_FLOW.available(shown.state, actor(), facts),
    )
