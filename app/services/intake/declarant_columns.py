"""The columns of HR's 職務異動名冊: their headings, other words for them, example rows for the sample file."""

from __future__ import annotations

from datetime import date

from app.domain.duties.declarable_posts import PostKind
from app.domain.office_calendar import ONE_DAY
from app.wording.words import word

NAME, NUMBER, AGENCY, TITLE, KIND, FROM, TO, SUSPENDED, BACK = (
    "姓名", "人員代碼", "服務機關", "職稱", "任職方式", "到職日", "離職日", "停職日", "復職日",
)  # fmt: skip

REQUIRED: dict[str, tuple[str, ...]] = {
    NAME: ("申報人", "申報義務人"),
    AGENCY: ("機關", "機關名稱", "服務單位"),
    TITLE: ("職務", "現職"),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    NUMBER: ("員工編號", "員工代碼"),
    KIND: ("任用方式", "職務性質"),
    FROM: ("就職日", "就到職日", "就(到)職日", "就（到）職日", "起日", "生效日"),
    TO: ("卸職日", "卸離職日", "卸(離)職日", "卸（離）職日", "迄日", "解除日"),
    SUSPENDED: ("停職起日", "留職停薪日", "留職停薪起日", "停職或留職停薪起日", "停職（留職停薪）日"),
    BACK: ("復職生效日", "回職復薪日", "復職（回職復薪）日"),
}
"""復職日 is the first day back in office: the day after the last suspended one."""
SAMPLE_ORDER = (NAME, NUMBER, AGENCY, TITLE, KIND, FROM, TO, SUSPENDED, BACK)
SAMPLE_ROWS = (
    ("王○○", "P001", "法制局", "專門委員", "本職", "115/9/1", "", "", ""),
    ("李○○", "P002", "數位發展局", "科長", "代理", "115/6/1", "", "", ""),
    ("吳○○", "P003", "主計處", "科長", "本職", "", "115/9/30", "", ""),
    ("鄭○○", "P004", "人事處", "專門委員", "本職", "", "", "115/3/1", "115/9/1"),
)
KINDS = {word(kind): kind for kind in PostKind} | {
    "專任": PostKind.OFFICE,
    "就到職": PostKind.OFFICE,
    "": PostKind.OFFICE,
}


def back_on(last_suspended: date | None) -> date | None:
    """復職日."""
    return last_suspended + ONE_DAY if last_suspended else None
