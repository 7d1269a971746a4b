"""The papers of the last meeting and of the coming one, some of them older than what was handed in since."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.demo.city.files import files
from app.demo.city.meetings import PAST_MEETINGS
from app.demo.load_people import City
from app.domain.meetings.resolution import Section
from app.domain.papers.paper import PaperName
from app.models import Meeting
from app.queries.visibility.meetings import one_visible
from app.services.meetings import item_files, lines
from app.services.papers.producing import produce

MADE_SO_FAR = (PaperName.MEETING_NOTICE, PaperName.AGENDA, PaperName.PROPOSAL_TABLE, PaperName.BOOKLET)
TAIPEI = ZoneInfo("Asia/Taipei")
DAYS_AGO = timedelta(days=2)


def load_papers(session: Session, city: City, coming: Meeting, files_dir: Path, *, now: datetime) -> None:
    """The 會議資料 was made two days ago, its files came since: it waits to be made anew; the rest is not made yet."""
    officer = city.actors["eth-officer1"]
    last = PAST_MEETINGS[-1]
    sent = datetime.combine(last.sent_on or last.held_on, time(9), TAIPEI)
    produce(session, officer, one_visible(session, officer, last.slug), now=sent)
    produce(session, officer, one_visible(session, officer, coming.slug), MADE_SO_FAR, now=now - DAYS_AGO)
    items = {
        item.number: item for item in lines.lines_of(session, coming) if item.section is Section.DISCUSSION
    }
    for row in files():
        item_files.attach(
            session, officer, coming, items[row.case], row.filename, row.data,
            title=row.title, files_dir=files_dir, now=now,
        )  # fmt: skip
