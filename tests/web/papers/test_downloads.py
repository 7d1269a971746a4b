"""Downloads of the 提案表: the right file, the right name, the pinned text, and nothing for those who may not."""

import io
from urllib.parse import unquote

import docx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.proposals.proposal_flow import ProposalState
from app.models import AgendaItem, Meeting, Proposal, ProposalVersion, ReadEvent
from tests.client import HouseClient

OFFICER, CONTACT = "eth-officer1", "edu-contact"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def a_draft(session: Session) -> str:
    """Its code. The transaction ends: on SQLite it would keep the program from writing its side notes."""
    code = session.scalars(select(Proposal.code).where(Proposal.state == ProposalState.DRAFT)).first()
    session.rollback()
    assert code is not None
    return code


def test_a_meetings_booklet_holds_every_case_and_resolution(client: HouseClient, session: Session) -> None:
    client.sign_in(OFFICER)
    answer = client.get("/meetings/115-1/proposal-table.docx")
    assert answer.status_code == 200
    name = unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1])
    assert name == "示範市政府115年第1次廉政會報提案表.docx"
    text = text_of(answer.data)
    items = session.scalars(
        select(AgendaItem)
        .join(Meeting)
        .where(Meeting.slug == "115-1", AgendaItem.pinned_version_id.is_not(None))
    ).all()
    assert len(items) >= 3
    pinned = session.scalars(
        select(ProposalVersion).where(ProposalVersion.id.in_([item.pinned_version_id for item in items]))
    )
    assert all(version.subject in text for version in pinned)
    assert text.count("示範市政府115年第1次廉政會報提案表") == len(items)


@pytest.mark.parametrize(("fmt", "begins"), [("docx", b"PK"), ("odt", b"PK")])
def test_a_proposal_comes_in_each_editable_format(
    client: HouseClient, session: Session, fmt: str, begins: bytes
) -> None:
    client.sign_in(OFFICER)
    code = a_draft(session)
    answer = client.get(f"/proposals/{code}/proposal-table.{fmt}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.paper
def test_a_proposal_comes_as_pdf(client: HouseClient, session: Session, libreoffice: str) -> None:
    client.sign_in(OFFICER)
    code = a_draft(session)
    answer = client.get(f"/proposals/{code}/proposal-table.pdf")
    assert answer.data.startswith(b"%PDF")


def test_without_libreoffice_the_pdf_says_why(
    client: HouseClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.pdf._soffice", lambda: None)
    client.sign_in(OFFICER)
    code = a_draft(session)
    answer = client.get(f"/proposals/{code}/proposal-table.pdf")
    assert answer.status_code == 503
    assert "未安裝 LibreOffice" in answer.text


def test_reading_a_confidential_stub_is_noted(client: HouseClient, session: Session) -> None:
    found = select(Proposal.id, Proposal.code, Proposal.stub_name).where(Proposal.stub_name != "")
    stub_id, code, name = session.execute(found).one()
    session.rollback()
    client.sign_in("eth-head")
    answer = client.get(f"/proposals/{code}/proposal-table.docx")
    assert answer.status_code == 200
    assert name in text_of(answer.data)
    noted = session.execute(select(ReadEvent.thing_id, ReadEvent.purpose)).all()
    assert noted == [(stub_id, "download")]


def test_another_agencys_proposal_is_absent(client: HouseClient, session: Session) -> None:
    client.sign_in(CONTACT)
    found = select(Proposal.code, Proposal.subject).where(Proposal.unit == "政風處", Proposal.subject != "")
    code, subject = session.execute(found.limit(1)).one()
    session.rollback()
    answer = client.get(f"/proposals/{code}/proposal-table.docx")
    assert answer.status_code == 404
    assert subject not in answer.text


def test_an_unknown_format_is_absent(client: HouseClient) -> None:
    client.sign_in(OFFICER)
    assert client.get("/meetings/115-1/proposal-table.exe").status_code == 404
