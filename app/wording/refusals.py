"""The sentence of every refusal: what is wrong and what to do."""

from __future__ import annotations

from app.wording.agency_meetings import AGENCY_MEETING_REFUSALS
from app.wording.api import API_REFUSALS
from app.wording.committees import COMMITTEE_REFUSALS
from app.wording.dashboard import DASHBOARD_REFUSALS
from app.wording.duties import DUTY_REFUSALS
from app.wording.entry import ENTRY_REFUSALS
from app.wording.generated import GENERATED_REFUSALS
from app.wording.intake import INTAKE_REFUSALS
from app.wording.meetings import MEETING_REFUSALS
from app.wording.notices import NOTICE_REFUSALS
from app.wording.office_calendar import OFFICE_CALENDAR_REFUSALS
from app.wording.people import PEOPLE_REFUSALS
from app.wording.proposals import PROPOSAL_REFUSALS
from app.wording.roster import ROSTER_REFUSALS
from app.wording.saved_views import VIEW_REFUSALS
from app.wording.templates import TEMPLATE_REFUSALS
from app.wording.tracking.refusals import TRACKING_REFUSALS
from app.wording.year_change import YEAR_REFUSALS

SENTENCES: dict[str, str] = (
    AGENCY_MEETING_REFUSALS
    | COMMITTEE_REFUSALS
    | DASHBOARD_REFUSALS
    | DUTY_REFUSALS
    | ENTRY_REFUSALS
    | GENERATED_REFUSALS
    | INTAKE_REFUSALS
    | MEETING_REFUSALS
    | NOTICE_REFUSALS
    | OFFICE_CALENDAR_REFUSALS
    | PEOPLE_REFUSALS
    | PROPOSAL_REFUSALS
    | ROSTER_REFUSALS
    | TEMPLATE_REFUSALS
    | TRACKING_REFUSALS
    | YEAR_REFUSALS
    | VIEW_REFUSALS
    | API_REFUSALS
    | {
        "absent": "找不到這筆資料。",
        "changed_since_seen": "這筆資料在您開啟頁面後已被其他人更新，請重新整理後再試。",
        "not_in_this_state": "這筆資料目前的狀態不能做這個動作，請重新整理頁面，看看現在可以做什麼。",
        "not_yours_to_do": "您沒有做這個動作的權限；如應由您辦理，請洽系統管理者。",
        "reason_missing": "請填寫理由。",
        "subject_missing": "請先填寫案由。",
        "body_missing": "請先填寫說明或辦法。",
        "reviewer_has_acted": "審核者已開始處理，無法取回；請直接與審核者聯繫。",
        "meeting_date_missing": "請先填寫開會日期。",
        "agenda_empty": "議程還沒有任何案件。",
        "cases_not_approved": "議程中尚有未通過審核的提案，請先完成審核或移出議程。",
        "batch_has_errors": "這批資料還有錯誤，請更正後重新上傳。",
        "batch_is_empty": "這批資料沒有可匯入的內容。",
        "batch_records_changed": "這批匯入的資料已有人修改過，不能整批撤銷。",
        "link_unknown": "這個連結無法使用，請向寄送者確認網址。",
        "link_used": "這個連結已經使用過了，請向寄送者索取新的連結。",
        "link_expired": "這個連結已逾期，請向寄送者索取新的連結。",
    }
)


def sentence(code: str, **facts: object) -> str:
    """The sentence of a refusal code, with the facts it names."""
    return SENTENCES[code].format(**facts)
