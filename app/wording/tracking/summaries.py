"""The paragraph the system drafts of an item's round (綜整辦理情形)."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.tracking.summary import Draft


def paragraph(draft: Draft, units: Mapping[str, str]) -> str:
    """「應填報30個機關，已填報28個（其中5個已完成）；合計辦理場次120場、…。教育局：…。未填報：社會局、交通局。」"""
    said = f"應填報{draft.of}個機關，已填報{draft.reported}個"
    if draft.done:
        said += f"（其中{draft.done}個已完成，建請解除）"
    if draft.sums and draft.reported:
        said += "；合計" + "、".join(f"{name}{value:,}{units.get(name, '')}" for name, value in draft.sums)
    said += "。"
    if draft.lead_says:
        said += f"{draft.lead}：{_closed(draft.lead_says)}"
    if draft.missing:
        said += "未填報：" + "、".join(draft.missing) + "。"
    return said


def _closed(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else text + "。"
