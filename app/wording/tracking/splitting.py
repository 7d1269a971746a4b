"""What is said where a resolution is split and sent out."""

from __future__ import annotations

BETWEEN = "、"
AT_ITEM = "第 {number} 項：{text}"
UNKNOWN = "找不到機關「{name}」，請用機關全銜或簡稱。"
UNKNOWN_NEAR = "找不到機關「{name}」，是不是「{near}」？"
TOO_MANY_FIGURES = "填報數據最多 {most} 項。"

SPLIT_MESSAGES: dict[str, str] = {
    "split_prepared": "已建立 {items} 項 {shares} 件，待發。紀錄核定後請登錄分辦函並發出。",
    "split_sent": "已建立 {items} 項 {shares} 件並分辦發出。10 分鐘內、尚無機關開啟前，可整批撤回，不會寄出通知。",
    "batch_sent": "已分辦發出 {shares} 件（{number}）。10 分鐘內、尚無機關開啟前，可整批撤回，不會寄出通知。",
    "batch_taken_back": "已整批撤回 {shares} 件，改為待發；通知尚未寄出的不再寄出。",
    "item_removed": "已移除待發的「{title}」。",
}
