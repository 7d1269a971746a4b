"""Invariant 10: every number of leadership's page is as long as the list it opens, for whoever looks."""

import csv
import gzip
import html
import io
import re
from datetime import UTC, datetime
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select

from app.domain.notices.timing import TAIPEI
from app.extensions.transaction import unit_of_work
from app.models import KeptFigures
from app.services.insight import figures
from tests.web import expected_rights as expected
from tests.web.expected_insight import LOOKING
from tests.web.ground import LOGINS, Ground, lay
from tests.web.test_rights_matrix import FIRST_ENGINE, QuickClient, signed_in

COUNTED = re.compile(r'<a href="([^"]+)"(?: aria-label="([^"]*)")? data-count="(\d+)"')
TOTAL = re.compile(r'data-total="(\d+)"')
CODES = re.compile(r'<th[^>]*><a class="no" href="[^"]*">([^<]+)</a>')
CLICKED, CLICKED_ELSEWHERE, PER_PAGE = 12, 4, 50
MOST_BYTES = 60_000
OF_AN_AGENCY = ("bounced?show=sent_back&agency=", "bounced?show=extended&agency=", "mark=all&agency=")


@pytest.fixture
def engine_url(city_url: str) -> str:
    return city_url


@pytest.fixture
def ground(app: Flask) -> Ground:
    app.test_client_class = QuickClient
    return lay(app)


def numbers(text: str) -> dict[str, int]:
    return {html.unescape(url): int(count) for url, _, count in COUNTED.findall(text)}


def rows(text: str) -> int:
    table = re.search(r"<tbody>.*?</tbody>", text, re.DOTALL)
    return table[0].count("<tr") if table else 0


def total(text: str) -> int:
    found = TOTAL.search(text)
    assert found is not None
    return int(found[1])


def test_invariant_10_every_number_is_as_long_as_its_list(
    app: Flask, ground: Ground, engine_name: str
) -> None:
    """One who reads everything clicks on all that is not an agency's, and on one of each kind that is; the others on some of all."""
    seen: dict[str, dict[str, int]] = {}
    for person in sorted(LOOKING):
        client = signed_in(app, LOGINS[person])
        page = client.get("/dashboard/115")
        assert len(gzip.compress(page.data)) < MOST_BYTES
        found = seen[person] = numbers(page.text)
        assert found, person
        clicked = sorted(found)
        if person != expected.OFFICER or engine_name != FIRST_ENGINE:
            some = CLICKED if engine_name == FIRST_ENGINE else CLICKED_ELSEWHERE
            clicked = Random(person).sample(clicked, min(len(clicked), some))
        else:
            clicked = [url for url in clicked if "agency=" not in url]
            for kind in OF_AN_AGENCY:
                clicked.append(next(url for url in found if kind in url and found[url]))
        for url in clicked:
            listed = client.get(url).text
            assert (url, total(listed)) == (url, found[url])
            most = found[url] if "/meetings" in url else PER_PAGE
            assert rows(listed) == min(found[url], most), url
    whole, plain = seen[expected.OFFICER], seen[expected.PLAIN_OFFICER]
    confidential = "/dashboard/115/assignments?mark=confidential"
    assert whole["/dashboard/115/items?mark=confidential"] == 1
    assert not any("mark=confidential" in url for url in plain), confidential
    tracked = "/dashboard/115/items?mark=counted"
    assert whole[tracked] == plain[tracked] + 1
    same_elsewhere(signed_in(app, LOGINS[expected.PLAIN_OFFICER]), plain)
    same_from_kept_figures(app, seen)
    if engine_name == FIRST_ENGINE:
        addresses(app, ground)


def same_elsewhere(client: QuickClient, found: dict[str, int]) -> None:
    """The list of shares and the list of items say the same by the same predicate."""
    for kind in ("items", "assignments"):
        listed = re.search(r"共 ([\d,]+) 筆", client.get(f"/{kind}?flag=overdue").text)
        assert listed is not None
        assert int(listed[1].replace(",", "")) == found[f"/dashboard/115/{kind}?mark=overdue"]


