"""Forms: CSRF, typed text cleaned in one place, and the answer to a form that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import time
from enum import StrEnum
from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict
from wtforms import Field, FileField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from app.domain.clock_time import parse_time
from app.domain.errors import Invalid, Refusal
from app.domain.numerals import to_half_digits
from app.domain.roc_date import DateRefused, parse_roc, roc_digits
from app.domain.text_entry import TextRefused, clean_text
from app.web.auth import held
from app.web.transaction import today
from app.wording.refusals import sentence
from app.wording.words import word

LINE_LIMIT = 200
TEXT_LIMIT = 50_000
NOT_A_CHOICE = "請重新選擇。"
NUMBER = "請填數字。"
ID = re.compile(r"[0-9]{1,9}")  # what both engines can look for


class Line(StringField):
    """One line of text, cleaned and refused as `clean_text` says."""

    def __init__(self, label: str, *args: Any, limit: int = LINE_LIMIT, **kwargs: Any) -> None:
        super().__init__(label, *args, **kwargs)
        self.limit = limit

    def pre_validate(self, form: FlaskForm) -> None:
        _clean(self, self.limit, multiline=False)


class Text(TextAreaField):
    """Lines of text, one paragraph a line."""

    def __init__(self, label: str, *args: Any, limit: int = TEXT_LIMIT, **kwargs: Any) -> None:
        super().__init__(label, *args, **kwargs)
        self.limit = limit

    def pre_validate(self, form: FlaskForm) -> None:
        _clean(self, self.limit, multiline=True)


class Day(StringField):
    """A date typed in any form officials use; `data` is a date, or None when nothing was typed."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            try:
                self.data = parse_roc(typed, today())
            except DateRefused as refused:
                raise ValueError(sentence(refused.code, **refused.facts)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return roc_digits(self.data) if self.data else ""


class Figure(StringField):
    """A whole number as it is typed, full width too; `data` is an int, or None when nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = to_half_digits(valuelist[0].strip()) if valuelist else ""
        self.data: Any = None
        if typed:
            if not (typed.isascii() and typed.isdigit() and len(typed) < 7):
                raise ValueError(NUMBER)
            self.data = int(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class Clock(StringField):
    """A time of day typed as 14:00 or 1400; `data` is a time, or None when nothing was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            try:
                self.data = parse_time(typed)
            except Invalid as refused:
                raise ValueError(sentence(refused.code)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if isinstance(self.data, time) else ""


class DayRequired:
    """A date must be typed. One that cannot be read keeps its own sentence, which DataRequired would wipe out."""

    field_flags = {"required": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        if field.data is None and not field.process_errors:
            raise StopValidation(self.message)


class Choice(Field):
    """One of `choices`, (value, text) pairs. `coerce` turns what was sent into the value; nothing sent is None."""

    data: Any
    widget = TextInput()  # the template draws the select; WTForms only wants to know one

    def __init__(
        self,
        label: str,
        *args: Any,
        choices: Sequence[tuple[Any, str]] = (),
        coerce: Callable[[str], Any] = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, *args, **kwargs)
        self.choices, self.coerce = choices, coerce

    def process_formdata(self, valuelist: list[str]) -> None:
        sent = valuelist[0] if valuelist else ""
        try:
            if self.coerce is int and sent and not ID.fullmatch(sent):
                raise ValueError
            self.data = self.coerce(sent) if sent else None
        except ValueError:
            self.data = None
            raise ValueError(NOT_A_CHOICE) from None

    def pre_validate(self, form: FlaskForm) -> None:
        offered = {str(value) for value, _ in self.choices}
        if ("" if self.data is None else str(self.data)) not in offered:
            raise ValidationError(NOT_A_CHOICE)


def options(codes: type[StrEnum]) -> list[tuple[str, str]]:
    """The members of an enumeration as choices."""
    return [(str(code.value), word(code)) for code in codes]


class Ids(Field):
    """The ids of ticked rows; what is no id is left out."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [int(sent) for sent in valuelist if ID.fullmatch(sent)]


def _clean(field: Field, limit: int, *, multiline: bool) -> None:
    try:
        field.data = clean_text(field.data or "", limit=limit, multiline=multiline)
    except TextRefused as refused:
        field.data = held.showable(field.data or "")
        raise ValidationError(sentence(refused.code, position=refused.position, limit=limit)) from None


def refuse(template: str, form: FlaskForm, *, status: int = 422, **context: Any) -> ResponseReturnValue:
    """The same page with an error summary above everything, all typed text kept."""
    return render_template(template, form=form, **context), status


def put_errors(form: FlaskForm, refusal: Refusal) -> None:
    """Show a rule's refusal at the field it belongs to, or at the first field."""
    name = refusal.field if isinstance(refusal, Invalid) and refusal.field in form else next(iter(form)).name
    form[name].errors = [*form[name].errors, sentence(refusal.code, **refusal.facts)]


def seen_version() -> int | None:
    """The version of the record the sent page had shown."""
    text = request.form.get("seen_version", "")
    return int(text) if ID.fullmatch(text) else None


_wrapped = FlaskForm.Meta.wrap_formdata


def _as_its_fields_want(meta: FlaskForm.Meta, form: FlaskForm, formdata: Any) -> Any:
    """What was sent, with files in fields for files and nowhere else; a JSON body is not a form."""
    sent = _wrapped(meta, form, formdata)
    if sent is None or sent is formdata:
        return sent
    typed = MultiDict(request.form)
    for field in form:
        if isinstance(field, FileField):
            typed.setlist(field.name, request.files.getlist(field.name))  # type: ignore[arg-type]
    return typed


# In one place for every form: a file where text is expected would reach code that only knows text.
FlaskForm.Meta.wrap_formdata = _as_its_fields_want


def install(app: Flask) -> None:
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    app.config.setdefault("WTF_I18N_ENABLED", False)
    CSRFProtect(app)

    @app.errorhandler(CSRFError)
    def lost_token(_error: CSRFError) -> ResponseReturnValue:
        """The session ended, or the page is an old one: keep what was typed."""
        return held.after_lost_token()
