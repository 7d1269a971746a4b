"""What lists say beside a row that is not as it was at the end of last month."""

from __future__ import annotations

from enum import StrEnum

from app.domain.insight.comparing import Change

COMPARE, COMPARE_NO_MORE = "與上月底比較", "不與上月底比較"
NOTHING_KEPT = "{day}沒有留存資料，不能比較。月底資料由背景程式在次月第一天留存。"
COLUMN = "與{day}比較"
SAME, NO_DATE = "相同", "未定"
COMPARING_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Change.NEW, "新增"),
    (Change.ENDED, "結束列管"),
    (Change.REOPENED, "恢復列管"),
    (Change.OTHERWISE, "原為"),
    (Change.LATE, "新逾期"),
    (Change.MOVED, "原期限"),
)
