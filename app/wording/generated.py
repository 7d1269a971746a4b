"""What is said of the papers of a meeting: their names, their standing, what stands in them beside the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum

from app.domain.meetings.resolution import Section
from app.domain.papers.paper import PaperName, Standing
from app.domain.people.charter import Proxies
from app.domain.roc_date import WEEKDAYS, roc_long
from app.wording.papers import PAPER_NAMES

PAPER_WORDS: tuple[tuple[StrEnum, str], ...] = (
    *((name, PAPER_NAMES[name.value]) for name in PaperName),
    (Standing.CURRENT, "一致"),
    (Standing.STALE, "需重新產生"),
    (Standing.NOT_PRODUCED, "尚未產生"),
)

NOON = 12
FORENOON, NOON_WORD, AFTERNOON = "上午", "中午", "下午"
MARKERS = "壹貳參肆伍陸柒捌玖拾"

PURPOSE = "召開{meeting}"
ALL_MEMBERS = "{committee}全體委員"
NOTICE_REMARKS = "檢附會議議程1份，會議資料另行送達。"
PROXY_REMARKS: dict[Proxies, str] = {
    Proxies.NONE: "依{basis}，委員應親自出席，不得代理；不克出席者請於會前通知聯絡人。",
    Proxies.DEPUTY: "依{basis}，委員不克出席時由其副首長或副主管代理，請於會前通知聯絡人。",
    Proxies.DESIGNATED: "依{basis}，委員不克出席時得指定人員代理，請於會前通知聯絡人。",
}
NOTICE_ENCLOSURE = "會議議程1份"
NO_PROXY = "不得代理"

ADJOURNED = "散會"
CASE_NAME = "第{number}案"
REPORT_NAME = "報告案{number}"

CHAIR_PHRASES: dict[Section, str] = {
    Section.OPENING: "各位委員、各位同仁，現在開始開會。",
    Section.AWARDS: "請司儀宣讀，並請受獎人員上台。",
    Section.PREVIOUS_MINUTES: "上次會議紀錄已送各位委員，請問有無修正意見？（停頓）沒有意見，紀錄確認。",
    Section.REPORTS: "請報告單位說明。（說明後）請問各位委員有無意見？",
    Section.SPECIAL_REPORTS: "請報告單位說明。（說明後）請問各位委員有無意見？",
    Section.DISCUSSION: "請提案單位說明。（說明後）請問各位委員有無意見？",
    Section.EXTEMPORE: "請問各位委員有無臨時動議？",
    Section.CLOSING: "感謝各位委員提供意見，謹作以下裁示，請各機關落實辦理。",
}
CHAIR_DISMISSES = "今天會議到此結束，謝謝各位。"
STUB_POINTS = "本案列密，內容見另發之編號專本，會後收回；請勿於非密件場合討論。"

PLACES_NAMED = 3
EVERYBODY = "各機關"
EXTRACT_TITLE = "{meeting}會議紀錄（節錄）"
ZIP_TITLE = "{meeting}會議文件"
ODT_REASON = "範本尚無 ODT 版"
NOT_FILLED_IN = "下列欄位沒有資料，印成「（未填）」：{places}"

GENERATED_THINGS: dict[str, str] = {"generated_documents": "產出文件"}
GENERATED_REFUSALS: dict[str, str] = {
    "paper_not_yet": "這份文件要在散會之後才能產生。",
    "extract_nothing": "「{agency}」在這次會議沒有需要辦理的案件，沒有節錄可以產生。",
    "extract_not_yours": "這次會議沒有貴機關需要辦理的案件，沒有節錄可以下載。",
    "extract_agency_unknown": "找不到機關「{agency}」，請用機關全銜、簡稱或代碼。",
}
GENERATED_MESSAGES: dict[str, str] = {"paper_produced": "已重新產生{paper}，內容與目前的資料一致。"}


def papers_line(counted: Mapping[Standing, int]) -> tuple[str, str]:
    """What a list of preparations says of the papers, and its kind: attention, todo or done."""
    if stale := counted.get(Standing.STALE, 0):
        return f"{stale} 份需重新產生", "attention"
    if missing := counted.get(Standing.NOT_PRODUCED, 0):
        return f"{missing} 份尚未產生", "todo"
    return "皆與目前資料一致", "done"


def empty_place(cases: Sequence[int], field: str) -> str:
    """Which field prints （未填）; `cases`: the places of its cases or rows, none for the paper itself."""
    named = "、".join(map(str, cases[:PLACES_NAMED]))
    if len(cases) > PLACES_NAMED:
        return f"第{named}…等 {len(cases)} 案（列）的{field}"
    return f"第{named}案（列）的{field}" if cases else field


def day_line(day: date | None, at: time | None = None) -> str:
    """中華民國115年11月30日（星期一）上午9時30分; '' without a day."""
    if day is None:
        return ""
    return f"{roc_long(day)}（星期{WEEKDAYS[day.weekday()]}）{clock(at)}"


def timing(minutes: int, starts_at: time | None, ends_at: time | None) -> str:
    """09:30至09:35（5分鐘）; 5分鐘 while the beginning is open."""
    if starts_at is None or ends_at is None:
        return f"{minutes}分鐘"
    return f"{starts_at:%H:%M}至{ends_at:%H:%M}（{minutes}分鐘）"


def clock(at: time | None) -> str:
    """上午9時30分, 中午12時, 下午2時; '' for none."""
    if at is None:
        return ""
    half = FORENOON if at.hour < NOON else NOON_WORD if at.hour == NOON else AFTERNOON
    hour = at.hour - NOON if at.hour > NOON else at.hour
    return f"{half}{hour}時" + (f"{at.minute}分" if at.minute else "")
