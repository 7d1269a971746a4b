"""What each form asks of its page: rows that repeat, labels in line, the order and numbering of parts."""

import re
from dataclasses import replace

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from app.documents import (
    booklet,
    chair_notes,
    extract,
    follow_up_table,
    meeting_notice,
    minutes,
    minutes_letter,
    sign_in_sheet,
)
from app.documents.follow_up_table import FollowUpTable
from app.documents.minutes import MinutesPart
from app.documents.paper import Format
from app.documents.proposal_table import ProposalTable
from app.domain.proposals.paragraphs import parse
from tests.documents.files import lines, opened, parts_of, word_lines, word_rows
from tests.documents.papers import (
    CHAIR,
    full_booklet,
    full_extract,
    full_letter,
    full_minutes,
    full_notes,
    full_notice,
    full_sheet,
    full_table,
    minutes_case,
)

FORMATS: tuple[Format, Format] = ("docx", "odt")


def test_the_sign_in_sheet_keeps_members_and_observers_apart_and_repeats_its_head() -> None:
    members, observers = opened(sign_in_sheet.build(full_sheet(), "docx")).tables
    head = ["職稱", "姓名", "簽名", "代理人"]
    assert word_rows(members)[:2] == [head, ["召集人（市長）", "王示範", "", "不得代理"]]
    assert word_rows(observers) == [
        head,
        ["教育局", "", "", ""],
        ["資訊局科長", "趙壬", "", "錢癸"],
        *[[""] * 4] * 3,
    ]
    for table in (members, observers):
        repeated = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
        assert repeated == [True, *[False] * (len(repeated) - 1)]


def test_without_observers_the_sign_in_sheet_has_one_table() -> None:
    alone = replace(full_sheet(), observers=(), spare_lines=0)
    assert len(opened(sign_in_sheet.build(alone, "docx")).tables) == 1
    assert "列席人員" not in lines(sign_in_sheet.build(alone, "odt"), "odt")


def test_the_follow_up_table_is_landscape_and_ticks_the_chairs_word() -> None:
    document = opened(follow_up_table.build(full_table(3), "docx"))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert [row[-2:] for row in word_rows(document.tables[0])[2:]] == [["", "✓"], ["", ""], ["✓", ""]]
    content = parts_of(follow_up_table.build(full_table(3), "odt"))["styles.xml"].decode()
    assert 'print-orientation="landscape"' in content
    assert 'print-orientation="portrait"' not in content


