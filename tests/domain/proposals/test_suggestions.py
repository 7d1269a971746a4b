"""Suggestions: what they find, what they leave alone, and the one-click fix."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid, NotNow
from app.domain.proposals.paragraphs import parse, to_source
from app.domain.proposals.suggestions import (
    LAWS,
    MEASURES,
    MOST,
    SUBJECT,
    Suggestion,
    SuggestionCode,
    apply,
    suggest,
)


def found_in(source: str, field: str = "explanation") -> list[tuple[str, str, str | None]]:
    return [(hit.code.value, hit.found, hit.replacement) for hit in suggest({field: parse(source)})]


def fixed(source: str, field: str = "explanation") -> str:
    """Every fix, one click after another, as a person would go on clicking."""
    for _ in range(200):
        hits = [hit for hit in suggest({field: parse(source)}) if hit.replacement is not None]
        if not hits:
            return source
        source = apply(source, hits[0])
    raise AssertionError("the suggestions never end")


@pytest.mark.parametrize(
    ("source", "better"),
    [
        ("訂定計畫,據以辦理", "訂定計畫，據以辦理"),
        ("說明如下: 請參考", "說明如下：請參考"),
        ("是否可行?請討論;謝謝!", "是否可行？請討論；謝謝！"),
        ("使用AI,以提升效能", "使用AI，以提升效能"),
        ("比對軟體(例如AllDup等)", "比對軟體（例如AllDup等）"),
        ("人工智慧(AI)應用", "人工智慧（AI）應用"),
        ("人工智慧（AI)應用", "人工智慧（AI）應用"),
        ("Word （DOCX) file", "Word （DOCX） file"),
        ("一、**定期開會:**每年一次", "一、**定期開會：**每年一次"),
        ("一、**定期開會**:每年一次", "一、**定期開會**：每年一次"),
    ],
)
def test_half_width_signs_beside_han_become_full_width(source: str, better: str) -> None:
    assert fixed(source) == better


@pytest.mark.parametrize(
    "source",
    [
        "(一)甲案",
        "時間10:30",
        "經費1,000元",
        "函數 f(x) 與 g(y)",
        "https://example.gov.tw/a?b",
        "Word (DOCX) file",
        "全形，（正確）。",
    ],
)
def test_half_width_signs_that_belong_stay(source: str) -> None:
    assert found_in(source) == []


def test_broken_numbering_is_found_and_its_form_kept() -> None:
    assert found_in("一、甲\n三、乙\n(一)丙\n(一)丁") == [
        ("broken_numbering", "三、", "二、"),
        ("broken_numbering", "(一)", "(二)"),
    ]
    assert fixed("二、 甲\n１．乙\n３．丙") == "一、 甲\n１．乙\n２．丙"


def test_numbering_that_has_run_out_has_no_fix() -> None:
    hits = suggest({"explanation": parse("\n".join(["㈠項"] * 11))})
    assert hits[-1].replacement is None


@pytest.mark.parametrize(
    ("source", "better"),
    [
        ("依採購法第101條", "依政府採購法第101條"),
        ("依利衝法及財產申報法", "依公職人員利益衝突迴避法及公職人員財產申報法"),
        ("個資法與貪污條例", "個人資料保護法與貪污治罪條例"),
    ],
)
def test_a_laws_short_name_gets_its_full_one(source: str, better: str) -> None:
    assert fixed(source) == better


@pytest.mark.parametrize(
    "source",
    [
        "依政府採購法辦理",
        "公職人員利益衝突迴避法",
        "採購法令研習",
        "政府採購法（以下簡稱採購法），依採購法辦理",
    ],
)
def test_full_names_longer_words_and_defined_short_names_stay(source: str) -> None:
    assert found_in(source) == []


def test_a_short_name_defined_in_one_field_holds_in_all() -> None:
    texts = {"explanation": parse("政府採購法（下稱「採購法」）"), MEASURES: parse("每年依採購法辦理。")}
    assert suggest(texts) == ()


def test_the_table_of_laws_can_be_replaced() -> None:
    (hit,) = suggest({"explanation": parse("依甲法及採購法")}, {"甲法": "甲乙丙法"})
    assert (hit.found, hit.replacement) == ("甲法", "甲乙丙法")
    assert suggest({"explanation": parse("依採購法")}, {}) == ()


def test_no_full_name_contains_another_entry_that_would_grow_it_again() -> None:
    for short, full in LAWS.items():
        assert short != full
        assert fixed(f"依{short}辦理") == f"依{full}辦理"


@pytest.mark.parametrize("date", ["11月30日", "１１月３０日", "十一月三十日", "11 月 30 日"])
def test_a_date_without_year_is_found_and_only_a_person_knows_the_year(date: str) -> None:
    assert found_in(f"於{date}前完成") == [("date_without_year", date, None)]


@pytest.mark.parametrize(
    "source",
    [
        "於114年11月30日",
        "114 年 11月30日",
        "每年11月30日",
        "114年10月1日至11月30日",
        "114年10月1日（三）及11月30日",
    ],
)
def test_a_date_whose_year_was_said_is_left_alone(source: str) -> None:
    assert found_in(source) == []


@pytest.mark.parametrize(
    ("source", "better"),
    [
        ("強化宣導，提請審議", "強化宣導，提請審議。"),
        ("強化宣導，提請審議.", "強化宣導，提請審議。"),
        ("強化宣導；", "強化宣導。"),
    ],
)
def test_a_subject_ends_with_a_full_stop(source: str, better: str) -> None:
    assert fixed(source, SUBJECT) == better


@pytest.mark.parametrize("source", ["強化宣導，提請審議。", "強化宣導。", ""])
def test_a_finished_subject_is_left_alone(source: str) -> None:
    assert found_in(source, SUBJECT) == []


def test_measures_without_a_due_date_are_mentioned_without_a_fix() -> None:
    assert found_in("請各機關落實辦理。", MEASURES) == [("no_due_date", "", None)]
    assert found_in("請各機關落實辦理。") == []


@pytest.mark.parametrize(
    "source",
    [
        "請於114年11月30日前函復。",
        "每季彙整。",
        "於年底前完成。",
        "請持續辦理。",
        "會後30日內辦理。",
        "一、研議。\n二、下次會議前提報。",
        "",
    ],
)
def test_measures_that_say_when_are_left_alone(source: str) -> None:
    assert found_in(source, MEASURES) == []


def test_a_fix_knows_its_place() -> None:
    source = "一、甲案，照辦\n\n 二、乙案,照辦 "
    (hit,) = suggest({"explanation": parse(source)})
    assert hit == Suggestion(SuggestionCode.HALF_WIDTH, "explanation", 1, 4, 5, ",", "，")
    assert apply(source, hit) == "一、甲案，照辦\n二、乙案，照辦"


def test_a_fix_whose_text_has_gone_is_refused() -> None:
    (hit,) = suggest({"explanation": parse("乙案,照辦")})
    outdated = [
        ("乙案，照辦", hit),
        ("", hit),
        ("乙案,照辦", replace(hit, paragraph_index=-1)),
        ("乙案,照辦", replace(hit, start=-3)),
    ]
    for source, suggestion in outdated:
        with pytest.raises(NotNow) as refusal:
            apply(source, suggestion)
        assert refusal.value.code == "suggestion_outdated"


def test_a_suggestion_without_a_fix_cannot_be_applied() -> None:
    (hit,) = suggest({"explanation": parse("於11月30日")})
    with pytest.raises(Invalid) as refusal:
        apply("於11月30日", hit)
    assert refusal.value.code == "suggestion_without_fix"


def test_a_hostile_text_does_not_make_a_page_of_thousands() -> None:
    assert len(suggest({"explanation": parse("甲," * 50_000)})) == MOST


@given(st.text(alphabet="一二、（）() 政風,:;採購法月日年1２。*\n", max_size=60))
def test_every_fix_applies_to_the_text_it_was_made_for(source: str) -> None:
    for hit in suggest({SUBJECT: parse(source), MEASURES: parse(source)}):
        assert parse(source)[hit.paragraph_index].line[hit.start : hit.end] == hit.found
        if hit.replacement is not None:
            assert apply(source, hit) != to_source(parse(source))
