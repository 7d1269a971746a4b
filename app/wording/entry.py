"""The sentences of what was typed and cannot be taken, whatever the field."""

ENTRY_REFUSALS: dict[str, str] = {
    "text_nul": "第 {position} 個字之後有無法儲存的控制字元，請刪除後再試。",
    "text_control": "第 {position} 個字之後有看不見的控制字元，請刪除後再試。",
    "text_surrogate": "第 {position} 個字之後有不完整的字，請重新輸入。",
    "text_direction_override": "第 {position} 個字之後有改變文字方向的控制字元，請刪除後再試。",
    "text_noncharacter": "第 {position} 個字之後有無效的字，請刪除後再試。",
    "text_too_long": "最多 {limit} 字，請縮短。",
    "date_unreadable": "看不懂這個日期，請填例如 1151125 或 115/11/25。",
    "no_such_day": "沒有這一天，請檢查月份與日期，例如 115/11/25。",
    "year_unclear": "年度不明，請填民國年（例如 115）或西元年（例如 2026）。",
    "wrong_weekday": "日期與星期不符，請檢查其中一項。",
}
