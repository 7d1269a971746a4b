"""A template is checked before it is used, and the ones we ship are checked always."""

from pathlib import Path

import pytest

from app.documents.check import Problem, check_all_templates, check_template
from app.documents.errors import TemplateRefused
from app.documents.grammar import FieldSet
from app.documents.paper import TEMPLATES
from app.documents.program import compile_template
from app.documents.proposal_table import FIELDS
from tests.documents.files import archive, changed, parts_of, word_template, writer_template

ALLOWED = FieldSet(frozenset({"標題", "會議日期"}), {"案件": FieldSet(frozenset({"案由", "提案單位"}))})
SHIPPED = TEMPLATES / "proposal-table.docx"
RELATIONS = "word/_rels/document.xml.rels"


def test_the_templates_we_ship_have_no_problem() -> None:
    assert check_all_templates(TEMPLATES) == []


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    problems = check_template(word_template("{{ 標頭 }}"), ALLOWED)
    assert problems == [Problem("unknown_field", {"field": "標頭", "nearest": "標題"})]


def test_an_unknown_field_inside_a_list_is_named_with_its_list() -> None:
    template = word_template("{%p for 案 in 案件 %}", "{{ 案.提案機關 }}", "{%p endfor %}")
    problems = check_template(template, ALLOWED)
    assert problems == [Problem("unknown_field", {"field": "案件.提案機關", "nearest": "提案單位"})]


def test_a_list_read_as_one_value_or_a_value_read_as_a_list_is_a_problem() -> None:
    assert check_template(word_template("{%p for 字 in 標題 %}", "{{ 字.甲 }}", "{%p endfor %}"), ALLOWED)
    assert check_template(word_template("{{ 標題.長度 }}"), ALLOWED)


def test_a_field_far_from_every_other_is_named_alone() -> None:
    assert check_template(word_template("{{ xyz }}"), ALLOWED) == [Problem("unknown_field", {"field": "xyz"})]


def test_a_refused_template_is_a_problem_with_its_code() -> None:
    assert [problem.code for problem in check_template(word_template("{{ 標題() }}"), ALLOWED)] == [
        "forbidden_construct"
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_an_archive"),
        (b"hello", "not_an_archive"),
        (archive({"a.txt": "a"}), "broken_part"),
        (archive({f"{number}.txt": "" for number in range(501)}), "too_large"),
        (archive({"word/document.xml": " " * (21 * 1024 * 1024)}), "too_large"),
        (
            changed(SHIPPED.read_bytes(), "[Content_Types].xml", "document.main+xml", "x+xml"),
            "not_a_word_file",
        ),
        (
            changed(
                SHIPPED.read_bytes(),
                "[Content_Types].xml",
                "document.main+xml",
                "document.macroEnabled.main+xml",
            ),
            "macros",
        ),
        (
            changed(
                SHIPPED.read_bytes(), RELATIONS, "relationships/settings", "relationships/attachedTemplate"
            ),
            "foreign_content",
        ),
        (
            changed(
                SHIPPED.read_bytes(), RELATIONS, 'Target="settings', 'TargetMode="External" Target="http://x/'
            ),
            "foreign_content",
        ),
        (changed(SHIPPED.read_bytes(), "word/footer1.xml", " PAGE ", " INCLUDETEXT x "), "foreign_content"),
        (changed(SHIPPED.read_bytes(), "word/styles.xml", "<w:styles", "<!DOCTYPE a><w:styles"), "doctype"),
        (changed(SHIPPED.read_bytes(), "word/styles.xml", "層級3", "階層3"), "level_styles_missing"),
        (
            changed(SHIPPED.read_bytes(), "word/document.xml", '<w:pStyle w:val="Level0"/>', ""),
            "level_tag_without_style",
        ),
        (writer_template("x" + "{" * 10_001), "too_many_tags"),
        (archive({**parts_of(writer_template("x")), "Basic/a.xml": "<a/>"}), "macros"),
        (
            writer_template('<image xmlns:x="http://www.w3.org/1999/xlink" x:href="http://x/y.png"/>'),
            "foreign_content",
        ),
    ],
)
def test_a_file_that_may_not_be_a_template_is_refused_with_a_code(data: bytes, code: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        compile_template(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("target", "fits"),
    [("https://example.gov.tw/", True), ("mailto:a@example.gov.tw", True), ("file:///etc/passwd", False),
     ("javascript:x", False), ("//server/share", False)],
)  # fmt: skip
def test_a_link_may_lead_to_a_page_or_a_mail_address_only(target: str, fits: bool) -> None:
    links = 'xmlns:l="http://www.w3.org/1999/xlink"'
    writer = writer_template(f'<text:a {links} l:href="{target}">連結</text:a>')
    relation = f'Id="rId9" TargetMode="External" Target="{target}" Type="http://x/relationships/hyperlink"'
    word = changed(
        SHIPPED.read_bytes(), RELATIONS, "</Relationships>", f"<Relationship {relation}/></Relationships>"
    )
    for template in (writer, word):
        assert ([problem.code for problem in check_template(template, FIELDS)] == []) is fits


def test_a_template_without_its_twin_or_without_its_fields_is_named(tmp_path: Path) -> None:
    (tmp_path / "proposal-table.docx").write_bytes(SHIPPED.read_bytes())
    (tmp_path / "other.odt").write_bytes(writer_template("x"))
    assert check_all_templates(tmp_path, {"proposal-table": FIELDS, "minutes": FIELDS}) == [
        Problem("unknown_template", {}, "other"),
        Problem("twin_missing", {}, "proposal-table.odt"),
        Problem("template_missing", {}, "minutes"),
    ]


def test_twins_that_differ_are_named_with_the_fields(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_template("{{ 標題 }}{{ 會議日期 }}"))
    (tmp_path / "a.odt").write_bytes(writer_template("{{ 標題 }}"))
    assert check_all_templates(tmp_path, {"a": ALLOWED}) == [
        Problem("twins_differ", {"fields": "會議日期"}, "a")
    ]
