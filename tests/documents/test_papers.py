"""Every paper: each text printed as it is in both twins, none besides the form's labels, what is empty named."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

import pytest

from app.documents import agenda, booklet, meeting_notice
from app.documents.paper import NOT_FILLED, EmptyField, empty_rows
from app.domain.proposals.enumerators import read_enumerator
from app.domain.proposals.paragraphs import Paragraph
from tests.documents.files import lines
from tests.documents.papers import (
    HOSTILE,
    IN_COLUMNS,
    KINDS,
    Kind,
    changed_notice,
    full_agenda,
    full_booklet,
    full_notice,
)

HOSTILE_TEXTS = (
    HOSTILE,
    "  前後  空白  ",
    "一行\n二行\t跳格",
    "]]></w:t><w:p/>&lt;{%p endfor %}{{ 案.案由 }}",
    "\u202e\u200b\u00a0\u3000𠮷\ufdd0",
)

_SUMMARY = "主辦機關|建議繼續列管|建議解除列管|建議自行列管|已簽准解除|合計（項）|分辦（件）"
_ANNEX = "附表　各機關辦理情形|項次|分辦編號|機關|主協辦|狀態|填報日期"

_COUNTED = "列管|解除列管|逾期未完成|展延次數|準時率|項|件|原定期限|展延後期限"

# All that a full paper prints besides its texts, in the order in which it first appears.
LABELS = {
    "agenda": "時　　間：|地　　點：|主　　席：|報告單位：|案由：|決定：|提案單位：|決議：",
    "approval-sheet": "機關：|填報期限：|編號|目前進度|應辦事項及辦理情形|應辦事項：|期限：|辦理情形：|承辦人|單位主管|機關首長（或授權人）|"
    "核章後請至廉政會報管考系統填寫核可人職稱、姓名與日期，再送出。",
    "booklet": "會議資料|時間：|地點：|目　次|壹、議程|—|貳、上次會議紀錄|參、歷次決議辦理情形|肆、提案|編號|　|附件1　|附件2　|"
    "時　　間：|地　　點：|主　　席：|報告單位：|案由：|決定：|提案單位：|決議：|紀錄：|出席人員：|列席人員：|請假人員：|：|"
    "說明：|辦法：|發言摘要：|序號|會議|案由及決議|主辦機關|辦理情形|政風處建議|主席裁示|解除列管|繼續列管|✓|提案單位|案由|"
    "說明|辦法|決議|附件1|附件2",
    "chair-notes": "（僅供主席參考，會後請收回）|時間：|地點：|建議說法|案由|提案單位|重點|擬議決議",
    "extension-letter": "　函（稿）|地址：|承辦人：|電話：|電子信箱：|受文者：|發文日期：|發文字號：|速別：|密等及解密條件或保密期限：|附件：|"
    "主旨：|說明：|正本：|副本：",
    "extract": "受文機關：|時　　間：|地　　點：|主　　席：|紀錄：|提案單位：|案由：|說明：|辦法：|發言摘要：|：|決議：|主席裁示事項",
    "filing-notice": "受通知人：|服務機關：|職　　稱：|申報類別：|申報期間：|最後期限：|基 準 日：|說明：|承 辦 人：|電　　話：|通知日期：",
    "follow-up-table": "序號|會議|案由及決議|主辦機關|辦理情形|政風處建議|主席裁示|解除列管|繼續列管|案由：|決議：|✓",
    "follow-up-table-ticks": f"{_SUMMARY}|序號|會議|案由及決議|辦理情形|政風處建議|主席裁示|解除列管|繼續列管|案由：|決議：|"
    f"✓|已簽准解除列管|{_ANNEX}",
    "follow-up-table-status": f"{_SUMMARY}|編號|開會日期|決議案由與裁示內容|主辦單位|協辦單位|預定時限|辦理情形|列管狀態|案由：|決議：|"
    f"已簽准解除列管|{_ANNEX}",
    "follow-up-table-boxes": f"{_SUMMARY}|編號|事項內容|辦理情形|審查意見|審查結果|案由：|決議：|□解除列管|■持續列管|□自行列管|"
    f"□持續列管|已簽准解除列管|■解除列管|{_ANNEX}",
    "follow-up-table-graded": f"{_SUMMARY}|列管事項來源|分級列管（註）|討論事項|決議（裁示）事項|辦理情形|政風處建議|本次會議裁示|、|"
    f"已簽准解除列管|註：A級於會中報告，B級由承辦人檢視，C級為持續辦理、由機關自行追蹤。|{_ANNEX}",
    "handover-list": "移交人：|接手人：|生效日：|角色：|序號|類別|編號|事項|期限|移交人簽名：|接手人簽名：|監交人簽名：",
    "meeting-notice": "　開會通知單（稿）|發文日期：|發文字號：|速別：|密等及解密條件或保密期限：|附件：|開會事由：|開會時間：|開會地點：|"
    "主 持 人：|聯 絡 人：|聯絡電話：|出席者：|列席者：|備註：",
    "minutes": "時　　間：|地　　點：|主　　席：|紀錄：|出席人員：|列席人員：|請假人員：|：|報告單位：|案由：|決定：|提案單位：|說明：|"
    "辦法：|發言摘要：|決議：",
    "minutes-letter": "　函（稿）|地址：|承辦人：|電話：|電子信箱：|受文者：|發文日期：|發文字號：|速別：|密等及解密條件或保密期限：|附件：|"
    "主旨：|說明：|正本：|副本：",
    "release-list": "序號|分辦編號|會議|應辦事項|機關|期限|辦理情形|（|）",
    "release-memo": "簽（稿）|於|主旨：|說明：|擬辦：|附件：|承辦單位|會辦單位|決行",
    "report-receipt": "收據編號：|機關：|送出時間：|送出者：|機關核可：|序號|編號|目前進度|應辦事項及辦理情形|應辦事項：|填報期：|辦理情形：|佐證資料：|"
    "本收據依送出時的內容產生；政風處審核前取回修改者，以再次送出的收據為準。",
    "report-letter": "　函（稿）|地址：|承辦人：|電話：|電子信箱：|受文者：|發文日期：|發文字號：|速別：|密等及解密條件或保密期限：|附件：|"
    "主旨：|說明：|正本：|副本：",
    "unfiled-list": "序號|姓名|服務機關|職稱|申報類別|建議期限|最後一日|情形",
    "urging-letter": "　函（稿）|地址：|承辦人：|電話：|電子信箱：|受文者：|發文日期：|發文字號：|速別：|密等及解密條件或保密期限：|附件：|"
    "主旨：|說明：|正本：|副本：",
    "share-table": "項次|決議編號|應辦事項|主辦機關|協辦機關|辦理期限|填報頻率|件數",
    "proposal-table": "編號|提案單位|案由|說明|辦法|決議",
    "statistics": f"：|會次|日期|首長主持|提案案數|決議則數|{_COUNTED}|機關|場次",
    "statistics-meeting": f"：|機關|提案案數|決議則數|{_COUNTED}",
    "sign-in-sheet": "時間：|地點：|主席：|委員|職稱|姓名|簽名|代理人|列席人員",
}

every_kind = pytest.mark.parametrize("kind", [*KINDS, *IN_COLUMNS], ids=str)


def mapped(paper: Any, change: Callable[[str], str]) -> Any:
    """The paper with each of its texts changed; what an empty text means, a label or a word of the chair stays."""
    if isinstance(paper, tuple):
        return tuple(mapped(entry, change) for entry in paper)
    if isinstance(paper, str):
        return change(paper) if paper else paper
    if not is_dataclass(paper) or isinstance(paper, type):
        return paper
    kept = {"marker", "level"} if isinstance(paper, Paragraph) else {"word", "columns"}
    named = {entry.name for entry in fields(paper) if entry.name not in kept and "_label" not in entry.name}
    return replace(paper, **{name: mapped(getattr(paper, name), change) for name in named})


def texts(paper: Any) -> Iterator[str]:
    """Every text of the paper, in its order."""
    found: list[str] = []
    mapped(paper, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    yield from found


def emptied(paper: Any) -> Any:
    """The paper with every text empty and every field of paragraphs without one."""
    blank = mapped(paper, lambda _: "")
    return _without_paragraphs(blank)


def _without_paragraphs(paper: Any) -> Any:
    if isinstance(paper, tuple):
        return tuple(_without_paragraphs(entry) for entry in paper if not isinstance(entry, Paragraph))
    if not is_dataclass(paper) or isinstance(paper, type):
        return paper
    return replace(
        paper, **{entry.name: _without_paragraphs(getattr(paper, entry.name)) for entry in fields(paper)}
    )


@every_kind
@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_every_text_is_printed_as_it_is_in_both_twins(kind: Kind, hostile: str) -> None:
    number = count()
    paper = mapped(kind.full, lambda _: f"{hostile}⟦{next(number)}⟧{hostile}")
    word, writer = (lines(kind.module.build(paper, fmt), fmt) for fmt in ("docx", "odt"))
    assert word == writer
    printed = "\n".join(word)
    for text in texts(paper):
        assert text in printed


@every_kind
def test_nothing_is_printed_besides_the_texts_and_the_labels_of_the_form(kind: Kind) -> None:
    marked = mapped(kind.full, lambda text: f"⟦{text}⟧")
    bare = (
        re.sub("⟦.*?⟧", "⟦⟧", line, flags=re.DOTALL)
        for line in lines(kind.module.build(marked, "odt"), "odt")
    )
    left = dict.fromkeys(part for line in bare for part in re.split("⟦⟧|\t", line))
    assert [part for part in left if part and read_enumerator(part) is None] == LABELS[str(kind)].split("|")


@every_kind
def test_a_full_paper_has_no_empty_field(kind: Kind) -> None:
    assert kind.module.empty_fields(kind.full) == []
    for fmt in ("docx", "odt"):
        assert NOT_FILLED not in "".join(lines(kind.print(fmt), fmt))


@every_kind
def test_each_empty_field_prints_that_it_is_not_filled_and_warns(kind: Kind) -> None:
    paper = emptied(kind.full)
    warned = kind.module.empty_fields(paper)
    assert warned
    for fmt in ("docx", "odt"):
        printed = "".join(lines(kind.module.build(paper, fmt), fmt)).count(NOT_FILLED)
        repeated = (
            2 * len(paper.proposals.cases) + 1 if str(kind) == "booklet" else 0
        )  # contents, second title
        assert printed == len(warned) + repeated


@every_kind
def test_equal_papers_give_equal_bytes(kind: Kind) -> None:
    assert kind.print("docx") == kind.print("docx")


def test_a_field_is_named_with_the_place_of_its_case() -> None:
    paper = full_agenda()
    reports, discussion = (part for part in paper.parts if part.cases)
    lacking = replace(discussion, cases=(discussion.cases[0], replace(discussion.cases[1], subject="")))
    found = agenda.empty_fields(replace(paper, place="", parts=(reports, lacking)))
    assert found == [EmptyField(0, "地點"), EmptyField(3, "案由")]


def test_a_field_of_a_booklet_is_named_with_its_part() -> None:
    paper = full_booklet()
    assert paper.previous_minutes
    lacking = replace(paper, place="", previous_minutes=replace(paper.previous_minutes, recorder=""))
    assert booklet.empty_fields(lacking) == [EmptyField(0, "地點"), EmptyField(0, "上次會議紀錄：紀錄")]


def test_a_notice_of_a_change_names_both_times_and_asks_for_the_reason() -> None:
    printed = lines(meeting_notice.build(changed_notice(), "docx"), "docx")
    assert [line for line in printed if line.startswith(("示範市政府　", "改期", "原定", "開會時間"))] == [
        "示範市政府　開會通知單（改期）（稿）",
        "改期事由：\t主席另有要公。",
        "原定時間：\t中華民國115年11月30日（星期一）上午9時30分",
        "開會時間：\t中華民國115年12月7日（星期一）下午2時",
    ]
    assert meeting_notice.empty_fields(replace(changed_notice(), reason="")) == [EmptyField(0, "改期事由")]
    assert not any("改期" in line for line in lines(meeting_notice.build(full_notice(), "docx"), "docx"))


def test_rows_that_lack_the_same_field_stand_together() -> None:
    found = [EmptyField(1, "職稱"), EmptyField(0, "地點"), EmptyField(3, "職稱")]
    assert empty_rows(found) == {"職稱": [1, 3], "地點": []}
