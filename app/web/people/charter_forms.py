"""The forms of a committee's charter and of its members."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from app.domain.people.charter import CharterTerms, Proxies
from app.domain.people.members import Gender, MemberKind
from app.services.people.members import MemberEntry
from app.web.forms import Choice, Day, DayRequired, Figure, Line, Text, options
from app.web.people.forms import REQUIRED


class CharterForm(FlaskForm):
    effective_on = Day("生效日", validators=[DayRequired(REQUIRED)])
    basis = Text("依據", limit=1000, validators=[DataRequired(REQUIRED)])
    required_meetings = Figure("每年應召開次數", validators=[InputRequired(REQUIRED)])
    required_basis = Line("次數依據", validators=[DataRequired(REQUIRED)])
    chair_title = Line("主席（召集人）職稱", limit=60, validators=[DataRequired(REQUIRED)])
    quorum_percent = Figure("開會人數門檻（%）")
    proxies = Choice(
        "代理出席", coerce=Proxies, choices=options(Proxies), validators=[InputRequired(REQUIRED)]
    )
    gender_minimum_percent = Figure("任一性別比例下限（%）")
    term_months = Figure("委員任期（月）")
    minutes_days = Figure("紀錄完成期限（日）", validators=[InputRequired(REQUIRED)])
    minutes_approver = Line("紀錄核定者", limit=60, validators=[DataRequired(REQUIRED)])
    release_by_delegation = BooleanField("會議授權政風單位得於會議之間解除列管")
    most_extensions = Figure("展延次數上限", validators=[InputRequired(REQUIRED)])
    all_agencies_id = Choice("「各機關」的範圍", coerce=int)

    def terms(self) -> CharterTerms:
        return CharterTerms(
            **{name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        )


class MemberForm(FlaskForm):
    kind = Choice(
        "委員別", coerce=MemberKind, choices=options(MemberKind), validators=[InputRequired(REQUIRED)]
    )
    name = Line("姓名", limit=40, validators=[DataRequired(REQUIRED)])
    title = Line("職稱", limit=60)
    agency_id = Choice("機關", coerce=int)
    from_on = Day("任期起日", validators=[DayRequired(REQUIRED)])
    to_on = Day("任期迄日")
    gender = Choice("性別", coerce=Gender, choices=[("", "（未填）"), *options(Gender)])
    user_id = Choice("系統帳號", coerce=int)

    def entry(self) -> MemberEntry:
        return MemberEntry(
            **{name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        )


class EndMemberForm(FlaskForm):
    last = Day("最後一日", validators=[DayRequired(REQUIRED)])
    reason = Line("理由", validators=[DataRequired(REQUIRED)])
