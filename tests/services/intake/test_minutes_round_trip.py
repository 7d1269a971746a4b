"""Minutes printed by this system, as DOCX and ODT, come back without hand-work: the same meeting, lines, texts and outcomes."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import minutes as minutes_paper
from app.documents.paper import Format
from app.domain.intake.batch_flow import BatchKind
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.minutes import Content
from app.domain.people.actor import CONSOLE
from app.models import Committee, ImportBatch, Meeting, Remark
from app.queries.intake.proposal_check import FileCheck
from app.queries.meetings.minutes import assembled, minutes_of
from app.services.intake import batches
from app.services.intake.batches import placed_of
from app.services.intake.reading import Upload, read_files
from app.services.papers.minutes import paper_of
from tests.intake_records import NOW, TODAY, a_committee, an_agency
from tests.readers.minutes_layouts import counted_in_capitals


def brought_in(
    session: Session, committee: Committee, filename: str, data: bytes
) -> tuple[Meeting, ImportBatch]:
    (result,) = read_files(BatchKind.MINUTES, [Upload(filename, data)])
    batch = batches.store(session, CONSOLE, BatchKind.MINUTES, committee, [result], now=NOW)
    (check,) = batches.check(session, CONSOLE, batch, today=TODAY)
    assert isinstance(check, FileCheck)
    assert not check.errors
    batches.confirm(session, CONSOLE, batch, seen_version=batch.version, now=NOW, today=TODAY)
    meeting = session.scalars(select(Meeting).where(Meeting.committee_id == committee.id)).one()
    return meeting, batch


def content_of(session: Session, meeting: Meeting) -> Content:
    minutes = minutes_of(session, meeting)
    assert minutes is not None
    return assembled(session, meeting, minutes)


def said(content: Content) -> Content:
    """Without the keys of the records."""
    parts = tuple(
        replace(
            part,
            cases=tuple(
                replace(case, key=0, resolutions=tuple(replace(one, id=0) for one in case.resolutions))
                for case in part.cases
            ),
        )
        for part in content.parts
    )
    return replace(content, parts=parts, closing=tuple(replace(one, id=0) for one in content.closing))


def remarks(session: Session, meeting: Meeting) -> list[tuple[str, str]]:
    found = session.scalars(select(Remark).where(Remark.meeting_id == meeting.id).order_by(Remark.id))
    return [(one.speaker, one.text) for one in found]


@pytest.mark.parametrize("fmt", ["docx", "odt"])
def test_printed_minutes_come_back_as_they_were(session: Session, fmt: Format) -> None:
    source = counted_in_capitals()
    first, _ = brought_in(session, a_committee(session), source.filename, source.data)
    content = content_of(session, first)
    spoken = remarks(session, first)
    with_remarks = [
        replace(part, cases=tuple(replace(case, remarks=tuple(spoken)) if case.code == "113-2-1" else case for case in part.cases))
        for part in content.parts
    ]  # fmt: skip
    printed = minutes_paper.build(paper_of(replace(content, parts=tuple(with_remarks))), fmt)
    elsewhere = a_committee(session, "EDU", an_agency(session, "E01", "示範市政府教育局", "教育局"))
    second, batch = brought_in(session, elsewhere, f"紀錄.{fmt}", printed)
    (file,) = batch.files
    assert placed_of(file).left == ()
    assert second.state is MeetingState.CLOSED
    again = content_of(session, second)
    assert said(replace(again, parts=())) == said(replace(content, parts=()))
    for mine, theirs in zip(said(again).cases(), said(content).cases(), strict=True):
        assert replace(mine, remarks=()) == replace(theirs, remarks=())
    assert remarks(session, second) == spoken
