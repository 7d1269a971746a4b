"""What is said about duties beside the declaration's own rules: figures, 授權作業, periodic plan items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.duty_flow import DutyAction, DutyState
from app.domain.duties.plan_items import PlanFrequency, ReadyMade
from app.domain.duties.tallies import RateOf
from app.domain.meetings.yearly import Channel
from app.domain.notices.ladder import Clock

LAST_MONTH = 12
MOST_NAMED = 5

TALLY_FIELDS: dict[str, str] = {
    "required": "應申報",
    "filed": "已申報",
    "online": "網路申報",
    "authorised": "完成授權",
    "late": "逾期",
    "fined": "裁罰",
}
DUTY_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (RateOf.REQUIRED, "應申報"),
    (RateOf.FILED, "已申報"),
    (PlanFrequency.MONTHLY, "每月"),
    (PlanFrequency.QUARTERLY, "每季"),
    (PlanFrequency.YEARLY, "每年"),
    (ReadyMade.STATISTICS, "年度統計"),
    (ReadyMade.MEETING_PLANS, "機關會報召開規劃"),
    (ReadyMade.INTEGRITY_MODELS, "廉潔楷模推薦"),
    (ReadyMade.LOBBYING, "請託關說抽查與廉政倫理事件彙整"),
    (ReadyMade.PROCUREMENT, "採購派案"),
    (ReadyMade.DECLARATIONS, "財產定期申報"),
    (DutyState.OPEN, "待辦"),
    (DutyState.DONE, "已辦理"),
    (DutyState.EXEMPT, "免辦"),
    (DutyState.VOID, "已取消"),
    (DutyAction.COMPLETE, "登錄辦理完成"),
    (DutyAction.EXEMPT, "免辦"),
    (DutyAction.REOPEN, "恢復待辦"),
    (DutyAction.VOID, "取消期程"),
    (DutyAction.REVIVE, "恢復期程"),
)
DUTY_REFUSALS: dict[str, str] = {
    "tally_out_of_range": "請填 0 至 {limit} 之間的數字。",
    "tally_filed_exceeds": "已申報 {part} 人多於應申報 {whole} 人。",
    "tally_online_exceeds": "網路申報 {part} 人多於已申報 {whole} 人。",
    "tally_authorised_exceeds": "完成授權 {part} 人多於應申報 {whole} 人。",
    "tally_late_exceeds": "逾期 {part} 人多於應申報 {whole} 人。",
    "tally_fined_exceeds": "裁罰 {part} 人多於應申報 {whole} 人。",
    "tally_in_future": "統計截止日不得晚於今天。",
    "tally_before_its_year": "統計截止日早於{year}年度。",
    "tally_agency_unknown": "找不到可以登錄的機關「{name}」。",
    "tally_agency_twice": "「{name}」前面已有一列。",
    "tally_not_a_number": "請填數字。",
    "batch_is_there": "這個基準日已經有了。",
    "plan_title_missing": "請填寫工作名稱。",
    "plan_months_impossible": "每年辦理的工作請填起訖月份，迄月不得早於起月。",
    "days_after_impossible": "請填 0 至 {limit} 日。",
    "plan_item_ended": "這項定期工作已停用。",
    "duty_report_missing": "請先填寫辦理情形。",
    "duty_has_begun": "這一期已經開始，不能取消。",
}
DUTY_MESSAGES: dict[str, str] = {
    "tally_entered": "已儲存{agency}{year}年度的申報人數。",
    "tally_kept_from_roster": "已依名冊留存{agency}{year}年度今天的人數。",
    "tallies_pasted": "已儲存 {n} 個機關的申報人數，略過 {left} 列。",
    "batch_added": "已新增基準日{day}。",
    "batches_taken": "已帶入{year}年慣用的基準日。",
    "batch_saved": "已儲存基準日{day}的授權作業。",
    "plan_item_saved": "已儲存「{title}」；已開始的期別不變。",
    "plan_item_made": "已啟用「{title}」，建立 {n} 期。",
    "plan_item_ended": "已停用「{title}」；尚未開始的期別已取消。",
    "plan_year_made": "已建立{year}年度的期別。",
    "duty_file_added": "已上傳「{name}」。",
    "duty_file_removed": "已移除「{name}」。",
    "duty_complete_duty": "{title}（{label}）已登錄辦理完成。",
    "duty_exempt_duty": "{title}（{label}）已登錄免辦。",
    "duty_reopen_duty": "{title}（{label}）已恢復待辦。",
}
DUTY_ACTIONS: dict[str, str] = {
    "enter_tally": "登錄申報人數",
    "end_plan_item": "停用定期工作",
}
DUTY_THINGS: dict[str, str] = {
    "declaration_tallies": "財產申報人數",
    "authorisation_batches": "授權作業基準日",
    "duties": "定期工作",
    "duty_occurrences": "定期工作期程",
}
DUTY_FIELDS: dict[str, str] = {
    **TALLY_FIELDS,
    "channel": "消息來源",
    "informant": "提供者",
    "document_number": "文號或佐證",
    "state": "狀態",
    "type": "申報類別",
    "as_of": "統計截止日",
    "base_on": "基準日",
    "suspended": "停辦",
    "note": "說明",
    "title": "名稱",
    "basis": "依據",
    "frequency": "週期",
    "from_month": "起月",
    "to_month": "迄月",
    "days_after": "期末後日數",
    "owner_id": "承辦人",
    "ended_on": "停用日",
    "spans": "期別",
    "due_on": "期限",
    "opens_on": "開始日",
    "report": "辦理情形",
}
DUTY_CODES: dict[tuple[str, str], type[StrEnum]] = {
    ("duties", "frequency"): PlanFrequency,
    ("duty_occurrences", "state"): DutyState,
    ("declaration_tallies", "type"): DeclarationType,
    ("declaration_tallies", "channel"): Channel,
}


def span_label(year: int, frequency: PlanFrequency, number: int) -> str:
    """「115年度」「115年第1季」「115年3月」."""
    if frequency is PlanFrequency.YEARLY:
        return f"{year}年度"
    return f"{year}年第{number}季" if frequency is PlanFrequency.QUARTERLY else f"{year}年{number}月"


def occurrence_title(title: str, label: str) -> str:
    return f"{title}（{label}）"


def meeting_title(year: int, clock: Clock, due: date) -> str:
    """What an agency owes of its year: to plan its meeting, to hold it in the month planned, or within the year."""
    if clock is Clock.MEETING_PLAN:
        return f"排定{year}年度廉政會報召開月份"
    within = "年底前召開" if due.month == LAST_MONTH else f"排定{due.month}月召開"
    return f"{year}年度廉政會報（{within}）"


def figures_title(year: int) -> str:
    return f"{year}年度定期財產申報人數"


def declarations_of(year: int) -> str:
    return f"{year}年度定期申報"


def of_agencies(title: str, count: int) -> str:
    """What several agencies owe alike."""
    return f"{title}，{count} 個機關" if count > 1 else title


def figures_missing(names: Sequence[str]) -> str:
    """Which agencies' figures are not whole."""
    more = f"等{len(names)}個機關" if len(names) > MOST_NAMED else ""
    return f"尚未登錄或未申報完畢者：{'、'.join(names[:MOST_NAMED])}{more}" if names else ""
