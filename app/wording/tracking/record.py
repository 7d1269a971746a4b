"""What a flag says of a share, and whose turn it is: the same sentence in list, page, paper and mail."""

from __future__ import annotations

from enum import StrEnum

from app.domain.roc_date import roc_text
from app.domain.tracking.flags import Flag, Standing
from app.domain.tracking.waiting import Turn, Waiting

TURN_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Turn.DISPATCHING, "政風處分辦發出"),
    (Turn.AGENCY, "機關辦理並填報"),
    (Turn.AGENCY_APPROVAL, "機關陳核中"),
    (Turn.THIRD_PARTY, "第三方"),
    (Turn.LEAD, "主辦機關彙整填報"),
    (Turn.DEPARTMENT, "政風處審核"),
    (Turn.HEAD, "政風主管准駁申請"),
    (Turn.MEETING, "會議裁示或簽奉核可"),
    (Turn.NOBODY, "已結束，沒有待辦"),
)
ENDED_WITH_SHARE = "本件已{state}，申請隨之終結。"
AFTER_PAUSE = "{since}至{until}暫停計時（等待{waits_for}），展延相同工作天"
"""Why 政風處 asks for an extension when a clock runs again."""
NEVER_REPORTED = "尚未回報"
_DAYS = {
    Flag.OVERDUE: "逾期 {days} 個工作天",
    Flag.REPORT_OVERDUE: "填報逾期 {days} 個工作天",
    Flag.DUE_SOON: "剩 {days} 個工作天",
}
_EXTENDED = "展延 {times} 次"
_REPORTED = "最近回報 {days} 天前"
_REPORTED_TODAY = "今天回報"
_MISSING = "{years}年尚無辦公日曆，只略過週六、週日"
_TELLS_REPORT = frozenset({Flag.OVERDUE, Flag.REPORT_OVERDUE, Flag.STANDS_STILL})


def flag_sentence(standing: Standing) -> str:
    """「逾期 12 個工作天，展延 1 次，最近回報 45 天前」."""
    said: list[str] = []
    if standing.working_days is not None and standing.flag in _DAYS:
        said.append(_DAYS[standing.flag].format(days=standing.working_days))
    if standing.extensions and standing.working_days is not None:
        said.append(_EXTENDED.format(times=standing.extensions))
    if standing.flag in _TELLS_REPORT:
        said.append(_reported(standing.days_since_report))
    if standing.years_missing:
        years = "、".join(str(year - 1911) for year in standing.years_missing)
        said.append(_MISSING.format(years=years))
    return "，".join(said)


def waiting_sentence(waiting: Waiting, word: str, days: int | None, third_party: str = "") -> str:
    """「等待：政風處審核，已 3 個工作天」."""
    if waiting.turn is Turn.NOBODY:
        return word
    whom = f"{word}（{third_party}）" if third_party else word
    since = f"，自{roc_text(waiting.since)}" if waiting.since else ""
    counted = f"，已 {days} 個工作天" if days else ""
    return f"等待：{whom}{since}{counted}"


def _reported(days: int | None) -> str:
    if days is None:
        return NEVER_REPORTED
    return _REPORTED.format(days=days) if days else _REPORTED_TODAY