def same_from_kept_figures(app: Flask, seen: dict[str, dict[str, int]]) -> None:
    """Once the clock has them ready, everybody reads what was counted before."""
    database, now = app.extensions["tracker"].database, datetime.now(UTC)
    more = True
    while more:
        with unit_of_work(database) as session:
            more = figures.refresh(session, now=now, days=[now.astimezone(TAIPEI).date()])
    with database.sessions() as session:
        assert session.scalar(select(KeptFigures.id).where(KeptFigures.complete).limit(1))
    for person, found in seen.items():
        client = signed_in(app, LOGINS[person])
        assert numbers(client.get("/dashboard/115").text) == found, person
        lists = [url for url in sorted(found) if "mark=" in url and "agency=" not in url and found[url]]
        for url in Random(person).sample(lists, min(len(lists), CLICKED_ELSEWHERE)):
            listed = client.get(url).text
            codes = [row["編號"] for row in as_rows(client, f"{url}&format=csv")]
            assert total(listed) == found[url] == len(codes), url
            assert CODES.findall(listed) == codes[:PER_PAGE], url


def files(client: QuickClient) -> None:
    """What is no list of shares goes out as well: who has met, who has declared, the table behind each picture."""
    page = client.get("/dashboard/115").text
    offered = {html.unescape(url) for url in re.findall(r'<a [^>]*href="([^"]+format=csv)"', page)}
    charts = dict(
        re.findall(r'<figure class="panel picture" id="(\w+)">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    )
    assert set(charts) >= {"agencies", "months", "ages", "weeks"}
    for name, body in charts.items():
        url = (
            "/dashboard/115/ages?format=csv" if name == "ages" else f"/dashboard/115?chart={name}&format=csv"
        )
        assert url in offered
        assert len(as_rows(client, url)) == body.count("<tr"), name
    assert as_rows(client, "/dashboard/115?chart=agencies&format=csv")[-1]["機關"] == "合計"
    for row in as_rows(client, "/dashboard/115/ages?format=csv"):
        assert bool(row["最久的事項"]) == bool(row["應辦事項"]) == (row["件"] != "0")
        assert not row["最久的事項"] or client.get(f"/items/{row['最久的事項']}").status_code == 200
    assert client.get("/dashboard/115?chart=none&format=xlsx").mimetype == "text/html"
    for kind in ("meetings?show=held", "meetings", "declarations"):
        shown = client.get(f"/dashboard/115/{kind}").text
        more = "&" if "?" in kind else "?"
        assert len(as_rows(client, f"/dashboard/115/{kind}{more}format=csv")) == total(shown), kind


def as_rows(client: QuickClient, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(url).data.decode("utf-8-sig"))))


def addresses(app: Flask, ground: Ground) -> None:
    """The address says which year, agency and list; what cannot be meant is no fault."""
    leader = signed_in(app, LOGINS[expected.LEADER])
    assert leader.get("/").location == "/dashboard"
    assert leader.get("/dashboard").location == "/dashboard/115"
    assert leader.get("/dashboard?year=114&agency=A").location == "/dashboard/114?agency=A"
    code = ground.things["year_of_b"].values["code"]
    assert leader.get(f"/dashboard/115?agency={code}").location == f"/dashboard/115/agencies/{code}"
    page = leader.get(f"/dashboard/115/agencies/{code}").text
    assert "建設局 115年度執行情形" in page
    assert all(f"agency={code}" in url for url in numbers(page))
    for bad in ("mark=x", "mark=age&of=99", "mark=due&of=-1", "mark=added&of=13", "of=9" * 20, "page=%00"):
        assert leader.get(f"/dashboard/115/items?{bad}").status_code == 200
        assert leader.get(f"/dashboard/115/assignments?{bad}").status_code == 200
    for gone in (
        "/dashboard/99",
        "/dashboard/116",
        "/dashboard/115?committee=NONE",
        "/dashboard/999999999999",
    ):
        assert leader.get(gone).status_code == 404
    for kind, mark in (("items", "overdue"), ("assignments", "tracked"), ("items", "done")):
        url = f"/dashboard/115/{kind}?mark={mark}"
        file = leader.get(f"{url}&format=csv").data.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(file)))) == 1 + total(leader.get(url).text)
    files(leader)
    assert signed_in(app, LOGINS[expected.MEMBER]).get("/dashboard/115").status_code == 404
