"""Each module of app/static/js in Chromium, on the page that shows every part."""

import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import Invalid
from app.domain.proposals.enumerators import BLANKS, MarkerStyle
from app.domain.proposals.paragraphs import parse_line, set_level
from tests.browser.styleguide import SAVED_AT, Guide, styleguide
from tests.browser.watching import compose, composing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

JS = Path(__file__).parents[2] / "app" / "static" / "js"
FIXTURES = Path(__file__).parent / "clipboard"


@pytest.fixture
def guide(browser: "Browser", live: str) -> Iterator[Guide]:
    with styleguide(browser, live) as found:
        yield found
    cut = "console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED"
    assert [fault for fault in found.watch.faults if fault != cut] == []


# --- levels of official text


def test_tab_and_shift_tab_move_a_paragraph_and_number_it_on(guide: Guide) -> None:
    guide.write("一、甲\n乙")
    guide.page.keyboard.press("Tab")
    assert guide.text == "一、甲\n二、乙"
    assert guide.explanation.evaluate("field => field.selectionStart") == len(guide.text)
    guide.page.keyboard.press("Tab")
    assert guide.text == "一、甲\n（一）乙"
    guide.page.keyboard.press("Shift+Tab")
    guide.page.keyboard.press("Shift+Tab")
    assert guide.text == "一、甲\n乙"
    guide.page.keyboard.press("Control+z")
    assert guide.text == "一、甲\n二、乙"


def test_tab_moves_every_paragraph_of_a_selection(guide: Guide) -> None:
    guide.write("甲\n乙\n丙", (0, 5))
    guide.page.keyboard.press("Tab")
    assert guide.text == "一、甲\n二、乙\n三、丙"


def test_a_level_button_moves_and_says_where_the_caret_is_and_keeps_it(guide: Guide) -> None:
    guide.write("甲")
    levels = guide.page.get_by_role("group", name="說明的段落層級")
    levels.get_by_role("button", name="（一）").click()
    assert guide.text == "（一）甲"
    assert levels.locator("[aria-pressed=true]").inner_text() == "（一）"
    assert guide.focus == "explanation"


def test_escape_then_tab_leaves_the_field(guide: Guide) -> None:
    guide.write("一、甲")
    guide.page.keyboard.press("Escape")
    guide.page.keyboard.press("Tab")
    assert guide.focus == "title"
    assert guide.text == "一、甲"


# --- input methods


def test_while_composing_no_key_and_no_button_changes_the_text_and_nothing_is_sent(guide: Guide) -> None:
    guide.write("一、甲")
    with composing(guide.page, "政風"):
        before = guide.text
        guide.explanation.evaluate(
            """field => { for (const key of ["Tab", "Enter"]) field.dispatchEvent(
              new KeyboardEvent("keydown", {key, keyCode: 229, bubbles: true, cancelable: true})) }"""
        )
        guide.page.locator(".levels button").nth(2).evaluate("button => button.click()")
        assert guide.text == before
        guide.page.wait_for_timeout(2600)
        assert guide.posts == []
    guide.page.wait_for_selector("#drawn")
    assert guide.sent("preview")[-1]["explanation"] == "一、甲政風"


@pytest.mark.parametrize("field", ["title", "phone", "held_on"])
def test_enter_that_picks_a_candidate_sends_no_form(guide: Guide, field: str) -> None:
    guide.page.focus(f"#{field}")
    with composing(guide.page, "會"):
        guide.page.keyboard.press("Enter")
        guide.page.wait_for_timeout(200)
        assert guide.sent("form") == []
        assert guide.page.url.endswith("/styleguide")


def test_text_from_an_input_method_is_saved_like_any_other(guide: Guide) -> None:
    guide.write("一、")
    compose(guide.page, "公務機密")
    guide.until("document.querySelector('[data-saved]').textContent.includes('已儲存')")
    assert guide.sent("autosave")[-1]["explanation"] == "一、公務機密"


# --- autosave


def test_a_pause_in_typing_saves_says_so_and_goes_on_from_the_new_version(guide: Guide) -> None:
    guide.page.fill("#title", "115年第3次")
    guide.until(f"document.querySelector('[data-saved]').textContent === '{SAVED_AT} 已儲存'")
    assert guide.page.locator("form[data-autosave-url] [name=seen_version]").input_value() == "5"
    assert guide.saved.get_attribute("role") == "status" or guide.saved.get_attribute("aria-live") == "polite"
    assert len(guide.sent("autosave")) == 1


