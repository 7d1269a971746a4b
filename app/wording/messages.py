"""Sentences said after something was done, and at the door."""

from app.wording.agency_meetings import AGENCY_MEETING_MESSAGES
from app.wording.api import API_MESSAGES
from app.wording.calendar import CALENDAR_MESSAGES
from app.wording.committees import COMMITTEE_MESSAGES
from app.wording.duties import DUTY_MESSAGES
from app.wording.generated import GENERATED_MESSAGES
from app.wording.intake import INTAKE_MESSAGES
from app.wording.meetings import MEETING_MESSAGES
from app.wording.notices import NOTICE_MESSAGES
from app.wording.office_calendar import OFFICE_CALENDAR_MESSAGES
from app.wording.people import PEOPLE_MESSAGES
from app.wording.proposals import PROPOSAL_MESSAGES
from app.wording.roster import ROSTER_MESSAGES
from app.wording.saved_views import VIEW_MESSAGES
from app.wording.templates import TEMPLATE_MESSAGES
from app.wording.tracking.follow_up import FOLLOW_UP_MESSAGES
from app.wording.tracking.reporting import REPORTING_MESSAGES
from app.wording.tracking.review import REVIEW_MESSAGES
from app.wording.tracking.splitting import SPLIT_MESSAGES
from app.wording.year_change import YEAR_MESSAGES

MESSAGES: dict[str, str] = (
    AGENCY_MEETING_MESSAGES
    | CALENDAR_MESSAGES
    | COMMITTEE_MESSAGES
    | DUTY_MESSAGES
    | GENERATED_MESSAGES
    | INTAKE_MESSAGES
    | MEETING_MESSAGES
    | NOTICE_MESSAGES
    | OFFICE_CALENDAR_MESSAGES
    | PEOPLE_MESSAGES
    | PROPOSAL_MESSAGES
    | ROSTER_MESSAGES
    | TEMPLATE_MESSAGES
    | REVIEW_MESSAGES
    | SPLIT_MESSAGES
    | FOLLOW_UP_MESSAGES
    | REPORTING_MESSAGES
    | YEAR_MESSAGES
    | VIEW_MESSAGES
    | API_MESSAGES
    | {
        "signed_in": "{name}，您好，已登入。",
        "sign_in_wrong": "帳號或密碼不正確，請再試一次。",
        "sign_in_locked": "密碼錯誤次數過多，請於 {minutes} 分鐘後再試，或洽系統管理者。",
    }
)
