"""Who may do what: the one table. Flows, routes and lists ask it; nothing else decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.people.actor import Actor, ActorKind, Role


class Scope(StrEnum):
    """Whose records a role reaches with a right."""

    COMMITTEE = "committee"  # the agency of the grant convenes the committee the record belongs to
    OWN_AGENCY = "own_agency"  # the record is the agency's own
    SUPERVISED = "supervised"  # the agency of the grant supervises the record's agency; 政風處 supervises all
    EVERYWHERE = "everywhere"  # not a matter of agencies


class Right(StrEnum):
    WRITE_PROPOSALS = "write_proposals"  # draft, edit, submit, recall, attach
    READ_PROPOSALS = "read_proposals"
    REVIEW_PROPOSALS = "review_proposals"  # comment
    PASS_PROPOSALS = "pass_proposals"  # noqa: S105 — 通過審核, 退回修正; never one's own
    RECORD_APPROVALS = "record_approvals"  # 代登: the decision was made on paper
    IMPORT = "import"
    READ_MEETINGS = "read_meetings"
    READ_MEETING_PAPERS = "read_meeting_papers"  # from 議程定稿 on
    RUN_MEETINGS = "run_meetings"  # create, agenda, record, resolutions
    KEEP_LISTS = "keep_lists"  # law names and the like
    KEEP_TEMPLATES = "keep_templates"  # the layout of papers; 政風處 keeps it for every committee
    READ_DEADLINES = "read_deadlines"  # what the law's dates are, of nobody in particular
    KEEP_CALENDAR = "keep_calendar"  # 辦公日曆表
    CLOSE_YEAR = "close_year"  # confirm 年度結轉; 政風處 prepares it
    KEEP_PLAN = "keep_plan"  # 年度施政計畫的定期工作, of the own agency
    REPORT_TALLIES = "report_tallies"  # 財產申報人數
    READ_TALLIES = "read_tallies"
    KEEP_ROSTER = "keep_roster"  # 申報義務人名冊, of the agency that receives the declarations
    READ_OWN_DECLARANTS = "read_own_declarants"  # an agency's own people, whoever receives their declarations
    SET_AGENDA = "set_agenda"  # 議程定稿, resume
    REGISTER_MEETINGS = "register_meetings"  # an agency's own 會報, held elsewhere
    READ_YEARLY_MEETINGS = "read_yearly_meetings"
    FILE_MEETING_MINUTES = "file_meeting_minutes"  # 備查, 退請補充
    READ_MINUTES = "read_minutes"  # from 核定 on
    REQUEST_CORRECTIONS = "request_corrections"  # while the minutes circulate
    APPROVE_MINUTES = "approve_minutes"  # where the charter gives it to the head
    READ_TRACKING = "read_tracking"  # items and assignments
    PREPARE_SPLITS = "prepare_splits"  # items and shares before they are sent, pauses, summaries
    DISPATCH = "dispatch"  # 分辦發出
    REPORT = (
        "report"  # report, ask extension or 改分, 取回; 政風處 for another agency with channel and informant
    )
    SIGN_OFF = "sign_off"  # the agency's own approval of a report
    RECEIVE = "receive"  # 收訖, 退請補充; never what one entered oneself
    DECIDE_TRACKING = "decide_tracking"  # what product 3.9 gives to 政風主管: 展延, 改分, 改列, 建議解除
    RELEASE_FIGURES = "release_figures"  # 儀表板定稿
    ENTRUST = "entrust"  # 核可層級: what needs whose 核可
    KEEP_COMMITTEE = "keep_committee"  # 設置要點, 委員
    READ_MAIL = "read_mail"  # 寄送狀況
    KEEP_MAIL = "keep_mail"  # send again, decide what is uncertain, 試營運
    MANAGE_PEOPLE = "manage_people"  # agencies, groups, users, grants
    CONFIRM_GRANTS = "confirm_grants"
    SEARCH = "search"  # of what one sees; with it goes 前案查詢
    READ_AUDIT = "read_audit"
    READ_AUDIT_WITHOUT_TEXTS = "read_audit_without_texts"


@dataclass(frozen=True, slots=True)
class By:
    role: Role
    scope: Scope


RIGHTS: dict[Right, tuple[By, ...]] = {
    Right.WRITE_PROPOSALS: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
    ),
    Right.READ_PROPOSALS: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
        By(Role.AUDITOR, Scope.OWN_AGENCY),
    ),
    Right.REVIEW_PROPOSALS: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.PASS_PROPOSALS: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.RECORD_APPROVALS: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.IMPORT: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.READ_MEETINGS: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
    ),
    Right.READ_MEETING_PAPERS: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.MEMBER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),  # their agency's extract
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
    ),
    Right.RUN_MEETINGS: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.KEEP_LISTS: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.KEEP_TEMPLATES: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.READ_DEADLINES: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
    ),
    Right.KEEP_CALENDAR: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.CLOSE_YEAR: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.KEEP_PLAN: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.REPORT_TALLIES: (
        By(Role.OFFICER, Scope.OWN_AGENCY),
        By(Role.OFFICER, Scope.SUPERVISED),
        By(Role.HEAD, Scope.OWN_AGENCY),
        By(Role.HEAD, Scope.SUPERVISED),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
    ),
    Right.READ_TALLIES: (
        By(Role.OFFICER, Scope.OWN_AGENCY),
        By(Role.OFFICER, Scope.SUPERVISED),
        By(Role.HEAD, Scope.OWN_AGENCY),
        By(Role.HEAD, Scope.SUPERVISED),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
        By(Role.LEADER, Scope.OWN_AGENCY),
        By(Role.LEADER, Scope.SUPERVISED),
        By(Role.AUDITOR, Scope.OWN_AGENCY),
        By(Role.AUDITOR, Scope.SUPERVISED),
    ),
    Right.KEEP_ROSTER: (By(Role.OFFICER, Scope.OWN_AGENCY), By(Role.HEAD, Scope.OWN_AGENCY)),
    Right.READ_OWN_DECLARANTS: (By(Role.CONTACT, Scope.OWN_AGENCY),),
    Right.SET_AGENDA: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.REGISTER_MEETINGS: (
        By(Role.OFFICER, Scope.OWN_AGENCY),
        By(Role.OFFICER, Scope.SUPERVISED),
        By(Role.HEAD, Scope.OWN_AGENCY),
        By(Role.HEAD, Scope.SUPERVISED),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
    ),
    Right.READ_YEARLY_MEETINGS: (
        By(Role.OFFICER, Scope.OWN_AGENCY),
        By(Role.OFFICER, Scope.SUPERVISED),
        By(Role.HEAD, Scope.OWN_AGENCY),
        By(Role.HEAD, Scope.SUPERVISED),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
        By(Role.LEADER, Scope.OWN_AGENCY),
        By(Role.LEADER, Scope.SUPERVISED),
        By(Role.AUDITOR, Scope.OWN_AGENCY),
        By(Role.AUDITOR, Scope.SUPERVISED),
    ),
    Right.FILE_MEETING_MINUTES: (By(Role.OFFICER, Scope.SUPERVISED), By(Role.HEAD, Scope.SUPERVISED)),
    Right.READ_MINUTES: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.MEMBER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
    ),
    Right.REQUEST_CORRECTIONS: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.MEMBER, Scope.COMMITTEE),
    ),
    Right.APPROVE_MINUTES: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.READ_TRACKING: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
        By(Role.AUDITOR, Scope.OWN_AGENCY),
    ),
    Right.PREPARE_SPLITS: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.DISPATCH: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.REPORT: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
    ),
    Right.SIGN_OFF: (By(Role.SUPERVISOR, Scope.OWN_AGENCY),),
    Right.RECEIVE: (By(Role.OFFICER, Scope.COMMITTEE), By(Role.HEAD, Scope.COMMITTEE)),
    Right.DECIDE_TRACKING: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.RELEASE_FIGURES: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.ENTRUST: (By(Role.HEAD, Scope.COMMITTEE),),
    Right.KEEP_COMMITTEE: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.ADMIN, Scope.EVERYWHERE),
    ),
    Right.READ_MAIL: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.ADMIN, Scope.EVERYWHERE),
    ),
    Right.KEEP_MAIL: (By(Role.ADMIN, Scope.EVERYWHERE),),
    Right.MANAGE_PEOPLE: (By(Role.ADMIN, Scope.EVERYWHERE),),
    Right.CONFIRM_GRANTS: (By(Role.HEAD, Scope.EVERYWHERE),),
    Right.SEARCH: (
        By(Role.OFFICER, Scope.COMMITTEE),
        By(Role.HEAD, Scope.COMMITTEE),
        By(Role.LEADER, Scope.COMMITTEE),
        By(Role.AUDITOR, Scope.COMMITTEE),
        By(Role.CONTACT, Scope.OWN_AGENCY),
        By(Role.SUPERVISOR, Scope.OWN_AGENCY),
        By(Role.AUDITOR, Scope.OWN_AGENCY),
    ),
    Right.READ_AUDIT: (By(Role.HEAD, Scope.COMMITTEE), By(Role.AUDITOR, Scope.COMMITTEE)),
    Right.READ_AUDIT_WITHOUT_TEXTS: (By(Role.ADMIN, Scope.EVERYWHERE),),
}


ENTRUSTABLE = (Right.PASS_PROPOSALS, Right.DISPATCH, Right.DECIDE_TRACKING)
"""政風主管's by default; a committee's table may give each to 承辦 (product 3.9). Nobody decides his own all the same."""


def may(
    actor: Actor,
    right: Right,
    *,
    committee_agency_id: int | None = None,
    agency_id: int | None = None,
    supervised_by_id: int | None = None,
) -> bool:
    """May `actor` use `right` on a record of this committee (its convening agency) and this agency (and who supervises it)?"""
    if committee_agency_id in _entrusted(actor, right):
        return True
    return any(
        _supervises(actor, by, supervised_by_id)
        if by.scope is Scope.SUPERVISED
        else _reaches(actor, by, committee_agency_id, agency_id)
        for by in RIGHTS[right]
    )


def has(actor: Actor, right: Right) -> bool:
    """Does `actor` have `right` on any record at all? What a route asks before a record is known."""
    return bool(_entrusted(actor, right)) or any(actor.holds_any(by.role) for by in RIGHTS[right])


def agencies_with(actor: Actor, right: Right, scope: Scope) -> frozenset[int]:
    """The agencies whose records the actor reaches with `right` through grants of `scope`."""
    roles = [by.role for by in RIGHTS[right] if by.scope is scope]
    found = actor.agencies_as(*roles)
    return found | _entrusted(actor, right) if scope is Scope.COMMITTEE else found


def everywhere(actor: Actor, right: Right) -> bool:
    """Has `actor` the right on every record, by a role that is not a matter of agencies, or as the console?"""
    return actor.everywhere or any(
        by.scope is Scope.EVERYWHERE and actor.holds_any(by.role) for by in RIGHTS[right]
    )


def supervises_all(actor: Actor, right: Right) -> bool:
    """Does `actor` have the right on the records of every agency, as one of 政風處 or as the console?"""
    return any(by.scope is Scope.SUPERVISED and _supervises(actor, by, None) for by in RIGHTS[right])


def _entrusted(actor: Actor, right: Right) -> frozenset[int]:
    """The convening agencies whose committee gives its officers the right, this actor among them."""
    return frozenset(
        grant.agency_id
        for grant in actor.grants
        if grant.role is Role.OFFICER and right in grant.entrusted and right in ENTRUSTABLE
    )


def _supervises(actor: Actor, by: By, supervised_by_id: int | None) -> bool:
    """`supervised_by_id` None: by an agency that is not known, so only 政風處 does."""
    if actor.kind is ActorKind.CONSOLE:
        return by.role in (Role.OFFICER, Role.HEAD)
    return any(
        grant.role is by.role and (grant.of_department or grant.agency_id == supervised_by_id)
        for grant in actor.grants
    )


def _reaches(actor: Actor, by: By, committee_agency_id: int | None, agency_id: int | None) -> bool:
    if by.scope is Scope.EVERYWHERE:
        return actor.holds_any(by.role)
    wanted = committee_agency_id if by.scope is Scope.COMMITTEE else agency_id
    if actor.kind is ActorKind.CONSOLE:
        return by.role in (Role.OFFICER, Role.HEAD)
    return wanted is not None and actor.holds(by.role, wanted)
