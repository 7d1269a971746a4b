"""A page of a list is found by how many rows each part has, without the rows."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.insight.portion import portion


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 40), st.integers(1, 12))
def test_a_page_is_the_same_with_its_parts_alone(numbers: list[int], first: int, size: int) -> None:
    rows = [(key, at) for key, number in enumerate(numbers) for at in range(number)]
    keys, before = portion(enumerate(numbers), first, first + size)
    read = [row for row in rows if row[0] in keys]
    assert read[before : before + size] == rows[first : first + size]
    assert len(read) <= size + 2 * 9  # and little more is read
