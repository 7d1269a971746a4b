"""統計表: the very numbers of leadership's page for whoever looks, and only for who reads the whole committee."""

import html
import io
import re

import docx
import pytest
from flask import Flask

from tests.documents.files import lines
from tests.web import expected_rights as expected
from tests.web.ground import LOGINS, lay
from tests.web.test_rights_matrix import QuickClient, signed_in

COUNTED = re.compile(r'<a href="([^"]+)"(?: aria-label="[^"]*")? data-count="(\d+)"')
YEAR, MEETING = "/dashboard/115/statistics.{}", "/meetings/115-1/statistics.{}"
TRACKED, OVERDUE = 3, 7  # the columns of 機關, 項 before 件


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def people(app: Flask) -> dict[str, QuickClient]:
    app.test_client_class = QuickClient
    lay(app)
    wanted = (expected.OFFICER, expected.PLAIN_OFFICER, expected.LEADER, expected.CONTACT_B, expected.MEMBER)
    return {name: signed_in(app, LOGINS[name]) for name in wanted}


def shown(page: str) -> dict[str, int]:
    return {html.unescape(url): int(count) for url, count in COUNTED.findall(page)}


def table(client: QuickClient, url: str) -> dict[str, list[str]]:
    """The last table of the paper, each row by its first cell."""
    printed = docx.Document(io.BytesIO(client.get(url).data)).tables[-1]
    return {row.cells[0].text: [cell.text for cell in row.cells] for row in printed.rows}


def test_every_number_is_the_one_of_the_page(people: dict[str, QuickClient]) -> None:
    totals = {}
    for name in (expected.OFFICER, expected.PLAIN_OFFICER):
        client = people[name]
        page = client.get("/dashboard/115").text
        seen, rows = shown(page), table(client, YEAR.format("docx"))
        total = totals[name] = rows["合計"]
        printed = client.get(YEAR.format("docx")).data
        assert printed == client.get(YEAR.format("docx")).data
        text = "".join(lines(printed, "docx"))
        assert text == "".join(lines(client.get(YEAR.format("odt")).data, "odt"))
        for at, unit in ((OVERDUE, "items"), (OVERDUE + 1, "assignments")):
            assert int(total[at]) == seen[f"/dashboard/115/{unit}?mark=overdue"]
        done, counted = (seen[f"/dashboard/115/items?mark={mark}"] for mark in ("done", "counted"))
        assert f"（{done}／{counted}）" in text
        assert seen["/dashboard/115/meetings?show=held"] == int(re.findall(r"已召開 (\d+)／", text)[0])
        assert f"首長親自主持 {seen['/dashboard/115/meetings?show=chaired']}／" in text
        own = [row for agency, row in rows.items() if agency not in ("機關", "合計")]
        assert sum(int(row[OVERDUE + 1]) for row in own) == int(total[OVERDUE + 1])
        assert ("含密件" in text) == (name == expected.OFFICER)
    whole, plain = totals[expected.OFFICER], totals[expected.PLAIN_OFFICER]
    assert int(whole[TRACKED]) == int(plain[TRACKED]) + 1


def test_who_has_it_and_where_it_is_offered(people: dict[str, QuickClient]) -> None:
    officer, leader = people[expected.OFFICER], people[expected.LEADER]
    assert YEAR.format("odt") in officer.get("/dashboard/115").text
    assert YEAR.format("odt") not in people[expected.CONTACT_B].get("/dashboard/115").text
    assert MEETING.format("pdf") in officer.get("/meetings/115-1/documents").text
    for reader in (leader, people[expected.MEMBER]):
        assert MEETING.format("pdf") not in reader.get("/meetings/115-1/documents").text
    assert "（定稿" in "".join(lines(leader.get(YEAR.format("docx")).data, "docx"))
    printed = lines(officer.get(MEETING.format("docx")).data, "docx")
    assert printed[0] == "示範市政府115年第1次廉政會報統計表"
    assert not any("各次會議" in line for line in printed)
    for url, status in (
        (MEETING.format("txt"), 404), ("/meetings/115-2/statistics.docx", 409),
        ("/dashboard/115/statistics.docx?snapshot=99999", 404), ("/dashboard/115/statistics.docx?snapshot=x", 404),
        ("/dashboard/116/statistics.docx", 404), ("/dashboard/115/statistics.docx?committee=NONE", 404),
    ):  # fmt: skip
        assert officer.get(url).status_code == status, url
