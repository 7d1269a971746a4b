"""A list counts up to a thousand; whoever goes further back is still led to rows that are there."""

from pathlib import Path

import pytest
from flask import Flask, get_template_attribute

from app.web.paging import Page, page_of

LIST = Flask("list", template_folder=str(Path(__file__).parents[2] / "templates"))
LIST.add_url_rule("/list", "list")


def asked(rows: int, page: str) -> tuple[Page, int]:
    """(the page of a list of so many rows, how far it was counted)."""
    limits: list[int] = []

    def count(up_to: int) -> int:
        limits.append(up_to)
        return min(rows, up_to + 1)

    with LIST.test_request_context(f"/list?page={page}"):
        return page_of(count), limits[0]


@pytest.mark.parametrize(
    ("rows", "page", "number", "pages", "counted_to"),
    [
        (0, "", 1, 1, 1000),
        (1000, "20", 20, 20, 1000),
        (1001, "21", 21, 21, 1050),
        (1_000_000, "1", 1, 21, 1000),
        (1_000_000, "40", 40, 41, 2000),
        (1_200, "999999", 24, 24, 49_999_950),
        (1_200, "-3", 1, 21, 1000),
    ],
)
def test_a_page_is_there_and_counted_no_further_than_it_needs(
    rows: int, page: str, number: int, pages: int, counted_to: int
) -> None:
    found, limit = asked(rows, page)
    assert (found.number, found.pages, limit) == (number, pages, counted_to)
    assert found.offset < max(rows, 1)
    assert found.more == (rows > 1000)


def test_beyond_a_thousand_the_list_says_more_and_names_no_last_page() -> None:
    with LIST.test_request_context("/list"):
        show = get_template_attribute("_components/page.html", "pagination")
        many, few = show(Page(3, 1001)), show(Page(3, 1000))
    assert "超過 1,000 筆，第 101 至 150 筆" in many
    assert "共 1,000 筆" in few
    assert 'rel="next"' in many
    assert "page=21" not in many
    assert "page=20" in few
