"""Drafting: codes, working text, other hands' words, versions."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from app.domain.errors import ChangedSinceSeen, NotAllowed, NotNow
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor
from app.extensions.transaction import commit
from app.services.proposals import drafting, versions
from app.services.proposals.drafting import AiDisclosure
from tests.people import NOW, TODAY
from tests.proposals import HOSTILE, LATER, TEXT, Desk


def test_codes_count_up_within_the_roc_year(desk: Desk) -> None:
    assert [desk.draft().code, desk.draft().code] == ["P115-1", "P115-2"]


def test_two_who_create_at_once_get_two_codes(desk: Desk) -> None:
    database = desk.world.app.extensions["tracker"].database
    actor, start, codes = desk.actor(desk.officer), Barrier(4), []
    desk.world.session.rollback()

    def create() -> None:
        start.wait()
        with database.sessions() as session:
            committee = session.merge(desk.committee)
            codes.append(drafting.create(session, actor, committee, TEXT, now=NOW, today=TODAY).code)
            commit(session)

    threads = [Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["P115-1", "P115-2", "P115-3", "P115-4"]


def test_a_contacts_case_is_his_agencys_whatever_its_unit_says(desk: Desk) -> None:
    proposal = desk.draft(desk.contact, replace(TEXT, unit="政風處"))
    assert proposal.agency_id == desk.world.other.id
    drafting.save(
        desk.world.session,
        desk.actor(desk.contact),
        proposal,
        replace(TEXT, unit="示範市政府政風處"),
        seen_version=proposal.version,
        now=LATER,
    )
    assert proposal.agency_id == desk.world.other.id


def test_the_unit_is_linked_to_the_agency_of_that_name_and_kept_as_written(desk: Desk) -> None:
    known = desk.draft(text=replace(TEXT, unit="教育局"))
    unknown = desk.draft(text=replace(TEXT, unit="某協會"))
    assert (known.unit, known.agency_id) == ("教育局", desk.world.other.id)
    assert (unknown.unit, unknown.agency_id) == ("某協會", None)


def test_a_leader_drafts_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        desk.draft(desk.leader)


def test_texts_come_back_byte_for_byte(desk: Desk) -> None:
    stored = desk.again(desk.draft(text=HOSTILE))
    assert [stored.subject, stored.explanation, stored.measures] == [
        HOSTILE.subject,
        HOSTILE.explanation,
        HOSTILE.measures,
    ]


def test_an_autosave_leaves_no_row_in_the_log_and_a_save_one(desk: Desk) -> None:
    proposal, session, officer = desk.draft(), desk.world.session, desk.actor(desk.officer)
    changed = replace(TEXT, measures="請辦理。", ai=AiDisclosure(tool="甲"))
    drafting.autosave(session, officer, proposal, changed, seen_version=proposal.version, now=LATER)
    assert desk.actions(proposal) == ["create"]
    again = replace(changed, measures="請各機關辦理。")
    drafting.save(session, officer, proposal, again, seen_version=proposal.version, now=LATER)
    assert desk.actions(proposal) == ["create", "save"]
    assert (proposal.measures, proposal.ai_tool) == ("請各機關辦理。", "甲")


def test_saving_what_is_already_there_changes_nothing(desk: Desk) -> None:
    proposal = desk.draft()
    before = proposal.version
    drafting.save(
        desk.world.session, desk.actor(desk.officer), proposal, TEXT, seen_version=before, now=LATER
    )
    assert (proposal.version, desk.actions(proposal)) == (before, ["create"])


def test_a_stale_save_overwrites_nothing(desk: Desk) -> None:
    proposal, session, officer = desk.draft(), desk.world.session, desk.actor(desk.officer)
    seen = proposal.version
    drafting.save(session, officer, proposal, replace(TEXT, subject="先存的"), seen_version=seen, now=LATER)
    for verb in (drafting.save, drafting.autosave):
        with pytest.raises(ChangedSinceSeen):
            verb(session, officer, proposal, replace(TEXT, subject="後存的"), seen_version=seen, now=LATER)
    assert proposal.subject == "先存的"


def test_another_hands_words_become_a_version_before_they_are_written_over(desk: Desk) -> None:
    proposal = desk.draft(desk.contact)
    drafting.autosave(
        desk.world.session,
        desk.actor(desk.officer),
        proposal,
        replace(TEXT, subject="政風處改的"),
        seen_version=proposal.version,
        now=LATER,
    )
    kept = desk.versions(proposal)
    assert [(one.subject, one.cut_by_id) for one in kept] == [(TEXT.subject, desk.contact.id)]
    assert desk.actions(proposal) == ["create", "keep_version"]


def test_in_review_and_once_passed_every_save_of_the_department_is_a_version(desk: Desk) -> None:
    session, officer = desk.world.session, desk.actor(desk.officer)
    for proposal, why in ((desk.submitted(), CutFor.KEPT), (desk.approved(), CutFor.REPLACEMENT)):
        with pytest.raises(NotNow):
            drafting.autosave(
                session,
                officer,
                proposal,
                replace(TEXT, subject="x"),
                seen_version=proposal.version,
                now=LATER,
            )
        drafting.save(
            session, officer, proposal, replace(TEXT, subject="改"), seen_version=proposal.version, now=LATER
        )
        last = desk.versions(proposal)[-1]
        assert (last.subject, last.cut_for) == ("改", why)


@pytest.mark.parametrize("state", [ProposalState.IN_REVIEW, ProposalState.RETURNED])
def test_a_contact_writes_only_while_the_case_is_his(desk: Desk, state: ProposalState) -> None:
    proposal = desk.submitted(desk.contact)
    if state is ProposalState.RETURNED:
        from app.services.proposals import reviewing

        reviewing.send_back(
            desk.world.session,
            desk.actor(desk.head),
            proposal,
            reason="補",
            seen_version=proposal.version,
            now=LATER,
        )
    changed = replace(TEXT, subject="再改")

    def save() -> None:
        drafting.save(
            desk.world.session,
            desk.actor(desk.contact),
            proposal,
            changed,
            seen_version=proposal.version,
            now=LATER,
        )

    if state is ProposalState.IN_REVIEW:
        with pytest.raises(NotAllowed):
            save()
        assert proposal.subject == TEXT.subject
    else:
        save()
        assert proposal.subject == "再改"


def test_a_version_kept_by_hand_says_something_new(desk: Desk) -> None:
    proposal, session, officer = desk.draft(), desk.world.session, desk.actor(desk.officer)
    first = versions.keep_version(session, officer, proposal, seen_version=proposal.version, now=LATER)
    assert (first.number, first.cut_for) == (1, CutFor.KEPT)
    with pytest.raises(NotNow):
        versions.keep_version(session, officer, proposal, seen_version=proposal.version, now=LATER)


def test_an_imported_case_is_born_where_the_flow_may_start(desk: Desk) -> None:
    session, officer = desk.world.session, desk.actor(desk.officer)
    born = drafting.create_imported(
        session,
        officer,
        desk.committee,
        TEXT,
        state=ProposalState.DECIDED,
        year=114,
        now=NOW,
        today=TODAY,
    )
    assert (born.code, born.state, desk.versions(born)[0].cut_for) == (
        "P114-1",
        ProposalState.DECIDED,
        CutFor.IMPORT,
    )
    with pytest.raises(NotNow):
        drafting.create_imported(
            session, officer, desk.committee, TEXT, state=ProposalState.APPROVED, now=NOW, today=TODAY
        )
    with pytest.raises(NotAllowed):
        drafting.create_imported(
            session,
            desk.actor(desk.contact),
            desk.committee,
            TEXT,
            state=ProposalState.DRAFT,
            now=NOW,
            today=TODAY,
        )
