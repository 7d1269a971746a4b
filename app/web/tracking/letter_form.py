"""The letter that sends shares out: its day and 文號, and by whose word; the head's own, or recorded from paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from app.domain.meetings.dated_fact import FactKind
from app.models import Assignment, Dispatch
from app.queries.meetings.dated_facts import facts_sent
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import splitting
from app.services.tracking.splitting import Letter
from app.web.auth.session import actor
from app.web.forms import Day, Line, Text
from app.web.tracking.resolution import Seen
from app.web.transaction import db, now, today

REQUIRED = "這一欄必填。"


class LetterForm(FlaskForm):
    letter_on = Day("發文日期", [InputRequired(REQUIRED)])
    document_number = Line("文號", [InputRequired(REQUIRED)])
    approver_title = Line("核可者職稱")
    approver_name = Line("核可者姓名")
    exception_reason = Text("紀錄核定前先行分辦的理由")


class PaperLetterForm(LetterForm):
    """An officer records the paper: who agreed is named."""

    approver_title = Line("核可者職稱", [InputRequired(REQUIRED)])
    approver_name = Line("核可者姓名", [InputRequired(REQUIRED)])


def letter_form(this: Seen, *, sent: bool = False) -> LetterForm:
    """Opened with the letter that carried the minutes, where that is recorded: it usually sends the shares as well."""
    kind = LetterForm if this.heads else PaperLetterForm
    if sent:
        return kind()
    values: dict[str, Any] = {}
    letters = [one for one in facts_sent(db(), this.meeting) if one.kind is FactKind.MINUTES_SENT]
    if letters:
        values = {"letter_on": letters[-1].dated_on, "document_number": letters[-1].document_number}
    return kind(formdata=None, data=values)


def send(this: Seen, shares: Sequence[Assignment], form: LetterForm) -> Dispatch:
    """Raises what `splitting.send_out` raises."""
    letter = Letter(form.letter_on.data, form.document_number.data)
    paper = None
    if not this.heads:
        paper = PaperDecision(
            form.approver_title.data, form.approver_name.data, letter.letter_on, letter.document_number
        )
    return splitting.send_out(
        db(), actor(), this.meeting, [one.id for one in shares], letter, paper=paper,
        exception_reason=form.exception_reason.data or "", now=now(), today=today(),
    )  # fmt: skip
