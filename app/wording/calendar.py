"""What the calendar says: kinds of entries, their lines, and what is said about a subscription."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain.insight.calendar import EntryGroup, EntryKind, Shown

CALENDAR_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (EntryGroup.MEETINGS, "廉政會報"),
    (EntryGroup.TRACKING, "列管期限"),
    (EntryGroup.YEARLY, "年度會議"),
    (EntryGroup.DUTIES, "定期工作"),
    (EntryGroup.DECLARATIONS, "財產申報"),
    (EntryKind.MEETING, "會議"),
    (EntryKind.ROUND, "填報期限"),
    (EntryKind.SHARE, "列管期限"),
    (EntryKind.HELD, "年度會議"),
    (EntryKind.PLANNED, "年度會議"),
    (EntryKind.DUTY, "定期工作"),
    (EntryKind.DECLARATION, "財產申報"),
    (EntryKind.AUTHORISATION, "授權基準日"),
)
NO_CODE = "－"
FEED_ENDS = "移交人的行事曆訂閱網址隨移交停用，仍需要者重新產生；接手人請至「帳號設定」產生自己的訂閱網址"
CALENDAR_MESSAGES: dict[str, str] = {
    "feed_made": "已產生訂閱網址，只顯示這一次；先前的網址已失效。",
    "feed_ended": "已停用訂閱網址，行事曆軟體之後不再更新。",
}
CALENDAR_ACTIONS: dict[str, str] = {"make_feed": "產生行事曆訂閱網址", "end_feed": "停用行事曆訂閱網址"}
CALENDAR_THINGS: dict[str, str] = {"calendar_feeds": "行事曆訂閱"}
MINE = "只看我的"
FEED_NAME = "廉政會報管考系統行事曆"
NAMED = 3
"""So many agencies are named in a line; the others are counted."""


def share_line(code: str, title: str, shares: int) -> str:
    """「114-1-3-T1 每年至少召開1次會報（12 件）」."""
    return f"{code} {title}" if shares == 1 else f"{code} {title}（{shares} 件）"


def round_line(label: str) -> str:
    return f"{label}辦理情形填報截止"


def held_line(agency: str, label: str) -> str:
    return f"{agency}召開{label}廉政會報"


def planned_line(agencies: Sequence[str]) -> str:
    """「排定本月召開廉政會報：教育局、衛生局等 5 個機關」."""
    named = "、".join(agencies[:NAMED])
    return f"排定本月召開廉政會報：{named}" + (f"等 {len(agencies)} 個機關" if len(agencies) > NAMED else "")


SEASON_BEGINS = "財產定期申報開始受理"
SEASON_ENDS = "財產定期申報截止"
SEASON_ROLLED = "財產定期申報截止（遇假日順延）"
BASE_DAY, BASE_DAY_SUSPENDED = "授權作業基準日", "授權作業基準日（停辦）"


def cell_shares(shares: int) -> str:
    return f"列管 {shares} 件"


def cell_planned(agencies: int) -> str:
    return f"排定會報 {agencies} 機關"


def day_of_shares(items: int, shares: int) -> str:
    return f"{items} 項，共 {shares} 件"


def feed_line(kind: EntryKind, title: str) -> str:
    """What another program shows, where no column says of what kind it is."""
    prefixes = {EntryKind.SHARE: "列管期限：", EntryKind.DUTY: "定期工作："}
    return f"{prefixes.get(kind, '')}{title}"


def period(shown: Shown, *, listed: bool = False) -> str:
    """「115年11月」「115年」；of a list 「115年11月起一年」."""
    name = f"{shown.year}年{shown.month}月" if shown.month else f"{shown.year}年"
    return f"{name}起一年" if listed else name
