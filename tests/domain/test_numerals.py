"""Numbers in the three scripts of official papers."""

import pytest

from app.domain.numerals import from_han, read_number, to_full_digits, to_half_digits, to_han


def test_every_han_enumerator_reads_back() -> None:
    assert [from_han(to_han(number)) for number in range(1, 100)] == list(range(1, 100))


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_han_is_written_as_enumerators_are(number: int, written: str) -> None:
    assert to_han(number) == written


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_han_enumerator_outside_1_to_99(number: int) -> None:
    with pytest.raises(ValueError, match="no Han enumerator"):
        to_han(number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("一百一十四", 114),
        ("一百十四", 114),
        ("一百零五", 105),
        ("一一四", 114),
        ("一〇四", 104),
        ("一○四", 104),
        ("二〇二六", 2026),
        ("百", 100),
        ("", None),
        ("十十", None),
        ("百百", None),
        ("一二十", None),
        ("甲", None),
        ("一致", None),
        ("１", None),
        ("一" * 10, None),
    ],
)
def test_years_and_numbers_in_han_are_read(written: str, number: int | None) -> None:
    assert from_han(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("14", 14), ("１４", 14), ("1４", 14), ("十四", 14), ("014", 14), ("²", None), ("1" * 10, None)],
)
def test_a_number_is_read_in_any_script(written: str, number: int | None) -> None:
    assert read_number(written) == number


def test_digits_change_width_and_nothing_else_does() -> None:
    assert to_half_digits("１、（２）甲") == "1、（2）甲"
    assert to_full_digits("1、(2)甲") == "１、(２)甲"
