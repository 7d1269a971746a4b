"""The two fields of a new password, and every reason it cannot be taken shown at once."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, ValidationError

from app.domain.people.passwords import PasswordRules
from app.services.people.passwords import PasswordRefused
from app.web.settings import settings
from app.wording.refusals import sentence

REQUIRED = "這一欄必填。"


class NewPasswordForm(FlaskForm):
    new_password = PasswordField("新密碼", validators=[InputRequired(REQUIRED)])
    repeat_password = PasswordField("再輸入一次新密碼", validators=[InputRequired(REQUIRED)])

    def validate_repeat_password(self, field: PasswordField) -> None:
        if field.data != self.new_password.data:
            raise ValidationError(sentence("password_repeat_differs"))


def rules() -> PasswordRules:
    chosen = settings().password
    return PasswordRules(chosen.minimum_length, chosen.classes, chosen.history)


def put_faults(form: FlaskForm, refused: PasswordRefused) -> None:
    """Every reason at the field of the new password."""
    said = [sentence(fault.code, **fault.facts) for fault in refused.faults]
    form["new_password"].errors = [*form["new_password"].errors, *said]
