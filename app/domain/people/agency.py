"""機關: its kinds and how its 政風 business is done (政風機構人員設置管理條例 第5條、第10條)."""

from __future__ import annotations

from enum import StrEnum


class AgencyKind(StrEnum):
    """類別."""

    FIRST_LEVEL = "first_level"
    SECOND_LEVEL = "second_level"
    DISTRICT = "district"
    SCHOOL = "school"
    ENTERPRISE = "enterprise"


class EthicsMode(StrEnum):
    """政風辦理方式."""

    OFFICE = "office"
    OFFICER = "officer"
    CONCURRENT = "concurrent"
    ASSIGNED = "assigned"
    BY_SUPERIOR = "by_superior"
