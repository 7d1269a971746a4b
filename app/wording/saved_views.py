"""What pages say of the views people keep."""

from __future__ import annotations

from enum import StrEnum

from app.domain.insight.saved_view import ListName

VIEW_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (ListName.ASSIGNMENTS, "分辦清單"),
    (ListName.ITEMS, "列管事項清單"),
    (ListName.PROPOSALS, "提案清單"),
)
VIEW_REFUSALS: dict[str, str] = {
    "view_name_missing": "請填檢視名稱。",
    "view_name_taken": "這份清單已經有檢視「{name}」，請用別的名稱。",
    "too_many_views": "每份清單最多存 {limit} 個檢視，請先刪除不用的。",
}
VIEW_MESSAGES: dict[str, str] = {
    "view_kept": "已存成檢視「{name}」。",
    "view_renamed": "檢視已改名為「{name}」。",
    "view_starts": "登入後先看檢視「{name}」。",
    "view_starts_no_more": "登入後不再先看檢視「{name}」。",
    "view_removed": "已刪除檢視「{name}」。",
}
