"""The house rules can fail: each rule against a page that breaks it and nothing else."""

import pytest
from werkzeug.wrappers import Response

from tests.house_rules import POLICY, HouseRuleBroken, check_page
from tests.house_text import faults

GOOD = """<!doctype html>
<html lang="zh-Hant-TW"><head><meta charset="utf-8"><title>提案－示範系統</title>
<link rel="stylesheet" href="/static/app.css"><script type="module" src="/static/app.js"></script></head>
<body><h1>提案</h1>
<p>115年11月25日（三）前送出，<code>2026-11-25</code>。</p>
<p class="official">經查(略),依2024/01/02函辦理,不記錄</p>
<form method="post" action="/proposals"><input type="hidden" name="csrf_token" value="x">
<label for="title">案由</label><input id="title" name="title">
<label>說明<textarea name="text">甲,乙 None</textarea></label>
<button>儲存</button><button class="button button--danger">刪除</button></form>
<table><caption>提案</caption><tr><th scope="col">案號</th></tr><tr><td>115-2-03</td></tr></table>
</body></html>"""


def answer(html: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    response = Response(html, status=status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def test_a_page_that_keeps_every_rule_passes() -> None:
    check_page(answer(GOOD))


BROKEN = {
    "language": ('lang="zh-Hant-TW"', 'lang="zh"'),
    "one_heading_and_title: 2 h1": ("<h1>提案</h1>", "<h1>提案</h1><h1>提案</h1>"),
    "one_heading_and_title: title": ("<h1>提案</h1>", "<h1>會議</h1>"),
    "parses: line 4": ("<body><h1>提案</h1>", "<body><h1>提案</h2></h1>"),
    "unique_ids": ("<h1>提案</h1>", '<h1 id="title">提案</h1>'),
    "inputs_have_labels": ('<label for="title">案由</label>', ""),
    "posting_forms: <form> has no action": (' action="/proposals"', ""),
    "posting_forms: <form action=": ('name="csrf_token"', 'name="token"'),
    "first_button_is_harmless": ("<button>儲存</button>", '<button class="danger">撤案</button>'),
    "errors_are_summarised: fields": ('<input id="title"', '<input aria-invalid="true" id="title"'),
    "errors_are_summarised: the summary": (
        "<h1>提案</h1>",
        '<div class="error-summary"><a href="#gone">案由未填</a></div><h1>提案</h1>',
    ),
    "tables_are_readable: <table> has no caption": ("<caption>提案</caption>", ""),
    "tables_are_readable: <table> has no heads": (' scope="col"', ""),
    "nothing_inline: a script": (' src="/static/app.js"', ""),
    "nothing_inline: a style": ("</head>", "<style>p{}</style></head>"),
    "nothing_inline: style on": ("<h1>", '<h1 style="color:red">'),
    "nothing_inline: onclick on": ("<h1>", '<h1 onclick="go()">'),
    "nothing_inline: href on": ("<h1>提案</h1>", '<h1>提案</h1><a href="javascript:go()">看</a>'),
    "nothing_from_elsewhere": ("/static/app.css", "//cdn.example/app.css"),
    "words: half-width ','": ("前送出，", "前送出,請"),
    "words: a date": ("<p>115年", "<p>2026-11-25 115年"),
    "words: 'None' is shown": ("前送出", "前送出 None "),
    "words: 記錄": ("前送出", "前記錄"),
    "words: 台中": ("前送出", "前送台中市政府"),
    "words: 用戶": ("前送出", "前由用戶送出"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_page_that_breaks_one_rule_is_named(fault: str) -> None:
    good, bad = BROKEN[fault]
    assert GOOD.count(good) == 1
    with pytest.raises(HouseRuleBroken, match=r"GET /x \(200\)") as caught:
        check_page(answer(GOOD.replace(good, bad)), where="GET /x")
    lines = str(caught.value).splitlines()[1:]
    assert lines
    # A bad title also follows from a wrong heading, and so on: the first word is the rule meant.
    assert any(line.startswith(fault) for line in lines), lines
    assert {line.partition(":")[0] for line in lines} == {fault.partition(":")[0]}, lines


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", POLICY + "; report-uri /r"),
        ("X-Content-Type-Options", ""),
        ("Cache-Control", "max-age=60"),
    ],
)
def test_headers_are_looked_at(name: str, value: str) -> None:
    with pytest.raises(HouseRuleBroken, match="headers"):
        check_page(answer(GOOD, headers={name: value}))


def test_a_summary_of_errors_must_be_answered_422_with_the_title_saying_so() -> None:
    page = (
        GOOD.replace('<input id="title"', '<input aria-invalid="true" id="title"')
        .replace("<h1>", '<div class="error-summary"><a href="#title">案由未填</a></div><h1>')
        .replace("<title>", "<title>錯誤：")
    )
    check_page(answer(page, 422))
    with pytest.raises(HouseRuleBroken, match="errors_are_summarised"):
        check_page(answer(page, 200))


def test_words_split_over_inline_elements_are_read_as_one() -> None:
    page = GOOD.replace("前送出", "前送<b>出</b>,請看")
    with pytest.raises(HouseRuleBroken, match="half-width"):
        check_page(answer(page))


def test_a_raw_code_of_the_domain_is_named() -> None:
    assert list(faults("格式：docx_x")) == []
    assert "officer" in next(faults("角色：officer"))
    assert list(faults("officer@example.gov.tw")) == []


def test_a_part_of_a_page_needs_no_heading_but_keeps_the_other_rules() -> None:
    check_page(answer("<p>儲存於 14:32:05</p>"), fragment=True)
    with pytest.raises(HouseRuleBroken, match="half-width"):
        check_page(answer("<p>儲存,完成</p>"), fragment=True)
