"""The Chinese word of every code a person can meet."""

from __future__ import annotations

from enum import StrEnum

from app.domain.confidentiality import Confidentiality
from app.domain.intake.batch_flow import BatchAction, BatchKind, BatchState
from app.domain.intake.placing import CreateAs, Fate, OnDuplicate
from app.domain.meetings.meeting_flow import MeetingAction, MeetingKind, MeetingState
from app.domain.meetings.resolution import Disposition, ResolutionKind, Section, TrackingChoice
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import ActorKind, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.proposals.proposal_flow import ProposalAction, ProposalState
from app.domain.proposals.versions import CutFor, TextField
from app.wording.agency_meetings import AGENCY_MEETING_WORDS
from app.wording.calendar import CALENDAR_WORDS
from app.wording.committees import COMMITTEE_WORDS
from app.wording.comparing import COMPARING_WORDS
from app.wording.dashboard import DASHBOARD_WORDS
from app.wording.declarations import DECLARATION_WORDS
from app.wording.duties import DUTY_WORDS
from app.wording.generated import PAPER_WORDS
from app.wording.insight.search import SEARCH_WORDS
from app.wording.live import LIVE_WORDS
from app.wording.minutes import MINUTES_WORDS
from app.wording.notices import NOTICE_WORDS
from app.wording.numbered_copies import COPY_WORDS
from app.wording.people import HANDOVER_WORDS
from app.wording.proposals import SUGGESTION_WORDS
from app.wording.retention import RETENTION_WORDS
from app.wording.roster import ROSTER_WORDS
from app.wording.saved_views import VIEW_WORDS
from app.wording.set_up import SET_UP_WORDS
from app.wording.templates import TEMPLATE_WORDS
from app.wording.tracking.review import REVIEW_WORDS
from app.wording.tracking.words import TRACKING_WORDS
from app.wording.year_change import YEAR_WORDS

