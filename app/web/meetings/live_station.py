"""Where the clerk stands in 現場登錄: the case, the resolution that is written at, the window, and the page of it all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired

from app.domain.errors import Absent, NotNow
from app.domain.meetings.attendance import RecusalGround, tally
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.recording import ScreenMode
from app.domain.meetings.resolution import (
    KIND_OF_SECTION,
    Disposition,
    ResolutionKind,
    Section,
    recognise_disposition,
)
from app.domain.proposals.paragraphs import parse
from app.models import AgendaItem, Meeting, Resolution
from app.queries.meetings.found import (
    Found,
    find_case,
    find_case_to_write,
    standing_of_case,
    standing_of_meeting,
)
from app.queries.meetings.live import CLOSING, Station, recording_of, stations
from app.queries.meetings.shown import ShownText, is_secret, shown_text
from app.services.meetings import attending, recusing, remarking
from app.services.meetings.resolving import Wording
from app.web import reading
from app.web.auth.session import actor, current_session
from app.web.forms import Choice, Line, Text
from app.web.meetings.blueprint import found
from app.web.meetings.forms import KIND_REASON, NOT_CHOSEN, options
from app.web.meetings.page import runner_only
from app.web.transaction import db, now
from app.wording.meetings import PHRASES
from app.wording.refusals import sentence
from app.wording.tracking.follow_up import FOLLOW_UP_TITLE
from app.wording.words import word

LIVE = "meetings/live.html"
KEYS = 5
"""How many phrases have a digit of the keyboard."""
_WINDOW = re.compile(r"[A-Za-z0-9-]{1,40}")


class RecorderForm(FlaskForm):
    text = Text("決議")
    kind = Choice("類別", coerce=ResolutionKind, choices=options(ResolutionKind))
    disposition = Choice("處理結果", coerce=Disposition, choices=[NOT_CHOSEN, *options(Disposition)])
    amended_measures = Text("修正後的辦法")
    kind_reason = Line(KIND_REASON)

    def wording(self, section: Section) -> Wording:
        return Wording(
            kind=self.kind.data or kind_of(section),
            text=self.text.data,
            disposition=self.disposition.data,
            amended_measures=self.amended_measures.data,
            kind_reason=self.kind_reason.data or "",
        )


class RemarkForm(FlaskForm):
    person = StringField("發言人", id="speaker")
    remark = Text("發言摘要", validators=[DataRequired("請填寫發言內容。")])
    printed = BooleanField("印入紀錄", default=True)


class RecusalForm(FlaskForm):
    person = StringField("迴避的人", id="recused")
    ground = Choice(
        "事由", coerce=RecusalGround, choices=options(RecusalGround), default=RecusalGround.OWN_ACCORD
    )
    reason = Line("說明")


class MotionForm(FlaskForm):
    title = Line("案由", validators=[DataRequired("請填寫臨時動議的案由。")])


@dataclass(frozen=True, slots=True)
class Here:
    """A meeting in session and the case the page is about; `item` None: 主席裁示事項."""

    shown: Found
    item: AgendaItem | None
    number: str
    text: ShownText

    @property
    def section(self) -> Section:
        return self.item.section if self.item else Section.CLOSING

    @property
    def secret(self) -> bool:
        return self.item is not None and is_secret(self.item)


def kind_of(section: Section) -> ResolutionKind:
    return KIND_OF_SECTION.get(section, ResolutionKind.RESOLUTION)


def in_session(slug: str) -> Found:
    """The meeting of this address, for whoever runs it, while it is in session."""
    return _recorded(found(slug))


def here(slug: str, number: str) -> Here:
    """The case is looked for first: whoever may not see it learns nothing of the rest."""
    shown = found(slug)
    if number == CLOSING and shown.whole:
        return Here(_recorded(shown), None, CLOSING, ShownText("", word(Section.CLOSING), "", "", ""))
    item = find_case(db(), actor(), shown.meeting, number)
    place = (item.code or "").removeprefix(f"{shown.meeting.slug}-")
    return Here(_recorded(shown), item, place, shown_text(item))


def case_to_write(slug: str, number: str) -> tuple[Meeting, AgendaItem | None]:
    """As `here`, in one statement and without the texts of the case for whoever runs the meeting."""
    item = None if number == CLOSING else find_case_to_write(db(), actor(), slug, number)
    if item is None:
        this = here(slug, number)
        return this.shown.meeting, this.item
    return _recorded(Found(item.meeting, whole=True)).meeting, item


def _recorded(shown: Found) -> Found:
    if runner_only(shown).meeting.state != MeetingState.IN_SESSION:
        raise NotNow("live_not_in_session")
    return shown


def window() -> str:
    """Which browser window asks; without script the whole sign-in counts as one."""
    sent = request.form.get("window", "")
    return sent if _WINDOW.fullmatch(sent) else own_window()


def own_window() -> str:
    return f"session-{current_session().id}"


def resolution_id() -> int | None:
    """The resolution the page writes at; None for a new one."""
    sent = request.args.get("resolution", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def phrases_of(this: Here) -> list[tuple[str, Disposition | None]]:
    """What is usually said in this section; the 擬議決議 is the first key."""
    usual: list[tuple[str, Disposition | None]] = [*PHRASES.get(this.section, ())]
    suggested = this.text.suggested_resolution
    if not suggested:
        return usual
    return [(suggested, recognise_disposition(suggested)), *(one for one in usual if one[0] != suggested)]


def page(
    this: Here,
    *,
    form: RecorderForm | None = None,
    status: int = 200,
    notice: str = "",
    taken_by: str = "",
    **given: Any,
) -> ResponseReturnValue:
    """The whole page; `form` with what was typed, `taken_by` whoever writes now."""
    if this.item and this.item.proposal:
        reading.note(this.item.proposal, "open")
    meeting = this.shown.meeting
    standing = standing_of_case(db(), this.item) if this.item else standing_of_meeting(db(), meeting)
    one = _chosen(standing)
    row = recording_of(db(), meeting)
    if row and not taken_by and row.holder_id != actor().person_id and not row.lease.is_free_for("", now()):
        taken_by = row.holder.name if row.holder else ""
    people = attending.people_of(db(), meeting)
    recusals = recusing.recusals_of(db(), meeting, this.item) if this.item else []
    shown = form or _form(this, one)
    html = render_template(
        LIVE,
        form=shown,
        errors=bool(given),
        one=one,
        seen=one.version if one else max((each.ordinal for each in standing), default=0),
        standing=standing,
        phrases=phrases_of(this),
        keys=KEYS,
        taken_by=taken_by,
        notice=notice,
        window=own_window(),
        people=people,
        recusals=recusals,
        tally=tally(people, {person.id for _, _, person in recusals}),
        remarks=remarking.remarks_of(db(), meeting, this.item),
        remark=given.pop("remark", None) or RemarkForm(formdata=None, printed=True),
        recusal=given.pop("recusal", None) or RecusalForm(formdata=None),
        motion=given.pop("motion", None) or MotionForm(formdata=None),
        screen=row.screen if row else ScreenMode.OFF,
        modes=tuple(ScreenMode),
        measures=[parse(this.text.explanation), parse(this.text.measures)],
        **_around(this),
    )
    return html, status


def back_to(this: Here, resolution: int | None = None) -> str:
    return url_for("meetings.live", slug=this.shown.address, number=this.number, resolution=resolution)


def neighbours(this: Here, every: list[Station]) -> tuple[Station | None, Station | None]:
    """The case before this one and the one after it."""
    at = next(place for place, station in enumerate(every) if station.number == this.number)
    return (every[at - 1] if at else None), (every[at + 1] if at + 1 < len(every) else None)


def said_taken(refusal: NotNow) -> str:
    return sentence(refusal.code, **refusal.facts)


def _around(this: Here) -> dict[str, Any]:
    every = stations(db(), actor(), this.shown.meeting)
    before, after = neighbours(this, every)
    return {
        "meeting": this.shown.meeting,
        "address": this.shown.address,
        "here": this,
        "station": next(station for station in every if station.number == this.number),
        "stations": every,
        "before": before,
        "after": after,
        "follow_up_title": FOLLOW_UP_TITLE,
    }


def _chosen(standing: list[Resolution]) -> Resolution | None:
    """The resolution asked for, else the last that stands; None begins a new one."""
    asked = request.args.get("resolution", "")
    if asked == "new":
        return None
    wanted = resolution_id()
    if wanted is None:
        return standing[-1] if standing else None
    found_one = next((one for one in standing if one.id == wanted), None)
    if found_one is None:
        raise Absent
    return found_one


def _form(this: Here, one: Resolution | None) -> RecorderForm:
    return (
        RecorderForm(formdata=None, obj=one)
        if one
        else RecorderForm(formdata=None, kind=kind_of(this.section))
    )
