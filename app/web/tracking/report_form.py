"""The form of one share's report, and what is said once for all of a page: the stamp, and where 政風處 has it from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, MultipleFileField
from wtforms.validators import Optional

from app.domain.meetings.yearly import Channel
from app.domain.tracking.decisions import NoProgressReason, Progress
from app.models import AskedFigure, ProgressReport
from app.services.tracking.reporting import Stamp, Written
from app.web.forms import ID, Choice, Day, Figure, Line, Text, options
from app.wording.tracking.reporting import NOT_CHOSEN

TEXT_LIMIT = 2000


class ReportForm(FlaskForm):
    """One block. Its names begin with the share's prefix where a page has several."""

    progress = Choice("目前進度", coerce=Progress, choices=[*options(Progress), ("", "")])
    none_reason = Choice(
        "無進展的原因", coerce=NoProgressReason, choices=[("", NOT_CHOSEN), *options(NoProgressReason)]
    )
    none_reason_text = Line("原因說明", limit=200)
    text = Text("辦理情形", limit=TEXT_LIMIT)
    expected_on = Day("預計完成日", validators=[Optional()])
    evidence = MultipleFileField("佐證資料")
    same_text = BooleanField("內容與上次大致相同，仍要送出")

    figure_list: Sequence[AskedFigure] = ()
    """What the item asks for; each has a field figure_<id>."""

    @property
    def is_blank(self) -> bool:
        """Nothing was said: a page for all items leaves such a block out."""
        said = (self.progress.data, self.text.data, self.expected_on.data, self.none_reason.data)
        return not any(said) and not self.figures() and not self.sent_names()

    def figures(self) -> dict[int, int]:
        found = {one.id: self[f"figure_{one.id}"].data for one in self.figure_list}
        return {one: value for one, value in found.items() if value is not None}

    def sent_names(self) -> list[str]:
        return [
            file.filename
            for file in request.files.getlist(self.evidence.name)
            if file.filename is not None and file.filename
        ]

    def written(self, source: SourceForm | None) -> Written:
        return Written(
            progress=self.progress.data,
            text=self.text.data or "",
            none_reason=self.none_reason.data,
            none_reason_text=self.none_reason_text.data or "",
            expected_on=self.expected_on.data,
            figures=self.figures(),
            channel=source.channel.data if source else None,
            informant=(source.informant.data or "") if source else "",
        )

    def carry(self, last: ProgressReport) -> None:
        """帶入上次內容: words and self-assessment; figures are this round's own."""
        self.text.data = last.text
        if self.progress.data is None and last.progress is not Progress.NONE:
            self.progress.data = last.progress
        if self.expected_on.data is None and last.expected_on is not None:
            self.expected_on.raw_data, self.expected_on.data = None, last.expected_on


class StampForm(FlaskForm):
    """紙本核章: 業經○○核可."""

    stamped = BooleanField("業經機關核可")
    stamp_title = Line("核可者職稱", limit=60)
    stamp_name = Line("核可者姓名", limit=60)
    stamp_on = Day("核可日期", validators=[Optional()])

    def stamp(self) -> Stamp:
        """Nothing, as long as it is not ticked."""
        if not self.stamped.data:
            return Stamp()
        return Stamp(self.stamp_title.data or "", self.stamp_name.data or "", self.stamp_on.data)


class AsideForm(FlaskForm):
    """Who of the agency said that its unsent text may lie."""

    agreed = Line("同意的機關人員", limit=60)


class SourceForm(FlaskForm):
    """政風處 enters it after a telephone call."""

    channel = Choice("消息來源", coerce=Channel, choices=[("", NOT_CHOSEN), *options(Channel)])
    informant = Line("提供者", limit=60)


def report_form(
    asked: Sequence[AskedFigure],
    *,
    prefix: str = "",
    shown: ProgressReport | None = None,
    fresh: bool = False,
    begins: Mapping[str, Any] | None = None,
) -> ReportForm:
    """`asked`: the figures of the item. `fresh`: as stored in `shown`, else as `begins` has it, not as it was sent."""
    fields: dict[str, Any] = {
        f"figure_{one.id}": Figure(f"{one.name}（{one.unit}）" if one.unit else one.name) for one in asked
    }
    kind = type("ReportFormOfItem", (ReportForm,), {**fields, "figure_list": asked})
    data: dict[str, Any] = dict(begins or {})
    if shown is not None:
        names = ("progress", "none_reason", "none_reason_text", "text", "expected_on")
        data = {name: getattr(shown, name) for name in names}
        data |= {f"figure_{one.figure_id}": one.value for one in shown.figures}
    form: ReportForm = kind(formdata=None, prefix=prefix, data=data) if fresh else kind(prefix=prefix)
    return form


def seen_of(prefix: str) -> int | None:
    """The version of the draft this block of the page had shown."""
    text = request.form.get(f"{prefix}seen_version", "")
    return int(text) if ID.fullmatch(text) else None
