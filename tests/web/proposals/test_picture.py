"""U23: the picture beside the editor says what the paper says, paragraph by paragraph."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from app.domain.proposals.proposal_flow import ProposalState
from app.models import Proposal
from app.services.proposals.drafting import AiDisclosure, Draft
from tests.client import HouseClient
from tests.documents.files import lines
from tests.proposals import HOSTILE, TEXT, Desk

AI = AiDisclosure("助理", "某公司", "甲型", "1.0", "王大明")


def drawn(answer: TestResponse) -> list[str]:
    """The paragraphs of the official table on a page, in reading order; blank ones left out."""
    page: Any = html.fromstring(answer.text)
    parts = page.xpath("//div[@class='sheet']//*[self::caption or self::th or self::p or self::td[not(p)]]")
    return [text for part in parts if (text := part.text_content())]


def printed(client: HouseClient, proposal: Proposal) -> list[str]:
    return lines(client.get(f"/proposals/{proposal.code}/proposal-table.docx").data, "docx")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        HOSTILE,
        Draft(unit="政風處"),
        Draft(subject="只有案由。"),
        Draft(unit="政風處", measures="甲\n乙"),
        replace(TEXT, ai=AI),
    ],
    ids=["whole", "hostile", "empty", "subject", "measures", "ai"],
)
def test_the_picture_says_what_the_paper_says(client: HouseClient, desk: Desk, text: Draft) -> None:
    proposal = desk.draft(text=text)
    client.sign_in("officer")
    paper = printed(client, proposal)
    assert drawn(client.get(f"/proposals/{proposal.code}/edit")) == paper
    assert drawn(client.get(f"/proposals/{proposal.code}")) == paper
    assert ("（未填）" in paper) is True  # no number before an agenda


@pytest.mark.parametrize("state", [ProposalState.RETURNED, ProposalState.APPROVED])
def test_it_agrees_further_on_the_way(client: HouseClient, desk: Desk, state: ProposalState) -> None:
    proposal = desk.in_state(state)
    client.sign_in("officer")
    assert drawn(client.get(f"/proposals/{proposal.code}")) == printed(client, proposal)


def test_only_an_empty_resolution_stays_blank(client: HouseClient, desk: Desk) -> None:
    proposal = desk.draft(text=Draft())
    client.sign_in("officer")
    page = client.get(f"/proposals/{proposal.code}/edit").text
    assert page.count('<span class="not-filled">（未填）</span>') == 5
