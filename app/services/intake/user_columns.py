"""The columns of a list of users: their headings, other words for them, example rows for the sample file."""

from __future__ import annotations

from app.domain.people.actor import Role
from app.wording.words import word

LOGIN, NAME, TITLE, AGENCY, UNIT, EMAIL, PHONE, EXTENSION, ROLES = (
    "帳號", "姓名", "職稱", "機關代碼", "單位", "電子郵件", "電話", "分機", "角色",
)  # fmt: skip

REQUIRED: dict[str, tuple[str, ...]] = {
    LOGIN: ("使用者帳號", "登入帳號"),
    NAME: (),
    AGENCY: ("代碼",),
    ROLES: ("權限",),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    TITLE: (),
    UNIT: ("科室", "服務單位"),
    EMAIL: ("電子信箱", "信箱", "Email", "E-mail"),
    PHONE: ("聯絡電話",),
    EXTENSION: ("電話分機",),
}
SAMPLE_ORDER = (LOGIN, NAME, TITLE, AGENCY, UNIT, EMAIL, PHONE, EXTENSION, ROLES)
SAMPLE_ROWS = (
    ("chen.yi", "陳一", "科員", "A01", "預防科", "chen.yi@example.gov.tw", "04-12345678", "123", "政風承辦"),
    ("lin.er", "林二", "主任", "S01", "總務處", "lin.er@example.gov.tw", "", "", "機關聯絡人、單位主管"),
)

ROLE_WORDS = {word(role): role for role in Role} | {
    "機關政風": Role.OFFICER,
    "兼辦政風": Role.CONTACT,
    "承辦": Role.OFFICER,
    "聯絡人": Role.CONTACT,
}
"""機關政風 is 政風承辦 of its own agency, 兼辦政風 the contact of its body (product 1a)."""
