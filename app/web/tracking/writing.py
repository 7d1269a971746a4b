"""Take in what was written for one share or for several at once: carry over, keep, hand to the agency's own approval, send."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import request

from app.domain.errors import ChangedSinceSeen, Invalid, Refusal
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.decisions import Progress
from app.domain.tracking.same_text import is_same_text
from app.models import ProgressReport
from app.queries.tracking.owed import Owed
from app.readers.refusal import FileRefused
from app.services import outbox
from app.services.tracking import evidence, reporters, reporting, rounds
from app.services.tracking.reporters import Held
from app.web.auth.session import actor
from app.web.filters import roc
from app.web.forms import put_errors
from app.web.settings import settings
from app.web.tracking import report_page
from app.web.tracking.report_form import ReportForm, SourceForm, StampForm
from app.web.transaction import db, now, today
from app.wording.files import file_sentence
from app.wording.refusals import sentence
from app.wording.tracking import reporting as said


class Do(StrEnum):
    """What the pressed button says; 暫存 is what Enter presses."""

    SAVE = "save"
    CARRY = "carry"
    PHRASE = "phrase"  # phrase-<share>-<which>
    ASK = "ask"
    SEND = "send"


@dataclass
class Block:
    """One share's part of the page: what stands, what was typed, the version of the draft the page had shown."""

    one: Owed
    form: ReportForm
    seen: int | None
    changed: bool = False
    shut: bool = False
    """Nothing could be sent any more when it was taken in; what was written is kept."""


FILLS_IN = (Do.CARRY, Do.PHRASE)
"""What puts words into the fields and writes nothing."""
_PHRASE = re.compile(r"phrase-([0-9]{1,9})-([0-9]{1,3})")


def pressed() -> Do:
    typed = request.form.get("do", Do.SAVE.value)
    try:
        return Do.PHRASE if _PHRASE.fullmatch(typed) else Do(typed)
    except ValueError:
        return Do.SAVE


def fill_in(blocks: Sequence[Block], do: Do) -> str:
    """Put the last words, or one phrase, into the fields; what is said about it."""
    if do is Do.PHRASE:
        return said.PHRASE_TAKEN if _use_phrase(blocks) else ""
    carried = _carry(blocks)
    if not carried:
        return said.NOTHING_TO_CARRY
    return said.CARRIED if len(blocks) == 1 else said.CARRIED_ALL.format(n=carried)


def _carry(blocks: Sequence[Block]) -> int:
    """Into what is still empty; how many."""
    carried = 0
    for block in blocks:
        if block.one.last is not None and not (block.form.text.data or "").strip():
            block.form.carry(block.one.last)
            carried += 1
    return carried


def _use_phrase(blocks: Sequence[Block]) -> bool:
    """After what was typed, where no script put it there."""
    found = _PHRASE.fullmatch(request.form.get("do", ""))
    block = next((one for one in blocks if found and one.one.share.id == int(found[1])), None)
    if found is None or block is None:
        return False
    offered = report_page.phrases([block.one.share])[block.one.share.agency_id]
    if int(found[2]) >= len(offered):
        return False
    progress, text = offered[int(found[2])]
    block.form.progress.data, block.form.text.data = progress, f"{block.form.text.data or ''}{text}"
    return True


def check(blocks: Sequence[Block], do: Do) -> bool:
    """All that can be said before anything is written."""
    whole = True
    for block in blocks:
        if not block.form.validate():
            whole = False
        elif do in (Do.SEND, Do.ASK) and _says_the_same(block):
            day = roc(block.one.last.submitted_on) if block.one.last else ""
            block.form.same_text.errors = [said.SAME_TEXT.format(day=day)]
            whole = False
    return whole


def take_in(
    blocks: Sequence[Block], do: Do, source: SourceForm | None, stamp: StampForm | None
) -> list[ProgressReport] | None:
    """The reports as they stand then; None when one was refused, with the sentence at its field, and nothing written."""
    held = reporters.hold_all(db(), actor(), [block.one.share.id for block in blocks], today=today())
    taken: list[ProgressReport] = []
    here = blocks[0]
    try:
        with outbox.together(db()):
            for here in blocks:
                taken.append(_write(here, held[here.one.share.id], source))
            reporting.keep(db())
            for here, report in zip(blocks, taken, strict=True):
                _carry_on(here, held[here.one.share.id], report, do, source, stamp)
        rounds.follow_all(db(), [one.share for one in held.values()])
    except FileRefused as refused:
        here.form.evidence.errors = [_file_sentence(refused)]
    except ChangedSinceSeen:
        here.changed = True
    except Refusal as refusal:
        _put(here, source, stamp, refusal)
    else:
        return taken
    db().rollback()
    return None


def _write(block: Block, held: Held, source: SourceForm | None) -> ProgressReport:
    return reporting.write_held(
        db(), actor(), held, block.form.written(source), seen_version=block.seen, now=now()
    )


def _carry_on(
    block: Block, held: Held, report: ProgressReport, do: Do, source: SourceForm | None, stamp: StampForm | None
) -> None:  # fmt: skip
    """Its figures and files, and what the pressed button asks beyond 暫存."""
    reporting.keep_held(db(), held, report, block.form.written(source))
    for file in request.files.getlist(block.form.evidence.name):
        if file.filename:
            evidence.add(
                db(), actor(), report, file.filename, file.read(), files_dir=settings().files_dir, now=now(),
                today=today(),
            )  # fmt: skip
    block.shut = held.share.state not in REPORTABLE
    if block.shut or do is Do.SAVE:
        return
    if do is Do.ASK:
        reporting.ask_approval_held(db(), actor(), held, report, now=now(), today=today())
        return
    if stamp is not None:
        reporting.stamp_held(actor(), report, held.facts, stamp.stamp(), today=today())
    reporting.submit_held(db(), actor(), held, report, now=now(), today=today())


def _says_the_same(block: Block) -> bool:
    last, form = block.one.last, block.form
    if last is None or form.same_text.data or form.progress.data is Progress.NONE:
        return False
    return is_same_text(last.text, form.text.data or "")


def _put(block: Block, source: SourceForm | None, stamp: StampForm | None, refusal: Refusal) -> None:
    """The sentence at the field it belongs to: of the stamp, of the source, else of the block."""
    said_at = refusal.field if isinstance(refusal, Invalid) else ""
    if refusal.code == "report_not_signed":
        said_at = "stamped"
    field = {"reason": "none_reason_text"}.get(said_at, said_at)
    for form in (stamp, source):
        if form is not None and field in form:
            form[field].errors = [*form[field].errors, sentence(refusal.code, **refusal.facts)]
            return
    if field in block.form:
        block.form[field].errors = [*block.form[field].errors, sentence(refusal.code, **refusal.facts)]
        return
    put_errors(block.form, refusal)


def _file_sentence(refused: FileRefused) -> str:
    if refused.code == "too_big":
        return said.EVIDENCE_TOO_BIG.format(filename=refused.filename)
    return file_sentence(refused.code, refused.filename)
