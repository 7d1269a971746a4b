"""附件 of agenda items: added, named, ordered, hidden with a reason; never on a stub, never after 紀錄核定."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.errors import ChangedSinceSeen, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.models import AgendaItem, Attachment, AuditEvent, Meeting
from app.queries.meetings.item_files import files_by_line
from app.readers.refusal import FileRefused
from app.services.meetings import item_files
from app.services.proposals import attached, attachments
from tests.people import NOW
from tests.services.meetings.conftest import Stage

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01" + bytes(20)
Attach = Callable[..., Attachment]


@pytest.fixture
def attach(stage: Stage, tmp_path: Path) -> Attach:
    def one(meeting: Meeting, item: AgendaItem, name: str = "簡報.png", title: str = "") -> Attachment:
        return item_files.attach(
            stage.session, stage.officer, meeting, item, name, PNG, title=title, files_dir=tmp_path, now=NOW
        )

    return one


def names(stage: Stage, item: AgendaItem) -> list[str]:
    return [row.name for row in files_by_line(stage.session, [item])[item.id]]


def test_a_line_shows_the_files_of_its_proposal_and_then_its_own(
    stage: Stage, attach: Attach, tmp_path: Path
) -> None:
    proposal = stage.passed()
    attachments.attach(stage.session, stage.officer, proposal, "附表.png", PNG, files_dir=tmp_path, now=NOW)
    meeting = stage.meeting()
    [item] = stage.put_on(meeting, proposal)
    attach(meeting, item, "簡報.png")
    row = attach(meeting, item, "照片.png", "現場照片")
    assert names(stage, item) == ["附表.png", "簡報.png", "現場照片"]
    item_files.move(stage.session, stage.officer, meeting, item, row, -1, seen_version=row.version, now=NOW)
    assert names(stage, item) == ["附表.png", "現場照片", "簡報.png"]
    item_files.retitle(
        stage.session, stage.officer, meeting, item, row, "", seen_version=row.version, now=NOW
    )
    assert names(stage, item) == ["附表.png", "照片.png", "簡報.png"]


def test_what_is_removed_stays_with_its_reason(stage: Stage, attach: Attach, tmp_path: Path) -> None:
    meeting = stage.ready(1)
    [item] = stage.lines(meeting)
    row = attach(meeting, item)
    with pytest.raises(ChangedSinceSeen):
        item_files.remove(
            stage.session, stage.officer, meeting, item, row, reason="誤傳", seen_version=9, now=NOW
        )
    with pytest.raises(NotNow, match="reason_missing"):
        item_files.remove(stage.session, stage.officer, meeting, item, row, seen_version=row.version, now=NOW)
    item_files.remove(
        stage.session, stage.officer, meeting, item, row, reason="誤傳", seen_version=row.version, now=NOW
    )
    assert names(stage, item) == []
    assert stage.session.scalars(select(Attachment)).one().removed_at == NOW
    assert attached.path_of(tmp_path, row.sha256).read_bytes() == PNG
    event = stage.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.action, event.reason, event.code) == ("remove_attachment", "誤傳", "115-2-1")


def test_files_follow_the_meeting_until_its_minutes_are_approved(stage: Stage, attach: Attach) -> None:
    meeting = stage.ready(1, MeetingState.ADJOURNED)
    [item] = stage.lines(meeting)
    attach(meeting, item)
    meeting.state = MeetingState.MINUTES_APPROVED
    with pytest.raises(NotNow, match="files_are_fixed"):
        attach(meeting, item)


def test_others_and_confidential_cases_get_none(stage: Stage, attach: Attach, tmp_path: Path) -> None:
    meeting = stage.ready(1)
    [item] = stage.lines(meeting)
    reader = stage.world.actor(stage.world.person("leader", (Role.LEADER, stage.world.department)))
    with pytest.raises(NotAllowed):
        item_files.attach(stage.session, reader, meeting, item, "a.png", PNG, files_dir=tmp_path, now=NOW)
    with pytest.raises(FileRefused, match="wrong_type"):
        attach(meeting, item, "簡報.exe")
    assert item.proposal is not None
    item.proposal.stub_name, item.proposal.confidentiality = "甲案", Confidentiality.CONFIDENTIAL
    with pytest.raises(NotNow, match="stub_holds_no_text"):
        attach(meeting, item)
    assert stage.session.scalars(select(Attachment)).all() == []
