"""Who sees which proposals, and the list in the order the data mean."""

import pytest

from app.domain.errors import Absent
from app.domain.people.actor import CONSOLE, Actor, Role
from app.domain.proposals.proposal_flow import ProposalState
from app.models import Agency, Committee, Proposal
from app.queries.proposals.listing import Filters, choices, list_proposals
from app.queries.visibility.proposals import one_visible, proposals_visible_to
from app.services.proposals import confidentiality, drafting
from app.services.proposals.confidentiality import Classification
from app.services.proposals.drafting import Draft
from tests.people import NOW, TODAY, agency
from tests.proposals import HOSTILE, TEXT, Desk


def seen(desk: Desk, actor: Actor) -> set[str]:
    return {row.code for row in desk.world.session.scalars(proposals_visible_to(actor))}


def found(desk: Desk, **filters: object) -> list[str]:
    listing = list_proposals(desk.world.session, desk.actor(desk.officer), Filters(**filters), 1)  # type: ignore[arg-type]
    return [line.code for line in listing.lines]


def add(desk: Desk, year: int, running: int, **values: object) -> Proposal:
    row = Proposal(
        code=f"P{year}-{running}",
        committee_id=desk.committee.id,
        year=year,
        running=running,
        unit="政風處",
        created_at=NOW,
        changed_at=NOW,
    )
    for name, value in values.items():
        setattr(row, name, value)
    desk.world.session.add(row)
    desk.world.session.flush()
    return row


def stub(desk: Desk) -> Proposal:
    session, chief = desk.world.session, desk.actor(desk.chief)
    proposal = drafting.create(session, chief, desk.committee, Draft(unit="教育局"), now=NOW, today=TODAY)
    mark = Classification("甲案", "核定", "結案後")
    confidentiality.mark(session, chief, proposal, mark, seen_version=proposal.version, now=NOW)
    desk.world.save()
    return proposal


def test_the_department_sees_all_a_contact_his_agencys(desk: Desk) -> None:
    ours, theirs = desk.draft(), desk.draft(desk.contact)
    assert seen(desk, desk.actor(desk.officer)) == {ours.code, theirs.code}
    assert seen(desk, desk.actor(desk.contact)) == {theirs.code}


def test_leaders_see_what_has_passed(desk: Desk) -> None:
    shown = {state: desk.in_state(state).code for state in ProposalState}
    assert seen(desk, desk.actor(desk.leader)) == {
        shown[state] for state in (ProposalState.APPROVED, ProposalState.SCHEDULED, ProposalState.DECIDED)
    }


def test_a_confidential_case_is_absent_without_the_right(desk: Desk) -> None:
    proposal = stub(desk)
    assert seen(desk, desk.actor(desk.chief)) == {proposal.code}
    for actor in (desk.actor(desk.officer), desk.actor(desk.contact), desk.actor(desk.head), CONSOLE):
        assert seen(desk, actor) == set()
        with pytest.raises(Absent):
            one_visible(desk.world.session, actor, proposal.code)


def test_no_grant_sees_nothing_and_the_console_what_is_not_confidential(desk: Desk) -> None:
    proposal = desk.draft()
    nobody = desk.world.person("nobody", (Role.ADMIN, desk.world.department))
    assert seen(desk, desk.actor(nobody)) == set()
    assert seen(desk, CONSOLE) == {proposal.code}


def test_another_committees_case_is_not_ours(desk: Desk) -> None:
    third: Agency = agency("A03", "示範市政府建設局", "建設局", 30)
    desk.world.session.add(third)
    desk.world.session.flush()
    other = Committee(code="CON", name="建設局廉政會報", host="建設局", agency_id=third.id)
    desk.world.session.add(other)
    theirs = desk.world.person("their", (Role.OFFICER, third))
    proposal = drafting.create(
        desk.world.session, desk.actor(theirs), other, Draft(unit="建設局"), now=NOW, today=TODAY
    )
    assert proposal.code == "CON.P115-1"
    assert seen(desk, desk.actor(theirs)) == {proposal.code}
    assert seen(desk, desk.actor(desk.officer)) == set()


@pytest.mark.parametrize("typed", ["P115-1", "p115-1", "Ｐ１１５－１", "P115-01", " P115–1 "])
def test_a_code_is_found_however_it_is_typed(desk: Desk, typed: str) -> None:
    desk.draft()
    assert one_visible(desk.world.session, desk.actor(desk.officer), typed).code == "P115-1"


@pytest.mark.parametrize("typed", ["P115-2", "", "x\0y", "'", "P115-1;--", "𠮷", "%", "P" * 5000])
def test_what_is_no_code_is_absent(desk: Desk, typed: str) -> None:
    desk.draft()
    with pytest.raises(Absent):
        one_visible(desk.world.session, desk.actor(desk.officer), typed)


def test_codes_sort_by_year_and_number_not_as_text(desk: Desk) -> None:
    for year, running in ((99, 2), (114, 10), (114, 9), (115, 1)):
        add(desk, year, running)
    assert found(desk, sort="code") == ["P99-2", "P114-9", "P114-10", "P115-1"]
    assert found(desk) == ["P115-1", "P114-10", "P114-9", "P99-2"]


def test_states_sort_in_the_order_of_the_flow_and_units_in_the_official_one(desk: Desk) -> None:
    add(desk, 115, 1, state=ProposalState.WITHDRAWN, unit="教育局", agency_id=desk.world.other.id)
    add(desk, 115, 2, state=ProposalState.DRAFT, unit="某協會")
    add(desk, 115, 3, state=ProposalState.APPROVED, agency_id=desk.world.department.id)
    assert found(desk, sort="state") == ["P115-2", "P115-3", "P115-1"]
    assert found(desk, sort="unit") == ["P115-3", "P115-1", "P115-2"]
    assert choices(desk.world.session, desk.actor(desk.officer)).units == ("政風處", "教育局", "某協會")


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("保密", True),
        ("採購 分級", True),
        ("台中", True),
        ("臺中", True),
        ("沒有的字", False),
        ("%", False),
        ("_", False),
    ],
)
def test_keywords_all_stand_somewhere_and_wildcards_are_letters(desk: Desk, text: str, hit: bool) -> None:
    add(desk, 115, 1, subject="採購文件保密", explanation="臺中市分級")
    assert found(desk, text=text) == (["P115-1"] if hit else [])


def test_rare_characters_are_found(desk: Desk) -> None:
    proposal = desk.draft(text=HOSTILE)
    assert found(desk, text="𠮷野家") == [proposal.code]


def test_pages_of_fifty_and_the_last_page_beyond_the_end(desk: Desk) -> None:
    for running in range(1, 53):
        add(desk, 115, running)
    last = list_proposals(desk.world.session, desk.actor(desk.officer), Filters(), 99)
    assert (last.number, last.pages, last.total, last.first, last.last) == (2, 2, 52, 51, 52)


def test_filters_meet(desk: Desk) -> None:
    desk.draft(text=TEXT)
    add(desk, 114, 1, state=ProposalState.DECIDED, unit="教育局")
    assert found(desk, year=114) == ["P114-1"]
    assert found(desk, state=ProposalState.DRAFT) == ["P115-1"]
    assert found(desk, unit="教育局", year=115) == []
    assert found(desk, meeting="114-1") == []
