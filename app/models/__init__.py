"""Tables: columns, keys, constraints, relationships. No verbs, no decisions."""

from app.models.audit import AuditEvent, AuditHead, FormKey, ReadEvent, RefusedAccess
from app.models.base import Base
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
from app.models.meetings.recording import Recording
from app.models.meetings.registered import RegisteredMeeting
from app.models.meetings.resolution import Resolution, ResolutionText
from app.models.notices.outbox import Delivery, Reminder
from app.models.office_calendar import CalendarDay, CalendarYear
from app.models.papers.template import Template, TemplateFile, TemplateVersion
from app.models.people.agency import Agency, AgencyGroup, AgencyGroupMember
from app.models.people.approval import Approval
from app.models.people.charter import Charter
from app.models.people.committee import Committee
from app.models.people.member import Member
from app.models.people.user import FormerPassword, OneTimeLink, RoleGrant, SignInThrottle, User, UserSession
from app.models.proposals.attachment import Attachment
from app.models.proposals.law_names import LawNames
from app.models.proposals.proposal import Proposal, ProposalVersion, ReviewComment

__all__ = [
    "Agency",
    "AgencyGroup",
    "AgencyGroupMember",
    "AgendaItem",
    "Approval",
    "Attachment",
    "Attendance",
    "AuditEvent",
    "AuditHead",
    "Base",
    "CalendarDay",
    "CalendarYear",
    "Charter",
    "Committee",
    "CorrectionRequest",
    "DatedFact",
    "Delivery",
    "FormKey",
    "FormerPassword",
    "ImportBatch",
    "ImportFile",
    "ImportRecord",
    "LawNames",
    "Meeting",
    "Member",
    "Minutes",
    "MinutesCorrection",
    "MinutesSummary",
    "MinutesVersion",
    "OneTimeLink",
    "Proposal",
    "ProposalVersion",
    "ReadEvent",
    "Recording",
    "Recusal",
    "RefusedAccess",
    "RegisteredMeeting",
    "Remark",
    "Reminder",
    "Resolution",
    "ResolutionText",
    "ReviewComment",
    "RoleGrant",
    "SignInThrottle",
    "Template",
    "TemplateFile",
    "TemplateVersion",
    "User",
    "UserSession",
]