# Pairs, not a dict: codes of two enumerations may be equal as strings, and one would swallow the other.
WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Role.OFFICER, "政風承辦"),
    (Role.HEAD, "政風主管"),
    (Role.CONTACT, "機關聯絡人"),
    (Role.SUPERVISOR, "單位主管"),
    (Role.LEADER, "首長"),
    (Role.MEMBER, "委員"),
    (Role.AUDITOR, "稽核唯讀"),
    (Role.ADMIN, "系統管理"),
    (ActorKind.PERSON, "使用者"),
    (ActorKind.CLOCK, "系統時鐘"),
    (ActorKind.CONSOLE, "主控臺"),
    (ActorKind.MEETING, "會議"),
    (AgencyKind.FIRST_LEVEL, "一級"),
    (AgencyKind.SECOND_LEVEL, "二級"),
    (AgencyKind.DISTRICT, "區公所"),
    (AgencyKind.SCHOOL, "學校"),
    (AgencyKind.ENTERPRISE, "事業機構"),
    (EthicsMode.OFFICE, "政風機構"),
    (EthicsMode.OFFICER, "政風員"),
    (EthicsMode.CONCURRENT, "兼任"),
    (EthicsMode.ASSIGNED, "兼辦"),
    (EthicsMode.BY_SUPERIOR, "由上級辦理"),
    (LinkKind.SET_UP, "首次設定"),
    (LinkKind.INVITATION, "邀請"),
    (LinkKind.DEMO_SIGN_IN, "示範登入"),
    (Confidentiality.NORMAL, "普通"),
    (Confidentiality.CONFIDENTIAL, "密"),
    (TextField.SUBJECT, "案由"),
    (TextField.EXPLANATION, "說明"),
    (TextField.MEASURES, "辦法"),
    (TextField.SUGGESTED_RESOLUTION, "擬議決議"),
    (CutFor.SUBMISSION, "送審"),
    (CutFor.APPROVAL, "通過審核"),
    (CutFor.AGENDA, "議程定稿"),
    (CutFor.REPLACEMENT, "抽換"),
    (CutFor.IMPORT, "匯入"),
    (CutFor.KEPT, "存成版本"),
    (ProposalState.DRAFT, "草稿"),
    (ProposalState.IN_REVIEW, "審核中"),
    (ProposalState.RETURNED, "退回修正"),
    (ProposalState.APPROVED, "通過審核"),
    (ProposalState.SCHEDULED, "排入議程"),
    (ProposalState.DECIDED, "已決議"),
    (ProposalState.WITHDRAWN, "撤案"),
    (ProposalAction.SUBMIT, "送請審核"),
    (ProposalAction.RECALL, "取回"),
    (ProposalAction.RETURN, "退回修正"),
    (ProposalAction.RECORD_RETURN, "登錄退回（紙本）"),
    (ProposalAction.APPROVE, "通過審核"),
    (ProposalAction.RECORD_APPROVAL, "登錄核可（紙本）"),
    (ProposalAction.SCHEDULE, "排入議程"),
    (ProposalAction.UNSCHEDULE, "移出議程"),
    (ProposalAction.DEFER, "保留（緩議）"),
    (ProposalAction.DECIDE, "決議"),
    (ProposalAction.WITHDRAW, "撤案"),
    (MeetingKind.REGULAR, "定期"),
    (MeetingKind.EXTRAORDINARY, "臨時"),
    (MeetingKind.FOLLOW_UP, "追蹤會議"),
    (MeetingState.PREPARING, "籌備中"),
    (MeetingState.AGENDA_SET, "議程定稿"),
    (MeetingState.IN_SESSION, "開會中"),
    (MeetingState.ADJOURNED, "已散會"),
    (MeetingState.CLOSED, "結案"),
    (MeetingState.POSTPONED, "延期"),
    (MeetingState.CANCELLED, "取消"),
    (MeetingAction.SET_AGENDA, "議程定稿"),
    (MeetingAction.REOPEN_AGENDA, "重新排議程"),
    (MeetingAction.START, "開始會議"),
    (MeetingAction.ADJOURN, "散會"),
    (MeetingAction.RESUME, "重新開啟"),
    (MeetingAction.POSTPONE, "延期"),
    (MeetingAction.RESCHEDULE, "改期"),
    (MeetingAction.CANCEL, "取消會議"),
    (Section.OPENING, "主席致詞"),
    (Section.AWARDS, "頒獎及其他"),
    (Section.PREVIOUS_MINUTES, "確認上次紀錄"),
    (Section.REPORTS, "報告事項"),
    (Section.SPECIAL_REPORTS, "專題報告"),
    (Section.DISCUSSION, "討論事項"),
    (Section.EXTEMPORE, "臨時動議"),
    (Section.CLOSING, "主席裁示事項"),
    (ResolutionKind.RESOLUTION, "決議"),
    (ResolutionKind.DECISION, "決定"),
    (ResolutionKind.RULING, "裁示"),
    (ResolutionKind.CONCLUSION, "結論"),
    (Disposition.ADOPTED, "照案通過"),
    (Disposition.ADOPTED_AMENDED, "修正通過"),
    (Disposition.DEFERRED, "保留（緩議）"),
    (Disposition.WITHDRAWN, "撤案"),
    (Disposition.REJECTED, "不予通過"),
    (Disposition.REFERRED, "另案討論"),
    (Disposition.NOTED, "洽悉"),
    (Disposition.FILED, "准予備查"),
    (Disposition.AGREED, "同意辦理"),
    (TrackingChoice.TRACK, "列管"),
    (TrackingChoice.FORWARD, "函轉辦理（不列管）"),
    (TrackingChoice.NONE, "免列管"),
    (BatchKind.PROPOSALS, "提案表"),
    (BatchKind.MINUTES, "會議紀錄"),
    (BatchKind.AGENCIES, "機關"),
    (BatchKind.USERS, "使用者"),
    (BatchKind.ASSIGNMENTS, "舊案（歷年列管事項）"),
    (BatchKind.DECLARANTS, "申報義務人"),
    (BatchState.READ, "已判讀"),
    (BatchState.CONFIRMED, "已匯入"),
    (BatchState.UNDONE, "已撤銷"),
    (BatchState.DISCARDED, "放棄"),
    (BatchAction.CONFIRM, "確認匯入"),
    (BatchAction.DISCARD, "放棄"),
    (BatchAction.UNDO, "撤銷這次匯入"),
    (CreateAs.DRAFT, "匯入為草稿，之後再送審"),
    (CreateAs.SCHEDULED, "已通過審核，直接排入議程"),
    (OnDuplicate.SKIP, "略過，保留現有內容"),
    (OnDuplicate.UPDATE, "更新為檔案的內容"),
    (Fate.PAST, "新增，含決議"),
    (Fate.DRAFT, "新增草稿"),
    (Fate.SCHEDULED, "新增並排入議程"),
    (Fate.NEW, "新增"),
    (Fate.UPDATE, "更新"),
    (Fate.SAME, "內容相同"),
    (Fate.SKIP, "已有這一案，略過"),
    (Fate.LEFT_OUT, "不匯入"),
    (Fate.FAULTY, "需要更正"),
    *AGENCY_MEETING_WORDS,
    *COPY_WORDS,
    *COMPARING_WORDS,
    *DASHBOARD_WORDS,
    *CALENDAR_WORDS,
    *YEAR_WORDS,
    *SET_UP_WORDS,
    *COMMITTEE_WORDS,
    *DECLARATION_WORDS,
    *DUTY_WORDS,
    *LIVE_WORDS,
    *MINUTES_WORDS,
    *NOTICE_WORDS,
    *PAPER_WORDS,
    *ROSTER_WORDS,
    *SUGGESTION_WORDS,
    *RETENTION_WORDS,
    *TEMPLATE_WORDS,
    *HANDOVER_WORDS,
    *REVIEW_WORDS,
    *SEARCH_WORDS,
    *VIEW_WORDS,
    *TRACKING_WORDS,
)


def word(code: StrEnum | None) -> str:
    """The word of a code; empty for None. A code without a word is an error, not a blank."""
    return "" if code is None else _BY_CODE[(type(code).__name__, code.value)]


_BY_CODE = {(type(code).__name__, code.value): said for code, said in WORDS}
