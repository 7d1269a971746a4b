"""Differences: whole, in order, readable, and never slow."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from app.domain.proposals.difference import Piece, PieceOp, Row, RowKind, difference
from app.domain.proposals.paragraphs import parse

SAME, ADDED, REMOVED = PieceOp.SAME, PieceOp.ADDED, PieceOp.REMOVED
SENTENCES = st.text(alphabet="一二、（）政風會報𠮷*，。 ", max_size=25).map(lambda text: "一、" + text)
SOURCES = st.lists(SENTENCES, max_size=8).map("\n".join)


def compare(old: str, new: str) -> tuple[Row, ...]:
    return difference(parse(old), parse(new))


def kinds(old: str, new: str) -> list[str]:
    return [row.kind.value for row in compare(old, new)]


def assert_whole(rows: tuple[Row, ...], old: str, new: str) -> None:
    assert tuple(row.old for row in rows if row.old) == parse(old)
    assert tuple(row.new for row in rows if row.new) == parse(new)
    for row in rows:
        assert bool(row.pieces) == (row.kind is RowKind.CHANGED)
        if row.kind is RowKind.CHANGED:
            assert row.old is not None
            assert row.new is not None
            assert "".join(piece.text for piece in row.pieces if piece.op is not ADDED) == row.old.line
            assert "".join(piece.text for piece in row.pieces if piece.op is not REMOVED) == row.new.line


def test_equal_texts_are_all_same() -> None:
    assert kinds("一、甲\n二、乙", "一、甲\n二、乙") == ["same", "same"]
    assert compare("", "") == ()


def test_added_and_removed_paragraphs_stand_in_their_place() -> None:
    assert kinds("一、宣導法令\n三、辦理訓練", "一、宣導法令\n二、全新內容\n三、辦理訓練") == [
        "same",
        "added",
        "same",
    ]
    assert kinds("一、宣導法令\n二、其他", "一、宣導法令") == ["same", "removed"]


def test_a_changed_paragraph_shows_its_characters() -> None:
    (row,) = compare("一、請各機關於114年底前辦理完成。", "一、請各機關於115年底前辦理完成。")
    assert row.pieces == (
        Piece(SAME, "一、請各機關於11"),
        Piece(REMOVED, "4"),
        Piece(ADDED, "5"),
        Piece(SAME, "年底前辦理完成。"),
    )


def test_a_renumbered_paragraph_is_changed_and_not_another_one() -> None:
    assert kinds("一、宣導法令\n二、辦理訓練", "一、成立小組並訂定計畫\n二、宣導法令\n三、辦理訓練") == [
        "added",
        "changed",
        "changed",
    ]


def test_a_long_marker_does_not_hide_that_the_words_are_the_same() -> None:
    assert kinds("（二十三）宣導", "一、宣導") == ["changed"]


def test_the_likest_paragraphs_are_paired_in_order() -> None:
    rows = compare("一、訂定宣導計畫\n二、辦理員工訓練", "一、辦理全體員工訓練\n二、訂定年度宣導計畫")
    assert [row.kind for row in rows].count(RowKind.CHANGED) == 1
    assert kinds("完全不同的內容", "毫無關聯之文字") == ["removed", "added"]


def test_a_lead_in_made_bold_is_a_change() -> None:
    (row,) = compare("一、定期開會：每年一次", "一、**定期開會：**每年一次")
    assert [piece.text for piece in row.pieces if piece.op is ADDED] == ["**", "**"]


def test_chance_matches_inside_a_rewritten_passage_are_not_shown() -> None:
    (row,) = compare(
        "請各機關於會後一個月內函復辦理情形並副知本處。", "請各機關加強宣導及一般查核辦理情形並副知本處。"
    )
    assert [piece.op for piece in row.pieces] == [SAME, REMOVED, ADDED, SAME]


@given(SOURCES, SOURCES)
def test_both_texts_can_be_read_from_the_rows(old: str, new: str) -> None:
    rows = compare(old, new)
    assert_whole(rows, old, new)
    assert rows == compare(old, new)


def test_huge_texts_get_coarser_and_never_slow_or_wrong() -> None:
    chance = random.Random(7)
    lines = ["\n".join(chance.choice("ab") for _ in range(20_000)) for _ in range(2)]
    binary = ["".join(chance.choice("ab") for _ in range(50_000)) for _ in range(2)]
    many = ["\n".join("".join(chance.choice("ab") for _ in range(500)) for _ in range(100)) for _ in range(2)]
    unique = ["\n".join(map(str, chance.sample(range(9000), 9000))) for _ in range(2)]
    for old, new in (lines, binary, many, unique):
        began = time.perf_counter()
        rows = compare(old, new)
        # A guard against quadratic growth (minutes), with room for a busy machine.
        assert time.perf_counter() - began < 5
        assert_whole(rows, old, new)
