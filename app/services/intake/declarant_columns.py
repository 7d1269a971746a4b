"""The columns of HR's 職務異動名冊: their headings, other words for them, example rows for the sample file."""

from __future__ import annotations

from app.domain.duties.declarable_posts import PostKind
from app.wording.words import word

NAME, NUMBER, AGENCY, TITLE, KIND, FROM, TO = (
    "姓名", "人員代碼", "服務機關", "職稱", "任職方式", "到職日", "離職日",
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
}
SAMPLE_ORDER = (NAME, NUMBER, AGENCY, TITLE, KIND, FROM, TO)
SAMPLE_ROWS = (
    ("王○○", "P001", "法制局", "專門委員", "本職", "115/9/1", ""),
    ("李○○", "P002", "數位發展局", "科長", "代理", "115/6/1", ""),
    ("吳○○", "P003", "主計處", "科長", "本職", "", "115/9/30"),
)
KINDS = {word(kind): kind for kind in PostKind} | {
    "專任": PostKind.OFFICE,
    "就到職": PostKind.OFFICE,
    "": PostKind.OFFICE,
}
