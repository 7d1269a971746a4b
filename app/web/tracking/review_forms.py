"""Forms of 審核匣 and 待核定."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

from app.domain.tracking.decisions import CLOSED_AS, OUTCOME_OF, ClosingReason, Opinion
from app.services.proposals.reviewing import PaperDecision
from app.web.forms import Choice, Day, DayRequired, Ids, Line, Text
from app.web.tracking.decided import DecidedForm
from app.web.transaction import today
from app.wording.tracking.review import ANSWERS
from app.wording.words import word

CLOSING = (Opinion.SELF_TRACK, Opinion.MERGE, Opinion.REVOKE)


class ClosingFields(FlaskForm):
    """What 改列 wants to know."""

    closing_reason = Choice(
        "改列原因",
        choices=[("", "（改列時必選）"), *((one, word(one)) for one in ClosingReason)],
        coerce=ClosingReason,
    )
    merged_into = Line("併入事項的編號", limit=60)
    text = Text("意見或理由", limit=2000)


class AnswerForm(ClosingFields):
    """One answer to one report."""

    opinion = Choice("擬處意見", choices=list(ANSWERS.items()), coerce=Opinion)


class CloseForm(ClosingFields, DecidedForm):
    """改列 of a share without looking at a report, here or from paper."""

    opinion = Choice(
        "改列為", choices=[(one, word(CLOSED_AS[OUTCOME_OF[one]])) for one in CLOSING], coerce=Opinion
    )


class BatchForm(FlaskForm):
    """The same answer for many: `text` for all, and per row where one was typed."""

    report = Ids("件")
    opinion = Choice(
        "擬處意見",
        choices=[(one, ANSWERS[one]) for one in (Opinion.RECEIVE, Opinion.SEND_BACK, Opinion.RELEASE)],
        coerce=Opinion,
    )
    text = Text("共同的意見或理由", limit=2000)


class PaperFields(FlaskForm):
    """核可 on paper: one for every row that was ticked."""

    approver_title = Line("核可人職稱", limit=40, validators=[InputRequired("請填寫核可人職稱")])
    approver_name = Line("核可人姓名", limit=40, validators=[InputRequired("請填寫核可人姓名")])
    decided_on = Day("核可日期", validators=[DayRequired("請填寫核可日期")])
    document_number = Line("文號", limit=60, validators=[InputRequired("請填寫文號")])
    next_level = BooleanField("展延次數已達上限、改分有爭議者，本件係簽奉機關首長核可")

    def forgive(self) -> None:
        """The fields were not asked for: what was typed stays, what it lacks is no error."""
        for field in self:
            field.errors = []

    @property
    def begun(self) -> bool:
        """Was anything typed?"""
        return bool(self.next_level.data) or any(
            field.data for field in self if isinstance(field, StringField)
        )

    def decision(self) -> PaperDecision:
        return PaperDecision(
            approver_title=self.approver_title.data or "",
            approver_name=self.approver_name.data or "",
            decided_on=self.decided_on.data or today(),
            document_number=self.document_number.data or "",
        )
