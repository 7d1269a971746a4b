"""What pages of search say."""

from __future__ import annotations

from app.domain.insight.search_index import SearchKind

SEARCH_WORDS = (
    (SearchKind.RESOLUTION, "決議"),
    (SearchKind.ITEM, "列管事項"),
    (SearchKind.ASSIGNMENT, "分辦"),
    (SearchKind.PROPOSAL, "提案"),
    (SearchKind.REPORT, "辦理情形"),
    (SearchKind.MINUTES, "會議紀錄"),
    (SearchKind.ATTACHMENT, "附件"),
    (SearchKind.EVIDENCE, "佐證資料"),
)
NOTHING = "找不到同時含有這些文字的資料。可以少打幾個字，或分成較短的詞；臺與台、全形與半形、民國與西元日期視為相同。"
NO_SUCH_NUMBER = "沒有這個編號的資料，或不在您可以查看的範圍。"
NOTHING_OF_YEAR = "這個年度沒有符合的資料。"


def counted(total: int, more: bool) -> str:
    """「12 筆」, 「超過 1,000 筆」."""
    return f"超過 {total:,} 筆" if more else f"{total:,} 筆"
