"""The forms of importing: uploading, and one form per meeting, case and left-over of a check page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, MultipleFileField

from app.domain.intake.placing import (
    FACTS,
    FIELDS,
    MEETING,
    REMARKS,
    TEXTS,
    CreateAs,
    LeftOver,
    OnDuplicate,
    PaperApproval,
    PlacedCase,
    PlacedFile,
    PlacedMinutes,
    reconsidered,
)
from app.domain.meetings.agenda import FOR_PROPOSALS
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.queries.intake.proposal_check import LONGEST
from app.web.forms import Choice, Clock, Day, Line, Text
from app.wording.intake import FIELD_WORDS, NEW_CASE, NOT_TOLD, SPLIT_NOWHERE, STAYS_LEFT, THE_MEETING
from app.wording.words import word

SHOWN_OF_A_LINE = 24
LONGEST_NUMBER = 20
CLOCKS = ("starts_at", "ends_at")
OF_ITEM = (REMARKS, "kind", "disposition", "tracking_choice")


OF_MINUTES = tuple(section for section in Section if section is not Section.OPENING)
"""Sections that have lines of their own, or rulings."""


def _optional(codes: Iterable[StrEnum]) -> list[tuple[StrEnum | str, str]]:
    return [("", NOT_TOLD), *((one, word(one)) for one in codes)]


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


class MinutesForm(MeetingForm):
    """The meeting of minutes, with what their head says; the 核可 is that of the minutes."""

    starts_at = Clock("開始時間")
    ends_at = Clock("散會時間")
    place = Line(FIELD_WORDS["place"], limit=120)
    chair = Line(FIELD_WORDS["chair"], limit=80)
    recorder = Line(FIELD_WORDS["recorder"], limit=80)
    present = Text(FIELD_WORDS["present"])
    observers = Text(FIELD_WORDS["observers"])
    absent = Text(FIELD_WORDS["absent"])
    opening = Text(FIELD_WORDS["opening"])
    on_duplicate = Kept(
        "已有的會議資料", coerce=OnDuplicate, choices=[(one, word(one)) for one in OnDuplicate]
    )


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


class ItemForm(CaseForm):
    """One case, report or ruling of minutes."""

    section = Kept("議程項目", coerce=Section, choices=[(one, word(one)) for one in OF_MINUTES])
    remarks = Text(FIELD_WORDS[REMARKS], limit=LONGEST[REMARKS])
    kind = Kept("性質", coerce=ResolutionKind, choices=_optional(ResolutionKind))
    disposition = Kept("處理結果", coerce=Disposition, choices=_optional(Disposition))
    tracking_choice = Kept("列管選擇", coerce=TrackingChoice, choices=_optional(TrackingChoice))


class LeftForm(Part):
    """One left-over: which case it belongs to, and where in it."""

    case = Choice("放入", choices=[])
    field = Choice("欄位", choices=[(name, FIELD_WORDS[name]) for name in FIELDS])


def meeting_form(placed: PlacedFile, at: int) -> MeetingForm:
    paper, minutes = placed.paper, placed.minutes
    head: dict[str, Any] = {}
    if minutes is not None:
        head = {name: getattr(minutes, name) for name in (*FACTS, "on_duplicate")}
        head |= {name: _clock(getattr(minutes, name)) for name in CLOCKS}
    return (MinutesForm if minutes is not None else MeetingForm)(
        prefix=f"file{at}-",
        data=head
        | {
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


def case_form(case: PlacedCase, at: int, number: int, *, minutes: bool) -> CaseForm:
    names = (*FIELDS, "section", "left_out", "on_duplicate", *(OF_ITEM if minutes else ()))
    form = (ItemForm if minutes else CaseForm)(
        prefix=f"file{at}-case{number}-",
        data={name: getattr(case, name) for name in names} | {"split_at": ""},
    )
    form.split_at.choices = [("", SPLIT_NOWHERE), *_lines(case)]
    return form


def left_form(cases: int, at: int, number: int, *, minutes: bool) -> LeftForm:
    form = LeftForm(prefix=f"file{at}-left{number}-", data={"case": "", "field": "explanation"})
    numbered = [(str(one), f"第 {one + 1} {'項' if minutes else '案'}") for one in range(cases)]
    form.case.choices = [("", STAYS_LEFT), *numbered, (str(cases), NEW_CASE)]
    if minutes:
        form.case.choices.append((str(MEETING), THE_MEETING))
        form.field.choices = [(name, FIELD_WORDS[name]) for name in (*FIELDS, REMARKS, *FACTS)]
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
        minutes=_head_by(form) if isinstance(form, MinutesForm) else None,
    )


def _head_by(form: MinutesForm) -> PlacedMinutes:
    told: dict[str, Any] = {name: form[name].data or "" for name in FACTS}
    told |= {name: f"{form[name].data:%H:%M}" if form[name].data else "" for name in CLOCKS}
    return PlacedMinutes(**told, on_duplicate=form.on_duplicate.data or OnDuplicate.SKIP)


def case_by(form: CaseForm, before: PlacedCase) -> PlacedCase:
    """The case as its form says."""
    told: dict[str, Any] = {name: form[name].data or "" for name in FIELDS}
    if isinstance(form, ItemForm):
        told[REMARKS] = form.remarks.data or ""
        told |= {name: form[name].data or None for name in OF_ITEM if name != REMARKS}
    case = PlacedCase(
        **told,
        section=form.section.data or Section.DISCUSSION,
        left_out=bool(form.left_out.data),
        on_duplicate=form.on_duplicate.data or OnDuplicate.SKIP,
        origin=before.origin,
    )
    return reconsidered(case, before) if isinstance(form, ItemForm) else case


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


def _clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
