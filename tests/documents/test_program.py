"""A template becomes a program that prints every text as it is and runs nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from app.documents.errors import TemplateRefused
from app.documents.grammar import FieldSet
from app.documents.program import compile_template
from tests.documents.files import (
    parts_of,
    word_lines,
    word_template,
    writer_lines,
    writer_template,
)

WORD = word_template("甲{{ 值 }}乙")
WRITER = writer_template("甲{{ 值 }}乙")
WORD_LIST = word_template("{%p for 列 in 清單 %}", "{{ 列.¦名¦稱 }}", "{%p endfor %}")
WORD_BETWEEN = word_template("{%p for 列 in 清單 %}", "甲{{ 列.名稱 }}乙", "{%p endfor %}")
WRITER_LIST = writer_template(
    "{%p for 列 in 清單 %}", "{{ 列.<text:span>名</text:span>稱 }}", "{%p endfor %}"
)

# Everything XML 1.0 can carry.
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(PRINTABLE | st.sampled_from("\t\n   <>&\"'{}%　𠮷０（\x7f\x85"), max_size=60)

INJECTIONS = (
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ config }}{{ request }}{{ self }}",
    "{%p include '/etc/passwd' %}",
    "{%tr for x in 清單 %}",
    "{{r 值 }}",
    "{# 註解 #}",
    "]]></w:t><w:p/>",
    "&lt;&#60;&amp;",
    "${7*7} #{7*7} <%= 7*7 %>",
    "}}{{ 值 }}{{",
)

FORBIDDEN = (
    "{{ 值() }}",
    "{{ 值.upper() }}",
    "{{ ''.join(清單) }}",
    "{{ range(10) }}",
    "{{ 值.__class__ }}",
    "{{ 值['__class__'] }}",
    "{{ 值|attr('__class__') }}",
    "{{ 值|safe }}",
    "{{ 值|map(attribute='x')|list }}",
    "{{ 值[鍵] }}",
    "{{ _值 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 99999999 }}",
    "{{ 值 ~ 值 }}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% include 'x' %}",
    "{% extends 'x' %}",
    "{% macro m() %}{% endmacro %}",
    "{% set x = 1 %}",
    "{% block b %}{% endblock %}",
    "{% filter safe %}{% endfilter %}",
    "{% autoescape false %}{{ 值 }}{% endautoescape %}",
    "{% for x in 清單 recursive %}{{ loop(x) }}{% endfor %}",
    "{% for x, y in 清單 %}{% endfor %}",
    "{% for x in [1, 2] %}{% endfor %}",
    "{% if 值 is defined %}{% endif %}",
    "{{ 值 ",
    "{% for x in 清單 %}",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=5, max_size=5))  # to open a Word file takes longer than to fill it
def test_texts_come_back_equal_from_word(texts: list[str]) -> None:
    values = {"清單": [{"名稱": text} for text in texts]}
    assert word_lines(compile_template(WORD_BETWEEN).render(values)) == [f"甲{text}乙" for text in texts]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_text_comes_back_equal_from_writer(text: str) -> None:
    assert writer_lines(compile_template(WRITER).render({"值": text})) == [f"甲{text}乙"]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_list_prints_a_paragraph_per_entry(texts: list[str]) -> None:
    values = {"清單": [{"名稱": text} for text in texts]}
    assert word_lines(compile_template(WORD_LIST).render(values)) == texts
    assert writer_lines(compile_template(WRITER_LIST).render(values)) == texts


def test_a_carriage_return_survives_in_word() -> None:
    assert word_lines(compile_template(WORD).render({"值": "一\r二"})) == ["甲一\r二乙"]


@pytest.mark.parametrize("text", [" 甲", "甲 ", "甲  乙", "甲\t\t乙", "甲\n\n乙", " ", "  \n  \t ", "　甲　"])
def test_white_space_stays_as_it_was_typed(text: str) -> None:
    values = {"清單": [{"名稱": text}]}
    assert word_lines(compile_template(WORD_LIST).render(values)) == [text]
    assert writer_lines(compile_template(WRITER_LIST).render(values)) == [text]


@pytest.mark.parametrize("text", INJECTIONS)
def test_template_code_in_a_value_stays_text(text: str) -> None:
    assert word_lines(compile_template(WORD).render({"值": text})) == [f"甲{text}乙"]
    assert writer_lines(compile_template(WRITER).render({"值": text})) == [f"甲{text}乙"]


@pytest.mark.parametrize("tag", FORBIDDEN)
@pytest.mark.parametrize("place", ["body", "split", "header", "cell", "writer", "writer styles"])
def test_a_forbidden_construct_is_refused_wherever_it_stands(tag: str, place: str) -> None:
    escaped = tag.replace("&", "&amp;").replace("<", "&lt;")
    template = {
        "body": lambda: word_template(tag),
        "split": lambda: word_template("¦".join(tag)),
        "header": lambda: word_template("", header=tag),
        "cell": lambda: word_template(cell=tag),
        "writer": lambda: writer_template(escaped),
        "writer styles": lambda: writer_template(styles=f"<text:p>{escaped}</text:p>"),
    }[place]()
    with pytest.raises(TemplateRefused):
        compile_template(template)


def test_no_attribute_of_a_python_object_can_be_read() -> None:
    program = compile_template(word_template("{{ 值.upper }}"))
    with pytest.raises(UndefinedError):
        program.render({"值": "a"})


def test_a_missing_field_is_an_error_not_a_blank() -> None:
    for template in (WORD, WRITER):
        with pytest.raises(UndefinedError):
            compile_template(template).render({})


@pytest.mark.parametrize("text", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff", "好\x08"])
def test_a_character_that_xml_cannot_carry_is_the_callers_error(text: str) -> None:
    for template, values in ((WORD, {"值": text}), (WRITER_LIST, {"清單": [{"名稱": text}]})):
        with pytest.raises(ValueError, match="cannot stand in a paper"):
            compile_template(template).render(values)


@pytest.mark.parametrize("value", [object(), Markup("<w:p/>"), b"x", None, 1.5, {"a"}])
def test_only_plain_values_are_taken(value: Any) -> None:
    with pytest.raises(TypeError, match="not a plain value"):
        compile_template(WORD).render({"值": value})


def test_equal_values_give_equal_bytes_and_a_template_is_compiled_once() -> None:
    first, second = compile_template(WORD), compile_template(bytes(bytearray(WORD)))
    assert first is second
    assert first.render({"值": "一"}) == second.render({"值": "一"})
    assert first.render({"值": "一"}) != second.render({"值": "二"})


def test_parts_without_fields_are_copied_as_they_are() -> None:
    before, after = parts_of(WORD), parts_of(compile_template(WORD).render({"值": ""}))
    assert list(before) == list(after)
    untouched = [name for name in before if name != "word/document.xml"]
    assert {name: before[name] for name in untouched} == {name: after[name] for name in untouched}


def test_the_odf_type_stands_first_and_uncompressed() -> None:
    data = compile_template(WRITER).render({"值": ""})
    assert data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def test_fields_are_named_with_those_inside_each_list() -> None:
    template = word_template(
        "{{ 標題 }}{% if 密等 %}{% endif %}",
        "{%p for 案 in 案件 %}",
        "{{ 案.編號 }}{{ loop.index }}",
        "{%p for 段 in 案.說明 %}",
        "{{ 段.內文 }}",
        "{%p endfor %}",
        "{%p endfor %}",
        header="{{ 會議 }}",
    )
    inside = FieldSet(frozenset({"編號"}), {"說明": FieldSet(frozenset({"內文"}))})
    assert compile_template(template).fields == FieldSet(
        frozenset({"標題", "密等", "會議"}), {"案件": inside}
    )


def test_a_table_row_repeats_in_both_formats() -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        for text in ("{%tr for 列 in 清單 %}", "{{ 列.名稱 }}", "{%tr endfor %}")
    )
    writer = writer_template(f"</text:p><table:table>{rows}</table:table><text:p>")
    program = compile_template(writer)
    lines = writer_lines(program.render({"清單": [{"名稱": "一"}, {"名稱": "二"}]}))
    assert [line for line in lines if line] == ["一", "二"]


def test_a_mark_and_its_page_number_are_written_between_the_texts() -> None:
    tags = "甲{% 書籤 列.書籤 %}乙", "見{% 頁次 列.書籤 %}頁"
    values = {"清單": [{"書籤": 7}]}
    word = compile_template(word_template("{%p for 列 in 清單 %}", *tags, "{%p endfor %}")).render(values)
    writer = compile_template(writer_template("{%p for 列 in 清單 %}", *tags, "{%p endfor %}")).render(values)
    assert word_lines(word) == writer_lines(writer) == ["甲乙", "見—頁"]
    assert b'w:name="mark7"' in parts_of(word)["word/document.xml"]
    assert b" PAGEREF mark7 " in parts_of(word)["word/document.xml"]
    assert b'text:name="mark7"' in parts_of(writer)["content.xml"]


@pytest.mark.parametrize("template", [word_template("{% 書籤 值 %}"), writer_template("{% 頁次 值 %}")])
@pytest.mark.parametrize("value", ["<w:p/>", "", "1 x"])
def test_a_mark_takes_a_number_and_nothing_else(template: bytes, value: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        compile_template(template).render({"值": value})
