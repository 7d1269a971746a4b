"""申報通知書 and 未申報名單: from rows of a roster to the plain values of the papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.documents import filing_notice, unfiled_list
from app.documents.filing_notice import FilingNotice, Notice
from app.documents.unfiled_list import UnfiledList, UnfiledRow
from app.domain.duties.declaration_steps import steps
from app.domain.duties.declarations import base_day
from app.domain.people.actor import Actor
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse_line
from app.domain.roc_date import roc_long, roc_text
from app.models import Roster, User
from app.queries.duties.roster import Reckoned, RosterRow
from app.services.papers.loose import Loose
from app.wording import roster as said
from app.wording.declarations import step_sentence
from app.wording.papers import PAPER_NAMES
from app.wording.words import word

NOTICE, UNFILED = "filing-notice", "unfiled-list"


def notices_of(
    session: Session, actor: Actor, roster: Roster, rows: Sequence[RosterRow], reckoned: Reckoned
) -> Loose:
    """A sheet a declaration, in the order given; who is signed in is whom to ask."""
    person = session.get(User, actor.person_id) if actor.person_id is not None else None
    extension = f"分機{person.extension}" if person is not None and person.extension else ""
    sheets = tuple(
        Notice(
            title=said.NOTICE_TITLE.format(agency=roster.agency.name),
            name=row.declarant.name,
            agency=row.period.agency.name,
            post=row.period.post_title,
            type=said.declaration_label(row.line),
            window=said.WINDOW.format(
                start=roc_text(row.line.occurrence.deadline.window_start),
                end=roc_text(row.line.occurrence.deadline.statutory_end),
            ),
            last_day=_last_day(row),
            base_day=word(base_day(row.line.key.type)),
            explanation=_explanation(row, reckoned),
            contact=f"{person.title}{person.name}" if person else "",
            phone=f"{person.phone}{extension}" if person else "",
            date=roc_long(reckoned.today),
        )
        for row in rows
    )
    return Loose(NOTICE, filing_notice, FilingNotice(sheets), PAPER_NAMES[NOTICE])


def unfiled_of(roster: Roster, rows: Sequence[RosterRow], today: date) -> Loose:
    listed = tuple(
        UnfiledRow(
            number=str(place),
            name=row.declarant.name,
            agency=row.period.agency.short_name,
            post=row.period.post_title,
            type=said.declaration_label(row.line),
            advised=roc_text(row.line.advised_day),
            last_day=roc_text(row.line.latest_day),
            status=said.status_said(row.line, row.overdue),
        )
        for place, row in enumerate(rows, start=1)
    )
    total = said.UNFILED_TOTAL.format(
        day=roc_text(today), people=len({row.declarant.id for row in rows}), lines=len(rows)
    )
    title = said.UNFILED_TITLE.format(agency=roster.agency.name)
    return Loose(UNFILED, unfiled_list, UnfiledList(title, total, listed), title)


def _last_day(row: RosterRow) -> str:
    line, found = row.line, row.line.occurrence.deadline
    last = roc_text(line.last_day, weekday=True)
    if line.told.last_day:
        return said.LAST_DAY_SET.format(last=last, end=roc_text(line.statutory_last_day))
    if line.occurrence.caught_up_by:
        return said.CAUGHT_UP.format(last=last)
    if found.last_legal_day != found.statutory_end:
        return said.LAST_DAY_ROLLED.format(last=last, end=roc_text(found.statutory_end))
    return last


def _explanation(row: RosterRow, reckoned: Reckoned) -> tuple[Paragraph, ...]:
    """How the day comes about, how to file, what follows: 一、 二、 …"""
    told = [
        step_sentence(step)
        for step in steps(row.line.occurrence.deadline, reckoned.calendar, reckoned.readings)
    ]
    texts = [*told, said.HOW_TO_FILE, said.PENALTY, said.ONLY_SERVICE]
    return tuple(
        parse_line(f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}")
        for place, text in enumerate(texts, start=1)
    )
