"""The forms of meetings, agendas and resolutions."""

from __future__ import annotations

from enum import StrEnum

from flask_wtf import FlaskForm
from wtforms import IntegerField, MultipleFileField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.domain.meetings.agenda import FOR_PROPOSALS
from app.domain.meetings.meeting_flow import MeetingKind
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.services.meetings.planning import MeetingPlan
from app.services.meetings.replacing import CaseText
from app.services.meetings.resolving import Wording
from app.web.forms import Choice, Clock, Day, Line, Text
from app.wording.words import word

REQUIRED = "這一欄必填。"
NOT_CHOSEN = ("", "（尚未選擇）")
KIND_REASON = "類別與議程項不同的理由"


def options(codes: type[StrEnum] | tuple[StrEnum, ...]) -> list[tuple[str, str]]:
    return [(str(code.value), word(code)) for code in codes]


class Year(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([text for text in valuelist if text.strip()])
        except ValueError:
            raise ValueError("請填民國年，例如 115。") from None


class MeetingForm(FlaskForm):
    label = Line("會次", limit=40, validators=[DataRequired(REQUIRED)])
    title = Line("會議名稱", limit=80, validators=[DataRequired(REQUIRED)])
    year = Year("年度", validators=[Optional(), NumberRange(1, 200, "請填民國年，例如 115。")])
    kind = Choice(
        "會議別", coerce=MeetingKind, choices=options(MeetingKind), validators=[InputRequired(REQUIRED)]
    )
    held_on = Day("開會日期")
    starts_at = Clock("開始時間")
    ends_at = Clock("結束時間")
    place = Line("地點")
    chair = Line("主席", limit=60)
    joint_title = Line("合併召開的會議名稱")

    def plan(self) -> MeetingPlan:
        return MeetingPlan(
            title=self.title.data,
            label=self.label.data,
            year=self.year.data,
            kind=self.kind.data,
            held_on=self.held_on.data,
            starts_at=self.starts_at.data,
            ends_at=self.ends_at.data,
            place=self.place.data,
            chair=self.chair.data,
            joint_title=self.joint_title.data,
        )


class PutOnForm(FlaskForm):
    proposals = SelectMultipleField("提案", validate_choice=False)
    section = Choice(
        "議程項", coerce=Section, choices=options(FOR_PROPOSALS), default=Section.DISCUSSION,
        validators=[InputRequired(REQUIRED)],
    )  # fmt: skip


class TitleForm(FlaskForm):
    section = Choice("議程項", coerce=Section, validators=[InputRequired(REQUIRED)])
    title = Line("事項", validators=[DataRequired("請填寫事項名稱。")])


class ReasonForm(FlaskForm):
    reason = Line("理由", validators=[DataRequired("請填寫理由。")])


class RescheduleForm(FlaskForm):
    held_on = Day("開會日期", validators=[InputRequired(REQUIRED)])
    starts_at = Clock("開始時間")
    ends_at = Clock("結束時間")


class AdjournForm(FlaskForm):
    ends_at = Clock("散會時間")


class ReplaceForm(FlaskForm):
    subject = Text("案由", validators=[DataRequired("請先填寫案由。")])
    explanation = Text("說明")
    measures = Text("辦法")
    reason = Line("抽換理由", validators=[DataRequired("請填寫理由。")])

    def case_text(self) -> CaseText:
        return CaseText(self.subject.data, self.explanation.data, self.measures.data)


class ResolutionForm(FlaskForm):
    kind = Choice(
        "類別", coerce=ResolutionKind, choices=options(ResolutionKind), validators=[InputRequired(REQUIRED)]
    )
    text = Text("內容", validators=[DataRequired("請填寫決議內容。")])
    disposition = Choice("處理結果", coerce=Disposition, choices=[NOT_CHOSEN, *options(Disposition)])
    amended_measures = Text("修正後的辦法")
    kind_reason = Line(KIND_REASON)
    tracking_choice = Choice(
        "列管選擇", coerce=TrackingChoice, choices=[NOT_CHOSEN, *options(TrackingChoice)]
    )

    def wording(self) -> Wording:
        return Wording(
            kind=self.kind.data,
            text=self.text.data,
            disposition=self.disposition.data,
            tracking_choice=self.tracking_choice.data,
            amended_measures=self.amended_measures.data,
            kind_reason=self.kind_reason.data,
        )


class FilesForm(FlaskForm):
    files = MultipleFileField("選擇檔案")
    title = Line("名稱", limit=100)


class FileTitleForm(FlaskForm):
    title = Line("名稱", limit=100)
