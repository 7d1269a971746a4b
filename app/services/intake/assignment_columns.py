"""The columns of a list of old tracked items: their headings, other words people use for them, example rows for the sample file."""

from __future__ import annotations

import re

from app.domain.tracking.assignment_flow import AssignmentState

MEETING, TITLE, AGENCY, CO, DECISION, RESOLUTION = (
    "會議",
    "應辦事項",
    "主辦機關",
    "協辦機關",
    "決議",
    "決議編號",
)
DUE, DISPATCHED, STATE, ENDED, REPORT, NUMBER = "期限", "分辦日", "狀態", "解除日", "辦理情形", "原編號"

COLUMNS: dict[str, tuple[str, ...]] = {
    MEETING: ("會次", "會議名稱", "會議別", "會議次別", "會期", "提報會議"),
    TITLE: ("列管事項", "事項", "決議事項", "裁示事項", "案由", "主旨", "追蹤事項", "辦理事項"),
    AGENCY: (
        "機關",
        "承辦機關",
        "主辦單位",
        "承辦單位",
        "權責機關",
        "權責單位",
        "辦理機關",
        "辦理單位",
        "負責機關",
    ),
    CO: ("協辦單位",),
    DECISION: ("決議內容", "裁示內容", "主席裁示", "裁示"),
    RESOLUTION: ("案號", "決議案號"),
    DUE: ("完成期限", "辦理期限", "預定完成日", "預定完成日期", "應完成日", "完成日期"),
    DISPATCHED: ("分辦日期", "交辦日", "交辦日期", "發文日期", "列管日期"),
    STATE: ("列管狀態", "列管情形", "管考建議", "管考結果", "辦理結果", "追蹤結果"),
    ENDED: ("解除日期", "解除列管日", "解除列管日期", "結案日期", "結案日"),
    REPORT: ("最新辦理情形", "執行情形", "辦理進度", "辦理情形說明", "處理情形"),
    NUMBER: ("列管編號", "編號", "追蹤編號", "項次"),
}
REQUIRED = (MEETING, TITLE, AGENCY)
SAMPLE_ORDER = tuple(COLUMNS)
SAMPLE_ROWS = (
    ("112年第1次", "訂定採購稽核年度計畫", "工務局", "政風處", "請工務局會同政風處訂定計畫。", "", "112/9/30", "112/5/1",
     "解除列管", "112/10/5", "計畫已於112年9月20日核定。", "112-03"),
    ("112年第2次", "辦理公務員廉政倫理規範宣導", "教育局、民政局", "", "請各機關加強宣導。", "", "持續辦理", "112/11/20",
     "列管中", "", "已辦理宣導3場次。", "112-07"),
)  # fmt: skip
ONGOING_WORDS = frozenset({"持續辦理", "持續", "經常辦理", "無", "-", "－"})
STATES: dict[str, AssignmentState] = {
    "": AssignmentState.UNDER_WAY,
    **dict.fromkeys(
        (
            "列管中",
            "繼續列管",
            "持續列管",
            "辦理中",
            "執行中",
            "列管",
            "追蹤中",
            "持續追蹤",
            "持續辦理",
            "尚在辦理",
            "未結案",
            "未完成",
            "未解除",
        ),
        AssignmentState.UNDER_WAY,
    ),
    **dict.fromkeys(
        (
            "解除列管",
            "已解除",
            "解除",
            "解列",
            "已結案",
            "結案",
            "已完成",
            "已辦畢",
            "同意解除",
            "已解除列管",
            "同意解除列管",
            "准予解除列管",
            "已解列",
            "同意解列",
            "完成",
            "辦理完成",
            "同意結案",
        ),
        AssignmentState.RELEASED,
    ),
    **dict.fromkeys(("自行列管", "自行追蹤", "改列", "改為自行列管"), AssignmentState.CLOSED_OTHERWISE),
}
"""狀態 as such lists write it; 改列 of an old case is 自行列管."""
_BLANKS = re.compile(r"\s+")


def column_of(heading: str) -> str:
    """The column a heading means; '' for one nobody knows."""
    bare = _BLANKS.sub("", heading).strip("*＊:：")
    return next((name for name, words in COLUMNS.items() if bare == name or bare in words), "")
