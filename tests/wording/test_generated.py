"""What a paper lacks, said in one line however many rows lack it."""

import pytest

from app.wording.generated import empty_place


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ([], "職稱"),
        ([2], "第2案（列）的職稱"),
        ([1, 2, 5], "第1、2、5案（列）的職稱"),
        ([1, 2, 5, 6], "第1、2、5…等 4 案（列）的職稱"),
    ],
)
def test_the_places_of_a_field_that_is_not_filled_in(cases: list[int], said: str) -> None:
    assert empty_place(cases, "職稱") == said
