"""Imported 會議紀錄: the head goes onto the meeting, the rest into its minutes, the whole text of the paper into a version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.intake.placing import Fate, PlacedCase
from app.domain.meetings.minutes import FREE_PARTS
from app.domain.meetings.minutes_flow import MinutesCut, MinutesState
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Minutes, Remark
from app.queries.intake.proposal_check import FileCheck
from app.services.meetings import lines, minutes_approving, minutes_record, minuting
from app.services.meetings.minuting import FreeParts
from app.services.proposals.reviewing import PaperDecision

LONGEST_SPEAKER = 40


def keep(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    check: FileCheck,
    source: str,
    *,
    now: datetime,
    today: date,
) -> Minutes:
    """The minutes of the meeting, begun where it has none: 草擬, with the paper's own text as a version.

    核定 is recorded where the person gave whose it was.
    """
    assert check.head is not None  # noqa: S101 — of minutes only
    _write_head(session, actor, meeting, check.head.meeting if check.meeting is not None else {}, now)
    recorder = str(check.head.minutes.get("recorder", ""))  # whoever imports did not write them
    minutes = minuting.begin(session, actor, meeting, parts=FreeParts(recorder=recorder), now=now)
    minuting.save(
        session,
        actor,
        meeting,
        _parts(session, meeting, minutes, check),
        seen_version=minutes.version,
        now=now,
    )
    version = minutes_record.cut(session, actor, meeting, minutes, MinutesCut.IMPORT, now, source=source)
    changes: dict[str, list[object]] = {"version": [None, version.number]}
    lines.note(session, actor, "import", minutes, meeting, now=now, changes=changes)
    paper = check.placed.paper
    if paper.approver_name.strip() and minutes.state is not MinutesState.APPROVED:
        decision = PaperDecision(
            approver_title=paper.approver_title,
            approver_name=paper.approver_name,
            decided_on=date.fromisoformat(paper.decided_on),
            document_number=paper.document_number,
        )
        minutes_approving.record_approval(
            session, actor, meeting, decision, seen_version=minutes.version, now=now, today=today
        )
    return minutes


def keep_remarks(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, case: PlacedCase, *, now: datetime
) -> None:
    """發言摘要 of a case: 「發言人：內容」 a line; a line without a speaker goes on with the one before."""
    told: list[tuple[str, list[str]]] = []
    for line in filter(None, case.remarks.split("\n")):
        speaker, colon, text = line.partition("：")
        if colon and text and len(speaker) <= LONGEST_SPEAKER:
            told.append((speaker, [text]))
        elif told:
            told[-1][1].append(line)
        else:
            told.append(("", [line]))
    session.add_all(
        Remark(
            meeting_id=meeting.id, item_id=item.id, speaker=speaker, text="\n".join(texts), printed=True, written_at=now,
            written_by_id=actor.person_id,
        )
        for speaker, texts in told
    )  # fmt: skip
    session.flush()


def _write_head(
    session: Session, actor: Actor, meeting: Meeting, told: dict[str, Any], now: datetime
) -> None:
    lines.lock(session, meeting)
    if not told:
        return
    for name, value in told.items():
        setattr(meeting, name, value)
    session.flush()
    changes: dict[str, list[object]] = {"fields": [None, sorted(told)]}
    lines.note(session, actor, "import", meeting, meeting, now=now, changes=changes)


def _parts(session: Session, meeting: Meeting, minutes: Minutes, check: FileCheck) -> FreeParts:
    """What the minutes have, with what the file adds; the text of a report is its 報告摘要."""
    assert check.head is not None  # noqa: S101 — of minutes only
    told: dict[str, Any] = {name: getattr(minutes, name) for name in FREE_PARTS} | check.head.minutes
    written = {
        (one.case.section, one.case.subject): one.case.explanation
        for one in check.cases
        if one.fate in (Fate.PAST, Fate.UPDATE)
    }
    summaries = {
        item.id: written[item.section, item.title]
        for item in lines.lines_of(session, meeting)
        if item.proposal_id is None and written.get((item.section, item.title))
    }
    return FreeParts(**told, summaries=summaries)
