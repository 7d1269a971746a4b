"""What is said about 辦公日曆表: refusals, faults of a file by line, doubts, messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.office_calendar_file import CalendarFault
from app.domain.roc_date import roc_text, roc_year_from
from app.wording.entry import ENTRY_REFUSALS

OFFICE_CALENDAR_REFUSALS: dict[str, str] = {
    "calendar_no_file": "請先選擇辦公日曆表檔案。",
    "calendar_faulty": "這個檔案有 {count} 處錯誤，沒有儲存；請更正後重新上傳。",
    "calendar_same": "內容與現行的 {year} 年辦公日曆表第 {number} 版相同，不需要再匯入。",
}

OFFICE_CALENDAR_MESSAGES: dict[str, str] = {
    "calendar_kept": "已匯入 {year} 年辦公日曆表第 {number} 版，放假 {days_off} 日。",
}

OFFICE_CALENDAR_ACTIONS: dict[str, str] = {"keep_calendar": "匯入辦公日曆表"}
OFFICE_CALENDAR_THINGS: dict[str, str] = {"calendar_years": "辦公日曆表"}
OFFICE_CALENDAR_FIELDS: dict[str, str] = {"days_off": "放假日數", "days": "改變的日子"}

FAULTS: dict[str, str] = {
    "calendar_day_unreadable": "「{written}」不是日期，請填西元年月日，例如 20260101。",
    "calendar_other_year": "{day}不屬於 {year} 年；一個檔案只能有一年。",
    "calendar_day_twice": "{day}在第 {line} 列已經有了。",
    "calendar_day_missing": "這一列之前缺少{day}。",
    "calendar_days_missing": "這一列之前缺少{day}至{last}，共 {days} 日。",
    "calendar_wrong_weekday": "{day}是星期{right}，檔案寫「{written}」。",
    "calendar_mark_unknown": "是否放假只能是 0（上班）或 2（放假），檔案寫「{written}」。",
    "calendar_note_contradicts": "{day}備註「{note}」，卻標示放假。",
    "calendar_no_days": "沒有可辨識的日期。",
}
DOUBTS: dict[str, str] = {
    "calendar_weekend_worked": "{day}是星期六或星期日卻標示上班，備註沒有「補行上班」。",
    "calendar_off_without_name": "{day}是星期一至星期五卻標示放假，沒有備註。",
    "calendar_without_holiday": "整年除星期六與星期日外沒有任何放假日，請確認是否拿錯檔案。",
}


def fault_sentence(fault: CalendarFault) -> str:
    """「第 38 列：這一列之前缺少115年2月6日（五）。」"""
    said = (FAULTS | DOUBTS | ENTRY_REFUSALS)[fault.code]
    return f"第 {fault.line} 列：{said.format(**_told(fault.facts))}"


def without_calendar(years: Sequence[int]) -> str:
    """What an answer says that was counted through years without a calendar; empty for none."""
    if not years:
        return ""
    said = "、".join(f"{roc_year_from(year)}年" for year in years)
    return f"{said}沒有辦公日曆表，只排除星期六與星期日。"


def _told(facts: Mapping[str, object]) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, value in facts.items():
        if isinstance(value, date):
            told[name] = roc_text(value, weekday=True)
        else:
            told[name] = roc_year_from(value) if name == "year" and isinstance(value, int) else value
    return told