def test_a_form_sent_while_it_is_being_saved_waits_for_its_version(guide: Guide) -> None:
    guide.page.evaluate(
        """() => { const real = fetch;
             window.fetch = (url, how) => new Promise((done) => {
               window.saving ||= how.keepalive !== undefined;
               setTimeout(() => done(real(url, how)), 900); }); }"""
    )
    guide.page.fill("#title", "115年第3次")
    guide.until("window.saving")
    guide.page.get_by_role("button", name="暫存").click()
    guide.page.get_by_role("heading", name="save").wait_for()
    assert [one["seen_version"] for one in guide.sent("form")] == ["5"]


def test_when_somebody_else_was_first_the_text_stays_and_both_can_be_compared(guide: Guide) -> None:
    guide.status = 409
    guide.write("一、我的")
    guide.page.keyboard.type("字")
    guide.saved.get_by_role("button").wait_for()
    assert "別人" in guide.saved.inner_text()
    assert guide.text == "一、我的字"
    guide.saved.get_by_role("button").click()
    guide.page.get_by_role("heading", name="save").wait_for()
    assert guide.sent("form")[-1]["explanation"] == "一、我的字"


def test_a_refused_text_says_why(guide: Guide) -> None:
    guide.status = 422
    guide.page.fill("#title", "x")
    guide.until("document.querySelector('[data-saved]').textContent === '說明太長'")


def test_a_cut_line_keeps_the_text_puts_it_back_and_sends_it_later(guide: Guide) -> None:
    guide.status = 0
    guide.page.fill("#title", "斷線時的字")
    guide.until("document.querySelector('[data-saved]').textContent.includes('沒有連線')")
    assert guide.page.evaluate("sessionStorage.length") == 1
    guide.status = 200
    guide.page.goto("/styleguide")
    guide.until("sessionStorage.length === 0")
    assert guide.page.input_value("#title") == "斷線時的字"
    assert guide.sent("autosave")[-1]["title"] == "斷線時的字"


def test_coming_back_online_sends_what_waits(guide: Guide) -> None:
    guide.status = 0
    guide.page.fill("#title", "離線")
    guide.until("sessionStorage.length === 1")
    guide.status = 200
    guide.page.evaluate("dispatchEvent(new Event('online'))")
    guide.until("sessionStorage.length === 0")


def test_a_confidential_text_is_never_kept_in_the_browser(guide: Guide) -> None:
    guide.page.evaluate("document.querySelector('form[data-autosave-url]').dataset.confidential = ''")
    guide.page.evaluate(
        """import(performance.getEntriesByType("resource").map(one => one.name).find(name => name.includes("kept-text")))
           .then(({keptText}) => keptText(document.querySelector("form[data-autosave-url]")).keep())"""
    )
    assert guide.page.evaluate("sessionStorage.length + localStorage.length") == 0


# --- paste


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.html")))
def test_what_word_puts_on_the_clipboard_keeps_numbers_and_lead_ins_and_drops_the_rest(
    guide: Guide, name: str
) -> None:
    guide.write("")
    assert guide.paste((FIXTURES / f"{name}.html").read_text(), "PLAIN")
    assert guide.text == (FIXTURES / f"{name}.txt").read_text().rstrip("\n")


def test_a_paste_from_elsewhere_is_the_browsers_own(guide: Guide) -> None:
    assert not guide.paste("<b>粗</b>", "粗")


# --- dates


@pytest.mark.parametrize(
    "typed",
    [
        "1151125",
        "115/11/25",
        "115.11.25",
        "115-11-25",
        "115年11月25日",
        "2026/11/25",
        "１１５／１１／２５",
        "11/25",
    ],
)
def test_every_way_to_write_a_date_is_echoed_with_its_weekday(guide: Guide, typed: str) -> None:
    guide.page.clock.set_fixed_time("2026-11-21T09:00:00+08:00")
    guide.page.fill("#held_on", typed)
    guide.page.locator("#held_on").blur()
    assert guide.page.locator("#held_on-echo").inner_text() == "115年11月25日（三）"
    assert guide.page.input_value("#held_on") == typed


@pytest.mark.parametrize("typed", ["115/2/30", "115/13/1", "明天", "１"])
def test_what_is_no_date_is_said_at_once(guide: Guide, typed: str) -> None:
    guide.page.fill("#held_on", typed)
    guide.page.locator("#held_on").blur()
    assert "看不懂" in guide.page.locator("#held_on-echo").inner_text()


# --- tables, counters, forms, menu


