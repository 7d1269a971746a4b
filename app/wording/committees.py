"""What is said about a committee's charter and members: words, refusals, messages, findings about the roster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import cast

from app.domain.people.charter import Proxies
from app.domain.people.members import Finding, Gender, MemberKind
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text

COMMITTEE_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Proxies.NONE, "不得代理，應親自出席"),
    (Proxies.DEPUTY, "得由副首長或代理人出席"),
    (Proxies.DESIGNATED, "得指派人員代表出席"),
    (MemberKind.CONVENER, "召集人"),
    (MemberKind.DEPUTY_CONVENER, "副召集人"),
    (MemberKind.EXECUTIVE_SECRETARY, "執行秘書"),
    (MemberKind.INTERNAL, "內派委員"),
    (MemberKind.EXTERNAL, "外聘委員"),
    (Gender.FEMALE, "女"),
    (Gender.MALE, "男"),
)

BODY_NAME = "廉政會報"
"""What an agency's body is called when the system gives it its name."""

COMMITTEE_REFUSALS: dict[str, str] = {
    "charter_text_missing": "這一欄必填。",
    "charter_number_out_of_range": "請填 {low} 至 {high} 之間的數字。",
    "charter_group_unknown": "沒有這個機關群組，請重新選擇。",
    "member_term_reversed": "任期迄日不得早於起日。",
    "member_account_unknown": "沒有這個帳號，請重新選擇。",
    "member_succeeds_too_early": "新任期的起日必須晚於前一任期的起日。",
    "member_left_too_early": "解任日不得早於任期起日。",
    "member_has_left": "這位委員已經解任。",
}

COMMITTEE_MESSAGES: dict[str, str] = {
    "charter_written": "已訂定設置要點第 {number} 版，自{day}起適用。",
    "entrusted": "已調整核可層級，從現在起適用。",
    "member_added": "已新增{kind}「{name}」。",
    "member_saved": "已儲存「{name}」。",
    "member_ended": "「{name}」已解任，最後一日{day}。",
    "member_succeeded": "已登錄「{name}」的新任期，前一任期止於{day}。",
}

COMMITTEE_ACTIONS: dict[str, str] = {
    "write_charter": "訂定設置要點",
    "entrust": "調整核可層級",
    "end_member": "委員解任",
}
ENTRUSTABLE_SAID: dict[Right, str] = {
    Right.PASS_PROPOSALS: "提案通過審核、退回修正",
    Right.DISPATCH: "分辦發出",
    Right.DECIDE_TRACKING: "展延准駁、改分、改列、建議解除",
}
DECIDED_BY = {False: "政風主管", True: "承辦、政風主管"}
FIXED_APPROVALS = [
    ("收訖、退請補充", "承辦"),
    ("議程、解除列管", "依設置要點（會議裁示、簽奉核可或授權）"),
    ("會議紀錄", "依設置要點"),
    ("展延超過次數、改分有爭議", "簽奉核可或會議裁示"),
]
MEANWHILE_ENTRUSTED = "核可層級剛才已由別人調整。以下是您的勾選，確認後請再儲存一次。"
COMMITTEE_THINGS: dict[str, str] = {"charters": "設置要點", "members": "委員"}
COMMITTEE_FIELDS: dict[str, str] = {
    "effective_on": "生效日",
    "basis": "依據",
    "required_meetings": "每年應召開次數",
    "required_basis": "次數依據",
    "chair_title": "主席職稱",
    "quorum_percent": "開會人數門檻",
    "proxies": "代理出席",
    "gender_minimum_percent": "任一性別比例下限",
    "term_months": "委員任期",
    "minutes_days": "紀錄完成期限",
    "minutes_approver": "紀錄核定者",
    "release_by_delegation": "授權政風單位解除列管",
    "most_extensions": "展延次數上限",
    "all_agencies_id": "「各機關」的範圍",
    "gender": "性別",
    "left_on": "解任日",
    "agency_id": "機關",
    "user_id": "帳號",
}


def finding_sentence(finding: Finding) -> str:
    """What was found about the roster, in one sentence."""
    return _SENTENCES[finding.code](finding.facts)


def _term(facts: dict[str, object], ending: str) -> str:
    day = roc_text(cast(date, facts["to_on"]))
    return f"{_WORD[facts['kind']]}{facts['name']}的任期{ending.format(day=day)}"


def _counted(facts: dict[str, object]) -> str:
    unknown = f"、未填性別 {facts['unknown']} 人" if facts["unknown"] else ""
    return f"現任委員 {facts['total']} 人（女 {facts['women']} 人、男 {facts['men']} 人{unknown}）"


def _limit(facts: dict[str, object]) -> str:
    return f"任一性別不得低於 {facts['minimum']}%（{facts['needed']} 人）"


def _short(facts: dict[str, object]) -> str:
    return f"{_counted(facts)}，{_limit(facts)}，{_WORD[facts['gender']]}性不足。"


_WORD: dict[object, str] = dict(COMMITTEE_WORDS)
_SENTENCES: dict[str, Callable[[dict[str, object]], str]] = {
    "convener_vacant": lambda facts: "目前沒有召集人，請登錄召集人。",
    "term_expired": lambda facts: _term(facts, "已於{day}屆滿，請登錄續聘、改派或解任。"),
    "term_expiring": lambda facts: _term(facts, "將於{day}屆滿，請預先辦理續聘或改聘。"),
    "gender_short": _short,
    "gender_unknown": lambda facts: f"{_counted(facts)}，{_limit(facts)}；補填性別後才能判斷。",
    "gender_met": lambda facts: f"{_counted(facts)}，符合{_limit(facts)}。",
}
