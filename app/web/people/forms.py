"""The forms of agencies, groups, users and grants."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, TelField
from wtforms.validators import DataRequired, InputRequired

from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.web.forms import Choice, Day, DayRequired, Ids, Line, options

REQUIRED = "這一欄必填。"


class Email(Line, EmailField):
    pass


class Phone(Line, TelField):
    pass


class AgencyForm(FlaskForm):
    code = Line("代碼", limit=40, validators=[DataRequired(REQUIRED)])
    name = Line("全銜", validators=[DataRequired(REQUIRED)])
    short_name = Line("簡稱", limit=40, validators=[DataRequired(REQUIRED)])
    kind = Choice(
        "類別", coerce=AgencyKind, choices=options(AgencyKind), validators=[InputRequired(REQUIRED)]
    )
    parent_id = Choice("上級機關", coerce=int)
    ethics_mode = Choice(
        "政風辦理方式", coerce=EthicsMode, choices=options(EthicsMode), validators=[InputRequired(REQUIRED)]
    )
    supervised_by_id = Choice("督導政風機構", coerce=int)
    declares_to_id = Choice("受理申報機關", coerce=int)
    valid_from = Day("啟用日")


class PlaceForm(FlaskForm):
    after = Choice("排在哪一個機關之後", coerce=int)


class DisableAgencyForm(FlaskForm):
    valid_to = Day("最後一日", validators=[DayRequired(REQUIRED)])
    successor_id = Choice("承接機關", coerce=int)
    reason = Line("理由", validators=[DataRequired(REQUIRED)])


class GroupForm(FlaskForm):
    name = Line("群組名稱", limit=60, validators=[DataRequired(REQUIRED)])


class MembersForm(FlaskForm):
    agencies = Ids("機關")
    from_on = Day("自哪一日起", validators=[DayRequired(REQUIRED)])


class LeavingForm(MembersForm):
    from_on = Day("自哪一日起", id="leaving_from_on", validators=[DayRequired(REQUIRED)])


class UserForm(FlaskForm):
    login = Line("帳號", limit=64, validators=[DataRequired(REQUIRED)])
    name = Line("姓名", limit=40, validators=[DataRequired(REQUIRED)])
    title = Line("職稱", limit=60)
    unit = Line("單位", limit=100)
    email = Email("電子郵件")
    phone = Phone("電話", limit=40)
    extension = Line("分機", limit=20)
    valid_until = Day("使用期限")


class ReasonForm(FlaskForm):
    reason = Line("理由", validators=[DataRequired(REQUIRED)])


class GrantForm(FlaskForm):
    role = Choice(
        "角色",
        coerce=Role,
        choices=[("", "（請選擇）"), *options(Role)],
        validators=[InputRequired(REQUIRED)],
    )
    agency_id = Choice("機關", coerce=int, validators=[InputRequired(REQUIRED)])
    from_on = Day("起日", validators=[DayRequired(REQUIRED)])
    to_on = Day("迄日")
    may_read_confidential = BooleanField("可讀密件")


class EndGrantForm(FlaskForm):
    last_day = Day("最後有效日")
    reason = Line("理由", validators=[DataRequired(REQUIRED)])
