"""The index follows the records, or nothing of it does; and whoever searches finds what he sees, to the count."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.city.files import form, slides
from app.domain.confidentiality import Confidentiality
from app.domain.duties.plan_items import PlanFrequency, PlanTerms
from app.domain.insight.search_index import SearchKind
from app.domain.people.actor import Actor, Role
from app.domain.tracking.decisions import Progress
from app.domain.tracking.item import AssignmentRole
from app.extensions.transaction import commit
from app.jobs.reading_files import read_some
from app.models import (
    AgendaItem,
    Attachment,
    DutyOccurrence,
    ExtractedText,
    ProgressReport,
    Proposal,
    Resolution,
    SearchEntry,
)
from app.queries.insight import search
from app.queries.insight.similar import similar_to
from app.services.duties import evidence, planning
from app.services.insight import indexing
from app.services.proposals import attachments
from app.services.tracking import reporting
from app.services.tracking.reporting import Written
from tests.people import NOW
from tests.services.meetings.conftest import stage
from tests.services.tracking.conftest import Loop, loop, when

__all__ = ["loop", "stage"]
SAID = Written(Progress.UNDER_WAY, "已建置履約照片雲端比對，臺中分處自114年11月5日起試辦。")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as hands:
        yield hands


def found(session: Session, actor: Actor, typed: str, year: int | None = None) -> dict[str, int]:
    """How many of each kind."""
    groups = search.groups(session, actor, search.question(typed, year), list(SearchKind), size=5)
    assert all(len(one.hits) == min(one.total, 5) for one in groups)
    return {one.kind.value: one.total for one in groups}


def index_of(session: Session) -> set[tuple[object, ...]]:
    return {tuple(row) for row in session.execute(select(SearchEntry.__table__))}


def test_the_index_changes_with_the_record_and_is_rolled_back_with_it(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    session, officer = loop.session, loop.officer
    proposal = loop.stage.passed("為強化履約照片查核，提請審議。")
    loop.stage.world.save()
    assert found(session, officer, "履約照片") == {"proposal": 1}
    proposal.measures = "一、請各機關清查圍標情形。"
    session.flush()
    session.rollback()
    assert found(session, officer, "圍標") == {}
    session.refresh(proposal)
    proposal.measures = "一、請各機關清查借牌情形。"
    commit(session)
    assert found(session, officer, "借牌 履約") == {"proposal": 1}
    assert found(session, officer, "牌") == {"proposal": 1}
    assert found(session, officer, "借牌", 114) == {}
    assert found(session, officer, "借牌", 115) == {"proposal": 1}
    proposal.measures = "一、略。"
    commit(session)
    assert found(session, officer, "借牌") == {}
    assert found(session, officer, "略。\n") == found(session, officer, "一、略") != {}
    followed = index_of(session)
    assert indexing.rebuild(session) == len(followed)
    assert index_of(session) == followed
    assert found(session, officer, "履約照片") == {"proposal": 1}


def test_each_finds_what_he_sees_and_is_told_of_no_more(clock: time_machine.Traveller, loop: Loop) -> None:
    session, world = loop.session, loop.stage.world
    shares = loop.dispatched(loop.plan(AssignmentRole.LEAD, AssignmentRole.LEAD))
    sent = loop.report(shares[0], SAID)
    reporting.write(session, loop.contacts[shares[1].agency_id], shares[1], SAID, **when())
    leader = world.actor(world.person("leader", (Role.LEADER, world.department), password=""))
    stranger = world.actor(world.person("stranger", (Role.CONTACT, loop.agencies[4]), password=""))
    for typed in ("履約照片", "台中分處", "2025/11/5", "履", "比對"):
        assert found(session, loop.officer, typed) == {"report": 1}, typed
    first, second = (loop.contacts[one.agency_id] for one in shares)
    assert found(session, first, "履約照片") == {"report": 1}
    # What is not sent is nobody's but its agency's, and is not searched at all.
    assert found(session, second, "履約照片") == {}
    assert found(session, leader, "履約照片") == {"report": 1}
    assert found(session, stranger, "履約照片") == {}
    # 前案: who drafts the same again sees what was decided, and what of it he may see.
    share = shares[0]
    again = loop.stage.passed("第1件提案。")
    commit(session)
    alike = similar_to(session, loop.officer, again)
    resolution = session.get_one(Resolution, loop.item(share).resolution_id)
    assert [one.resolutions[0].thing_id for one in alike if one.resolutions] == [resolution.id]
    assert [line.shares for one in alike for line in one.items] == [2]
    assert similar_to(session, stranger, again) == []
    # The item is seen by both agencies that have a share of it.
    assert found(session, second, "教育訓練") == {"item": 1}
    assert found(session, stranger, "教育訓練") == {}
    reporting.recall(session, first, sent, seen_version=sent.version, **when())
    commit(session)
    assert found(session, loop.officer, "履約照片") == {}
    assert session.scalar(select(ProgressReport.text).where(ProgressReport.id == sent.id)) == SAID.text


def test_what_belongs_to_a_confidential_case_is_not_searched(
    clock: time_machine.Traveller, loop: Loop
) -> None:
    session, world = loop.session, loop.stage.world
    trusted = world.actor(
        world.person("trusted", (Role.OFFICER, world.department), password="", confidential=True)
    )
    share = loop.dispatched(loop.plan(AssignmentRole.LEAD, AssignmentRole.LEAD))[0]
    loop.report(share, SAID)
    commit(session)
    everything = found(session, trusted, "請")
    assert {"proposal", "resolution", "item"} <= set(everything)
    resolution = session.get_one(Resolution, loop.item(share).resolution_id)
    line = session.get_one(AgendaItem, resolution.item_id)
    proposal = session.get_one(Proposal, line.proposal_id)
    proposal.confidentiality, proposal.stub_name = Confidentiality.CONFIDENTIAL, "潛龍專案"
    commit(session)
    assert found(session, trusted, "履約照片") == {}
    assert not set(found(session, trusted, "教育訓練")) & {"resolution", "item", "assignment", "report"}
    assert found(session, trusted, "潛龍") == {"proposal": 1}
    assert found(session, loop.officer, "潛龍") == {}
    followed = index_of(session)
    indexing.rebuild(session)
    assert index_of(session) == followed
    proposal.confidentiality = Confidentiality.NORMAL
    commit(session)
    assert found(session, loop.officer, "履約照片") == {"report": 1}


def test_files_are_read_beside_and_named_where_they_cannot_be(
    clock: time_machine.Traveller, loop: Loop, app: Flask, tmp_path: Path
) -> None:
    session, officer, database = loop.session, loop.officer, app.extensions["tracker"].database
    proposal = loop.stage.passed()
    add = {"files_dir": tmp_path, "now": NOW}
    for name, data in (("清查簡報.pdf", slides()), ("抽查表.docx", form())):
        attachments.attach(session, officer, proposal, name, data, **add)  # type: ignore[arg-type]
    lost = session.scalars(select(Attachment)).first()
    assert lost is not None
    session.add(
        Attachment(
            proposal_id=proposal.id, position=9, filename="掃描.pdf", kind="pdf", size=1, sha256="f" * 64,
            uploaded_at=NOW,
        )
    )  # fmt: skip
    commit(session)
    assert found(session, officer, "竣工照片") == {}
    assert found(session, officer, "抽查表") == {"attachment": 1}
    session.rollback()
    assert read_some(database, tmp_path, clock=lambda: NOW) == 3
    assert read_some(database, tmp_path, clock=lambda: NOW) == 0
    assert found(session, officer, "竣工照片") == {"attachment": 1}
    assert found(session, officer, "抽查108輛") == {"attachment": 1}
    assert search.unreadable(session, officer, 10) == ["掃描.pdf"]
    stranger = loop.contacts[loop.agencies[2].id]
    assert found(session, stranger, "竣工照片") == {}
    assert search.unreadable(session, stranger, 10) == []
    assert len(session.scalars(select(ExtractedText)).all()) == 3
    session.refresh(lost)
    lost.removed_at = NOW
    commit(session)
    assert found(session, officer, "抽查108輛") == {}


def test_evidence_of_the_plan_is_found_by_whoever_keeps_it(
    clock: time_machine.Traveller, loop: Loop, tmp_path: Path
) -> None:
    session, officer = loop.session, loop.officer
    department = loop.stage.world.department
    duty = planning.define(
        session, officer, department, PlanTerms("採購派案", PlanFrequency.MONTHLY), **when()
    )
    row = session.scalars(select(DutyOccurrence).where(DutyOccurrence.duty_id == duty.id)).first()
    assert row is not None
    session.refresh(row, ["duty"])
    file = evidence.attach(session, officer, row, "派案抽籤紀錄.pdf", slides(), files_dir=tmp_path, now=NOW)
    commit(session)
    assert found(session, officer, "抽籤紀錄") == {"attachment": 1}
    [group] = search.groups(session, officer, search.question("抽籤紀錄"), [SearchKind.ATTACHMENT], size=5)
    assert (group.hits[0].source.occurrence_id, group.hits[0].source.code) == (row.id, "")
    assert group.hits[0].source.place.startswith("採購派案（115年")
    for other in (
        loop.contacts[loop.agencies[2].id],
        loop.stage.world.actor(loop.stage.world.person("leader", (Role.LEADER, department), password="")),
    ):
        assert found(session, other, "抽籤紀錄") == {}
    followed = index_of(session)
    indexing.rebuild(session)
    assert index_of(session) == followed
    evidence.remove(session, officer, row, file, seen_version=file.version, now=NOW)
    commit(session)
    assert found(session, officer, "抽籤紀錄") == {}
