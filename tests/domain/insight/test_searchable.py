"""What is searched alike, how a text is cut into pairs, and which sentence answers."""

from datetime import date

import pytest

from app.domain.insight.excerpt import LONGEST, excerpt
from app.domain.insight.search_index import SearchKind, entry_key, needs_text, tokens, wanted
from app.domain.insight.searchable import fold, pairs, searchable, words_of
from app.domain.insight.similar import most_alike


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("臺中市政府", "台中市"),
        ("台中市政府", "臺中市"),
        ("ＡＩ工具及ISO 27001", "ai"),
        ("生成式 AI 工具", "ＡＩ工具"),
        ("１、履約照片", "1、履約"),
        ("履 約　照片", "履約照片"),
        ("**落實**查核", "落實查核"),
        ("應於114年11月5日前", "2025/11/5"),
        ("應於２０２５年１１月０５日前", "114年11月5日"),
        ("應於 114.11.05 前", "民國114年11月5日"),
        ("2025-11-05核定", "中華民國114年11月5日"),
        ("114年度施政計畫", "2025年"),
        ("2025年第3季", "114年"),
        ("114年01月起", "2025年1月"),
        ("准予解列", "解除列管"),
        ("同意解除列管", "解列"),
        ("持續列管", "繼續列管"),
        ("建議持續列管", "持續"),
        ("為了解列管情形", "列管情形"),
        ("為瞭解列管情形", "瞭解列管"),
        ("應附履約照片。", "「履約照片」"),
        ("採購案件", "採購*"),
        ("114/11/05核定", "1141105"),
        ("收文1141105", "114年11月5日"),
        ("𠮷野家", "𠮷野"),
    ],
)
def test_spellings_meet(text: str, asked: str) -> None:
    said = searchable(text)
    words = words_of(asked)
    assert words
    assert all(word in said for word in words), (said, words)
    assert set(wanted(words)) <= set(tokens(said, SearchKind.PROPOSAL, 114).split())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("採購。案件", "購案"),
        ("採購\n案件", "購案"),
        ("114年11月5日", "114年1月"),
        ("114年11月5日", "115年"),
        ("99999年", "114年"),
        ("114/13/40", "114年13月40日"),
        ("ai tool", "it"),
        ("為了解列管情形", "解列"),
        ("電話21141105", "114年11月5日"),
    ],
)
def test_what_is_not_alike_stays_apart(text: str, asked: str) -> None:
    said = searchable(text)
    assert not all(word in said for word in words_of(asked))


def test_pairs_never_cross_punctuation_and_are_taken_for_nothing_else() -> None:
    assert pairs(fold("採購，案A 2字")) == {"採購", "案a", "2字"}
    assert pairs("一") == set()
    assert all(len(one) > 2 for one in tokens("", SearchKind.ITEM, 9).split())
    assert (needs_text("採購"), needs_text("採購案"), needs_text("一"), needs_text("1、")) == (
        False,
        True,
        True,
        True,
    )
    assert words_of("採購　採購 照片") == ["採購", "照片"]
    assert words_of("「 % 』") == ["「", "%", "』"]  # signs alone are looked for as they are


def test_keys_run_with_the_days() -> None:
    later = entry_key(date(2026, 1, 2), SearchKind.RESOLUTION, 1)
    earlier = entry_key(date(2026, 1, 1), SearchKind.EVIDENCE, 2**31 - 1)
    assert later > earlier
    assert later < 2**63
    assert earlier != entry_key(date(2026, 1, 1), SearchKind.ATTACHMENT, 2**31 - 1)


def test_the_sentence_with_most_of_the_words_is_shown_as_written_and_marked() -> None:
    text = "一、照片應留存。\n二、臺中市政府應檢附履 約照片；<b>並附</b>清冊。"
    pieces = excerpt(text, words_of("台中 履約照片"))
    assert pieces == (
        ("二、", False),
        ("臺中", True),
        ("市政府應檢附", False),
        ("履 約照片", True),
        ("；", False),
    )
    assert excerpt("應於114年11月5日前辦理。", words_of("2025年11月")) == (
        ("應於", False),
        ("114年11月", True),
        ("5日前辦理。", False),
    )
    assert excerpt("2025/11/5截止。", words_of("114年11月5日")) == (("2025/11/5截止。", False),)
    assert excerpt("", ["採購"]) == ()
    long = excerpt("前" * 300 + "採購" + "後" * 300, ["採購"])
    assert ("採購", True) in long
    assert sum(len(piece) for piece, _ in long) <= LONGEST + 2


def test_what_everybody_writes_makes_nothing_alike() -> None:
    others = {
        1: fold("為強化路燈維護之履約管理，建請各機關抽查履約照片，提請審議。"),
        2: fold("為防範公務車輛私用，建請各機關落實派車管理，提請審議。"),
        3: fold("為維護公務機密，建請各機關加強宣導，提請審議。"),
    }
    own = fold("為落實履約管理，建請各機關抽查履約照片之真偽，提請審議。")
    assert [key for key, _ in most_alike(own, others)] == [1]
    assert most_alike(own, {}) == []
    assert most_alike("", others) == []
    assert most_alike(own, {7: own, 8: others[2]})[0][0] == 7
