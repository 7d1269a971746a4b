"""The Chinese of an audit row: what was done, to what, which fields."""

from __future__ import annotations

from app.wording.agency_meetings import (
    AGENCY_MEETING_ACTIONS,
    AGENCY_MEETING_FIELDS,
    AGENCY_MEETING_THINGS,
)
from app.wording.api import API_ACTIONS, API_THINGS
from app.wording.calendar import CALENDAR_ACTIONS, CALENDAR_THINGS
from app.wording.committees import COMMITTEE_ACTIONS, COMMITTEE_FIELDS, COMMITTEE_THINGS
from app.wording.dashboard import DASHBOARD_ACTIONS, DASHBOARD_THINGS
from app.wording.duties import DUTY_ACTIONS, DUTY_FIELDS, DUTY_THINGS
from app.wording.generated import GENERATED_THINGS
from app.wording.meetings import MEETING_ACTIONS
from app.wording.minutes import MINUTES_FIELDS, MINUTES_THINGS
from app.wording.notices import NOTICE_ACTIONS, NOTICE_FIELDS, NOTICE_THINGS
from app.wording.numbered_copies import COPY_FIELDS, COPY_THINGS
from app.wording.office_calendar import (
    OFFICE_CALENDAR_ACTIONS,
    OFFICE_CALENDAR_FIELDS,
    OFFICE_CALENDAR_THINGS,
)
from app.wording.proposals import HISTORY
from app.wording.retention import RETENTION_ACTIONS, RETENTION_FIELDS, RETENTION_THINGS
from app.wording.roster import ROSTER_ACTIONS, ROSTER_FIELDS, ROSTER_THINGS
from app.wording.templates import TEMPLATE_OWN_ACTIONS, TEMPLATE_THINGS
from app.wording.tracking.audit import TRACKING_ACTIONS, TRACKING_FIELDS, TRACKING_THINGS
from app.wording.words import WORDS
from app.wording.year_change import YEAR_ACTIONS, YEAR_FIELDS, YEAR_THINGS

THINGS: dict[str, str] = (
    AGENCY_MEETING_THINGS
    | MINUTES_THINGS
    | COPY_THINGS
    | DASHBOARD_THINGS
    | CALENDAR_THINGS
    | YEAR_THINGS
    | COMMITTEE_THINGS
    | DUTY_THINGS
    | ROSTER_THINGS
    | TEMPLATE_THINGS
    | OFFICE_CALENDAR_THINGS
    | TRACKING_THINGS
    | GENERATED_THINGS
    | NOTICE_THINGS
    | RETENTION_THINGS
    | API_THINGS
    | {
        "agencies": "機關",
        "agency_groups": "機關群組",
        "users": "使用者",
        "role_grants": "授權",
        "deputies": "代理",
        "handovers": "職務移交",
        "user_sessions": "登入",
        "committees": "會報",
        "meetings": "會議",
        "agenda_items": "議程項",
        "resolutions": "決議",
        "resolution_texts": "決議文字",
        "attendances": "出列席",
        "recusals": "迴避",
        "remarks": "發言摘要",
        "proposals": "提案",
        "proposal_versions": "提案版本",
        "review_comments": "審核意見",
        "attachments": "附件",
        "approvals": "核可",
        "import_batches": "匯入批次",
        "import_files": "匯入檔案",
        "import_records": "匯入資料",
        "law_names": "法規名稱",
    }
)

ACTIONS: dict[str, str] = (
    NOTICE_ACTIONS
    | RETENTION_ACTIONS
    | AGENCY_MEETING_ACTIONS
    | CALENDAR_ACTIONS
    | YEAR_ACTIONS
    | COMMITTEE_ACTIONS
    | DASHBOARD_ACTIONS
    | DUTY_ACTIONS
    | ROSTER_ACTIONS
    | OFFICE_CALENDAR_ACTIONS
    | MEETING_ACTIONS
    | TRACKING_ACTIONS
    | API_ACTIONS
    | {
        "read_files": "判讀匯入檔案",
        "place": "修正判讀結果",
        "undo_import": "撤銷匯入",
        "remove_attachment": "移除檔案",
        "create": "新增",
        "change": "修改",
        "move": "調整排序",
        "disable": "停用",
        "enable": "恢復使用",
        "add_members": "加入成員",
        "remove_members": "移出成員",
        "invite": "產生邀請連結",
        "grant": "授權",
        "confirm_grant": "確認授權",
        "decline_grant": "退回授權",
        "end_grant": "終止授權",
        "hand_over": "移交職務",
        "take_over": "接手職務",
        "appoint_deputy": "指定代理人",
        "end_deputy": "終止代理",
        "choose_password": "以邀請連結設定密碼",
        "change_password": "變更密碼",
        "sign_in": "登入",
        "sign_out": "登出",
        "end_session": "結束登入",
    }
)

