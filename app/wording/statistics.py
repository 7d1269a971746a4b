"""What 統計表 says beside its figures."""

from __future__ import annotations

from app.domain.insight.registers import FEW

YEAR_TITLE = "{committee}{year}年度統計表"
MEETING_TITLE = "{meeting}統計表"
AS_OF = "統計截至{day}（{kept}）。"
LIVE, RELEASED, MONTH_END, KEPT, REBUILT = "即時", "定稿", "月底留存", "留存", "，回溯"
NOTHING = "－"
TOTAL = "合計"
OTHER_YEARS = "其他年度的會議"
MET = "機關會報"
YES, NO = "是", "否"
OF = "{n}／{of}"
COUNTED = "{items} 項（{shares} 件）"

MEETINGS, CASES, TRACKED, RATES, AGENCIES, OLD, CONFIDENTIAL = (
    "會議", "提案與決議", "列管", "比率", "機關會報", "舊案", "密件",
)  # fmt: skip
MEETINGS_TEXT = "召開 {held} 場，首長親自主持 {chaired}{followed}。"
FOLLOWED = "；另有追蹤會議 {count} 場，不計入場次"
ONE_MEETING = "{day}召開，首長親自主持：{chaired}。"
CASES_TEXT = "提案 {proposals} 案，決議（含決定、裁示）{resolutions} 則。"
TRACKED_TEXT = (
    "共 {tracked}；解除列管 {released}，列管中 {open}，其中逾期未完成 {overdue}；核准展延 {extensions} 次。"
)
RATES_TEXT = "解除比率 {release}；準時率依原定期限 {in_time}，依展延後期限 {in_time_extended}。"
AGENCIES_TEXT = "已召開 {held} 個機關，首長親自主持 {chaired} 個機關。"
OLD_TEXT = "上列數字含舊案 {old}；舊案不列入比率。"
CONFIDENTIAL_TEXT = "上列數字含密件 {secret}。"

YEAR_NOTE = "列管為當年底（或統計截止日）前已分辦，且當年1月1日以前尚未結束的事項。一個事項計一項，分辦給每一機關計一件。"
MEETING_NOTE = "列管為這次會議決議所列、已分辦的事項。一個事項計一項，分辦給每一機關計一件。"
NOTES = (
    "各機關的項數依該機關的件計算；數個機關共同的事項，各機關各計一項，合計只計一次。決議為當次或當年會議分辦給該機關者。",
    "解除列管含自行列管；併案、撤銷者不列入解除比率與準時率。",
    "準時率為期限已過的件中，在期限以前送出最後一次填報，並已解除列管或建議解除的比率；單一主辦的協辦機關不另填報，不列入。"
    f"不滿 {FEW} 件者只列件數。",
)
LEFT_OUT = "另有 {count} 個機關沒有提案與列管事項，也沒有當年召開會報的紀錄，未列入。"
NOTE = "註{number}：{text}"


def kept(month_end: bool, rebuilt: bool, released: bool) -> str:
    """What the figures of a kept day are."""
    what = RELEASED if released else MONTH_END if month_end else KEPT
    return what + (REBUILT if rebuilt else "")
