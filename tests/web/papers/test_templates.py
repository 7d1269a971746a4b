"""文件範本: upload, check page, put in use and back, sent twice, two windows; what is wrong is said and what was typed stays."""

import io
import re
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.paper import TEMPLATES
from app.models import Template, TemplateVersion
from tests.client import HouseClient
from tests.documents.files import changed, lines, opened
from tests.people import HIDDEN

OFFICER = "eth-officer1"
WORD = (TEMPLATES / "minutes.docx").read_bytes()
ODT = (TEMPLATES / "minutes.odt").read_bytes()
PAGE = "/templates/minutes"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quick; LibreOffice is tried where the files are looked at."""
    monkeypatch.setattr("app.documents.pdf._soffice", lambda: None)


@pytest.fixture
def officer(client: HouseClient) -> HouseClient:
    client.sign_in(OFFICER)
    return client


def written(*lines: str) -> bytes:
    document = docx.Document(io.BytesIO(WORD))
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


MINE = written("本府專用紙")


def hidden(client: HouseClient, path: str, name: str) -> str:
    found: dict[str, str] = dict(HIDDEN.findall(client.get(path).text))
    return found.get(name, "")


def send(client: HouseClient, *files: tuple[str, bytes], key: str = "", **more: str) -> Any:
    """The upload form as its page would send it."""
    fields: dict[str, Any] = {"once_key": key or hidden(client, PAGE, "once_key"), **more}
    for filename, data in files:
        fields["odt" if filename.endswith(".odt") else "docx"] = (io.BytesIO(data), filename)
    return client.submit(PAGE, fields, content_type="multipart/form-data")


def activate(client: HouseClient, number: int, seen: str = "") -> int:
    seen = seen or hidden(client, f"{PAGE}/{number}", "seen_version")
    return client.submit(f"{PAGE}/{number}/activate", {"seen_version": seen}).status_code


def states(session: Session) -> list[str]:
    query = select(TemplateVersion.state).join(Template, Template.id == TemplateVersion.template_id)
    found = list(session.scalars(query.where(Template.paper == "minutes").order_by(TemplateVersion.number)))
    session.rollback()
    return [str(state) for state in found]


def text_of(page: Any) -> str:
    return re.sub("<[^>]+>", "", page.text)


def test_a_template_is_kept_tried_and_put_in_use_and_the_original_again(
    officer: HouseClient, session: Session
) -> None:
    answer = send(officer, ("我的.docx", MINE), ("我的.odt", ODT), note="加上<b>專用紙</b>&字樣")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/1")
    assert states(session) == ["retired"]
    page = officer.get(f"{PAGE}/1")
    assert "加上&lt;b&gt;專用紙&lt;/b&gt;&amp;字樣" in page.text
    sample = officer.get(f"{PAGE}/1/sample.docx")
    assert "本府專用紙" in [paragraph.text for paragraph in opened(sample.data).paragraphs]
    assert unquote(sample.headers["Content-Disposition"]).endswith("會議紀錄試印（第1版）.docx")
    assert activate(officer, 1) == 303
    assert states(session) == ["active"]
    assert "使用中：第 1 版" in officer.get(PAGE).text
    assert officer.get(f"{PAGE}/1/template.docx").data == MINE
    assert activate(officer, 0, hidden(officer, PAGE, "seen_version")) == 303
    assert states(session) == ["retired"]
    assert officer.get(f"{PAGE}/0/template.docx").data == WORD


def test_what_is_wrong_is_said_and_what_was_typed_stays(officer: HouseClient, session: Session) -> None:
    answer = send(officer, ("我的.docx", written("{{ 標頭 }}")), note="改標題")
    assert answer.status_code == 422
    assert "我的.docx：沒有「標頭」這個欄位，最接近的是「標題」。" in text_of(answer)
    assert 'value="改標題"' in answer.text
    assert send(officer, note="忘了選檔").status_code == 422
    assert send(officer, ("a.docx", b"")).status_code == 422
    assert send(officer, ("a.docx", WORD), note="字" * 101).status_code == 422
    assert send(officer, ("a.odt", ODT), beside="77").status_code == 404
    assert states(session) == []


def test_a_missing_odt_is_told_and_put_beside_its_word_file(officer: HouseClient, session: Session) -> None:
    assert send(officer, ("我的.docx", MINE)).location == f"{PAGE}/1"
    assert "請自行另存 ODT 檔" in text_of(officer.get(f"{PAGE}/1"))
    assert officer.get(f"{PAGE}/1/sample.odt").status_code == 404
    assert activate(officer, 1) == 303
    assert "還沒有 ODT 檔" in officer.get(PAGE).text
    assert "尚缺" in officer.get("/templates").text
    assert send(officer, ("我的.odt", ODT), beside="1").location == f"{PAGE}/2"
    assert officer.get(f"{PAGE}/2/template.docx").data == MINE
    assert officer.get(f"{PAGE}/2/template.odt").data == ODT
    assert states(session) == ["active", "retired"]


def test_a_field_no_longer_printed_is_a_warning(officer: HouseClient) -> None:
    shorter = changed(WORD, "word/document.xml", "{{ 紀錄 }}", "")
    assert send(officer, ("我的.docx", shorter)).status_code == 303
    assert "不再印出下列欄位，請確認是有意刪除：紀錄。" in text_of(officer.get(f"{PAGE}/1"))


def test_a_form_sent_twice_keeps_one_version(officer: HouseClient, session: Session) -> None:
    key = hidden(officer, PAGE, "once_key")
    first, second = (send(officer, ("a.docx", WORD), ("a.odt", ODT), key=key) for _ in range(2))
    assert first.location == second.location == f"{PAGE}/1"
    assert states(session) == ["retired"]


def test_an_old_page_puts_nothing_in_use(officer: HouseClient, session: Session) -> None:
    send(officer, ("a.docx", WORD), ("a.odt", ODT))
    seen = hidden(officer, f"{PAGE}/1", "seen_version")
    send(officer, ("b.docx", WORD), ("b.odt", ODT))
    assert activate(officer, 1, seen) == 409
    assert activate(officer, 2) == 303
    assert activate(officer, 2) == 409, "in use already"
    assert states(session) == ["retired", "active"]


@pytest.mark.parametrize(
    "path",
    ["/templates/none", f"{PAGE}/9", f"{PAGE}/1/sample.exe", f"{PAGE}/0/template.pdf", f"{PAGE}/0/sample.x"],
)
def test_what_is_not_there_is_404(officer: HouseClient, path: str) -> None:
    assert officer.get(path).status_code == 404


def test_the_city_has_a_changed_template_that_waits(officer: HouseClient) -> None:
    page = officer.get("/templates/sign-in-sheet/1")
    assert "檢查通過" in page.text
    assert "啟用這一版" in page.text
    for fmt in ("docx", "odt"):
        shown = lines(officer.get(f"/templates/sign-in-sheet/1/sample.{fmt}").data, fmt)
        assert shown.count("代理人職稱、姓名") == 2
