"""The 廉政會報 that two thirds of the first-level agencies and nearly every district held in 113–115 and registered; one 114
meeting was held in 115. Second-level bodies and schools meet with whom they belong to."""

from dataclasses import dataclass
from datetime import date

from app.demo.city.agencies import AGENCIES
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.yearly import ChairRole, YearPlan


@dataclass(frozen=True, slots=True)
class HeldRow:
    """`figures`: outside members, special reports, proposals, resolutions, tracked; None while only day and chair are known."""

    agency: str
    year: int
    held_on: date
    chair_role: ChairRole
    chair_reason: str
    figures: tuple[int, int, int, int, int] | None
    filing: FilingState
    joint_title: str


_HEAD, _DEPUTY, _OTHER = ChairRole.HEAD, ChairRole.DEPUTY, ChairRole.OTHER
_NOT_SENT, _SENT = FilingState.NOT_SENT, FilingState.SENT
_FILED, _RETURNED = FilingState.FILED, FilingState.RETURNED

HELD_MEETINGS: tuple[HeldRow, ...] = (
    HeldRow("SEC", 113, date(2024, 9, 5), _HEAD, "", (3, 2, 3, 3, 3), _FILED, "主管會議"),
    HeldRow("SEC", 114, date(2025, 10, 21), _HEAD, "", (3, 2, 4, 4, 2), _FILED, ""),
    HeldRow("SEC", 115, date(2026, 4, 1), _HEAD, "", (1, 1, 4, 4, 4), _RETURNED, ""),
    HeldRow("CIV", 113, date(2024, 4, 17), _HEAD, "", (1, 1, 4, 4, 1), _FILED, ""),
    HeldRow("CIV", 114, date(2025, 7, 2), _HEAD, "", (1, 1, 3, 3, 2), _FILED, ""),
    HeldRow("CIV", 115, date(2026, 4, 14), _DEPUTY, "", (3, 1, 4, 4, 3), _SENT, ""),
    HeldRow("FIN", 113, date(2024, 10, 3), _HEAD, "", (3, 2, 3, 3, 3), _FILED, "主管會議"),
    HeldRow("FIN", 114, date(2025, 7, 3), _DEPUTY, "", (3, 2, 3, 3, 1), _FILED, ""),
    HeldRow("FIN", 115, date(2026, 8, 14), _HEAD, "", (3, 1, 3, 3, 1), _SENT, ""),
    HeldRow(
        "EDU", 113, date(2024, 5, 8), _OTHER, "首長公出，由主任秘書主持", (3, 1, 2, 2, 1), _FILED, "主管會議"
    ),
    HeldRow("EDU", 114, date(2025, 10, 2), _HEAD, "", (2, 2, 3, 3, 1), _FILED, ""),
    HeldRow("EDU", 115, date(2026, 8, 28), _HEAD, "", (3, 2, 3, 3, 1), _SENT, ""),
    HeldRow("ECO", 113, date(2024, 6, 4), _OTHER, "首長公出，由主任秘書主持", (1, 1, 2, 2, 1), _FILED, ""),
    HeldRow("ECO", 114, date(2025, 5, 19), _HEAD, "", (2, 1, 4, 4, 2), _FILED, ""),
    HeldRow("ECO", 115, date(2026, 4, 20), _HEAD, "", (3, 1, 3, 3, 3), _FILED, ""),
    HeldRow("TRA", 113, date(2024, 7, 16), _HEAD, "", (1, 1, 3, 3, 3), _FILED, ""),
    HeldRow("TRA", 114, date(2025, 9, 15), _OTHER, "首長公出，由主任秘書主持", (1, 1, 3, 3, 3), _FILED, ""),
    HeldRow("TRA", 115, date(2026, 6, 10), _HEAD, "", (1, 1, 3, 3, 2), _FILED, ""),
    HeldRow("URB", 114, date(2025, 6, 23), _HEAD, "", (2, 2, 2, 2, 1), _FILED, ""),
    HeldRow("URB", 115, date(2026, 10, 8), _HEAD, "", (1, 1, 4, 4, 3), _SENT, ""),
    HeldRow("WAT", 113, date(2024, 11, 11), _HEAD, "", (3, 2, 4, 4, 2), _FILED, "主管會議"),
    HeldRow("WAT", 114, date(2025, 11, 10), _HEAD, "", (1, 2, 2, 2, 1), _FILED, ""),
    HeldRow("AGR", 113, date(2024, 5, 17), _HEAD, "", (3, 1, 4, 4, 4), _FILED, "主管會議"),
    HeldRow("AGR", 114, date(2025, 9, 5), _HEAD, "", (2, 1, 2, 2, 1), _FILED, ""),
    HeldRow("AGR", 115, date(2026, 7, 14), _OTHER, "首長公出，由主任秘書主持", None, _NOT_SENT, ""),
    HeldRow("SOC", 113, date(2024, 4, 22), _HEAD, "", (3, 1, 2, 2, 1), _FILED, ""),
    HeldRow("SOC", 114, date(2025, 9, 11), _DEPUTY, "", (3, 1, 3, 3, 1), _FILED, "主管會議"),
    HeldRow("SOC", 115, date(2026, 8, 26), _HEAD, "", (1, 1, 3, 3, 2), _FILED, ""),
    HeldRow("LAB", 113, date(2024, 5, 9), _HEAD, "", (2, 2, 4, 4, 2), _FILED, ""),
    HeldRow("LAB", 114, date(2025, 5, 2), _HEAD, "", (2, 2, 4, 4, 2), _FILED, ""),
    HeldRow("LAB", 115, date(2026, 9, 23), _OTHER, "首長公出，由主任秘書主持", (2, 2, 4, 4, 3), _FILED, ""),
    HeldRow("POL", 113, date(2024, 8, 21), _HEAD, "", (2, 1, 4, 4, 3), _FILED, ""),
    HeldRow("POL", 114, date(2025, 11, 10), _OTHER, "首長公出，由主任秘書主持", (1, 2, 4, 4, 3), _FILED, ""),
    HeldRow("POL", 115, date(2026, 4, 15), _OTHER, "首長公出，由主任秘書主持", (3, 1, 3, 3, 2), _FILED, ""),
    HeldRow("FIR", 113, date(2024, 9, 6), _OTHER, "首長公出，由主任秘書主持", (2, 1, 3, 3, 3), _FILED, ""),
    HeldRow("FIR", 114, date(2025, 5, 16), _DEPUTY, "", (2, 1, 4, 4, 1), _FILED, ""),
    HeldRow("FIR", 115, date(2026, 4, 7), _HEAD, "", (2, 2, 4, 4, 3), _FILED, "主管會議"),
    HeldRow("HEA", 113, date(2024, 8, 5), _DEPUTY, "", (2, 2, 3, 3, 3), _FILED, ""),
    HeldRow("HEA", 114, date(2025, 10, 28), _DEPUTY, "", (1, 2, 4, 4, 1), _FILED, ""),
    HeldRow("HEA", 115, date(2026, 7, 3), _HEAD, "", (3, 1, 3, 3, 3), _RETURNED, ""),
    HeldRow("ENV", 113, date(2024, 10, 18), _HEAD, "", (2, 1, 4, 4, 2), _FILED, ""),
    HeldRow("ENV", 114, date(2025, 8, 5), _DEPUTY, "", (2, 2, 3, 3, 1), _FILED, ""),
    HeldRow("ENV", 115, date(2026, 10, 14), _DEPUTY, "", (1, 2, 2, 2, 1), _SENT, ""),
    HeldRow("CUL", 113, date(2024, 8, 23), _OTHER, "首長公出，由主任秘書主持", (1, 1, 2, 2, 2), _FILED, ""),
    HeldRow("CUL", 114, date(2025, 10, 8), _OTHER, "首長公出，由主任秘書主持", (1, 1, 3, 3, 1), _FILED, ""),
    HeldRow("CUL", 115, date(2026, 5, 5), _HEAD, "", None, _NOT_SENT, ""),
    HeldRow("LAN", 113, date(2024, 7, 22), _HEAD, "", (3, 2, 3, 3, 1), _FILED, "主管會議"),
    HeldRow("LAN", 114, date(2025, 7, 1), _HEAD, "", (3, 1, 4, 4, 3), _FILED, ""),
    HeldRow("TAX", 113, date(2024, 8, 1), _HEAD, "", (3, 1, 4, 4, 2), _FILED, ""),
    HeldRow("TAX", 114, date(2025, 9, 5), _HEAD, "", (2, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("TAX", 115, date(2026, 8, 20), _HEAD, "", (1, 2, 2, 2, 1), _SENT, "主管會議"),
    HeldRow("SPO", 113, date(2024, 4, 15), _HEAD, "", (3, 1, 3, 3, 3), _FILED, ""),
    HeldRow("SPO", 114, date(2026, 1, 8), _HEAD, "", (2, 2, 4, 4, 2), _FILED, ""),
    HeldRow("SPO", 115, date(2026, 7, 13), _DEPUTY, "", (1, 1, 3, 3, 3), _SENT, ""),
    HeldRow("DIG", 114, date(2025, 10, 2), _HEAD, "", (3, 1, 3, 3, 3), _FILED, ""),
    HeldRow("D01", 113, date(2024, 6, 20), _HEAD, "", (1, 2, 4, 4, 1), _FILED, ""),
    HeldRow("D01", 114, date(2025, 7, 30), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D01", 115, date(2026, 7, 8), _DEPUTY, "", (1, 2, 3, 3, 1), _FILED, ""),
    HeldRow("D02", 113, date(2024, 7, 25), _HEAD, "", (2, 1, 3, 3, 2), _FILED, ""),
    HeldRow("D02", 114, date(2025, 9, 3), _DEPUTY, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D02", 115, date(2026, 8, 12), _HEAD, "", (2, 1, 4, 4, 2), _FILED, ""),
    HeldRow("D03", 113, date(2024, 5, 23), _DEPUTY, "", (1, 2, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D03", 114, date(2025, 7, 2), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D03", 115, date(2026, 6, 10), _HEAD, "", (1, 2, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D04", 113, date(2024, 6, 27), _HEAD, "", (2, 1, 4, 4, 2), _FILED, ""),
    HeldRow("D04", 114, date(2025, 8, 6), _HEAD, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D04", 115, date(2026, 7, 15), _HEAD, "", (2, 1, 3, 3, 2), _FILED, ""),
    HeldRow("D05", 113, date(2024, 8, 1), _HEAD, "", (1, 2, 3, 3, 1), _FILED, ""),
    HeldRow("D05", 114, date(2025, 9, 10), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D05", 115, date(2026, 5, 13), _DEPUTY, "", (1, 2, 4, 4, 1), _FILED, ""),
    HeldRow("D06", 113, date(2024, 5, 30), _HEAD, "", (2, 1, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D06", 114, date(2025, 7, 9), _DEPUTY, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D06", 115, date(2026, 6, 17), _HEAD, "", (2, 1, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D07", 113, date(2024, 7, 4), _DEPUTY, "", (1, 2, 4, 4, 1), _FILED, ""),
    HeldRow("D07", 114, date(2025, 8, 13), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D07", 115, date(2026, 7, 22), _HEAD, "", (1, 2, 3, 3, 1), _SENT, ""),
    HeldRow("D08", 113, date(2024, 8, 8), _HEAD, "", (2, 1, 3, 3, 2), _FILED, ""),
    HeldRow("D08", 114, date(2025, 6, 11), _HEAD, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D08", 115, date(2026, 5, 20), _HEAD, "", (2, 1, 4, 4, 2), _SENT, ""),
    HeldRow("D09", 114, date(2025, 7, 16), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D10", 113, date(2024, 7, 11), _HEAD, "", (2, 1, 4, 4, 2), _FILED, ""),
    HeldRow("D10", 114, date(2025, 8, 20), _DEPUTY, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
    HeldRow("D10", 115, date(2026, 7, 29), _HEAD, "", (2, 1, 3, 3, 2), _SENT, ""),
    HeldRow("D11", 113, date(2024, 5, 9), _DEPUTY, "", (1, 2, 3, 3, 1), _FILED, ""),
    HeldRow("D11", 114, date(2025, 6, 18), _HEAD, "", (2, 2, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D11", 115, date(2026, 5, 27), _HEAD, "", None, _NOT_SENT, ""),
    HeldRow("D12", 113, date(2024, 6, 13), _HEAD, "", (2, 1, 2, 2, 2), _FILED, "主管會議"),
    HeldRow("D12", 114, date(2025, 7, 23), _HEAD, "", (1, 1, 2, 2, 1), _FILED, "主管會議"),
)

WITH_SUPERIOR = "併入主管機關之廉政會報辦理"
_BY_SUPERIOR = "115年1月15日簽奉核可，併入本府廉政會報"
PLANS: tuple[tuple[str, int, YearPlan], ...] = (
    ("WAT", 115, YearPlan(12, "政風處第二科林專員")),
    ("DIG", 115, YearPlan(12)),
    ("LAN", 115, YearPlan(9)),
    ("SEC", 115, YearPlan(4, "政風處第二科林專員")),
    ("ACC", 115, YearPlan(exempt_basis=_BY_SUPERIOR)),
    ("PER", 115, YearPlan(exempt_basis=_BY_SUPERIOR)),
    ("EDU", 116, YearPlan(5)),
    ("D12", 115, YearPlan(12)),
    *(
        (row.code, year, YearPlan(exempt_basis=WITH_SUPERIOR))
        for row in AGENCIES
        if row.kind in ("二級", "學校")
        for year in (113, 114, 115)
    ),
)
"""What agencies planned, and who need not meet and why."""
