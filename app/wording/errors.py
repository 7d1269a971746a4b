"""Heading and sentences of the pages for what went wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    heading: str
    sentences: tuple[str, ...]


PAGES: dict[int, Page] = {
    400: Page("這個請求看不懂", ("請回上一頁重新操作；如果一再發生，請來電告知參考碼。",)),
    403: Page("您不能做這個動作", ("如應由您辦理，請洽系統管理者開通權限。",)),
    404: Page(
        "找不到這一頁", ("網址可能輸入錯誤，或這筆資料不屬於您可以查看的範圍。", "如應由您辦理，請來電洽詢。")
    ),
    405: Page("這個網址不能這樣使用", ("請由系統內的按鈕操作。",)),
    409: Page("現在不能這樣做", ("資料的狀態已經改變，請回上一頁重新整理。",)),
    413: Page("上傳的內容太大", ("單次上傳合計請勿超過 64 MB，請分次上傳或縮小檔案。",)),
    422: Page("有內容需要修正", ("請回上一頁，依指示更正後再送出。",)),
    429: Page("嘗試次數過多", ("請稍候再試。",)),
    500: Page(
        "系統發生問題",
        ("您剛才的操作沒有完成，資料沒有被改動。", "請稍後再試；如果一再發生，請來電告知參考碼。"),
    ),
    503: Page("系統維護中", ("請稍後再試。",)),
}
