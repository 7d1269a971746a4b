"""Typed and pasted text: cleaned in a stated way, or refused with a place."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.text_entry import TextRefused, clean_text, counted_length


def several(raw: str) -> str:
    return clean_text(raw, limit=1000, multiline=True)


def one(raw: str) -> str:
    return clean_text(raw, limit=1000, multiline=False)


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad"])
def test_invisible_characters_are_dropped(invisible: str) -> None:
    assert several(f"廉{invisible}政") == "廉政"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_newline_or_one_blank(end: str) -> None:
    assert several(f"一、甲{end}二、乙") == "一、甲\n二、乙"
    assert one(f"甲{end}乙") == "甲 乙"


def test_an_unbreakable_blank_is_a_blank() -> None:
    assert several("AI\u00a0平台") == "AI 平台"


@pytest.mark.parametrize(
    ("look_alike", "ideograph"),
    [("\u2f47", "日"), ("\u2f00", "一"), ("\u2fd5", "龠"), ("\u2e9f", "母"), ("\u2ef3", "龟")],
)
def test_radical_signs_become_the_ideograph_they_look_like(look_alike: str, ideograph: str) -> None:
    assert several(look_alike) == ideograph


@pytest.mark.parametrize(
    "kept",
    ["（：，１．Ａ", "①㈠½", "\u2e80", "\u2ecc", "\uf900", "𠮷\U00030000", "ﬁ", "甲\u3000乙", "e\u0301"],
)
def test_nothing_else_is_normalised(kept: str) -> None:
    assert several(kept) == kept


def test_blanks_go_at_the_ends_and_stay_inside() -> None:
    assert several("\n\n甲 \t\u3000\n\n  乙 丙\u3000\n") == "甲\n\n  乙 丙"
    assert one(" \u3000甲\t乙 ") == "甲 乙"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("\x00", "text_nul"),
        ("\x07", "text_control"),
        ("\x1b", "text_control"),
        ("\x7f", "text_control"),
        ("\x85", "text_control"),
        (chr(0xD800), "text_surrogate"),
        (chr(0xDFFF), "text_surrogate"),
        ("\u202e", "text_direction_override"),
        ("\u2066", "text_direction_override"),
        ("\ufdd0", "text_noncharacter"),
        ("\uffff", "text_noncharacter"),
        ("\U0001fffe", "text_noncharacter"),
        ("\U0010ffff", "text_noncharacter"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(bad: str, code: str) -> None:
    with pytest.raises(TextRefused) as refusal:
        several(f"𠮷政{bad}風")
    assert (refusal.value.code, refusal.value.position) == (code, 2)
    assert isinstance(refusal.value, Invalid)
    assert refusal.value.facts == {"position": 2}


def test_the_limit_counts_code_points_after_cleaning() -> None:
    assert clean_text("𠮷𠮷𠮷\u200b ", limit=3, multiline=True) == "𠮷𠮷𠮷"
    with pytest.raises(TextRefused) as refusal:
        clean_text("𠮷𠮷𠮷𠮷", limit=3, multiline=True)
    assert refusal.value.code == "text_too_long"
    assert refusal.value.facts == {"position": 3, "length": 4, "limit": 3}
    assert counted_length("𠮷a") == 2


@given(st.text(), st.booleans())
def test_cleaning_is_final_and_gives_storable_text(raw: str, multiline: bool) -> None:
    try:
        cleaned = clean_text(raw, limit=10_000, multiline=multiline)
    except TextRefused:
        reject()
    assert clean_text(cleaned, limit=10_000, multiline=multiline) == cleaned
    assert multiline or "\n" not in cleaned
    cleaned.encode()
