"""/duties/deadline: from a kind of declaration and a day to its dates and the reckoning. Nothing is stored, nobody is named."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from app.domain.duties.declaration_steps import counted_days, steps
from app.domain.duties.declarations import DeclarationType, OpenRule, deadline, readings_of
from app.domain.people.rights import Right
from app.queries.office_calendar import calendar_in_force
from app.web.access import access
from app.web.duties.blueprint import bp
from app.web.forms import Choice, Day, DayRequired, refuse
from app.web.settings import settings
from app.web.transaction import db
from app.wording.declarations import OPEN_READINGS, articles_and_base_day, step_sentence, summary
from app.wording.office_calendar import without_calendar
from app.wording.words import word

PAGE = "duties/deadline.html"
REQUIRED = "這一欄必填。"


class DeadlineForm(FlaskForm):
    class Meta:
        csrf = False

    type = Choice(
        "申報類別",
        coerce=DeclarationType,
        choices=[("", "（請選擇）"), *((one, word(one)) for one in DeclarationType)],
        validators=[InputRequired(REQUIRED)],
    )
    day = Day("日期", validators=[DayRequired(REQUIRED)])


@bp.get("/deadline")
@access(Right.READ_DEADLINES)
def deadline_of() -> ResponseReturnValue:
    asked = request.args.get("type", "") or request.args.get("day", "")
    form = DeadlineForm(formdata=MultiDict(request.args) if asked else None)
    if not asked:
        return render_template(PAGE, form=form, **_around())
    if not form.validate():
        return refuse(PAGE, form, **_around())
    calendar = calendar_in_force(db())
    readings = readings_of(settings().declaration_readings)
    found = deadline(form.type.data, form.day.data, calendar, readings)
    return render_template(
        PAGE,
        form=form,
        found=found,
        summary=summary(found),
        basis=articles_and_base_day(found.type),
        steps=[(word(step.kind), step_sentence(step)) for step in steps(found, calendar, readings)],
        days=counted_days(found, calendar),
        warning=without_calendar(found.years_missing),
        **_around(),
    )


def _around() -> dict[str, Any]:
    otherwise = readings_of(settings().declaration_readings)
    rules = [(word(rule), OPEN_READINGS[rule], rule in otherwise) for rule in OpenRule]
    return {"rules": rules}
