"""What is said about 申報義務人名冊."""

from __future__ import annotations

from enum import StrEnum

from app.domain.duties.declarable_posts import Reason
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingStatus, FilingWay, Line
from app.wording.declarations import DECLARATION_WORDS

YES = "是"
_STATUS_WORDS = {FilingStatus.UNFILED: "未申報", FilingStatus.FILED: "已申報", FilingStatus.EXEMPT: "免申報"}
_TYPE_WORDS = {code: said for code, said in DECLARATION_WORDS if isinstance(code, DeclarationType)}
REASON_WORDS = {code: said for code, said in DECLARATION_WORDS if isinstance(code, Reason)}
ROSTER_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (FilingWay.ONLINE, "網路申報"),
    (FilingWay.PAPER, "紙本申報"),
    (FilingStatus.UNFILED, "未申報"),
    (FilingStatus.FILED, "已申報"),
    (FilingStatus.EXEMPT, "免申報"),
)
OVERDUE, DUE_SOON = "overdue", "due_soon"
STATUS_CHOICES: list[tuple[str, str]] = [
    ("", "全部"),
    (FilingStatus.UNFILED.value, "未申報"),
    (OVERDUE, "逾期未申報"),
    (DUE_SOON, "30日內到期"),
    (FilingStatus.FILED.value, "已申報"),
    (FilingStatus.EXEMPT.value, "免申報"),
]


def declaration_label(line: Line) -> str:
    """「115年度定期申報」「就到職申報」"""
    kind = _TYPE_WORDS[line.key.type]
    return f"{line.key.year}年度{kind}申報" if line.key.year else f"{kind}申報"


def of_people(title: str, number: int) -> str:
    """「就到職申報（2 人）」"""
    return f"{title}（{number} 人）"


def of_roster(agency: str, kind: DeclarationType, number: int) -> str:
    """「政風處名冊就到職申報（2 件）」"""
    return f"{agency}名冊{_TYPE_WORDS[kind]}申報（{number} 件）"


def status_said(line: Line, overdue: bool) -> str:
    """「未申報」「逾期未申報」「擇一申報」「已申報」「免申報」"""
    if overdue:
        return "逾期未申報"
    return "擇一申報" if line.alternative else _STATUS_WORDS[line.status]


def why_exempt(line: Line) -> str:
    """Why nothing need be filed: what was entered, else the rule."""
    if line.told.exempt_reason:
        return line.told.exempt_reason
    if line.settled_by_pair:
        return "已擇一申報"
    return "；".join(REASON_WORDS[reason] for reason in line.reasons)


