"""The columns of a list of users: their headings, other words for them, example rows for the sample file."""

from __future__ import annotations

import re

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

_OF_AGENCY = re.compile(r"([^（(]+)[（(]([^）)]+)[）)]")

ROLE_WORDS = {word(role): role for role in Role} | {
    "機關政風": Role.OFFICER,
    "兼辦政風": Role.CONTACT,
    "承辦": Role.OFFICER,
    "聯絡人": Role.CONTACT,
}
"""機關政風 is 政風承辦 of its own agency, 兼辦政風 the contact of its body (product 1a)."""


def role_said(role: Role, code: str, agency: str) -> str:
    """A role as a list says it; with the code of its agency where that is not the one of the row."""
    return word(role) if code == agency else f"{word(role)}（{code}）"


def role_read(typed: str, agency: str) -> tuple[str, str]:
    """「機關聯絡人（S01）」: the word of the role and the code of its agency, which is the row's where none is named."""
    found = _OF_AGENCY.fullmatch(typed)
    return (found[1].strip(), found[2].strip()) if found else (typed, agency)
