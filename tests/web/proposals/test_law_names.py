"""The list of law names: kept by officers, used by the suggestions, refused line by line."""

import pytest

from tests.client import HouseClient

OFFICER = "eth-officer1"
PAGE = "/proposals/law-names"


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def officer(client: HouseClient) -> HouseClient:
    client.sign_in(OFFICER)
    return client


def test_a_new_name_is_offered_while_drafting(officer: HouseClient) -> None:
    answer = officer.submit(PAGE, {"lines": "消保法＝消費者保護法", "seen_version": "1"})
    assert answer.status_code == 303
    preview = officer.submit(
        "/proposals/new/preview", {"subject": "依消保法及採購法辦理。"}, headers={"HX-Request": "true"}
    )
    assert "消費者保護法" in preview.text
    assert "政府採購法" not in preview.text


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("採購法", "第 1 行看不懂"),
        ("採購法＝政府採購法\n＝無", "第 2 行看不懂"),
        ("採購法＝政府採購法\n採購法=另一部法", "第 2 行的「採購法」前面已經有了"),
        ("\n".join(f"簡稱{number}＝全名{number}" for number in range(301)), "至多 300 項"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_text_kept(
    officer: HouseClient, lines: str, sentence: str
) -> None:
    answer = officer.submit(PAGE, {"lines": lines, "seen_version": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert lines.split("\n")[-1] in answer.text


def test_a_stale_page_meets_the_other_text(officer: HouseClient) -> None:
    officer.submit(PAGE, {"lines": "甲法＝甲種法", "seen_version": "1"})
    answer = officer.submit(PAGE, {"lines": "乙法＝乙種法", "seen_version": "1"})
    assert answer.status_code == 409
    assert "甲法＝甲種法" in answer.text
    assert "乙法＝乙種法" in answer.text


def test_contacts_do_not_keep_it(client: HouseClient) -> None:
    client.sign_in("edu-contact")
    assert client.get(PAGE).status_code == 404
    assert client.submit(PAGE, {"lines": "", "seen_version": "1"}).status_code == 404
