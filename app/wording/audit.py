"""The Chinese of an audit row: what was done, to what, which fields."""

from __future__ import annotations

from app.wording.committees import COMMITTEE_ACTIONS, COMMITTEE_FIELDS, COMMITTEE_THINGS
from app.wording.meetings import MEETING_ACTIONS
from app.wording.words import WORDS

THINGS: dict[str, str] = COMMITTEE_THINGS | {
    "agencies": "機關",
    "agency_groups": "機關群組",
    "users": "使用者",
    "role_grants": "授權",
    "user_sessions": "登入",
    "committees": "會報",
    "meetings": "會議",
    "agenda_items": "議程項",
    "resolutions": "決議",
    "resolution_texts": "決議文字",
    "proposals": "提案",
    "proposal_versions": "提案版本",
    "review_comments": "審核意見",
    "attachments": "附件",
    "approvals": "核可",
    "import_batches": "匯入批次",
    "import_files": "匯入檔案",
    "import_records": "匯入資料",
}

ACTIONS: dict[str, str] = (
    COMMITTEE_ACTIONS
    | MEETING_ACTIONS
    | {
        "read_files": "判讀匯入檔案",
        "place": "修正判讀結果",
        "undo_import": "撤銷匯入",
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
        "choose_password": "以邀請連結設定密碼",
        "change_password": "變更密碼",
        "sign_in": "登入",
        "sign_out": "登出",
        "end_session": "結束登入",
    }
)

FIELDS: dict[str, str] = COMMITTEE_FIELDS | {
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
    "to_on": "迄日",
    "may_read_confidential": "密件權",
    "state": "狀態",
}

OTHER_ACTION = "異動"
OTHER_FIELD = "其他欄位"
_FLOW_ACTIONS = {str(code.value): said for code, said in WORDS if type(code).__name__.endswith("Action")}
_CODES = {str(code.value): said for code, said in WORDS}
# Codes of two enumerations may be equal: officer is a role and a way to do 政風.
_OWNERS = {"Role": "role", "EthicsMode": "ethics_mode"}
_OWN_CODES = {
    (_OWNERS[type(code).__name__], str(code.value)): said
    for code, said in WORDS
    if type(code).__name__ in _OWNERS
}


def thing_word(thing: str) -> str:
    return THINGS.get(thing, "其他資料")


def action_word(action: str) -> str:
    """The word of an action; of a flow's action its button's word."""
    return ACTIONS.get(action) or _FLOW_ACTIONS.get(action, OTHER_ACTION)


def field_word(field: str) -> str:
    return FIELDS.get(field, OTHER_FIELD)


def value_text(field: str, value: object) -> str:
    """A stored value as a person reads it: codes in words, yes and no, lists joined; nothing is 「－」."""
    if value is None or value in ("", []):
        return "－"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value_text(field, one) for one in value)
    own = _OWN_CODES.get((field, str(value)))
    return own or _CODES.get(str(value), str(value))
