"""The document tab: what stands there for whom, producing, the zip, and that a download changes nothing."""

import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.papers.paper import AFTER, BEFORE, OF_MEMBERS, OF_READERS, PaperName
from app.models import GeneratedDocument, Meeting
from tests.client import HouseClient

OFFICER, HEAD, MEMBER, LEADER, AUDITOR = (
    "eth-officer1",
    "eth-head",
    "member-outside1",
    "mayor-office",
    "auditor",
)
HELD, COMING = "/meetings/115-1/documents", "/meetings/115-2/documents"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


def test_all_are_produced_and_come_in_one_zip(client: HouseClient, session: Session) -> None:
    client.sign_in(OFFICER)
    page = client.get(COMING)
    assert [page.text.count(said) for said in (">一致<", ">需重新產生<", ">尚未產生<")] == [
        3,
        1,
        len(BEFORE) - 4,
    ]
    answer = client.submit(COMING)
    assert answer.status_code == 200
    name = unquote(answer.headers["Content-Disposition"].split("UTF-8''")[1])
    assert name == "示範市政府115年第2次廉政會報會議文件.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "示範市政府115年第2次廉政會報會議資料.odt" in archive.namelist()
    page = client.get(COMING)
    assert "尚未產生" not in page.text
    assert "需重新產生" not in page.text
    rows = session.scalars(select(GeneratedDocument).join(Meeting).where(Meeting.slug == "115-2")).all()
    assert {row.paper for row in rows} == set(BEFORE)


def test_one_is_produced_and_then_offered(client: HouseClient) -> None:
    client.sign_in(OFFICER)
    assert "/documents/booklet.docx" not in client.get(COMING).text
    answer = client.submit(f"{COMING}/booklet", follow_redirects=True)
    assert "已重新產生會議資料" in answer.text
    assert "/documents/booklet.docx" in answer.text
    assert client.submit(f"{COMING}/minutes").status_code == 409
    assert client.submit(f"{COMING}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        (OFFICER, set(PaperName)),
        (LEADER, set(OF_READERS)),
        (AUDITOR, set(OF_READERS)),
        (MEMBER, set(OF_MEMBERS)),
    ],
)
def test_who_reads_which_paper_of_a_meeting_that_was_held(
    client: HouseClient, login: str, expected: set[PaperName]
) -> None:
    client.sign_in(login)
    opened = {name for name in PaperName if client.get(f"{HELD}/{name.value}.docx").status_code == 200}
    assert opened == expected
    shown = client.get(HELD).text
    if login != OFFICER:
        assert {name for name in PaperName if f"/documents/{name.value}.odt" in shown} == expected


def test_before_the_agenda_is_set_only_the_office_reads(client: HouseClient) -> None:
    client.sign_in(LEADER)
    assert "議程定稿之後" in client.get(COMING).text
    assert client.get(f"{COMING}/agenda.docx").status_code == 403


def test_letters_come_as_plain_text_with_whoever_handles_them(client: HouseClient) -> None:
    client.sign_in(OFFICER)
    answer = client.get(f"{COMING}/meeting-notice.txt")
    assert answer.mimetype == "text/plain"
    assert "開會事由：召開示範市政府115年第2次廉政會報" in answer.text
    assert "聯絡人：（未填）" not in answer.text
    assert client.get(f"{COMING}/agenda.txt").status_code == 404


def test_an_extract_of_one_agency(client: HouseClient) -> None:
    client.sign_in(OFFICER)
    page = client.get(HELD)
    assert "各機關的節錄" in page.text
    answer = client.get(f"{HELD}/extract.odt?agency=CIV")
    assert answer.status_code in (200, 409)
    assert client.get(f"{HELD}/extract.docx?agency=沒有這個局").status_code == 409


def test_without_libreoffice_the_page_says_so(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.pdf._soffice", lambda: None)
    client.sign_in(OFFICER)
    client.submit(f"{COMING}/agenda")
    assert "PDF：本機未安裝 LibreOffice" in client.get(COMING).text
    assert client.get(f"{COMING}/agenda.pdf").status_code == 503


@pytest.mark.paper
def test_the_booklet_of_the_coming_meeting_binds_what_was_handed_in(
    client: HouseClient, libreoffice: str
) -> None:
    client.sign_in(OFFICER)
    answer = client.get(f"{COMING}/booklet.pdf")
    *_, divider, slides, bars, last, form = (
        page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages
    )
    assert "第一案　公務車輛管理清查簡報" in divider
    assert "加油卡管理" in slides
    assert "抽查輛數" in bars
    assert "第三案　基層小型工程抽查表" in last
    assert "竣工照片" in form


def test_what_is_not_filled_in_stands_in_the_paper_and_on_the_page(
    client: HouseClient, session: Session
) -> None:
    session.execute(update(Meeting).where(Meeting.slug == "115-2").values(place="", joint_title="主管會報"))
    session.commit()
    client.sign_in(OFFICER)
    page = client.get(COMING).text
    assert "文件上印成「（未填）」" in page
    assert re.search(r'<a href="/meetings/115-2/edit">開會地點</a>（開會通知單）', page)
    notice = client.get(f"{COMING}/meeting-notice.txt").text
    assert "開會地點：（未填）" in notice
    assert "廉政會報暨主管會報" in notice


def test_papers_that_come_after_the_meeting_are_named(client: HouseClient) -> None:
    client.sign_in(OFFICER)
    page = client.get(COMING)
    assert "散會之後可以產生" in page.text
    assert not any(f'id="{name.value}"' in page.text for name in AFTER)


@pytest.mark.parametrize("page", ["/work", "/meetings/115-2"])
def test_the_list_of_preparations_says_how_the_papers_stand(
    client: HouseClient, session: Session, page: str
) -> None:
    client.sign_in(HEAD)
    client.submit(COMING)
    assert "皆與目前資料一致" in client.get(page).text
    meeting = session.scalars(select(Meeting).where(Meeting.slug == "115-2")).one()
    meeting.chair = "副市長"
    session.commit()
    assert "4 份需重新產生" in client.get(page).text
