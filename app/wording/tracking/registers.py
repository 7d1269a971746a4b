"""What an entry in a register says as the report of a share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.roc_date import roc_text
from app.wording.words import word


def tally_sentence(as_of: date, year: int, kind: StrEnum, required: int, filed: int) -> str:
    """「截至115年11月19日，115年度定期申報應申報44人，已申報21人。」"""
    return f"截至{roc_text(as_of)}，{year}年度{word(kind)}申報應申報{required}人，已申報{filed}人。"


def meeting_sentence(held_on: date, label: str, chair_role: StrEnum | None, document_number: str) -> str:
    """「已於115年5月20日召開115年第1次廉政會報，首長親自主持。」 Who chaired one that was run here stands in its minutes."""
    chaired = f"，{word(chair_role)}" if chair_role else ""
    number = f"，紀錄文號{document_number}" if document_number else ""
    return f"已於{roc_text(held_on)}召開{label}廉政會報{chaired}{number}。"
