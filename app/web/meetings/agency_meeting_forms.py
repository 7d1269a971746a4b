"""The forms of a registered meeting."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, MultipleFileField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.domain.meetings.yearly import ChairRole, Channel, HeldMeeting
from app.domain.roc_date import LAST_ROC_YEAR
from app.web.forms import Choice, Day, DayRequired, Figure, Line
from app.web.meetings.forms import NOT_CHOSEN, REQUIRED, options

YEAR = "請填民國年，例如 115。"


class RegisterForm(FlaskForm):
    """What is asked at once. 年度 and label are proposed from the day."""

    held_on = Day("召開日期", validators=[DayRequired(REQUIRED)])
    chair_role = Choice(
        "主持人", coerce=ChairRole, choices=options(ChairRole), validators=[InputRequired(REQUIRED)]
    )
    chair_reason = Line("由其他人主持的事由")
    document_number = Line("紀錄文號", limit=100)
    year = Figure("年度", validators=[Optional(), NumberRange(1, LAST_ROC_YEAR, YEAR)])
    year_confirmed = BooleanField("年度與召開日期不同年，確認無誤")
    channel = Choice("消息來源", coerce=Channel, choices=[NOT_CHOSEN, *options(Channel)])
    informant = Line("提供者", limit=60)

    def held(self) -> HeldMeeting:
        """What was typed; fields a form does not have are left to their defaults."""
        typed = {name: field.data for name, field in self._fields.items() if name in _TYPED}
        return HeldMeeting(**typed)


class RegistrationForm(RegisterForm):
    """Everything, for later."""

    label = Line("會次", limit=40)
    joint_title = Line("合併召開的會議名稱")
    outside_members = Figure("外聘委員出席人數")
    special_reports = Figure("專題報告件數")
    proposals = Figure("提案件數")
    resolutions = Figure("決議件數")
    tracked = Figure("列管件數")


class FilesForm(FlaskForm):
    files = MultipleFileField("選擇檔案")


class FilingReasonForm(FlaskForm):
    reason = Line("理由", validators=[DataRequired("請填寫理由。")])


_TYPED = frozenset(HeldMeeting.__dataclass_fields__)
