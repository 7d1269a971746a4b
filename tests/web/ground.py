"""The ground of the rights matrix: the demonstration city, people of every role, and records of every owner, each with its canary."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.paper import TEMPLATES
from app.domain.confidentiality import Confidentiality
from app.domain.intake.batch_flow import BatchKind, BatchState
from app.domain.meetings.attendance import RecusalGround
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.resolution import ResolutionKind, Section
from app.domain.meetings.yearly import ChairRole, HeldMeeting
from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.domain.people.actor import CONSOLE, Role
from app.domain.people.charter import CharterTerms, Proxies
from app.domain.people.members import MemberKind
from app.domain.proposals.proposal_flow import ProposalState
from app.domain.proposals.versions import CutFor, TextField
from app.extensions.transaction import unit_of_work
from app.models import (
    Agency,
    AgencyGroup,
    AgendaItem,
    Attachment,
    Attendance,
    Committee,
    Delivery,
    ImportBatch,
    Meeting,
    NumberedCopy,
    Proposal,
    ProposalVersion,
    Recusal,
    Remark,
    Reminder,
    Resolution,
    ResolutionText,
    ReviewComment,
    RoleGrant,
    User,
    UserSession,
)
from app.queries.people.signed_in import actor_of
from app.services import audit
from app.services.meetings import dated_facts, minutes_requests, minuting, registering
from app.services.papers import templates
from app.services.papers.templates import NewFile
from app.services.people import charters, members
from app.services.people.members import MemberEntry
from app.services.proposals.attached import store
from app.wording.help import TOPICS
from tests.client import start_session
from tests.web import expected_rights as people
from tests.web import (
    ground_duties,
    ground_handover,
    ground_insight,
    ground_reminders,
    ground_review,
    reporting_ground,
    returning_ground,
    tracking_ground,
)

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
SAMPLES = {"sample": "users", "sample_of_cases": "assignments"}
BEGINNING = date(2024, 1, 1)
AGENCY_A, AGENCY_B = "EDU", "CON"
LOGINS = {
    people.OFFICER: "eth-officer1",
    people.PLAIN_OFFICER: "eth-officer2",
    people.HEAD: "eth-head",
    people.CONTACT_A: "edu-contact",
    people.SUPERVISOR_A: "edu-supervisor",
    people.CONTACT_B: "con-contact",
    people.LEADER: "mayor-office",
    people.MEMBER: "member-outside1",
    people.AUDITOR: "auditor",
    people.ADMIN: "sysadmin",
    people.ETHICS_B: "con-ethics1",
    people.TWO_HATS: "two-hats",
}
NOT_THERE = 2147483000


@dataclass(frozen=True)
class Thing:
    """One record: what its addresses are made of, and the version a page of it would have shown."""

    values: dict[str, Any]
    version: int = 1


@dataclass
class Ground:
    """`things`: by the names of the expected table. `canaries`: a text nobody else's page may carry, by thing."""

    things: dict[str, Thing] = field(default_factory=lambda: {people.PAGE: Thing({})})
    canaries: dict[str, str] = field(default_factory=dict)

    def canary(self, name: str) -> str:
        return self.canaries.setdefault(name, f"QXZ{name.replace('_', '').upper()}QXZ")


def lay(app: Flask) -> Ground:
    """Add to the city what the matrix needs."""
    ground = Ground()
    with unit_of_work(app.extensions["tracker"].database) as session:
        _Laying(session, ground, app.extensions["tracker"].settings.files_dir).all()
    start_session(app, "waits")
    with app.extensions["tracker"].sessions() as session:
        latest = session.scalars(select(UserSession.id).order_by(UserSession.id.desc())).first()
    ground.things |= {
        "anothers": Thing({"session_id": latest}),
        "absent_session": Thing({"session_id": NOT_THERE}),
    }
    return ground


