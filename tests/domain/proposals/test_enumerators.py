"""Enumerators: which signs at the head of a line are one, and which only look like one."""

import pytest

from app.domain.errors import Invalid
from app.domain.proposals.enumerators import MarkerStyle, read_enumerator, with_number, write_enumerator

FULL, HALF = MarkerStyle.FULL, MarkerStyle.HALF


@pytest.mark.parametrize(
    ("marker", "level", "number"),
    [
        ("一、", 1, 1),
        ("十、", 1, 10),
        ("十一、", 1, 11),
        ("二十三、", 1, 23),
        ("九十九、", 1, 99),
        ("一．", 1, 1),
        ("（一）", 2, 1),
        ("(一)", 2, 1),
        ("(十二）", 2, 12),
        ("（一）、", 2, 1),
        ("㈢", 2, 3),
        ("1、", 3, 1),
        ("１、", 3, 1),
        ("1.", 3, 1),
        ("１．", 3, 1),
        ("12、", 3, 12),
        ("(1)", 4, 1),
        ("（１）", 4, 1),
        ("(１０)", 4, 10),
        ("⑵", 4, 2),
        ("甲、", 5, 1),
        ("癸、", 5, 10),
        ("（甲）", 6, 1),
        ("(乙)", 6, 2),
        ("一、 \u3000\t", 1, 1),
        ("一、、", 1, 1),
        ("(二) 、", 2, 2),
    ],
)
def test_every_width_seen_in_papers_is_read(marker: str, level: int, number: int) -> None:
    read = read_enumerator(marker + "辦理")
    assert read is not None
    assert (read.marker, read.level, read.number) == (marker, level, number)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1.5公尺",
        "１．５公尺",
        "3.2.1節",
        "114年",
        "114.11.25",
        "114、115年",
        "0、零",
        "一致同意",
        "(一般)",
        "（一般）案件",
        "十分重要",
        "一十、",
        "甲方",
        "(甲方)",
        "(100)",
        " 一、",
        "第一、",
        "壹、",
        "①",
        "**一、**",
    ],
)
def test_what_only_looks_like_an_enumerator_is_text(line: str) -> None:
    assert read_enumerator(line) is None


@pytest.mark.parametrize(
    ("style", "written"),
    [(FULL, ["十二、", "（十二）", "１２、", "（１２）"]), (HALF, ["十二、", "(十二)", "12、", "(12)"])],
)
def test_a_committee_writes_its_own_width(style: MarkerStyle, written: list[str]) -> None:
    assert [write_enumerator(level, 12, style) for level in (1, 2, 3, 4)] == written


def test_stems_are_written_in_brackets_of_the_style() -> None:
    assert [write_enumerator(5, 10, FULL), write_enumerator(6, 2, FULL)] == ["癸、", "（乙）"]
    assert [write_enumerator(5, 10, HALF), write_enumerator(6, 2, HALF)] == ["癸、", "(乙)"]


@pytest.mark.parametrize("style", list(MarkerStyle))
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_every_written_enumerator_reads_back(level: int, style: MarkerStyle) -> None:
    for number in range(1, 11 if level >= 5 else 100):
        # 5公尺: a digit right after the marker must not undo it.
        read = read_enumerator(write_enumerator(level, number, style) + "5公尺")
        assert read is not None
        assert (read.level, read.number) == (level, number)


@pytest.mark.parametrize(("level", "number"), [(1, 100), (4, 100), (5, 11), (6, 11)])
def test_numbering_ends_where_its_signs_end(level: int, number: int) -> None:
    with pytest.raises(Invalid) as refusal:
        write_enumerator(level, number, FULL)
    assert refusal.value.code == "numbering_exhausted"


@pytest.mark.parametrize(
    ("marker", "number", "written"),
    [
        ("一、 ", 12, "十二、 "),
        ("(一)、", 2, "(二)、"),
        ("１．", 10, "１０．"),
        ("(1)", 3, "(3)"),
        ("㈠", 3, "㈢"),
        ("㈠", 11, None),
        ("（甲）", 10, "（癸）"),
        ("甲、", 11, None),
        ("1.", 100, None),
        ("", 1, None),
    ],
)
def test_another_number_keeps_the_form_as_written(marker: str, number: int, written: str | None) -> None:
    assert with_number(marker, number) == written
