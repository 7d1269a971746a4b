"""What an entry in a register says as the report of a share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.roc_date import roc_text
from app.wording.words import word


def meeting_sentence(held_on: date, label: str, chair_role: StrEnum, document_number: str) -> str:
    """「已於115年5月20日召開115年第1次廉政會報，首長親自主持。」"""
    number = f"，紀錄文號{document_number}" if document_number else ""
    return f"已於{roc_text(held_on)}召開{label}廉政會報，{word(chair_role)}{number}。"
