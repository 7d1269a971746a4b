"""The forms of importing: uploading, and one form per meeting, case and left-over of a check page."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, MultipleFileField

from app.domain.intake.placing import (
    FIELDS,
    TEXTS,
    CreateAs,
    LeftOver,
    OnDuplicate,
    PaperApproval,
    PlacedCase,
    PlacedFile,
)
from app.domain.meetings.agenda import FOR_PROPOSALS
from app.domain.meetings.resolution import Section
from app.queries.intake.proposal_check import LONGEST
from app.web.forms import Choice, Day, Line, Text
from app.wording.intake import FIELD_WORDS, NEW_CASE, SPLIT_NOWHERE, STAYS_LEFT
from app.wording.words import word

SHOWN_OF_A_LINE = 24
LONGEST_NUMBER = 20


class UploadForm(FlaskForm):
    """Files of one kind; `committee` where there is a choice."""

    files = MultipleFileField("檔案")
    committee = Choice("會報", coerce=int, choices=[])


class Part(FlaskForm):
    """One part of the check page's form; the page itself carries the token."""

    class Meta:
        csrf = False


class Kept(Choice):
    """A choice the page shows only where it matters: what was not sent stays as it is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            super().process_formdata(valuelist)


class MeetingForm(Part):
    """The meeting of one file, and what its cases without 決議 become."""

    title = Line("會議名稱（全銜）")
    label = Line("會次", limit=40)
    held_on = Day("開會日期（可略）")
    create_as = Kept("沒有決議的提案", coerce=CreateAs, choices=[(one, word(one)) for one in CreateAs])
    approver_title = Line("核可人職稱", limit=40)
    approver_name = Line("核可人姓名", limit=40)
    decided_on = Day("核可日期")
    document_number = Line("文號（可略）", limit=60)


class CaseForm(Part):
    """One case."""

    number = Line("編號", limit=LONGEST_NUMBER)
    unit = Line("提案單位", limit=LONGEST["unit"])
    subject = Text("案由", limit=LONGEST["subject"])
    explanation = Text("說明", limit=LONGEST["explanation"])
    measures = Text("辦法", limit=LONGEST["measures"])
    resolution = Text("決議", limit=LONGEST["resolution"])
    section = Kept("議程項目", coerce=Section, choices=[(one, word(one)) for one in FOR_PROPOSALS])
    left_out = BooleanField("不匯入這一案")
    on_duplicate = Kept("已有這一案", coerce=OnDuplicate, choices=[(one, word(one)) for one in OnDuplicate])
    split_at = Kept("另立一案", choices=[])


class LeftForm(Part):
    """One left-over: which case it belongs to, and where in it."""

    case = Choice("放入", choices=[])
    field = Choice("欄位", choices=[(name, FIELD_WORDS[name]) for name in FIELDS])


def meeting_form(placed: PlacedFile, at: int) -> MeetingForm:
    paper = placed.paper
    return MeetingForm(
        prefix=f"file{at}-",
        data={
            "title": placed.title,
            "label": placed.label,
            "held_on": _day(placed.held_on),
            "create_as": placed.create_as,
            "approver_title": paper.approver_title,
            "approver_name": paper.approver_name,
            "decided_on": _day(paper.decided_on),
            "document_number": paper.document_number,
        },
    )


def case_form(case: PlacedCase, at: int, number: int) -> CaseForm:
    names = (*FIELDS, "section", "left_out", "on_duplicate")
    form = CaseForm(
        prefix=f"file{at}-case{number}-",
        data={name: getattr(case, name) for name in names} | {"split_at": ""},
    )
    form.split_at.choices = [("", SPLIT_NOWHERE), *_lines(case)]
    return form


def left_form(cases: int, at: int, number: int) -> LeftForm:
    form = LeftForm(prefix=f"file{at}-left{number}-", data={"case": "", "field": "explanation"})
    numbered = [(str(one), f"第 {one + 1} 案") for one in range(cases)]
    form.case.choices = [("", STAYS_LEFT), *numbered, (str(cases), NEW_CASE)]
    return form


def placed_by(form: MeetingForm, cases: list[PlacedCase], left: tuple[LeftOver, ...]) -> PlacedFile:
    """The file as the forms say."""
    return PlacedFile(
        title=form.title.data or "",
        label=form.label.data or "",
        held_on=_iso(form.held_on.data),
        create_as=form.create_as.data or CreateAs.DRAFT,
        paper=PaperApproval(
            form.approver_title.data or "",
            form.approver_name.data or "",
            _iso(form.decided_on.data),
            form.document_number.data or "",
        ),
        cases=tuple(cases),
        left=left,
    )


def case_by(form: CaseForm, before: PlacedCase) -> PlacedCase:
    """The case as its form says."""
    texts: dict[str, Any] = {name: form[name].data or "" for name in FIELDS}
    return PlacedCase(
        **texts,
        section=form.section.data or Section.DISCUSSION,
        left_out=bool(form.left_out.data),
        on_duplicate=form.on_duplicate.data or OnDuplicate.SKIP,
        origin=before.origin,
    )


def _lines(case: PlacedCase) -> list[tuple[str, str]]:
    """Every line a case can be split at."""
    return [
        (f"{name}:{at}", f"{FIELD_WORDS[name]}第 {at + 1} 段起：{line[:SHOWN_OF_A_LINE]}")
        for name in TEXTS
        for at, line in enumerate(getattr(case, name).split("\n"))
        if line and (name, at) != ("subject", 0)
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
