"""What the API and the page of its keys say."""

from __future__ import annotations

DESCRIPTION = (
    "唯讀。以帳號設定中產生的 API 金鑰讀取，範圍與帳號的權限相同，密件一律不含。"
    "日期為 ISO 8601；代碼的意義見系統說明。"
)
ROWS = "一頁資料；next 為下一頁的網址，沒有時為 null。"
ERROR = "原因，以及回報問題時的查詢碼。"
GOOD = "成功"
ERRORS = {
    "401": "沒有金鑰，或金鑰已停用",
    "403": "帳號沒有這項權限",
    "404": "沒有這筆資料",
    "422": "參數看不懂",
    "429": "讀取太頻繁",
}
PAGE, SIZE = "第幾頁，由 1 起", "一頁幾筆，至多 500"
MEETING, AGENCY, YEAR, COMMITTEE = "會議代碼，例如 114-1", "機關代碼", "民國年度", "會報代碼"
STATUS, STATE = "項的狀態，或 ended", "件的狀態，或 open、ended"
KEY_WANTED = "請在 Authorization 標頭以 Bearer 附上有效的 API 金鑰。"
NO_RIGHT = "這個帳號沒有讀取這項資料的權限。"
TOO_MANY = "讀取太頻繁：每分鐘至多 {limit} 次，請稍後再試。"
API_REFUSALS: dict[str, str] = {
    "api_number_unreadable": "參數 {name} 請填 1 至 {most} 的數字。",
    "api_choice_unknown": "參數 {name} 請用下列之一：{choices}。",
    "api_parameter_unknown": "沒有參數「{name}」，可用的有：{known}。",
    "token_name_missing": "請填金鑰的用途，例如「市政儀表板」。",
    "too_many_tokens": "每人最多 {limit} 個 API 金鑰，請先停用不用的。",
}
API_MESSAGES: dict[str, str] = {
    "token_ended": "已停用 API 金鑰「{name}」。",
}
API_THINGS: dict[str, str] = {"api_tokens": "API 金鑰"}
API_ACTIONS: dict[str, str] = {"make_token": "產生 API 金鑰", "end_token": "停用 API 金鑰"}
