"""The mails as they leave: plain, narrow, with the letter they remind of, and nothing of what is confidential."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.notices.columns import NEVER_FIRST, WIDTH, folded, width
from app.domain.notices.letter import House, Line, Person, leads_to, may_carry_a_link, salutation
from app.domain.notices.notice import NoticeKind
from app.wording import mails

HOUSE = House("臺中市政府政風處", "04-22289111 分機 12345", "https://tracker.example.gov.tw")
LEE = Person("李大華", "股長", "教育局")
LINE = Line(
    NoticeKind.DISPATCHED, "114-1-3-11", "每年至少召開1次機關廉政會報", due_on=date(2026, 11, 25),
    letter_on=date(2026, 11, 3), document_number="府政預字第1150000001號", path="/assignments/114-1-3-11",
)  # fmt: skip


def test_a_mail_of_one_share_says_code_date_letter_and_both_ways_in() -> None:
    subject, text = mails.notice([LINE], LEE, HOUSE, f"{HOUSE.address}/r/8F3K-2QXM-4TZW")
    assert subject == "【廉政會報列管】114-1-3-11 已分辦貴局，請填報辦理情形，期限115年11月25日"
    assert text == (
        "教育局 李股長大華 您好：\n"
        "\n"
        "一、下列事項已分辦貴局，請於期限前填報辦理情形，計 1 件：\n"
        "　　114-1-3-11　每年至少召開1次機關廉政會報\n"
        "　　　期限：115年11月25日（三）\n"
        "　　　依據：115年11月3日府政預字第1150000001號函\n"
        "二、填報方式（擇一）：\n"
        "　（一）登入「廉政會報管考系統」，點選「我的工作」。\n"
        "　（二）由府內網路開啟：\n"
        "　　　　https://tracker.example.gov.tw/r/8F3K-2QXM-4TZW\n"
        "　　　　（網址開頭須為 https://tracker.example.gov.tw/，如有疑慮請採前項\n"
        "　　　　方式。）\n"
        "三、如需展延，請於期限前於系統提出申請。\n"
        "\n"
        "臺中市政府政風處　電話：04-22289111 分機 12345\n"
        "本信由系統寄送，請勿直接回信。\n"
    )


def test_a_digest_groups_its_lines_and_leads_home() -> None:
    lines = (
        LINE,
        Line(NoticeKind.EXTENSION_DECIDED, "114-1-2-3", "建置通報窗口", reason="核可展延至 115 年底"),
        Line(NoticeKind.DISPATCHED, "114-1-1-2", "強化採購透明", path="/assignments/114-1-1-2"),
    )
    subject, text = mails.digest(lines, LEE, HOUSE, "", date(2026, 11, 20))
    assert subject == "【廉政會報列管】115年11月20日彙整通知（3 則）"
    assert text.count("已分辦貴局") == 1
    assert "計 2 件" in text
    assert "說明：核可展延至 115 年底" in text
    assert leads_to(lines) == "/work"
    assert leads_to((LINE,)) == LINE.path


def test_of_a_confidential_case_nothing_but_that_there_is_one() -> None:
    line = Line(NoticeKind.DISPATCHED, "114-1-9-1", "不得外洩", reason="不得外洩", confidential=True)
    subject, text = mails.notice([line], LEE, HOUSE, "")
    assert "不得外洩" not in subject + text
    assert "114-1-9-1" not in text
    assert "密件：內容不於信中載明" in text
    assert not may_carry_a_link((LINE, line))


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_has_its_subject_and_its_heading(kind: NoticeKind) -> None:
    subject, text = mails.notice([Line(kind, "114-1-1-1", "某事")], LEE, HOUSE, "")
    assert "{" not in subject + text
    assert subject.startswith(mails.PREFIX)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (Person("李大華", "股長"), "李股長大華"),
        (Person("歐陽小明", "科長"), "歐陽科長小明"),
        (Person("王小明"), "王小明"),
        (Person("Lisin・Panay", "組員"), "Lisin・Panay組員"),
    ],
)
def test_the_title_stands_between_the_names(person: Person, said: str) -> None:
    assert salutation(person) == said


@pytest.mark.parametrize(
    ("agency", "said"),
    [("教育局", "貴局"), ("政風處", "貴處"), ("中區公所", "貴公所"), ("示範國小", "貴機關"), ("", "貴機關")],
)
def test_an_agency_is_addressed_by_what_it_is(agency: str, said: str) -> None:
    assert mails.honorific(agency) == said


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), max_size=200))
def test_no_line_is_wider_than_a_mail_and_nothing_is_lost(text: str) -> None:
    lines = folded(text, indent="　　", hanging="　　　")
    assert all(width(line) <= WIDTH for line in lines) or any(sign in NEVER_FIRST for sign in text)
    if "://" not in text and max(map(len, text.split() or [""])) < WIDTH // 2:
        assert "".join(line.strip("　") for line in lines).replace("　", "") == text.replace("　", "")


def test_an_address_is_never_broken() -> None:
    address = "https://tracker.example.gov.tw/" + "r" * 80
    assert address in "\n".join(folded(f"請開啟 {address} 填報"))
