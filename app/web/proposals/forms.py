"""The forms of proposals."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, MultipleFileField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired

from app.domain.proposals.versions import TextField
from app.models import Proposal
from app.services.proposals.drafting import AiDisclosure, Draft
from app.web.forms import Choice, Day, Line, Text
from app.wording.proposals import RETURN_PHRASES

SUBJECT_LIMIT = 500
BODY_LIMIT = 20_000
NO_MEETING = ("", "尚未決定")


class ProposalForm(FlaskForm):
    """What a person writes of a proposal. Nothing is required to save: a draft may be anything."""

    committee = HiddenField()
    unit = Line("提案單位", limit=80)
    intended_meeting = Choice("預定提會", coerce=int)
    subject = Text("案由", limit=SUBJECT_LIMIT)
    explanation = Text("說明", limit=BODY_LIMIT)
    measures = Text("辦法", limit=BODY_LIMIT)
    suggested_resolution = Text("擬議決議", limit=2000)
    ai_tool = Line("工具名稱", limit=80)
    ai_vendor = Line("廠商", limit=80)
    ai_model = Line("模型", limit=80)
    ai_version = Line("版本", limit=80)
    ai_reviewed_by = Line("檢視人員", limit=80)

    def draft(self) -> Draft:
        """The cleaned values; call after `validate`."""
        return Draft(
            unit=self.unit.data or "",
            subject=self.subject.data or "",
            explanation=self.explanation.data or "",
            measures=self.measures.data or "",
            suggested_resolution=self.suggested_resolution.data or "",
            intended_meeting_id=self.intended_meeting.data,
            ai=AiDisclosure(
                tool=self.ai_tool.data or "",
                vendor=self.ai_vendor.data or "",
                model=self.ai_model.data or "",
                version=self.ai_version.data or "",
                reviewed_by=self.ai_reviewed_by.data or "",
            ),
        )

    def texts(self) -> dict[TextField, str]:
        """The fields as they stand in the form, whether they can be taken or not."""
        return {field: self[field.value].data or "" for field in TextField}


def values_of(proposal: Proposal) -> dict[str, Any]:
    """What `ProposalForm` shows of a stored proposal."""
    names = [
        name for name in ProposalForm(formdata=None).data if hasattr(proposal, name) and name != "committee"
    ]
    return {name: getattr(proposal, name) for name in names} | {
        "intended_meeting": proposal.intended_meeting_id
    }


class CommentForm(FlaskForm):
    """An opinion on one paragraph; which one stands in hidden fields."""

    field = HiddenField()
    paragraph = HiddenField()
    version = HiddenField()
    text = Text("意見", limit=2000)


class ReturnForm(FlaskForm):
    """Why a case goes back: phrases ticked, words of one's own, or both."""

    phrases = SelectMultipleField(
        "常用的理由", choices=lambda: [(phrase, phrase) for phrase in RETURN_PHRASES], validate_choice=False
    )
    reason = Text("其他理由", limit=2000)

    def whole_reason(self) -> str:
        """Ticked phrases first, then the person's own words."""
        ticked = [phrase for phrase in RETURN_PHRASES if phrase in (self.phrases.data or [])]
        own = (self.reason.data or "").strip()
        return "；".join(ticked) + ("；" if ticked and own else "") + own


class PaperForm(FlaskForm):
    """A decision made on paper."""

    decision = RadioField(
        "紙本的決定",
        choices=lambda: [("approve", "核可"), ("return", "退回修正")],
        default="approve",
        validate_choice=False,
    )
    approver_title = Line("核可人職稱", limit=40)
    approver_name = Line("核可人姓名", limit=40, validators=[InputRequired("請填寫核可人姓名")])
    decided_on = Day("核可日期", validators=[InputRequired("請填寫核可日期")])
    document_number = Line("文號", limit=60)
    paper_reason = Text("退回理由（退回時必填）", limit=2000)


class WithdrawForm(FlaskForm):
    reason = Text("撤案理由", limit=2000, validators=[InputRequired("請填寫撤案理由")])


class LiftForm(FlaskForm):
    reason = Text("解密依據", limit=2000, validators=[InputRequired("請填寫解密依據")])


class StubForm(FlaskForm):
    """A 密 case: its 代號, 核定, 解密條件, where the paper lies. Never its text."""

    committee = HiddenField()
    stub_name = Line("代號", limit=60, validators=[InputRequired("請填寫代號")])
    unit = Line("提案單位", limit=80)
    basis = Line("核定依據", limit=200, validators=[InputRequired("請填寫核定依據")])
    declassify_when = Line("解密條件", limit=200, validators=[InputRequired("請填寫解密條件")])
    paper_lies_at = Line("文件存放處", limit=200)


class AttachmentForm(FlaskForm):
    files = MultipleFileField("選擇檔案")
