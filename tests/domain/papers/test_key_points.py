"""重點: a point says something even where it has a lead-in, and leaves the detail out."""

from app.domain.papers.key_points import key_points
from app.domain.proposals.paragraphs import parse, to_source


def test_each_point_is_its_lead_in_and_first_sentence() -> None:
    text = (
        "說明如下：\n一、**會前：**應確認與會人員身分。並發給代碼。\n（一）細節。\n二、缺失14輛。均已改善。"
    )
    assert [to_source((point,)) for point in key_points(parse(text))] == [
        "一、**會前：**應確認與會人員身分。",
        "二、缺失14輛。",
    ]


def test_without_points_each_paragraph_stands_for_one() -> None:
    assert [point.text for point in key_points(parse("甲。乙。\n丙"))] == ["甲。", "丙"]
