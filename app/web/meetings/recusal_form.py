"""迴避 for any case of a meeting: the form on the page of its people, and the ones this reader sees."""

from __future__ import annotations

from wtforms.validators import DataRequired

from app.domain.meetings.resolution import Section
from app.models import AgendaItem, Attendance, Recusal
from app.queries.meetings.found import Found, find_lines
from app.queries.meetings.shown import case_number, shown_text
from app.services.meetings import attending, recusing
from app.web.auth.session import actor
from app.web.forms import Choice
from app.web.meetings.forms import NOT_CHOSEN
from app.web.meetings.live_station import RecusalForm
from app.web.transaction import db

SUBJECT_SHOWN = 40
RECUSABLE = (Section.REPORTS, Section.SPECIAL_REPORTS, Section.DISCUSSION, Section.EXTEMPORE)


class CaseRecusalForm(RecusalForm):
    """Who leaves for which case."""

    person = Choice("迴避的人", coerce=int, validators=[DataRequired("請選擇迴避的人。")])
    item = Choice("案件", coerce=int, validators=[DataRequired("請選擇案件。")])

    @classmethod
    def of(cls, shown: Found, *, sent: bool = False) -> CaseRecusalForm:
        form = cls() if sent else cls(formdata=None)
        slug = shown.meeting.slug
        people = attending.people_of(db(), shown.meeting)
        lines = [
            (item.id, f"{case_number(item, slug)}　{shown_text(item).subject}"[:SUBJECT_SHOWN])
            for item in find_lines(db(), actor(), shown.meeting)
            if item.section in RECUSABLE and item.number is not None
        ]
        form.item.choices = [NOT_CHOSEN, *lines] if lines else []
        form.person.choices = [NOT_CHOSEN, *((one.id, one.said_by) for one in people)] if people else []
        return form


def recusals_seen(shown: Found) -> list[tuple[Recusal, AgendaItem, Attendance]]:
    """Those of the lines this reader sees."""
    seen = {item.id for item in find_lines(db(), actor(), shown.meeting)}
    return [one for one in recusing.recusals_of(db(), shown.meeting) if one[1].id in seen]