_OWN_ACTIONS: dict[tuple[str, str], str] = {
    **{("proposals", str(action)): said for action, said in HISTORY.items()},
    ("minutes", "create"): "開始整理紀錄",
    ("minutes", "change"): "修改會議紀錄",
    ("meetings", "create"): "建立會議",
    ("meetings", "change"): "修改會議資料",
    ("meetings", "import"): "匯入會議",
    ("minutes", "import"): "匯入會議紀錄",
    ("meetings", "produce_papers"): "產生文件",
    ("resolutions", "change"): "修改決議",
    ("resolutions", "import"): "以匯入更新決議",
    ("import_batches", "discard"): "放棄匯入",
    ("law_names", "change"): "修改清單",
    **TEMPLATE_OWN_ACTIONS,
}


FIELDS: dict[str, str] = (
    NOTICE_FIELDS
    | RETENTION_FIELDS
    | AGENCY_MEETING_FIELDS
    | MINUTES_FIELDS
    | COPY_FIELDS
    | COMMITTEE_FIELDS
    | OFFICE_CALENDAR_FIELDS
    | YEAR_FIELDS
    | TRACKING_FIELDS
    | {
        "code": "代碼",
        "name": "名稱",
        "short_name": "簡稱",
        "kind": "類別",
        "parent_id": "上級機關",
        "sort_order": "排序",
        "after": "排在其後的機關",
        "ethics_mode": "政風辦理方式",
        "supervised_by_id": "督導政風機構",
        "declares_to_id": "受理申報機關",
        "valid_from": "啟用日",
        "valid_to": "最後一日",
        "valid_until": "使用期限",
        "successor_id": "承接機關",
        "members": "成員",
        "login": "帳號",
        "title": "職稱",
        "unit": "單位",
        "email": "電子郵件",
        "phone": "電話",
        "extension": "分機",
        "role": "角色",
        "from_on": "起日",
        "effective_on": "生效日",
        "handed": "移交",
        "to_on": "迄日",
        "may_read_confidential": "密件權",
        "state": "狀態",
        "version": "版本",
        "approval": "核可",
        "field": "欄位",
        "fields": "修改的欄位",
        "sha256": "檔案",
        "host": "機關全銜",
        "is_primary": "主要會報",
        "marker_style": "段落編號樣式",
        "follow_up_columns": "辦理情形表欄位",
        "entrusted": "承辦也可以決定",
        "label": "會次",
        "year": "年度",
        "held_on": "開會日期",
        "starts_at": "開始時間",
        "ends_at": "結束時間",
        "place": "地點",
        "chair": "主席",
        "disposition": "處理結果",
        "tracking_choice": "列管方式",
        "files": "檔案",
        "made": "新增",
        "changed": "更新",
        "records": "這次匯入的資料",
        "presence": "出席情形",
        "ground": "迴避事由",
        "screen": "投影",
        "lines": "清單",
    }
)
_OWN_FIELDS: dict[tuple[str, str], str] = {
    **{(thing, name): said for thing in DUTY_THINGS for name, said in DUTY_FIELDS.items()},
    **{(thing, name): said for thing in ROSTER_THINGS for name, said in ROSTER_FIELDS.items()},
    ("snapshots", "as_of"): "資料日期",
    ("meetings", "title"): "會議名稱",
    ("meetings", "papers"): "文件",
    ("agenda_items", "title"): "事項",
    ("dated_facts", "document_number"): "文號",
    ("members", "kind"): "身分",
    ("tracked_items", "title"): "事項",
    ("dispatches", "document_number"): "文號",
    ("item_summaries", "number"): "版次",
    ("members", "name"): "姓名",
    ("users", "name"): "姓名",
    ("resolutions", "kind"): "種類",
}

OTHER_THING = "其他資料"
OTHER_ACTION = "異動"
OTHER_FIELD = "其他欄位"
_FLOW_ACTIONS = {str(code.value): said for code, said in WORDS if type(code).__name__.endswith("Action")}


def thing_word(thing: str) -> str:
    return THINGS.get(thing, OTHER_THING)


def action_word(action: str, thing: str = "") -> str:
    """The word of an action, of this kind of thing where it has its own; of a flow's action its button's word."""
    own = _OWN_ACTIONS.get((thing, action))
    return own or ACTIONS.get(action) or _FLOW_ACTIONS.get(action, OTHER_ACTION)


def field_word(field: str, thing: str = "") -> str:
    return _OWN_FIELDS.get((thing, field)) or FIELDS.get(field, OTHER_FIELD)
