"""What is said about people at a meeting, recording in the room, and the projector."""

from __future__ import annotations

from enum import StrEnum

from app.domain.meetings.attendance import Presence, RecusalGround
from app.domain.meetings.recording import ScreenMode

LIVE_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Presence.ATTENDING, "出席"),
    (Presence.OBSERVING, "列席"),
    (Presence.ON_LEAVE, "請假"),
    (Presence.BY_PROXY, "代理"),
    (RecusalGround.OWN_ACCORD, "自行迴避（行政程序法第32條）"),
    (RecusalGround.ASKED_FOR, "申請迴避（行政程序法第33條第1項）"),
    (RecusalGround.ORDERED, "命其迴避（行政程序法第33條第5項）"),
    (ScreenMode.OFF, "不投影"),
    (ScreenMode.SAVED, "儲存後才投影"),
    (ScreenMode.TYPING, "輸入時同步投影"),
)

LIVE_REFUSALS: dict[str, str] = {
    "live_not_in_session": "會議開始後才能現場登錄；散會後請到各案補登。",
    "live_taken": "{name}正在登錄。您的文字還在這一頁；要由您繼續，請按「接手」。",
    "live_text_empty": "內容空白，尚未儲存；要刪除已登錄的內容，請到該案按「更正撤回」。",
    "people_are_fixed": "會議已結案或取消，出列席名單不能再改。",
    "presence_of_others": "委員選出席、請假或代理；列席人員選列席或請假。",
    "proxy_not_allowed": "本會報設置要點規定委員應親自出席，不得代理。",
    "proxy_name_missing": "選「代理」時，請填代理人姓名。",
    "proxy_title_missing": "設置要點限由副首長代理，請填代理人職稱。",
    "proxy_without_presence": "只有選「代理」時才填代理人；請改選「代理」，或清空代理人。",
    "attendee_name_missing": "請填寫姓名。",
    "attendee_there_already": "名單上已有這個人。",
    "chair_missing": "請填寫主席。",
    "chair_reason_missing": "主席不是召集人時，請填寫事由，例如「市長公出」。",
    "recused_already": "這個人在本案已登錄迴避。",
    "remark_text_missing": "請填寫發言內容。",
    "remark_speaker_missing": "請選擇發言人；名單上沒有的，請先到「出列席」加入。",
}

LIVE_MESSAGES: dict[str, str] = {
    "live_saved": "{code} 已儲存。",
    "live_saved_seems": "{code} 已儲存；內容看起來是「{word}」，已選為處理結果，請核對。",
    "live_taken_over": "已由您接手登錄。",
    "live_restored": "{code} 已復原為 {when} 的文字。",
    "live_motion_added": "已加入臨時動議「{title}」。",
    "screen_switched": "投影畫面：{mode}。",
    "people_filled": "已加入 {count} 人。",
    "people_filled_none": "沒有可以加入的人；名單上都有了。",
    "people_marked": "已儲存，{count} 人有異動。",
    "people_rest_marked": "其餘 {count} 人已標為到場。",
    "person_added": "已加入{name}。",
    "person_removed": "已將{name}移出名單。",
    "chair_changed": "主席已儲存。",
    "remark_added": "已加入{speaker}的發言摘要。",
    "remark_changed": "發言摘要已儲存。",
    "remark_removed": "已刪除{speaker}的發言摘要。",
    "recused": "{name}已登錄迴避，本案不計入人數。",
    "recusal_taken_back": "已取消迴避。",
}

LIVE_ACTIONS: dict[str, str] = {
    "take_over": "接手登錄",
    "switch_screen": "切換投影",
    "fill_people": "帶入出列席名單",
    "mark": "登錄出席",
    "mark_rest": "其餘皆到",
    "remove_person": "移出名單",
    "recuse": "登錄迴避",
    "take_back_recusal": "取消迴避",
    "add_remark": "加入發言摘要",
    "change_remark": "修改發言摘要",
    "remove_remark": "刪除發言摘要",
}

ONLY_SAID = "本案依規定不投影"
