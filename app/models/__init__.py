"""Tables: columns, keys, constraints, relationships. No verbs, no decisions."""

from app.models.audit import AuditEvent, AuditHead, FormKey, ReadEvent, RefusedAccess
from app.models.base import Base
from app.models.duties.duty import Duty, DutyOccurrence
from app.models.duties.roster import Declarant, Declaration, DeclarationOccurrence, OfficePeriod, Roster
from app.models.duties.tally import AuthorisationBatch, DeclarationTally
from app.models.duties.year_change import YearChange
from app.models.insight.figures import ItemFigures, KeptFigures, TouchedItem
from app.models.insight.saved_view import SavedView
from app.models.insight.search import ExtractedText, SearchEntry
from app.models.insight.snapshot import Snapshot, SnapshotShare
from app.models.intake.batch import ImportBatch, ImportFile, ImportRecord
from app.models.meetings.attendance import Attendance, Recusal, Remark
from app.models.meetings.dated_fact import DatedFact
from app.models.meetings.meeting import AgendaItem, Meeting
from app.models.meetings.minutes import (
    CorrectionRequest,
    Minutes,
    MinutesCorrection,
    MinutesSummary,
    MinutesVersion,
)
from app.models.meetings.named_agency import NamedAgency
from app.models.meetings.numbered_copy import NumberedCopy
from app.models.meetings.recording import Recording
from app.models.meetings.registered import RegisteredMeeting
from app.models.meetings.resolution import Resolution, ResolutionText
from app.models.meetings.yearly_plan import YearlyPlan
from app.models.notices.mail_link import MailLink
from app.models.notices.operation import MailOperation, WorkerBeat
from app.models.notices.outbox import Delivery, Reminder
from app.models.notices.reminder_call import ReminderCall
from app.models.notices.reminder_rule import ReminderRule
from app.models.office_calendar import CalendarDay, CalendarYear
from app.models.papers.generated import GeneratedDocument
from app.models.papers.template import Template, TemplateFile, TemplateVersion
from app.models.people.agency import Agency, AgencyGroup, AgencyGroupMember
from app.models.people.api_token import ApiToken
from app.models.people.approval import Approval
from app.models.people.calendar_feed import CalendarFeed
from app.models.people.charter import Charter
from app.models.people.committee import Committee
from app.models.people.deputy import Deputy
from app.models.people.handover import Handover
from app.models.people.mailed_key import MailedKey
from app.models.people.member import Member
from app.models.people.user import FormerPassword, OneTimeLink, RoleGrant, SignInThrottle, User, UserSession
from app.models.proposals.attachment import Attachment
from app.models.proposals.law_names import LawNames
from app.models.proposals.proposal import Proposal, ProposalVersion, ReviewComment
from app.models.purge import Purge
from app.models.tracking.assignment import Assignment, ClockPause, Dispatch, FirstReading, ReportingRule
from app.models.tracking.closure import ClosureDecision, FollowUp
from app.models.tracking.item import AskedFigure, ReportRound, TrackedItem
from app.models.tracking.report import Evidence, Finding, ItemSummary, ProgressReport, ReportFigure
from app.models.tracking.request import Correction, ExtensionRequest, ReassignmentRequest

__all__ = [
    "Agency",
    "AgencyGroup",
    "AgencyGroupMember",
    "AgendaItem",
    "ApiToken",
    "Approval",
    "AskedFigure",
    "Assignment",
    "Attachment",
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "AuthorisationBatch",
    "Base",
    "CalendarDay",
    "CalendarFeed",
    "CalendarYear",
    "Charter",
    "ClockPause",
    "ClosureDecision",
    "Committee",
    "Correction",
    "CorrectionRequest",
    "DatedFact",
    "Declarant",
    "Declaration",
    "DeclarationOccurrence",
    "DeclarationTally",
    "Delivery",
    "Deputy",
    "Dispatch",
    "Duty",
    "DutyOccurrence",
    "Evidence",
    "ExtensionRequest",
    "ExtractedText",
    "Finding",
    "FirstReading",
    "FollowUp",
    "FormKey",
    "FormerPassword",
    "GeneratedDocument",
    "Handover",
    "ImportBatch",
    "ImportFile",
    "ImportRecord",
    "ItemFigures",
    "ItemSummary",
    "KeptFigures",
    "LawNames",
    "MailLink",
    "MailOperation",
    "MailedKey",
    "Meeting",
    "Member",
    "Minutes",
    "MinutesCorrection",
    "MinutesSummary",
    "MinutesVersion",
    "NamedAgency",
    "NumberedCopy",
    "OfficePeriod",
    "OneTimeLink",
    "ProgressReport",
    "Proposal",
    "ProposalVersion",
    "Purge",
    "ReadEvent",
    "ReassignmentRequest",
    "Recording",
    "Recusal",
    "RefusedAccess",
    "RegisteredMeeting",
    "Remark",
    "Reminder",
    "ReminderCall",
    "ReminderRule",
    "ReportFigure",
    "ReportRound",
    "ReportingRule",
    "Resolution",
    "ResolutionText",
    "ReviewComment",
    "RoleGrant",
    "Roster",
    "SavedView",
    "SearchEntry",
    "SignInThrottle",
    "Snapshot",
    "SnapshotShare",
    "Template",
    "TemplateFile",
    "TemplateVersion",
    "TouchedItem",
    "TrackedItem",
    "User",
    "UserSession",
    "WorkerBeat",
    "YearChange",
    "YearlyPlan",
]
