"""The city's figures of asset declaration, its days of 授權作業, and the periodic work of its ethics department."""

import io
from datetime import date

from docx import Document

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.plan_items import ReadyMade
from app.domain.duties.tallies import Figures

_PERIODIC, _TAKING = DeclarationType.PERIODIC, DeclarationType.TAKING_OFFICE
TALLIES: tuple[tuple[str, int, DeclarationType, date, Figures], ...] = (
    ("EDU", 114, _PERIODIC, date(2025, 12, 31), Figures(42, 42, 40, 41)),
    ("POL", 114, _PERIODIC, date(2025, 12, 31), Figures(186, 185, 180, 178, 1, 1)),
    ("CON", 114, _PERIODIC, date(2025, 12, 31), Figures(58, 58, 55, 52)),
    ("POL", 114, _TAKING, date(2025, 8, 20), Figures(9, 9, 9)),
    ("EDU", 115, _PERIODIC, date(2026, 11, 10), Figures(44, 12, 12, 39)),
    ("EDU", 115, _PERIODIC, date(2026, 11, 19), Figures(44, 21, 20, 42)),
    ("POL", 115, _PERIODIC, date(2026, 11, 18), Figures(190, 67, 66, 171)),
    ("CON", 115, _PERIODIC, date(2026, 11, 17), Figures(60, 9, 9, 48)),
    ("FIN", 115, _PERIODIC, date(2026, 11, 16), Figures(31, 14, 14, 29)),
    ("HEA", 115, _PERIODIC, date(2026, 11, 13), Figures(25, 0, 0, 20)),
    ("EDU", 115, _TAKING, date(2026, 11, 2), Figures(5, 4, 4, 3)),
    ("POL", 115, _TAKING, date(2026, 11, 2), Figures(11, 10, 9, 8, 1)),
)
SUSPENDED_IN = 114
WHY_SUSPENDED = "114年3月1日起暫停提供授權資料"
SWITCHED_ON = (
    (ReadyMade.STATISTICS, "eth-officer1"),
    (ReadyMade.MEETING_PLANS, "eth-officer2"),
    (ReadyMade.LOBBYING, "eth-officer2"),
    (ReadyMade.DECLARATIONS, "eth-officer1"),
)
DONE_REPORT = "已彙整各機關資料並簽陳核閱。"
EVIDENCE_NAME = "請託關說抽查彙整表.docx"
CHECKED_CASES = (
    ("機關", "抽查案件", "登錄請託關說", "廉政倫理事件"),
    ("建設局", "6", "0", "2"),
    ("警察局", "8", "1", "3"),
    ("教育局", "5", "0", "4"),
)


def checked_cases() -> bytes:
    """What was handed in as evidence of the quarter's checks."""
    document = Document()
    document.core_properties.title = "請託關說抽查彙整表"
    document.add_heading("115年第2季請託關說抽查與廉政倫理事件彙整表", level=1)
    table = document.add_table(rows=0, cols=len(CHECKED_CASES[0]), style="Table Grid")
    for row in CHECKED_CASES:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