@pytest.mark.parametrize("fmt", FORMATS)
def test_without_tracked_items_the_follow_up_table_says_so(fmt: Format) -> None:
    empty = FollowUpTable("辦理情形表")
    assert follow_up_table.empty_fields(empty) == []
    assert lines(follow_up_table.build(empty, fmt), fmt)[-1] == "本次無列管案件"
    assert "本次無列管案件" not in lines(follow_up_table.build(full_table(1), fmt), fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_text_without_number_stands_on_the_line_of_its_label(fmt: Format) -> None:
    printed = lines(minutes.build(full_minutes(), fmt), fmt)
    assert "決議：照案通過。" in printed
    place = printed.index("決議：修正通過，辦法修正如下：")
    assert printed[place + 1].startswith("一、請各機關")
    assert printed[printed.index("辦法：") + 1] == "一、請各機關於驗收前比對照片。"


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_minutes_have_the_official_head_and_parts(fmt: Format) -> None:
    printed = lines(minutes.build(full_minutes(), fmt), fmt)
    assert f"主　　席：{CHAIR}\t紀錄：李科員丙" in printed
    assert [line for line in printed if re.match("[壹貳參肆伍陸]、", line)] == [
        "壹、主席致詞：（略）",
        "貳、報告事項",
        "參、討論事項",
        "肆、臨時動議：（無）",
        "伍、主席裁示事項",
        "陸、散會：上午10時50分",
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_case_prints_only_the_fields_it_has(fmt: Format) -> None:
    bare = replace(minutes_case(), explanation=(), measures=(), remarks=(), unit_label="", result_label="")
    paper = replace(
        full_minutes(), observers="", absent="", parts=(MinutesPart("壹、", "頒獎", cases=(bare,)),)
    )
    assert minutes.empty_fields(paper) == []
    printed = lines(minutes.build(paper, fmt), fmt)
    assert [line for line in printed if line.startswith(("列席", "請假"))] == ["列席人員：無", "請假人員：無"]
    assert [line.strip() for line in printed[-2:]] == [bare.number, f"案由：{bare.subject}"]


def test_the_letter_as_plain_text_has_its_body_and_nothing_of_the_head() -> None:
    paper = replace(full_letter(), explanation=parse("一、**依據：**開會通知單。\n二、請查照。"))
    assert minutes_letter.plain_text(paper).split("\n") == [
        f"主旨：{paper.subject}",
        "說明：",
        "一、依據：開會通知單。",
        "二、請查照。",
        "附件：會議紀錄1份",
        "正本：本府廉政會報全體委員、本府各機關",
        "副本：本府政風處（含附件）",
        "",
    ]
    empty = replace(paper, subject="", explanation=(), copies="")
    assert minutes_letter.plain_text(empty).startswith("主旨：（未填）\n說明：\n（未填）\n附件：")
    assert "副本" not in minutes_letter.plain_text(empty)


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_the_document_system_gives_may_be_empty_in_a_draft(fmt: Format) -> None:
    draft = replace(
        full_notice(), issued_on="", reference="", confidentiality="", observers="", remarks=(), signature=""
    )
    assert meeting_notice.empty_fields(draft) == []
    printed = lines(meeting_notice.build(draft, fmt), fmt)
    assert {"發文日期：", "發文字號：", "密等及解密條件或保密期限：", "列席者：\t無"} <= set(printed)
    assert not any(line.startswith(("備註", "市長")) for line in printed)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_step_that_is_no_case_has_no_table_in_the_chairs_notes(fmt: Format) -> None:
    opening = replace(full_notes(), steps=full_notes().steps[:1])
    assert lines(chair_notes.build(opening, fmt), fmt)[-3:] == [
        "壹、主席致詞",
        "建議說法",
        "各位委員、各位同仁，大家早安，現在開會。",
    ]
    assert len(opened(chair_notes.build(full_notes(), "docx")).tables) == 1


def test_each_agencys_extract_begins_on_a_new_page() -> None:
    document = opened(extract.build(full_extract(), "docx"))
    titles = [paragraph for paragraph in document.paragraphs if paragraph.text.endswith("（節錄）")]
    assert len(titles) == 2
    assert all(title.style and title.style.paragraph_format.page_break_before for title in titles)


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_parts_of_a_booklet_are_numbered_without_those_that_are_absent(fmt: Format) -> None:
    few = replace(
        full_booklet(),
        previous_minutes=None,
        follow_up=FollowUpTable("表"),
        proposals=ProposalTable("表", ()),
        attachments=(),
    )
    printed = lines(booklet.build(few, fmt), fmt)
    parts = [line for line in printed if line.startswith(("壹、議程", "貳、上次", "貳、歷次", "參、提案"))]
    named = ["壹、議程", "貳、歷次決議辦理情形", "參、提案"]
    assert parts == [*(f"{name}\t—" for name in named), *named]
    assert printed[-1] == "本次無提案"
    assert "本次無列管案件" in printed
    assert not any(line.startswith("附件") for line in printed)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_report_is_called_by_its_own_name_in_the_contents(fmt: Format) -> None:
    first, *others = full_booklet().proposals.cases
    cases = ProposalTable("表", (replace(first, number="報告案一"), *others))
    printed = lines(booklet.build(replace(full_booklet(), proposals=cases), fmt), fmt)
    contents = [line for line in printed if first.subject in line or others[0].subject in line][:2]
    assert contents[0].startswith(f"報告案一　{first.subject}")
    assert contents[1].startswith(f"編號{others[0].number}　{others[0].subject}")


def test_a_booklet_refers_to_marks_that_are_there_and_stand_once() -> None:
    every = [f"mark{number}" for number in range(1, 9)]  # four parts, two cases, two attachments
    word = parts_of(booklet.build(full_booklet(), "docx"))["word/document.xml"].decode()
    assert re.findall('bookmarkStart w:id="[0-9]+" w:name="(.*?)"', word) == every
    assert sorted(re.findall(" PAGEREF (.*?) ", word)) == every
    writer = parts_of(booklet.build(full_booklet(), "odt"))["content.xml"].decode()
    assert re.findall('bookmark text:name="(.*?)"', writer) == every
    assert sorted(re.findall('ref-name="(.*?)"', writer)) == every


def test_only_the_follow_up_table_lies_across_in_a_booklet_and_the_cover_has_no_page_number() -> None:
    sections = opened(booklet.build(full_booklet(), "docx")).sections
    assert [section.orientation == WD_ORIENT.LANDSCAPE for section in sections] == [False, False, True, False]
    assert [section.footer.paragraphs[0].text for section in sections] == ["", *["第 1 頁"] * 3]
    assert word_lines(booklet.build(full_booklet(), "docx"))[:2] == [
        "示範市政府115年第1次廉政會報",
        "會議資料",
    ]