def test_shift_ticks_a_range_and_the_head_ticks_all_or_none(guide: Guide) -> None:
    boxes, head = (
        guide.page.locator("tbody .select-cell input"),
        guide.page.locator("thead .select-cell input"),
    )
    count = guide.page.locator("[data-select-count]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert count.inner_text() == "已選 3 件"
    assert head.is_checked()
    head.click()
    assert count.inner_text() == "已選 0 件"
    assert head.get_attribute("aria-label") == "選取本頁 3 件"
    boxes.nth(2).press("Shift+ArrowUp")
    assert count.inner_text() == "已選 2 件"
    assert boxes.nth(1).evaluate("box => box === document.activeElement")


def test_characters_beyond_the_first_plane_count_as_one(guide: Guide) -> None:
    guide.page.fill("#subject", "𠮷" * 121)
    guide.until("document.querySelector('#subject-limit').textContent === '121 字，至多 120 字，超過 1 字'")


def test_a_second_click_sends_nothing_twice(guide: Guide) -> None:
    guide.page.evaluate(
        """() => { window.sent = []; document.addEventListener("submit", (event) => {
             if (!event.defaultPrevented) sent.push(event.submitter.value); event.preventDefault(); }); }"""
    )
    button = guide.page.locator("form[data-autosave-url] button[value=submit]")
    button.click()
    button.click(force=True)
    assert guide.page.evaluate("sent") == ["submit"]
    assert button.get_attribute("aria-disabled") == "true"


def test_enter_presses_the_harmless_button_and_control_enter_the_primary_one(guide: Guide) -> None:
    for keys, pressed in (("Enter", "save"), ("Control+Enter", "submit")):
        guide.open()
        guide.page.focus("#title")
        guide.page.keyboard.press(keys)
        guide.page.get_by_role("heading", name=pressed, exact=True).wait_for()


def test_the_first_stop_is_the_way_past_the_menu(guide: Guide) -> None:
    guide.page.keyboard.press("Tab")
    assert guide.page.evaluate("document.activeElement.textContent") == "跳到主要內容"


# --- the same rule in two languages


def test_markers_are_read_and_written_as_the_rules_of_the_program_do(node: str, tmp_path: Path) -> None:
    """enumerators.js against domain/proposals on random lines, half and full width, every level."""
    cases = list(_cases(random.Random(5), 600))
    (tmp_path / "enumerators.mjs").write_text((JS / "enumerators.js").read_text())
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    (tmp_path / "compare.mjs").write_text(COMPARE)
    done = subprocess.run([node, "compare.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


COMPARE = """
import { read, relevel } from "./enumerators.mjs";
import fs from "node:fs";
const differing = JSON.parse(fs.readFileSync("cases.json")).filter((one) => {
  const found = one.lines.map((line) => { const { marker, level } = read(line); return [marker, level]; });
  const moved = relevel(one.lines, one.at, one.level, one.half);
  return JSON.stringify(found) !== JSON.stringify(one.read) || moved !== one.moved;
});
console.log(JSON.stringify(differing.slice(0, 5)));
"""
POOL = [
    *(
        "一、",
        "十一、",
        "（一）",
        "(二)",
        "１、",
        "1、",
        "2.",
        "（1）",
        "(１２)",
        "甲、",
        "（乙）",
        "㈢",
        "⑷",
        "癸、",
    ),
    *(
        "九十九、",
        "(癸)",
        "1.5公尺",
        "114年",
        "一致",
        "(一般)",
        "**粗**",
        "二.",
        "3．",
        "十、 ",
        "（三）、　",
    ),
    *("　", "  ", ""),
]


def _cases(luck: random.Random, count: int) -> Iterator[dict[str, object]]:
    for _ in range(count):
        lines = [
            (luck.choice(POOL) + luck.choice(POOL) + luck.choice(["文字", "一、嵌", "(一)x"])).strip(BLANKS)
            for _ in range(luck.randint(1, 6))
        ]
        at, level, half = luck.randrange(len(lines)), luck.randint(0, 6), luck.random() < 0.5
        paragraphs = tuple(parse_line(line) for line in lines)
        try:
            moved = set_level(paragraphs, at, level, MarkerStyle.HALF if half else MarkerStyle.FULL)[at].line
        except Invalid:
            moved = lines[at]
        yield {
            "lines": lines, "at": at, "level": level, "half": half, "moved": moved,
            "read": [[paragraph.marker, paragraph.level] for paragraph in paragraphs],
        }  # fmt: skip
