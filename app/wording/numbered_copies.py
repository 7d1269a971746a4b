"""What is said about 密件分發: words, refusals, messages, the paper."""

from __future__ import annotations

from enum import StrEnum

from app.domain.meetings.copy_flow import CopyAction, CopyState

COPY_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (CopyState.IN_STORE, "未領用"),
    (CopyState.HANDED_OUT, "未收回"),
    (CopyState.COLLECTED, "已收回"),
    (CopyAction.HAND_OUT, "登記領用"),
    (CopyAction.COLLECT, "登記收回"),
    (CopyAction.TAKE_BACK, "更正領用"),
    (CopyAction.REOPEN, "更正收回"),
)
COPY_REFUSALS: dict[str, str] = {
    "copies_out_of_range": "份數請填 1 以上的數字，每次會議合計至多 {limit} 份。"
}
COPY_MESSAGES: dict[str, str] = {
    "copies_made": "已編 {count} 份。份數變動時，請重新列印各份。",
    "copy_handed_out": "第{number}號已登記領用。",
    "copy_collected": "第{number}號已登記收回。",
    "copy_corrected": "第{number}號已更正。",
}
COPY_ACTIONS: dict[str, str] = {"make_copies": "編列密件份數"}
COPY_THINGS: dict[str, str] = {"numbered_copies": "密件份本"}
COPY_FIELDS: dict[str, str] = {"copies": "份數", "copy": "份號"}

COPY_TITLE = "{meeting}密件提案表（第{number}號／共{total}份）"
COPY_FILE = "{meeting}密件第{number}號"
PASTE_HERE = "（密件內容以紙本黏貼於此欄；紙本存放處：{place}。）"