class _Laying:
    def __init__(self, session: Session, ground: Ground, files_dir: Path) -> None:
        self.session, self.ground, self.files_dir = session, ground, files_dir
        self.a = session.scalars(select(Agency).where(Agency.code == AGENCY_A)).one()
        self.b = session.scalars(select(Agency).where(Agency.code == AGENCY_B)).one()
        self.primary = session.scalars(select(Committee).where(Committee.is_primary)).one()
        self.running = 900

    def all(self) -> None:
        self._people()
        own = Committee(
            code="CONB", name="示範市政府建設局廉政會報", host="示範市政府建設局", agency_id=self.b.id
        )
        self.session.add(own)
        self.session.flush()
        contact_b = self._user(LOGINS[people.CONTACT_B])
        self._proposal("draft_a", self.a)
        self._proposal("draft_b", self.b)
        self._proposal(
            "handed_in_b",
            self.b,
            state=ProposalState.IN_REVIEW,
            submitted_by_id=contact_b.id,
            submitted_at=NOW,
        )
        self._proposal("passed_b", self.b, state=ProposalState.APPROVED)
        self._secret("secret_b", ProposalState.DRAFT)
        self._secret("decided_secret_b", ProposalState.DECIDED)
        self._proposal("committee_b", self.b, own)
        self._meetings(own)
        self._charters(own)
        self._registered()
        duties = ground_duties.lay(
            self.session, self.primary, self.a, self.b, self.ground.canary, self.files_dir
        )
        self.ground.things |= {name: Thing(*one) for name, one in duties.items()}
        self.ground.things |= {
            "help": Thing({"topic": TOPICS[0].slug}),
            "absent_help": Thing({"topic": "none"}),
            "calendar_115": Thing({"year": 115}),
            "absent_calendar": Thing({"year": 99}),
        } | {name: Thing(values) for name, values in ground_insight.things(self.b.code).items()}
        laid = reporting_ground.lay(
            self.session, self.primary, self.a, self.b, self.ground.canary("report_b"), self.files_dir
        )
        self.ground.things |= {name: Thing(values) for name, values in laid.items()}
        self._batches(own)
        self._templates()
        self._mails()
        contact_a, officer = self._user(LOGINS[people.CONTACT_A]), self._user(LOGINS[people.OFFICER])
        laid = ground_reminders.lay(self.session, self.primary, self.a, contact_a, officer)
        self.ground.things |= {name: Thing(values) for name, values in laid.items()}
        contact, supervisor = self._user(LOGINS[people.CONTACT_A]), self._user(LOGINS[people.SUPERVISOR_A])
        deputy = ground_handover.deputy(self.session, contact, supervisor)
        handover = ground_handover.handover(self.session, contact, supervisor)
        self.ground.things |= {
            "handover_a": Thing({"handover_id": handover.id}),
            "absent_handover": Thing({"handover_id": NOT_THERE}),
            "deputy_a": Thing({"deputy_id": deputy.id}),
            "absent_deputy": Thing({"deputy_id": NOT_THERE}),
        }
        self.ground.things["absent"] = Thing(
            {"code": "P099-1", "attachment_id": NOT_THERE, "comment_id": NOT_THERE, "which": "1"}
        )

    def _mails(self) -> None:
        """One that failed, of each committee."""
        recipient = self._user(LOGINS[people.CONTACT_A])
        for name, agency_id in (("mail", self.primary.agency_id), ("mail_of_b", self.b.id)):
            mail = Delivery(
                kind=MailKind.NOTICE, recipient_id=recipient.id, mailbox=recipient.email, subject="主旨", body="內容",
                bundle=name, message_id=f"<{name}@test>", state=DeliveryState.DEAD, problem="refused", created_at=NOW,
                next_at=NOW,
            )  # fmt: skip
            self.session.add(mail)
            self.session.flush()
            self.session.add(
                Reminder(
                    rule="dispatched", thing="proposals", thing_id=1, occurrence=name, recipient_id=recipient.id,
                    bundle=name, scheduled_for=NOW, agency_id=agency_id, created_at=NOW, delivery_id=mail.id,
                )
            )  # fmt: skip
            self.ground.things[name] = Thing({"delivery_id": mail.id})
        self.ground.things["absent_mail"] = Thing({"delivery_id": NOT_THERE})

    def _templates(self) -> None:
        files = [
            NewFile(fmt, FileOrigin.UPLOADED, f"minutes.{fmt}", (TEMPLATES / f"minutes.{fmt}").read_bytes())
            for fmt in TemplateFormat
        ]
        version = templates.add(self.session, CONSOLE, "minutes", files, note="", now=NOW)
        self.ground.things |= {
            "template": Thing({"paper": "minutes", "number": version.number}, 2),
            "absent_template": Thing({"paper": "none", "number": 1}),
        }

    def _user(self, login: str) -> User:
        return self.session.scalars(select(User).where(User.login == login)).one()

    def _people(self) -> None:
        both = User(login=LOGINS[people.TWO_HATS], name="兩頂帽", created_at=NOW)
        waits = User(login="waits", name="等待確認", created_at=NOW)
        self.session.add_all([both, waits])
        self.session.flush()
        self._grant(both, Role.HEAD, self.b)
        self.session.add(
            RoleGrant(user_id=both.id, role=Role.AUDITOR, agency_id=self.primary.agency_id, from_on=BEGINNING)
        )
        waiting_a = self._grant(waits, Role.OFFICER, self.a, confirmed=False)
        waiting_b = self._grant(waits, Role.OFFICER, self.b, confirmed=False)
        group = self.session.scalars(select(AgencyGroup)).first()
        assert group is not None
        self.ground.things |= {
            "user": Thing({"user_id": waits.id}),
            "absent_user": Thing({"user_id": NOT_THERE}),
            "waiting_a": Thing({"grant_id": waiting_a.id}),
            "waiting_b": Thing({"grant_id": waiting_b.id}),
            "absent_grant": Thing({"grant_id": NOT_THERE}),
            "agency_a": Thing({"agency_id": self.a.id}, self.a.version),
            "absent_agency": Thing({"agency_id": NOT_THERE}),
            "group": Thing({"group_id": group.id}, group.version),
            "absent_group": Thing({"group_id": NOT_THERE}),
        }

    def _charters(self, own: Committee) -> None:
        """A charter and a member of each committee; the member's name is a canary."""
        for name, committee in (("charter_primary", self.primary), ("charter_of_b", own)):
            terms = CharterTerms(
                BEGINNING, "設置要點", 1, "第五點", "主席", Proxies.NONE, 14, "主席", False, 2
            )
            seen = 2 if committee.is_primary else 0
            charter = charters.write_version(
                self.session, CONSOLE, committee, terms, seen_number=seen, now=NOW
            )
            entry = MemberEntry(MemberKind.INTERNAL, self.ground.canary(name), "局長", BEGINNING)
            member = members.add(self.session, CONSOLE, committee, entry, now=NOW)
            values = {"code": committee.code, "number": charter.number, "member_id": member.id}
            self.ground.things[name] = Thing(values, member.version)
        absent = {"code": "NONE", "number": 1, "member_id": NOT_THERE}
        self.ground.things["absent_charter"] = Thing(absent)

    def _registered(self) -> None:
        """A registered meeting of each agency with a file; the joint title is a canary."""
        today = NOW.date()
        for name, agency, login in (
            ("registered_a", self.a, people.CONTACT_A),
            ("registered_b", self.b, people.CONTACT_B),
        ):
            speaker = actor_of(self.session, self._user(LOGINS[login]), today)
            held = HeldMeeting(
                BEGINNING,
                ChairRole.HEAD,
                label="99年度",
                joint_title=self.ground.canary(name),
                document_number="1",
            )
            row = registering.register(
                self.session, speaker, agency, held, year_confirmed=True, now=NOW, today=today
            )
            data = self.ground.canary(name).encode()
            sha256 = hashlib.sha256(data).hexdigest()
            store(self.files_dir, sha256, data)
            file = Attachment(
                registered_id=row.id,
                position=1,
                filename="紀錄.txt",
                kind="txt",
                size=len(data),
                sha256=sha256,
                uploaded_at=NOW,
            )
            self.session.add(file)
            self.session.flush()
            registering.send(self.session, speaker, row, seen_version=row.version, now=NOW)
            address = f"{row.meeting.committee.code}.{row.meeting.slug}"
            values = {"address": address, "file_id": file.id}
            self.ground.things[name] = Thing(values, row.version)
            short = name[-1]
            for act in ("strike-out", "send-back-minutes"):
                thing = f"{act.removesuffix('-minutes').replace('-', '_')}_{short}"
                self.ground.things[thing] = Thing(values | {"act": act}, row.version)
        absent = {"address": "NONE.115-1", "file_id": NOT_THERE, "act": "send-back-minutes"}
        self.ground.things |= {
            "agency_b": Thing({"agency_id": self.b.id}, self.b.version),
            "agency_a_115": Thing({"agency_id": self.a.id, "year": 115}, 0),
            "agency_b_115": Thing({"agency_id": self.b.id, "year": 115}, 0),
            "absent_agency_115": Thing({"agency_id": NOT_THERE, "year": 115}, 0),
            "absent_registered": Thing(absent),
            "send_back_absent": Thing(absent),
        }

    def _grant(self, user: User, role: Role, agency: Agency, confirmed: bool = True) -> RoleGrant:
        row = RoleGrant(user_id=user.id, role=role, agency_id=agency.id, from_on=BEGINNING)
        row.confirmed_at = NOW if confirmed else None
        self.session.add(row)
        self.session.flush()
        return row

    def _secret(self, name: str, state: ProposalState) -> Proposal:
        canary = self.ground.canary(name)
        return self._proposal(
            name, self.b, state=state, confidentiality=Confidentiality.CONFIDENTIAL, stub_name=canary,
            confidential_basis=canary, declassify_when=canary, paper_lies_at=canary,
        )  # fmt: skip

    def _proposal(
        self, name: str, agency: Agency, committee: Committee | None = None, **more: Any
    ) -> Proposal:
        """Every text carries the canary; a version, a comment, a file and an audit row hang on it."""
        committee = committee or self.primary
        self.running += 1
        canary = self.ground.canary(name)
        texts = {
            "unit": f"{agency.short_name}{canary}", "subject": f"案由{canary}", "explanation": f"一、說明{canary}",
            "measures": f"一、辦法{canary}", "suggested_resolution": f"照案通過{canary}",
        }  # fmt: skip
        code = f"P115-{self.running}" if committee.is_primary else f"{committee.code}.P115-{self.running}"
        row = Proposal(
            code=code, committee_id=committee.id, year=115, running=self.running, agency_id=agency.id, ai_tool=canary,
            ai_vendor=canary, ai_model=canary, ai_version=canary, ai_reviewed_by=canary, created_at=NOW,
            changed_at=NOW, **texts, **more,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        version = ProposalVersion(
            proposal_id=row.id, number=1, cut_for=CutFor.KEPT, note=canary, cut_at=NOW, **texts
        )
        data = f"file of {canary}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        store(self.files_dir, sha256, data)
        file = Attachment(
            proposal_id=row.id,
            position=1,
            filename=f"{canary}.txt",
            kind="text",
            size=len(data),
            sha256=sha256,
            uploaded_at=NOW,
        )
        self.session.add_all([version, file])
        self.session.flush()
        comment = ReviewComment(
            version_id=version.id,
            field=TextField.EXPLANATION,
            paragraph=0,
            quoted=canary,
            text=canary,
            written_at=NOW,
        )
        self.session.add(comment)
        audit.record(
            self.session, CONSOLE, "withdraw", row, now=NOW, code=code, reason=canary,
            changes={"subject": [canary, canary]}, agency_id=committee.agency_id,
            confidential=row.confidentiality is Confidentiality.CONFIDENTIAL,
        )  # fmt: skip
        self.session.flush()
        self.ground.things[name] = Thing(
            {"code": code, "attachment_id": file.id, "comment_id": comment.id, "which": "1"}, row.version
        )
        return row

    def _batches(self, own: Committee) -> None:
        """Confirmed ones: each can be looked at and undone."""
        for name, kind, committee in (
            ("batch", BatchKind.PROPOSALS, self.primary),
            ("batch_of_b", BatchKind.PROPOSALS, own),
            ("batch_of_agencies", BatchKind.AGENCIES, None),
        ):
            row = ImportBatch(
                kind=kind, state=BatchState.CONFIRMED, committee_id=committee.id if committee else None,
                created_at=NOW, confirmed_at=NOW,
            )  # fmt: skip
            self.session.add(row)
            self.session.flush()
            self.ground.things[name] = Thing({"batch_id": row.id}, row.version)
        self.ground.things |= {
            "absent_batch": Thing({"batch_id": NOT_THERE}),
            **{name: Thing({"kind": kind, "fmt": "csv"}) for name, kind in SAMPLES.items()},
            "committee": Thing({"code": self.primary.code}, self.primary.version),
            "absent_committee": Thing({"code": "NONE"}),
        }

    def _meeting(self, name: str, committee: Committee, slug: str, state: MeetingState) -> Meeting:
        canary = self.ground.canary(name)
        row = Meeting(
            committee_id=committee.id, state=state, title=f"會議{slug}", label=slug, slug=slug, year=115,
            held_on=date(2026, 10, 1), place=canary, chair=canary, joint_title=canary, created_at=NOW,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        address = slug if committee.is_primary else f"{committee.code}.{slug}"
        self.ground.things[name] = Thing({"slug": address}, row.version)
        return row

    def _meetings(self, own: Committee) -> None:
        preparing = self._meeting("preparing", self.primary, "115-91", MeetingState.PREPARING)
        adjourned = self._meeting("adjourned", self.primary, "115-92", MeetingState.ADJOURNED)
        self._meeting("of_b", own, "115-1", MeetingState.PREPARING)
        line = self._line(preparing, 1, self._proposal("scheduled_b", self.b, state=ProposalState.SCHEDULED))
        for number, (name, agency) in enumerate((("case_a", self.a), ("case_b", self.b)), start=1):
            self._case(adjourned, number, name, self._proposal(name, agency, state=ProposalState.SCHEDULED))
        self._case(adjourned, 3, "case_secret", self._secret("case_secret", ProposalState.SCHEDULED))
        self._case(adjourned, 0, "closing", None)
        self._in_session()
        self._minutes(adjourned)
        self._files(adjourned)
        self._reviewing()
        self.session.add(NumberedCopy(meeting_id=adjourned.id, number=1))
        self.session.flush()
        self.ground.things["copy"] = Thing({"slug": adjourned.slug, "number": 1})
        self.ground.things["absent_copy"] = Thing(
            {"slug": "115-91", "number": 1}
        )  # a meeting without a 密 case
        self._tracking()
        slug = {"slug": "115-92"}
        self.ground.things |= {
            "absent_meeting": Thing({"slug": "99-9"}),
            "absent_case": Thing({**slug, "number": "9", "resolution_id": NOT_THERE}),
            "line_b": Thing({"slug": "115-91", "item_id": line.id}),
            "absent_line": Thing({"slug": "115-91", "item_id": NOT_THERE}),
            "postpone": Thing({"slug": "115-91", "verb": "postpone"}),
            "cancel": Thing({"slug": "115-91", "verb": "cancel"}),
            "resume": Thing({**slug, "verb": "resume"}),
            "postpone_of_b": Thing({"slug": "CONB.115-1", "verb": "postpone"}),
            "postpone_absent": Thing({"slug": "99-9", "verb": "postpone"}),
        }

    def _tracking(self) -> None:
        meeting = self._meeting("approved", self.primary, "115-94", MeetingState.MINUTES_APPROVED)
        cases = {
            "tracked": self._proposal("tracked", self.a, state=ProposalState.DECIDED),
            "tracked_secret": self._secret("tracked_secret", ProposalState.DECIDED),
        }
        resolutions = {
            name: self._case(meeting, number, name, proposal)
            for number, (name, proposal) in enumerate(cases.items(), start=1)
        }
        laid = tracking_ground.lay(self.session, meeting, resolutions, self.a, self.b, self.ground.canary)
        laid |= returning_ground.lay(self.session, meeting, resolutions["tracked"], self.a)
        self.ground.things |= {name: Thing(values) for name, values in laid.items()}

    def _reviewing(self) -> None:
        """Reports that wait for an answer."""
        meeting = self._meeting("reviewing", self.primary, "115-96", MeetingState.MINUTES_APPROVED)
        cases = {
            "reviewed": self._proposal("reviewed", self.a, state=ProposalState.DECIDED),
            "reviewed_secret": self._secret("reviewed_secret", ProposalState.DECIDED),
        }
        resolutions = {
            name: self._case(meeting, number, name, proposal)
            for number, (name, proposal) in enumerate(cases.items(), start=1)
        }
        department = self.session.get_one(Agency, self.primary.agency_id)
        contact = self._user(LOGINS[people.CONTACT_A])
        laid = ground_review.lay(
            self.session, meeting, resolutions, (self.a, self.b, department), contact, self.ground.canary
        )
        self.ground.things |= {name: Thing(values) for name, values in laid.items()}

    def _in_session(self) -> None:
        """A meeting that is being recorded: its people, who said what, who left for which case."""
        meeting = self._meeting("in_session", self.primary, "115-93", MeetingState.IN_SESSION)
        person = Attendance(
            meeting_id=meeting.id, position=1, is_member=True, name=self.ground.canary("in_session")
        )
        self.session.add(person)
        self.session.flush()
        proposals = {
            "live_a": self._proposal("live_a", self.a, state=ProposalState.SCHEDULED),
            "live_secret": self._secret("live_secret", ProposalState.SCHEDULED),
            "live_closing": None,
        }
        for number, (name, proposal) in enumerate(proposals.items(), start=1):
            resolution = self._case(meeting, number if proposal else 0, name, proposal)
            remark = Remark(
                meeting_id=meeting.id, item_id=resolution.item_id, attendance_id=person.id, speaker="某人",
                text=self.ground.canary(name), written_at=NOW,
            )  # fmt: skip
            self.session.add(remark)
            self.session.flush()
            text_id = self.session.scalar(
                select(ResolutionText.id).where(ResolutionText.resolution_id == resolution.id)
            )
            values = self.ground.things[name].values | {"remark_id": remark.id, "text_id": text_id}
            if resolution.item_id:
                recusal = Recusal(
                    item_id=resolution.item_id, attendance_id=person.id, ground=RecusalGround.OWN_ACCORD,
                    recorded_at=NOW,
                )  # fmt: skip
                self.session.add(recusal)
                self.session.flush()
                values |= {"recusal_id": recusal.id}
            self.ground.things[name] = Thing(values, remark.version)
        slug, nobody = (
            {"slug": meeting.slug},
            {"remark_id": NOT_THERE, "text_id": NOT_THERE, "recusal_id": NOT_THERE},
        )
        self.ground.things |= {
            "live_absent": Thing({**slug, **nobody, "number": "9"}),
            "attendee": Thing({**slug, "attendance_id": person.id}, person.version),
            "absent_attendee": Thing({**slug, "attendance_id": NOT_THERE}),
        }

    def _files(self, meeting: Meeting) -> None:
        """A file on each case of the meeting, its name the canary of the case."""
        for name in ("case_a", "case_b", "case_secret"):
            item = self.session.scalars(
                select(AgendaItem).where(
                    AgendaItem.code == f"115-92-{self.ground.things[name].values['number']}"
                )
            ).one()
            data = f"file of {self.ground.canary(name)}".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            store(self.files_dir, sha256, data)
            file = Attachment(
                item_id=item.id, position=1, filename=f"{self.ground.canary(name)}.pdf", kind="pdf", size=len(data),
                sha256=sha256, uploaded_at=NOW,
            )  # fmt: skip
            self.session.add(file)
            self.session.flush()
            values = {"slug": meeting.slug, "item_id": item.id, "file_id": file.id}
            self.ground.things[f"file_{name.removeprefix('case_')}"] = Thing(values, file.version)
        absent = {"slug": meeting.slug, "item_id": NOT_THERE, "file_id": NOT_THERE}
        self.ground.things["absent_file"] = Thing(absent)

    def _minutes(self, meeting: Meeting) -> None:
        """Circulating, with a request and a letter; those of a past meeting of the city are approved."""
        minutes = minuting.begin(self.session, CONSOLE, meeting, now=NOW)
        minuting.circulate(self.session, CONSOLE, meeting, seen_version=minutes.version, now=NOW)
        request = minutes_requests.ask(self.session, CONSOLE, meeting, text="請更正", now=NOW)
        fact = dated_facts.record(
            self.session, CONSOLE, meeting, FactKind.NOTICE_SENT, dated_on=BEGINNING, now=NOW, today=NOW.date()
        )  # fmt: skip
        values = {"number": 1, "request_id": request.id, "fact_id": fact.id, "place": "present"}
        self.ground.things |= {
            "minutes": Thing({**values, "slug": meeting.slug}, minutes.version),
            "approved_minutes": Thing({**values, "slug": "115-1"}),
            "absent_minutes": Thing({**values, "slug": "99-9"}),
        }

    def _line(self, meeting: Meeting, number: int, proposal: Proposal, pinned: bool = False) -> AgendaItem:
        version = self.session.scalars(
            select(ProposalVersion.id).where(ProposalVersion.proposal_id == proposal.id)
        ).one()
        row = AgendaItem(
            meeting_id=meeting.id, section=Section.DISCUSSION, position=number, number=number,
            code=f"{meeting.slug}-{number}", proposal_id=proposal.id, pinned_version_id=version if pinned else None,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def _case(self, meeting: Meeting, number: int, name: str, proposal: Proposal | None) -> Resolution:
        canary = self.ground.canary(name)
        item = self._line(meeting, number, proposal, pinned=True) if proposal else None
        row = Resolution(
            meeting_id=meeting.id, item_id=item.id if item else None, ordinal=1,
            code=item.code if item and item.code else f"{meeting.slug}-C1",
            kind=ResolutionKind.RESOLUTION if item else ResolutionKind.RULING, text=canary, recorded_at=NOW,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        earlier = f"earlier {canary}"
        self.session.add(
            ResolutionText(resolution_id=row.id, text=earlier, amended_measures="", written_at=NOW)
        )
        self.ground.things[name] = Thing(
            {"slug": meeting.slug, "number": str(number or "closing"), "resolution_id": row.id}, row.version
        )
        return row
