"""Each paper of a meeting from its records: what it says, what it lacks, and which records make it stale."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.documents.paper import TEMPLATES, Format
from app.domain.confidentiality import Confidentiality
from app.domain.errors import NotAllowed, NotNow
from app.domain.meetings.attendance import RecusalGround
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.papers.paper import BEFORE, LETTERS, PaperName, Standing, makeable
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.domain.people.actor import Role
from app.domain.people.members import MemberKind
from app.models import AuditEvent, Meeting, Member, Minutes, Proposal, Template
from app.queries.papers.sources import Sources, contact_of, seen_keys, sources_of
from app.queries.visibility.meetings import one_visible
from app.services.meetings import (
    agenda,
    attending,
    dated_facts,
    minuting,
    planning,
    recusing,
    replacing,
    resolving,
)
from app.services.meetings.attending import Invited
from app.services.meetings.minuting import FreeParts
from app.services.meetings.replacing import CaseText
from app.services.meetings.resolving import Wording
from app.services.papers import producing, templates
from app.services.papers.catalogue import make, make_extract
from app.services.papers.printing import print_all, print_paper
from app.services.papers.templates import NewFile
from tests.documents.files import lines as lines_in
from tests.people import NOW, TODAY
from tests.services.meetings.conftest import PLAN, Stage

N = PaperName
LATER = NOW + timedelta(hours=1)


def sources(stage: Stage, meeting: Meeting) -> Sources:
    """As the next request would read them."""
    stage.session.flush()
    stage.session.expire_all()
    return sources_of(stage.session, found(stage, meeting))


def found(stage: Stage, meeting: Meeting) -> Meeting:
    return one_visible(stage.session, stage.head, meeting.slug)


def lines_of(stage: Stage, meeting: Meeting, name: PaperName, fmt: Format = "docx") -> list[str]:
    data = print_paper(stage.session, make(name, sources(stage, meeting)), fmt, Path("nowhere"))
    return [line for line in lines_in(data, fmt) if line]


def produced(stage: Stage, state: MeetingState) -> Meeting:
    """A meeting with three cases, people and, once it is over, minutes; every paper of it produced."""
    stage.charter("市長")
    meeting = stage.with_minutes(number=3)[0] if state is MeetingState.ADJOURNED else stage.ready(3, state)
    attending.fill(
        stage.session,
        stage.officer,
        meeting,
        [Invited("甲", "局長", "民政局"), Invited("乙", "教授")],
        now=NOW,
    )
    producing.produce(stage.session, stage.officer, found(stage, meeting), now=NOW)
    return meeting


def stale(stage: Stage, meeting: Meeting) -> set[PaperName]:
    names = makeable(meeting.state)
    stood = producing.standings(stage.session, sources(stage, meeting), names)
    assert all(one.produced for one in stood)
    return {one.name for one in stood if one.standing is Standing.STALE}


def reorder(stage: Stage, meeting: Meeting) -> None:
    keys = [item.id for item in stage.lines(meeting)]
    section, seen = stage.lines(meeting)[0].section, meeting.version
    agenda.reorder(stage.session, stage.officer, meeting, section, keys[::-1], seen_version=seen, now=LATER)


def change(stage: Stage, meeting: Meeting, **fields: Any) -> None:
    plan = replace(PLAN, held_on=meeting.held_on, place=meeting.place, chair=meeting.chair)
    planning.change(
        stage.session,
        stage.officer,
        meeting,
        replace(plan, **fields),
        seen_version=meeting.version,
        now=LATER,
    )


def text(stage: Stage, meeting: Meeting, **fields: str) -> None:
    """抽換 of the second case."""
    item = stage.lines(meeting)[1]
    assert item.proposal is not None
    now = CaseText(item.proposal.subject, item.proposal.explanation, item.proposal.measures)
    replacing.replace(
        stage.session, stage.officer, meeting, item, replace(now, **fields),
        reason="更正", seen_version=meeting.version, now=LATER,
    )  # fmt: skip


def letter(stage: Stage, meeting: Meeting) -> None:
    dated_facts.record(
        stage.session, stage.officer, meeting, FactKind.NOTICE_SENT, dated_on=TODAY, document_number="第1號",
        now=LATER, today=TODAY,
    )  # fmt: skip


def invite(stage: Stage, meeting: Meeting) -> None:
    attending.add(
        stage.session, stage.officer, meeting, Invited("丙", "科長", "社會局", is_member=False), now=LATER
    )


def template(stage: Stage, meeting: Meeting) -> None:
    files = [
        NewFile(fmt, FileOrigin.UPLOADED, f"agenda.{fmt}", (TEMPLATES / f"minutes.{fmt}").read_bytes())
        for fmt in TemplateFormat
    ]
    version = templates.add(stage.session, stage.head, "agenda", files, note="", now=LATER)
    seen = stage.session.scalars(select(Template.version)).one()
    templates.activate(stage.session, stage.head, "agenda", version.number, seen_version=seen, now=LATER)


Change = Callable[[Stage, Meeting], object]
WITH_AGENDA = {N.AGENDA, N.BOOKLET}
BEFORE_CHANGES: list[tuple[str, Change, set[PaperName]]] = [
    ("order", reorder, WITH_AGENDA | {N.PROPOSAL_TABLE, N.CHAIR_NOTES}),
    ("place", lambda s, m: change(s, m, place="三樓"), WITH_AGENDA | {N.MEETING_NOTICE, N.SIGN_IN_SHEET, N.CHAIR_NOTES}),
    ("chair", lambda s, m: change(s, m, chair="副市長"), WITH_AGENDA | {N.MEETING_NOTICE, N.SIGN_IN_SHEET}),
    ("people", invite, {N.MEETING_NOTICE, N.SIGN_IN_SHEET}),
    ("minutes", lambda s, m: agenda.give_time(s.session, s.officer, m, {s.lines(m)[0].id: 45}, seen_version=m.version, now=LATER), WITH_AGENDA),
    ("文號", letter, set()),
    ("template", template, {N.AGENDA}),
]  # fmt: skip
SET_CHANGES: list[tuple[str, Change, set[PaperName]]] = [
    ("subject", lambda s, m: text(s, m, subject="改過的案由。"), WITH_AGENDA | {N.PROPOSAL_TABLE, N.CHAIR_NOTES}),
    ("explanation", lambda s, m: text(s, m, explanation="一、改過。"), {N.PROPOSAL_TABLE, N.BOOKLET, N.CHAIR_NOTES}),
    ("measures", lambda s, m: text(s, m, measures="請改照辦。"), {N.PROPOSAL_TABLE, N.BOOKLET}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "act", "expected"), BEFORE_CHANGES, ids=[row[0] for row in BEFORE_CHANGES])
def test_a_change_in_preparation_makes_exactly_its_papers_stale(
    stage: Stage, what: str, act: Change, expected: set[PaperName]
) -> None:
    meeting = produced(stage, MeetingState.PREPARING)
    assert stale(stage, meeting) == set()
    act(stage, meeting)
    assert stale(stage, meeting) == expected


@pytest.mark.parametrize(("what", "act", "expected"), SET_CHANGES, ids=[row[0] for row in SET_CHANGES])
def test_a_replaced_text_makes_exactly_its_papers_stale(
    stage: Stage, what: str, act: Change, expected: set[PaperName]
) -> None:
    meeting = produced(stage, MeetingState.AGENDA_SET)
    act(stage, meeting)
    assert stale(stage, meeting) == expected


def test_what_is_recorded_makes_exactly_its_papers_stale(stage: Stage) -> None:
    meeting = produced(stage, MeetingState.ADJOURNED)
    minutes = stage.session.scalars(select(Minutes)).one()
    minuting.save(
        stage.session,
        stage.officer,
        meeting,
        FreeParts(recorder="丙"),
        seen_version=minutes.version,
        now=LATER,
    )
    assert stale(stage, meeting) == {N.MINUTES, N.EXTRACT}
    resolution = stage.lines(meeting)[0].resolutions[0]
    changed = Wording(
        ResolutionKind.RESOLUTION, "照案通過，請政風處追蹤。", Disposition.ADOPTED, TrackingChoice.TRACK
    )
    resolving.change(
        stage.session, stage.officer, meeting, resolution, changed, seen_version=resolution.version, now=LATER
    )
    assert stale(stage, meeting) == {N.MINUTES, N.EXTRACT, N.PROPOSAL_TABLE, N.BOOKLET}
    producing.produce(stage.session, stage.officer, found(stage, meeting), [N.EXTRACT], now=LATER)
    assert stale(stage, meeting) == {N.MINUTES, N.PROPOSAL_TABLE, N.BOOKLET}


def test_producing_is_the_offices_and_leaves_an_audit_row(stage: Stage) -> None:
    meeting = produced(stage, MeetingState.PREPARING)
    row = stage.session.scalars(select(AuditEvent).where(AuditEvent.action == "produce_papers")).one()
    assert row.changes["papers"] == [None, [name.value for name in BEFORE]]
    member = stage.world.actor(stage.world.person("member", (Role.MEMBER, stage.world.department)))
    with pytest.raises(NotAllowed):
        producing.produce(stage.session, member, found(stage, meeting), now=LATER)
    with pytest.raises(NotNow, match="paper_not_yet"):
        producing.produce(stage.session, stage.officer, found(stage, meeting), [N.MINUTES], now=LATER)


@pytest.mark.parametrize("name", list(N))
def test_word_and_odf_say_the_same(stage: Stage, name: PaperName) -> None:
    meeting = produced(stage, MeetingState.ADJOURNED)
    assert lines_of(stage, meeting, name) == lines_of(stage, meeting, name, "odt")


def test_the_zip_holds_every_paper_under_its_chinese_name(stage: Stage) -> None:
    meeting = produced(stage, MeetingState.ADJOURNED)
    papers = [make(name, sources(stage, meeting)) for name in N]
    with zipfile.ZipFile(io.BytesIO(print_all(stage.session, papers))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert archive.read(f"{meeting.title}函送紀錄函稿.txt").decode().startswith("主旨：檢送")
    assert len(names) == len(N) * 2 + len(LETTERS)
    assert f"{meeting.title}議程.docx" in names
    assert f"{meeting.title}議程.odt" in names


def test_what_the_records_lack_is_named(stage: Stage) -> None:
    meeting = stage.meeting(replace(PLAN, chair=""))
    stage.put_on(meeting, stage.passed())
    notice = make(N.MEETING_NOTICE, sources(stage, meeting))
    assert {one.field for one in notice.empty} == {"開會地點", "主持人", "聯絡人", "聯絡電話"}
    officer = sources(stage, meeting).handled_by(contact_of(stage.session, meeting, stage.officer.person_id))
    assert "聯絡人" not in {one.field for one in make(N.MEETING_NOTICE, officer).empty}
    assert "（未填）" in "".join(lines_of(stage, meeting, N.MEETING_NOTICE))
    notes = make(N.CHAIR_NOTES, sources(stage, meeting))
    assert [(one.case, one.field) for one in notes.empty if one.case] == [(1, "擬議決議")]


def test_the_proposed_resolution_is_printed_for_the_chair_only(stage: Stage) -> None:
    meeting = stage.meeting()
    proposal = stage.passed()
    proposal.suggested_resolution = "擬予照案通過示範。"
    stage.put_on(meeting, proposal)
    saying = {name for name in N if "擬予照案通過示範" in "".join(lines_of(stage, meeting, name))}
    assert saying == {N.CHAIR_NOTES}


def test_a_changed_day_makes_the_notice_one_of_a_change(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.PREPARING)
    letter(stage, meeting)
    before, later = meeting.held_on, NOW + timedelta(hours=2)
    planning.postpone(
        stage.session, stage.officer, meeting, reason="颱風", seen_version=meeting.version, now=later
    )
    planning.reschedule(
        stage.session, stage.officer, meeting, held_on=date(2026, 12, 30), starts_at=None, ends_at=None,
        seen_version=meeting.version, now=later + timedelta(hours=1),
    )  # fmt: skip
    assert before == date(2026, 12, 16)
    said = "".join(lines_of(stage, meeting, N.MEETING_NOTICE))
    assert "改期" in said
    assert "115年12月16日" in said
    assert "115年12月30日" in said
    assert "颱風" in said


def test_the_extract_is_bound_by_the_agencies_that_are_named(stage: Stage) -> None:
    meeting = produced(stage, MeetingState.ADJOURNED)
    assert [sheet.agency for sheet in make(N.EXTRACT, sources(stage, meeting)).plain.sheets] == ["各機關"]
    resolution = stage.lines(meeting)[1].resolutions[0]
    name = stage.world.other.name
    wording = Wording(ResolutionKind.RESOLUTION, f"照案通過，請{name}辦理。", Disposition.ADOPTED, TrackingChoice.TRACK)  # fmt: skip
    resolving.change(
        stage.session, stage.officer, meeting, resolution, wording, seen_version=resolution.version, now=LATER
    )
    sheets = make(N.EXTRACT, sources(stage, meeting)).plain.sheets
    assert [sheet.agency for sheet in sheets] == [name]
    assert [case.number for case in sheets[0].cases] == ["第二案"]
    one = make_extract(sources(stage, meeting), stage.world.other.code)
    assert one.plain.sheets == sheets
    for asked, code in (
        ("沒有這個局", "extract_agency_unknown"),
        (stage.world.department.code, "extract_nothing"),
    ):
        with pytest.raises(NotNow, match=code):
            make_extract(sources(stage, meeting), asked)


def test_a_confidential_case_is_a_stub_in_every_paper_and_absent_for_others(stage: Stage) -> None:
    """Even where its text stands in the system."""
    meeting = produced(stage, MeetingState.ADJOURNED)
    item = stage.lines(meeting)[0]
    secret = stage.session.get_one(Proposal, item.proposal_id)
    secret.confidentiality, secret.stub_name = Confidentiality.CONFIDENTIAL, "代號甲"
    item.resolutions[0].text = "密件決議文字"
    stage.session.flush()
    for name in N:
        said = "".join(lines_of(stage, meeting, name))
        assert "第1件提案" not in said, name
        assert "密件決議文字" not in said, name
    whole = sources(stage, meeting)
    assert "代號甲" in "".join(lines_of(stage, meeting, N.AGENDA))
    seen = whole.only(seen_keys(stage.session, stage.officer, whole))
    for name in N:
        assert "代號甲" not in str(make(name, seen).values), name


def test_a_recused_member_reads_no_paper_of_that_case(stage: Stage) -> None:
    meeting = produced(stage, MeetingState.AGENDA_SET)
    user = stage.world.person("member", (Role.MEMBER, stage.world.department))
    stage.session.add(
        Member(
            committee_id=meeting.committee_id, kind=MemberKind.EXTERNAL, name="乙", title="教授",
            user_id=user.id, from_on=date(2026, 1, 1),
        )
    )  # fmt: skip
    item, person = stage.lines(meeting)[1], attending.people_of(stage.session, meeting)[1]
    member = stage.world.actor(user)
    whole = sources(stage, meeting)
    assert len(whole.only(seen_keys(stage.session, member, whole)).items) == 3
    recusing.recuse(
        stage.session, stage.officer, meeting, item, person.id, RecusalGround.OWN_ACCORD, "", now=LATER
    )
    seen = whole.only(seen_keys(stage.session, member, whole))
    assert [one.id for one in seen.items] == [one.id for one in whole.items if one.id != item.id]
    assert "第2件提案" not in str(make(N.BOOKLET, seen).values)
    assert len(whole.only(seen_keys(stage.session, stage.officer, whole)).items) == 3


@pytest.mark.paper
@pytest.mark.parametrize("name", [N.BOOKLET, N.SIGN_IN_SHEET, N.EXTRACT])
def test_a_pdf_is_made_of_the_records(stage: Stage, name: PaperName, libreoffice: str) -> None:
    meeting = produced(stage, MeetingState.ADJOURNED)
    assert print_paper(stage.session, make(name, sources(stage, meeting)), "pdf", Path("nowhere")).startswith(
        b"%PDF"
    )
