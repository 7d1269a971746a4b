"""The `changes` of an audit row as a person reads them: each field with its word, each value in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.intake.batch_flow import BatchState
from app.domain.meetings.attendance import Presence, RecusalGround
from app.domain.meetings.filing_flow import FilingState
from app.domain.meetings.meeting_flow import MeetingKind, MeetingState
from app.domain.meetings.recording import ScreenMode
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.meetings.yearly import ChairRole, Channel
from app.domain.papers.paper import PaperName
from app.domain.people.actor import Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.people.charter import Proxies
from app.domain.people.members import Gender, MemberKind
from app.domain.proposals.enumerators import MarkerStyle
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import TextField
from app.domain.roc_date import roc_slash
from app.wording.audit import field_word
from app.wording.duties import DUTY_CODES
from app.wording.meetings import MARKER_STYLES
from app.wording.tracking.audit import TRACKING_CODES, TRACKING_MEASURED
from app.wording.words import word

Names = Mapping[tuple[str, object], str]
"""(field, stored value) → what a person calls the record that the value points to."""

POINTS: frozenset[str] = frozenset(
    {
        "agency_id", "parent_id", "supervised_by_id", "declares_to_id", "successor_id", "all_agencies_id",
        "user_id", "owner_id", "approval", "sha256", "members", "after",
    }
)  # fmt: skip
"""Fields whose values are ids, codes or digests of other records; what cannot be named is left out."""
NOTHING = "（空白）"
MOST_IN_A_LIST = 3

_CODES: dict[tuple[str, str], type[StrEnum]] = {
    ("proposals", "state"): ProposalState,
    ("proposals", "field"): TextField,
    ("meetings", "state"): MeetingState,
    ("meetings", "kind"): MeetingKind,
    ("import_batches", "state"): BatchState,
    ("registered_meetings", "kind"): MeetingKind,
    ("resolutions", "kind"): ResolutionKind,
    ("resolutions", "disposition"): Disposition,
    ("resolutions", "tracking_choice"): TrackingChoice,
    ("agencies", "kind"): AgencyKind,
    ("agencies", "ethics_mode"): EthicsMode,
    ("role_grants", "role"): Role,
    ("charters", "proxies"): Proxies,
    ("members", "kind"): MemberKind,
    ("members", "gender"): Gender,
    ("registered_meetings", "chair_role"): ChairRole,
    ("registered_meetings", "channel"): Channel,
    ("registered_meetings", "filing"): FilingState,
    ("attendances", "presence"): Presence,
    ("recusals", "ground"): RecusalGround,
    ("meetings", "screen"): ScreenMode,
    **TRACKING_CODES,
    **DUTY_CODES,
    ("meetings", "papers"): PaperName,
}
_WRITTEN: dict[str, str] = {
    **{field.value: word(field) for field in TextField},
    "unit": "提案單位",
    "intended_meeting_id": "預定提會",
    "ai_tool": "AI 工具",
    "ai_vendor": "AI 廠商",
    "ai_model": "AI 模型",
    "ai_version": "AI 版本",
    "ai_reviewed_by": "AI 檢視人員",
    "text": "決議內容",
    "amended_measures": "修正後的辦法",
}
"""Columns that `fields` names, whose texts stand elsewhere."""
_MEASURED: dict[str, str] = {
    "version": "第 {} 版",
    "quorum_percent": "{}%",
    "gender_minimum_percent": "{}%",
    "term_months": "{} 個月",
    "minutes_days": "{} 日",
    "required_meetings": "{} 次",
    "most_extensions": "{} 次",
    "files": "{} 份",
    "days_off": "{} 日",
    "made": "{} 筆",
    "changed": "{} 筆",
    "records": "{} 筆",
    "handed": "{} 件",
    "year": "{} 年",
    **TRACKING_MEASURED,
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}:\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Said:
    """One field. `text` is '' where the values may not be read; `whole`: all of a list that `text` shortens."""

    label: str
    text: str = ""
    whole: str = ""


def said_of(thing: str, changes: Mapping[str, Any], names: Names) -> list[Said]:
    """The fields of one row, in the order they were written; one that says nothing is left out."""
    found = [_said(thing, field, pair, names) for field, pair in changes.items()]
    return [one for one in found if one is not None]


def _said(thing: str, field: str, pair: Any, names: Names) -> Said | None:
    label = field_word(field, thing)
    if not isinstance(pair, list) or len(pair) != 2 or any(is_digest(value) for value in pair):
        return Said(label)
    if field == "lines":
        return Said(label, _lines_changed(str(pair[0] or ""), str(pair[1] or "")))
    before, after = ([_value(thing, field, one, names) for one in _listed(value)] for value in pair)
    before, after = ([one for one in side if one] for side in (before, after))
    if not before and not after:
        return None
    short, whole = _arrow(_short(before), _short(after)), _arrow(_all(before), _all(after))
    return Said(label, short, whole if whole != short else "")


def _value(thing: str, field: str, value: object, names: Names) -> str:
    """One stored value in words; '' for nothing and for a record that cannot be named."""
    if value is None or value == "":
        return ""
    if field in POINTS:
        return names.get((field, value), "")
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    if field in _MEASURED:
        return _MEASURED[field].format(text)
    if field == "fields":
        return _WRITTEN.get(text, field_word(text, thing))
    if field == "marker_style":
        return MARKER_STYLES[MarkerStyle(text)]
    codes = _CODES.get((thing, field))
    return word(codes(text)) if codes and text in set(codes) else _plain(text)


def _plain(text: str) -> str:
    if _DAY.fullmatch(text):
        return roc_slash(date.fromisoformat(text))
    return text[:5] if _TIME.fullmatch(text) else text


def _arrow(before: str, after: str) -> str:
    if not before:
        return after
    return f"{before} → {after or NOTHING}"


def _short(values: Sequence[str]) -> str:
    if len(values) <= MOST_IN_A_LIST:
        return _all(values)
    return f"{_all(values[:MOST_IN_A_LIST])}等 {len(values)} 項"


def _all(values: Sequence[str]) -> str:
    return "、".join(values)


def _lines_changed(before: str, after: str) -> str:
    old, new = before.splitlines(), after.splitlines()
    parts = (
        ("新增", [line for line in new if line not in old]),
        ("移除", [line for line in old if line not in new]),
    )
    return "；".join(f"{verb} {_all(lines)}" for verb, lines in parts if lines) or "調整順序"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def is_digest(value: object) -> bool:
    return isinstance(value, str) and bool(_DIGEST.fullmatch(value))
