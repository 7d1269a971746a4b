"""The forms of minutes, of closing and of letters."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, InputRequired

from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.minutes import Case, Content
from app.domain.meetings.resolution import Section
from app.services.meetings.minuting import FreeParts
from app.services.proposals.reviewing import PaperDecision
from app.web.forms import Choice, Day, Line, Text
from app.web.meetings.forms import NOT_CHOSEN, REQUIRED, options
from app.wording.minutes import HEADING, PART_WORDS
from app.wording.words import word

SUMMARIZED = (Section.AWARDS, Section.PREVIOUS_MINUTES, Section.REPORTS, Section.SPECIAL_REPORTS)
HERE = "here"


class FreeForm(FlaskForm):
    recorder = Line(PART_WORDS["recorder"], limit=60)
    present = Text(PART_WORDS["present"], limit=5_000)
    observers = Text(PART_WORDS["observers"], limit=5_000)
    absent = Text(PART_WORDS["absent"], limit=5_000)
    opening = Text(PART_WORDS["opening"])

    def parts(self) -> FreeParts:
        summaries = {
            int(field.name.removeprefix("summary_")): field.data
            for field in self
            if field.name.startswith("summary_")
        }
        return FreeParts(
            self.recorder.data,
            self.present.data,
            self.observers.data,
            self.absent.data,
            self.opening.data,
            summaries,
        )


def summarized(content: Content) -> list[Case]:
    """The lines that take a 報告摘要."""
    return [case for part in content.parts if Section(part.section) in SUMMARIZED for case in part.cases]


def free_form(content: Content) -> type[FreeForm]:
    """The form with one more field for each line that takes a summary."""
    fields = {
        f"summary_{case.key}": Text(f"{PART_WORDS['summary']}：{case.code} {case.subject}")
        for case in summarized(content)
    }
    return type("FreeFormOfMeeting", (FreeForm,), fields)


class PaperForm(FlaskForm):
    approver_title = Line("核定者職稱", limit=60)
    approver_name = Line("核定者姓名", limit=60)
    decided_on = Day("核定日期", validators=[InputRequired(REQUIRED)])
    document_number = Line("文號", limit=60)

    def paper(self) -> PaperDecision:
        return PaperDecision(
            self.approver_title.data,
            self.approver_name.data,
            self.decided_on.data,
            self.document_number.data,
        )


class RequestForm(FlaskForm):
    part = Choice("哪一部分", choices=[("", HEADING)])
    text = Text("更正意見", limit=5_000, validators=[DataRequired("請填寫要更正的內容。")])


class AnswerForm(FlaskForm):
    adopted = Choice("處理", choices=[("yes", "採納，已更正"), ("no", "不採納")])
    answer = Text("說明", limit=2_000)


class CorrectForm(PaperForm):
    after = Text("更正後文字")
    reason = Line("更正理由", validators=[DataRequired("請填寫理由。")])
    given = Choice("核可", choices=[("", "紙本核可"), (HERE, "由本人在此核可")])
    decided_on = Day("核定日期")


class FactForm(FlaskForm):
    kind = Choice(
        "事項",
        coerce=FactKind,
        choices=[NOT_CHOSEN, *options(FactKind)],
        validators=[InputRequired(REQUIRED)],
    )
    dated_on = Day("發文日期", validators=[InputRequired(REQUIRED)])
    document_number = Line("文號", limit=60)


def request_parts(content: Content) -> list[tuple[str, str]]:
    """Where a correction may be asked for: the heading, each section, each line."""
    found = [("", HEADING)]
    for part in content.parts:
        name = word(Section(part.section))
        if part.cases or part.section in (Section.OPENING, Section.CLOSING):
            found.append((part.section, name))
        found += [(str(case.key), f"{name} {case.code}") for case in part.cases if case.code]
    return found


def correction_places(content: Content) -> Sequence[tuple[str, str, str]]:
    """(key, label, text of now) of everything 更正 may change."""
    found = [(name, PART_WORDS[name], str(getattr(content, name))) for name in
             ("recorder", "present", "observers", "absent", "opening")]  # fmt: skip
    found += [
        (f"summary-{case.key}", f"{case.code} {PART_WORDS['summary']}", case.summary)
        for case in summarized(content)
    ]
    for decided in [one for case in content.cases() for one in case.resolutions] + list(content.closing):
        found.append((f"text-{decided.id}", f"{decided.code} {PART_WORDS['text']}", decided.text))
        if decided.amended_measures:
            found.append(
                (
                    f"amended_measures-{decided.id}",
                    f"{decided.code} {PART_WORDS['amended_measures']}",
                    decided.amended_measures,
                )
            )
    return found
