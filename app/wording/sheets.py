"""What lists are called as files, and what heads their columns."""

from __future__ import annotations

ASSIGNMENTS, ITEMS, REPORTS, PROPOSALS, MEETINGS = (
    "分辦清單",
    "列管事項清單",
    "辦理情形清單",
    "提案清單",
    "會議清單",
)
USERS, AUDIT, AGENCY_MEETINGS = "使用者清單", "稽核紀錄", "年度會議一覽"
AGENCIES, MEMBERS, PLAN, DELIVERIES, CALLS = (
    "機關清單",
    "{committee}委員名單",
    "{year}年度定期工作",
    "寄送狀況",
    "電話名單",
)
TALLIES = "{year}年度{kind}申報人數"
VALID_TO = "停用日"
MEMBER_KIND, TERM_FROM, TERM_TO, LEFT_ON, GENDER = "委員別", "任期起", "任期迄", "解任日", "性別"
RECEIVER, AS_OF, SUSPENDED, FROM_ROSTER, YES = "受理申報機關", "統計截止日", "停辦授權", "由名冊計算", "是"
WORK, PERIOD, OPENS_ON, OWNER, DONE_ON, OVERDUE = "工作", "期別", "期間起", "承辦人", "辦理日", "逾期"
MAIL_SUBJECT, RECIPIENT, MAILBOX, PROBLEM = "主旨", "收件人", "信箱", "未寄達原因"
LATE_SHARES, FIRST_DUE, LATE_DUTIES, TO_CALL, CALLED_ON, CALL_NOTE = (
    "逾期未填報件數", "最早期限", "逾期工作", "可聯繫的人", "最近聯繫日", "聯繫結果",
)  # fmt: skip

CODE, ITEM_CODE, MEETING, TITLE, TEXT = "編號", "事項編號", "會議", "應辦事項", "內容"
AGENCY, ROLE, DUE_KIND, STATE, FLAGS, FLAG_FACTS = (
    "機關",
    "主辦／協辦",
    "期限種類",
    "狀態",
    "標示",
    "標示說明",
)
DUE_ORIGINAL, DUE_CURRENT, DISPATCHED_ON, ENDED_ON, DUE = "原定期限", "現行期限", "分辦日", "結束日", "期限"
CRITERION, MODE, FREQUENCY, LEAD, LEADS, SHARES, OPEN_SHARES, OTHER_NUMBER = (
    "完成標準", "列管方式", "填報頻率", "主辦", "主辦機關數", "件數", "未結束件數", "他機關列管編號",
)  # fmt: skip
ROUND, NUMBER, PROGRESS, NONE_REASON, REPORT, EXPECTED_ON, SUBMITTED_ON = (
    "填報期", "次別", "機關自評", "無進展原因", "辦理情形", "預計完成日", "送出日",
)  # fmt: skip
LEGACY, DUE_BEFORE = "舊案", "上月底的期限"
OPINION, OPINION_TEXT, REPLY = "政風處意見", "意見說明", "退請補充事由"
SUBJECT, UNIT, CONFIDENTIALITY, DEFERRALS, CHANGED_ON = "案由", "提案單位", "密等", "緩議次數", "最近修改日"
COMMITTEE, YEAR, MEETING_TITLE, KIND, HELD_ON, PLACE, CHAIR, CASES, RESOLVED = (
    "會報", "年度", "名稱", "會議種類", "開會日期", "地點", "主席", "案數", "已有決議",
)  # fmt: skip
LOGIN, NAME, JOB, ROLES, LAST_SIGN_IN, NO_ACCESS = "帳號", "姓名", "職稱", "角色", "最近登入日", "未設密碼"
DISABLED, USABLE, WAITS = "已停用", "使用中", "待確認"
DAY, TIME, WHO, ACTION, THING, REASON, CHANGES, ADDRESS = (
    "日期", "時間", "何人", "動作", "對象", "事由", "變更", "網路位址",
)  # fmt: skip
AGE, ITEMS_COUNTED, SHARES_COUNTED, OLDEST = "分辦後日數", "項", "件", "最久的事項"
ANSWERED_AFTER = "審核日數"
TO_DECLARE, DECLARED = "應申報", "已申報"
AGENCY_KIND = "類別"
YEAR_STANDING, YEAR_HELD, YEAR_CHAIRED = "{year}年度情形", "{year}年度已召開次數", "{year}年度首長主持次數"
SUPERVISION = "{year}年度會議督導一覽"
STANDING, PLANNED_MONTH, VISITOR, FILING, HELD, REQUIRED, CHAIRED, MONTH = (
    "情形", "排定月份", "派員列席", "送備查", "已召開次數", "應召開次數", "首長主持次數", "{month}月",
)  # fmt: skip
SUPERVISED_FIGURES = {
    "outside_members": "外聘委員出席",
    "special_reports": "專題報告",
    "proposals": "提案",
    "resolutions": "決議",
    "tracked": "列管",
}
NOT_YET = "機關尚未設置"

DOWNLOAD_LIST, DOWNLOAD_REPORTS = "下載這份清單", "下載這些分辦的辦理情形"
