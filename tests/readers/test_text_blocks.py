"""Plain and marked-up text: cells by tabs, white space as HTML has it, nothing changed in plain text."""

from __future__ import annotations

import pytest

from app.readers.blocks import Line, Table
from app.readers.refusal import FileRefused
from app.readers.text_blocks import cell_lines, decode, read_text


def test_marked_up_text_loses_blanks_between_han_and_keeps_one_beside_latin() -> None:
    assert cell_lines("<p>一、<b>重點：</b>      後文  AI  應用</p>") == ("一、**重點：**後文 AI 應用",)


def test_plain_text_keeps_its_blanks_and_its_signs() -> None:
    assert cell_lines("甲  乙 a<b &amp; 丙") == ("甲  乙 a<b &amp; 丙",)


def test_unknown_tags_are_text_and_entities_are_read_in_markup_only() -> None:
    assert cell_lines("<p>甲&lt;乙&amp;<某>丙</p><p>丁</p>") == ("甲<乙&<某>丙", "丁")


def test_a_paragraph_may_run_over_lines() -> None:
    assert read_text("<p>甲\n乙</p>\n丙".encode()).body == [Line("甲乙"), Line("丙")]


def test_tabs_part_cells_and_an_empty_line_keeps_the_table_together() -> None:
    assert read_text("甲\t乙\t\n\n丙\t丁\n戊".encode()).body == [
        Table(((("甲",), ("乙",), ()), (("丙",), ("丁",)))),
        Line("戊"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
def test_encodings(encoding: str) -> None:
    assert decode("廉政會報".encode(encoding)) == "廉政會報"


def test_bytes_in_no_known_encoding_are_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        decode(b"\x80\x81\xff\xff\xfe")
    assert refused.value.code == "encoding"
