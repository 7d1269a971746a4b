"""放棄 and 撤銷: the two ways a batch ends otherwise."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotNow
from app.domain.intake.batch_flow import BatchState
from app.domain.people.rights import Right
from app.models import ImportBatch
from app.queries.intake import batches as found
from app.queries.intake.changed_since import against, undoable
from app.services.intake import batches, undoing
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.intake.blueprint import ONE, bp
from app.web.transaction import db, now
from app.wording.audit import thing_word
from app.wording.intake import AGAINST_WORDS
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence


@bp.post(f"{ONE}/discard")
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def discard(batch_id: int) -> ResponseReturnValue:
    shown = found.one_visible(db(), actor(), batch_id)
    batches.discard(db(), actor(), shown, seen_version=seen_version(), now=now())
    flash(MESSAGES["batch_discarded"])
    return redirect(url_for("intake.index"), 303)


@bp.get(f"{ONE}/undo")
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def undo(batch_id: int) -> ResponseReturnValue:
    shown = found.one_visible(db(), actor(), batch_id)
    if shown.state is not BatchState.CONFIRMED:
        return redirect(url_for("intake.batch", batch_id=batch_id), 303)
    return _page(shown, [])


@bp.post(f"{ONE}/undo")
@access(Right.IMPORT, Right.MANAGE_PEOPLE)
def undo_act(batch_id: int) -> ResponseReturnValue:
    shown = found.one_visible(db(), actor(), batch_id)
    try:
        undoing.undo(db(), actor(), shown, seen_version=seen_version(), now=now())
    except NotNow as refusal:
        if shown.state is not BatchState.CONFIRMED:
            raise
        return _page(shown, [sentence(refusal.code, **refusal.facts)]), 409
    flash(MESSAGES["batch_undone"])
    return redirect(url_for("intake.batch", batch_id=batch_id), 303)


def _page(shown: ImportBatch, refused: list[str]) -> str:
    records = undoable(db(), shown)
    counts: dict[tuple[str, bool], int] = {}
    for record in records:
        key = (thing_word(record.thing), record.created)
        counts[key] = counts.get(key, 0) + 1
    blockers: dict[tuple[str, str], int] = {}
    for one in against(db(), records):
        key_of = (thing_word(one.thing), AGAINST_WORDS[one.why])
        blockers[key_of] = blockers.get(key_of, 0) + 1
    return render_template(
        "intake/undo.html", batch=shown, counts=counts, blockers=blockers, refused=refused,
        receipt=found.receipt(db(), shown),
    )  # fmt: skip
