"""我的工作 for every role of the demonstration city: what waits, with counts that are the lengths of the lists they open."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.actor import Role
from app.domain.proposals.proposal_flow import ProposalState
from app.extensions.transaction import commit
from app.models import Agency, Meeting, Proposal, RoleGrant, User
from tests.client import HouseClient

LOGINS = {
    Role.OFFICER: "eth-officer1",
    Role.HEAD: "eth-head",
    Role.CONTACT: "civ-contact",
    Role.SUPERVISOR: "civ-supervisor",
    Role.LEADER: "mayor-office",
    Role.MEMBER: "member-legal",
    Role.AUDITOR: "auditor",
    Role.ADMIN: "sysadmin",
}
FIGURE = re.compile(r'<a href="([^"]+)"><span class="figure-value">(\d+)</span>')


def here_today() -> date:
    return datetime.now(ZoneInfo("Asia/Taipei")).date()


def first_page(client: HouseClient, login: str) -> str:
    client.sign_in(login)
    answer = client.get("/work")
    assert answer.status_code == 200
    return answer.text


def total(client: HouseClient, address: str) -> int:
    """How many rows the list at this address says it has."""
    text = client.get(address.replace("&amp;", "&")).text
    found = re.search(r"共 ([\d,]+) 筆", text)
    return int(found[1].replace(",", "")) if found else 0


def panel(page: str, title: str) -> str:
    """The panel whose heading begins with `title`, or ''."""
    panels = re.findall(r'<section class="panel".*?</section>', page, re.DOTALL)
    return next((one for one in panels if re.search(rf"<h2>{re.escape(title)}", one)), "")


def proposal(session: Session, state: ProposalState) -> Proposal:
    return session.scalars(select(Proposal).where(Proposal.state == state).order_by(Proposal.id)).first() or (
        pytest.fail(f"the city has no proposal that is {state}")
    )


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_first_page_with_something_on_it(client: HouseClient, role: Role) -> None:
    page = first_page(client, LOGINS[role])
    assert 'class="panel"' in page
    assert not ("目前沒有需要您處理的事項" in page and "需要您處理（" in page)


@pytest.mark.parametrize("role", [Role.CONTACT, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR, Role.ADMIN])
def test_every_figure_is_the_length_of_the_list_it_opens(client: HouseClient, role: Role) -> None:
    figures = FIGURE.findall(first_page(client, LOGINS[role]))
    assert figures
    assert [(address, int(count)) for address, count in figures] == [
        (address, total(client, address)) for address, _ in figures
    ]


def test_a_head_is_asked_about_every_case_in_review_but_his_own(
    client: HouseClient, session: Session
) -> None:
    waiting = panel(first_page(client, "eth-head"), "需要您處理")
    count = session.scalar(select(func.count()).where(Proposal.state == ProposalState.IN_REVIEW))
    assert f"{count} 件" in waiting
    assert (
        waiting.count("/review") - waiting.count('"/review"') == (count or 0) + 1
    )  # each case, and the button to begin

    head = session.scalars(select(User).where(User.login == "eth-head")).one()
    proposal(session, ProposalState.IN_REVIEW).submitted_by_id = head.id
    commit(session)
    assert f"{(count or 0) - 1} 件" in panel(first_page(client, "eth-head"), "需要您處理")


def test_the_preparation_counts_what_the_lists_show(client: HouseClient) -> None:
    preparation = panel(first_page(client, "eth-officer1"), "籌備中的會議")
    in_review = re.search(r"(\d+) 案審核中", preparation)
    can_be_put = re.search(r"(\d+) 案可排入", preparation)
    on_agenda = re.search(r"已排 (\d+) 案", preparation)
    assert in_review
    assert can_be_put
    assert on_agenda
    assert int(in_review[1]) == total(client, "/proposals?state=in_review")
    meeting = re.search(r'href="(/meetings/[^"/]+)"', preparation)
    assert meeting
    shown = client.get(meeting[1]).text
    assert shown.count('name="proposals"') == int(can_be_put[1])
    cases = shown.partition('id="section-discussion"')[2].partition("</section>")[0]
    assert len(re.findall(r'id="line-\d+"', cases)) == int(on_agenda[1])


def test_an_officer_is_told_what_was_returned_and_can_go_on_at_once(
    client: HouseClient, session: Session
) -> None:
    returned = proposal(session, ProposalState.RETURNED)
    code, drafter = returned.code, session.get_one(User, returned.drafted_by_id).login
    session.rollback()
    waiting = panel(first_page(client, drafter), "需要您處理")
    assert code in waiting
    assert f'href="/proposals/{code}/edit"' in waiting
    assert code not in panel(first_page(client, "eth-chief"), "需要您處理")


def test_what_was_typed_is_shown_as_text(client: HouseClient, session: Session) -> None:
    draft = proposal(session, ProposalState.DRAFT)
    drafter = session.get_one(User, draft.drafted_by_id)
    draft.subject = "為<b>強化</b>＆𠮷字，提請審議。"
    commit(session)
    assert "為&lt;b&gt;強化&lt;/b&gt;＆𠮷字" in panel(first_page(client, drafter.login), "草稿（")


def test_more_than_five_cases_count_all_of_them(client: HouseClient, session: Session) -> None:
    returned = proposal(session, ProposalState.RETURNED)
    drafter = session.get_one(User, returned.drafted_by_id)
    others = session.scalars(select(Proposal).where(Proposal.state == ProposalState.DECIDED).limit(6)).all()
    for one in others:
        one.state, one.drafted_by_id = ProposalState.RETURNED, drafter.id
    commit(session)
    waiting = panel(first_page(client, drafter.login), "需要您處理")
    assert "7 件" in waiting
    assert "另有 2 件" in waiting


def test_resolutions_that_are_missing_wait_for_whoever_runs_the_meeting(
    client: HouseClient, session: Session
) -> None:
    coming = session.scalars(select(Meeting).where(Meeting.state == MeetingState.PREPARING)).one()
    coming.state = MeetingState.ADJOURNED
    commit(session)
    waiting = panel(first_page(client, "eth-officer2"), "需要您處理")
    assert "待登錄決議" in waiting
    shown = client.get(f"/meetings/{coming.slug}").text
    left = re.search(r"尚有 (\d+) 案未登錄決議", shown)
    assert left
    assert f"{left[1]} 案" in waiting
    assert "待登錄決議" not in first_page(client, "auditor")


def test_a_grant_waits_for_the_head_and_the_number_is_that_of_the_list(
    client: HouseClient, session: Session
) -> None:
    grants = session.scalars(
        select(RoleGrant).where(RoleGrant.role == Role.OFFICER).order_by(RoleGrant.id).limit(2)
    ).all()
    for grant in grants:
        grant.confirmed_at = grant.confirmed_by_id = None
    commit(session)
    waiting = panel(first_page(client, "eth-head"), "需要您處理")
    assert "2 件" in waiting
    assert client.get("/admin/grants").text.count("/confirm") == 2


def test_an_account_without_a_role_waits_for_the_administrator_by_name(
    client: HouseClient, session: Session
) -> None:
    user = session.scalars(select(User).where(User.login == "civ-contact")).one()
    for grant in session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)):
        grant.to_on = here_today() - timedelta(days=7)
    commit(session)
    waiting = panel(first_page(client, "sysadmin"), "需要您處理（1）")
    assert user.name in waiting
    user.disabled_at = datetime.now(UTC)
    commit(session)
    assert "目前沒有需要您處理" in first_page(client, "sysadmin")


def test_a_member_sees_the_coming_meeting_only_once_the_agenda_is_set(
    client: HouseClient, session: Session
) -> None:
    coming = session.scalars(select(Meeting).where(Meeting.state == MeetingState.PREPARING)).one()
    label = coming.label
    session.rollback()
    before = first_page(client, "member-legal")
    assert not panel(before, "下一場會議")
    assert "最近的會議" in before
    coming.state = MeetingState.AGENDA_SET
    commit(session)
    assert panel(first_page(client, "member-legal"), f"下一場會議：{label}")


def test_a_contact_sees_no_other_agency(client: HouseClient, session: Session) -> None:
    page = first_page(client, "edu-contact")
    education = session.scalars(select(Agency).where(Agency.code == "EDU")).one()
    others = session.scalars(select(Proposal).where(Proposal.agency_id != education.id))
    assert [one.code for one in others if f">{one.code}<" in page] == []


def test_a_contact_without_a_case_is_told_how_to_begin(client: HouseClient) -> None:
    page = first_page(client, "sec-contact")
    assert "貴機關要提案？" in page
    assert 'href="/help/writing"' in page
    assert "貴機關要提案？" not in first_page(client, "civ-contact")


def test_the_day_of_the_meeting_is_said(client: HouseClient, session: Session) -> None:
    coming = session.scalars(select(Meeting).where(Meeting.state == MeetingState.PREPARING)).one()
    label = coming.label
    session.rollback()
    assert re.search(rf"距{label}廉政會報還有\d+天", first_page(client, "eth-officer1"))
    coming.held_on = here_today()
    commit(session)
    page = first_page(client, "eth-officer1")
    assert f"{label}廉政會報就在今天" in page
    assert "議程定稿後即可開始會議" in panel(page, "今天開會")
    assert "今天開會" not in first_page(client, "civ-contact")


def test_on_its_day_the_meeting_is_begun_from_the_first_page(client: HouseClient, session: Session) -> None:
    coming = session.scalars(select(Meeting).where(Meeting.state == MeetingState.PREPARING)).one()
    coming.held_on, coming.state, slug = here_today(), MeetingState.AGENDA_SET, coming.slug
    commit(session)
    today = panel(first_page(client, "eth-officer1"), "今天開會")
    assert "開始會議" in today
    fields = dict(re.findall(r"name=\"(seen_version)\" value=\"(\d+)\"", today))
    assert client.submit(f"/meetings/{slug}/start", fields).status_code == 303
    assert "現場登錄" in panel(client.get("/work").text, "今天開會")


def test_the_root_leads_to_it(client: HouseClient) -> None:
    client.sign_in("eth-officer1")
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (303, "/work")