ROSTER_REFUSALS: dict[str, str] = {
    "roster_is_there": "這個機關已經採用名冊。",
    "tally_from_roster": "這個機關的人數由名冊計算，不另登錄。",
    "declarant_name_missing": "請填寫姓名。",
    "national_id_refused": "請勿登錄國民身分證或居留證號碼；人員代碼請用人事單位自編的號碼。",
    "post_title_missing": "請填寫職稱。",
    "period_dates_crossed": "迄日早於起日。",
    "suspension_without_start": "填了停職或留職停薪的迄日，請一併填起日。",
    "suspension_outside": "停職或留職停薪的日期不在任職期間內。",
    "period_overlaps": "與「{post}」的任職期間重疊。",
    "period_struck_out": "這一段任職已註銷。",
    "period_has_filings": "這一段任職已有申報，請先註銷申報。",
    "strike_reason_missing": "請填寫註銷的理由。",
    "filed_in_future": "申報日期不得晚於今天。",
    "filed_before_window": "申報日期早於申報期間的始日（{start}）。",
    "filed_already": "這一件已登錄申報或免申報。",
    "nothing_to_file": "請勾選要登錄的申報。",
    "nothing_to_notify": "請勾選要通知的申報。",
    "last_day_reason_missing": "請填寫另定期限的理由。",
    "last_day_missing": "填了理由，請一併填另定的期限。",
}
DECLARANT_ROWS: dict[str, str] = {
    "declarant_agency_unknown": "找不到機關「{name}」，請填全銜、簡稱或代碼",
    "declarant_number_of_another": "人員代碼 {number} 在名冊中是另一個人",
    "declarant_name_twice": "名冊中有兩位以上的「{name}」，請填人員代碼",
    "declarant_from_missing": "名冊中沒有這個職務，請填到職日",
    **{
        code: ROSTER_REFUSALS[code]
        for code in ("national_id_refused", "period_overlaps", "period_dates_crossed", "suspension_outside")
    },
    "suspension_without_start": "名冊中沒有這次停職，請一併填停職日",
    "suspension_second": "「{post}」已登錄過一次停職與復職；再次停職請先登錄迄日，另列一段任職",
}
"""What is wrong in a row of HR's list."""
ROSTER_MESSAGES: dict[str, str] = {
    "roster_begun": "{agency}自{day}起採用名冊。",
    "roster_ended": "{agency}已改回只登錄人數；名冊資料依保存年限保留。",
    "declarant_added": "已新增{name}。",
    "declarant_saved": "已儲存{name}的資料。",
    "period_saved": "已儲存任職期間。",
    "period_struck": "已註銷任職期間。",
    "declaration_struck": "已註銷申報紀錄。",
    "declaration_filed": "已登錄 {n} 件申報。",
    "declarations_filed": "已登錄 {n} 件申報，{left} 件未登錄。",
    "declarations_authorised": "已登錄 {n} 件完成授權，{left} 件沒有改變。",
    "occurrence_told": "已儲存。",
}
NOTICE_TITLE = "{agency}公職人員財產申報通知書"
UNFILED_TITLE = "{agency}公職人員財產申報未申報名單"
UNFILED_TOTAL = "截至{day}，計 {people} 人、{lines} 件。"
LAST_DAY_ROLLED = "{last}（法定末日{end}，遇休息日順延）"
LAST_DAY_SET = "{last}（另定；依法為{end}）"
CAUGHT_UP = "{last}（復職後補報）"
WINDOW = "{start}至{end}"
HOW_TO_FILE = "得以自然人憑證登入公職人員財產申報系統辦理網路申報，或以紙本向本機關申報；申報內容請自行保存，不須填入本通知書。"
PENALTY = "未依規定期限申報者，依公職人員財產申報法第12條處新臺幣6萬元以上120萬元以下罰鍰。"
ONLY_SERVICE = "申報義務由法令直接發生，本通知只是服務；未收到通知，不能作為逾期的理由。"
ROSTER_SHEET = "申報義務人名冊"
PERIODS_SHEET = "申報義務人任職期間"
ROSTER_COLUMNS: tuple[str, ...] = (
    "姓名", "人員代碼", "服務機關", "職稱", "年度", "申報類別", "建議期限", "最後一日", "情形", "申報日期", "申報方式",
    "完成授權", "說明",
)  # fmt: skip
ROSTER_ACTIONS: dict[str, str] = {
    "begin_roster": "採用名冊",
    "end_roster": "改回人數",
    "file_declaration": "登錄申報",
    "strike_declaration": "註銷申報紀錄",
    "strike_period": "註銷任職期間",
    "purge_declarants": "銷毀逾保存年限的名冊資料",
}
ROSTER_THINGS: dict[str, str] = {
    "rosters": "申報義務人名冊",
    "declarants": "申報義務人",
    "office_periods": "任職期間",
    "declarations": "申報紀錄",
    "declaration_occurrences": "申報情形",
}
ROSTER_FIELDS: dict[str, str] = {
    "begins_on": "起算日",
    "ended_on": "改回人數日",
    "name": "姓名",
    "staff_number": "人員代碼",
    "agency_id": "機關",
    "receiver_id": "受理申報機關",
    "kind": "任職方式",
    "post_title": "職稱",
    "from_on": "起日",
    "to_on": "迄日",
    "suspended_from": "停職起日",
    "suspended_to": "停職迄日",
    "struck_out_reason": "註銷理由",
    "filed_on": "申報日期",
    "way": "申報方式",
    "authorised": "完成授權",
    "exempt_reason": "免申報事由",
    "last_day": "另定期限",
    "last_day_reason": "另定期限的理由",
    "fined": "裁罰",
    "people": "人數",
}
