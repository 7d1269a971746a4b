"""現場登錄 and the projector in a real browser: J6, U10–U12, U20–U22, U45, U46, U50."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.browser.watching import DESK, PHONE, axe, compose, composing, scrolls_sideways

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page
    from sqlalchemy.orm import Session

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
CLERK, SECOND = "eth-officer1", "eth-chief"
PROJECTOR = {"width": 1280, "height": 800}
ADOPTED = "照案通過。"
WITHIN = 1500


@dataclass(frozen=True)
class Held:
    """A meeting in session in the city: two ordinary cases, the first with a 擬議決議, and a 密 one."""

    app: "Flask"
    address: str
    subject: str
    secret: str

    @contextmanager
    def look(self) -> "Iterator[Session]":
        with self.app.extensions["tracker"].database.sessions() as session:
            yield session

    def text(self, number: str = "1") -> str:
        from app.models import Resolution

        with self.look() as session:
            found = session.scalars(
                select(Resolution.text).where(Resolution.code == f"{self.address}-{number}")
            ).first()
            return found or ""

    def case(self, number: str = "1") -> str:
        return f"/meetings/{self.address}/live/{number}"


@pytest.fixture
def held(app: "Flask") -> Held:
    from datetime import UTC, date, datetime

    from app.domain.confidentiality import Confidentiality
    from app.domain.people.actor import CONSOLE
    from app.domain.proposals.proposal_flow import ProposalState
    from app.extensions.transaction import unit_of_work
    from app.models import Committee, Proposal
    from app.services.meetings import agenda, attending, holding, planning
    from app.services.meetings.attending import Invited
    from app.services.meetings.planning import MeetingPlan
    from app.services.proposals.drafting import Draft, create_imported

    now = datetime.now(UTC)
    plan = MeetingPlan(
        "示範市政府116年第1次廉政會報", "116年第1次", 116, held_on=date(2027, 1, 6), chair="市長"
    )
    with unit_of_work(app.extensions["tracker"].database) as session:
        committee = session.scalars(select(Committee).where(Committee.is_primary)).one()
        meeting = planning.create(session, CONSOLE, committee, plan, now=now)
        proposals: list[Proposal] = []
        for subject in ("建議各機關導入數位工具，提請審議。", "建議加強宣導，提請審議。", "密件案由不得外洩"):
            draft = Draft(unit="政風處", subject=subject, explanation="一、略。", measures="請各機關照辦。")
            proposal = create_imported(
                session, CONSOLE, committee, draft, state=ProposalState.SCHEDULED, now=now, today=now.date()
            )
            proposal.state = ProposalState.APPROVED
            proposals.append(proposal)
        proposals[0].suggested_resolution = ADOPTED
        proposals[2].stub_name = "密件代號不得外洩"
        proposals[2].confidentiality = Confidentiality.CONFIDENTIAL
        session.flush()
        agenda.schedule(session, CONSOLE, meeting, proposals, seen_version=meeting.version, now=now)
        agenda.set_agenda(session, CONSOLE, meeting, seen_version=meeting.version, now=now)
        holding.start(session, CONSOLE, meeting, seen_version=meeting.version, now=now)
        attending.insert(session, meeting, [Invited("童怡安", "局長", "法制局"), Invited("歐陽庭", "教授")])
        return Held(app, meeting.slug, proposals[0].subject, proposals[2].subject)


@pytest.fixture
def clerk(open_page: "Open", held: Held) -> "Page":
    page = open_page(login=CLERK)
    page.goto(held.case())
    return page


def saved(page: "Page") -> None:
    page.wait_for_function(
        "/\\d\\d:\\d\\d:\\d\\d 已儲存/.test(document.querySelector('[data-saved]').textContent)"
    )


def projected(page: "Page", text: str, timeout: int = WITHIN) -> None:
    page.wait_for_function(
        "text => document.querySelector('[data-slide]').textContent.includes(text)", arg=text, timeout=timeout
    )


def test_adopted_as_proposed_is_one_key_and_the_projector_follows(
    held: Held, clerk: "Page", open_page: "Open"
) -> None:
    """J6: one activation; saved in a second, on the projector in 1.5."""
    clerk.get_by_role("button", name="輸入時同步投影").click()
    screen = open_page(login=CLERK, size=PROJECTOR)
    screen.goto(f"/meetings/{held.address}/screen")
    projected(screen, held.subject)
    clerk.keyboard.press("1")
    projected(screen, ADOPTED)
    saved(clerk)
    assert held.text() == ADOPTED
    assert clerk.input_value("#disposition") == "adopted"
    clerk.keyboard.press("PageDown")
    clerk.wait_for_url(f"**{held.case('2')}")
    projected(screen, "加強宣導")
    assert ADOPTED not in screen.inner_text("[data-slide]")
