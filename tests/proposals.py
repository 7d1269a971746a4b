"""People around a proposal, and proposals in each state, for tests."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.domain.people.actor import Actor, Role
from app.domain.proposals.proposal_flow import ProposalState
from app.extensions.transaction import reading
from app.models import AuditEvent, Committee, Proposal, ProposalVersion, User
from app.queries.people.signed_in import actor_of
from app.queries.visibility.proposals import one_visible
from app.services.proposals import drafting, reviewing, scheduling, withdrawing
from app.services.proposals.drafting import Draft
from tests.people import NOW, TODAY, World

TEXT = Draft(
    unit="政風處",
    subject="為強化採購文件保密，建請各機關落實分級管理，提請審議。",
    explanation="一、**緣由：**近年外洩案件增加。\n二、依採購法辦理。\n（一）文件未分級。",
    measures="請各機關於114年12月31日前完成分級。",
)
# Full width, inner U+3000, signs of HTML and of templates, 𠮷 beyond the BMP, a lead-in that is none.
HOSTILE = Draft(
    unit="政風處",
    subject="＜甲＞ & <b>乙</b>　{{ 7*7 }} {% raw %} 𠮷野家，１、（：），",
    explanation='一、"><script>alert(1)</script>\n（一）　全形　空白 ，半形,\n** 不是引言\n１、Ａ＆Ｂ ﹪',
    measures="請　各機關辦理＂。",
)
LATER = NOW + timedelta(hours=1)


@dataclass
class Desk:
    """政風處's officer and two heads, the contact of another agency, a leader; the primary committee."""

    world: World
    committee: Committee
    officer: User
    head: User
    chief: User
    contact: User
    leader: User

    def actor(self, user: User) -> Actor:
        return self.world.actor(user)

    def draft(self, by: User | None = None, text: Draft = TEXT) -> Proposal:
        """A committed draft."""
        proposal = drafting.create(
            self.world.session, self.actor(by or self.officer), self.committee, text, now=NOW, today=TODAY
        )
        self.world.save()
        return proposal

    def submitted(self, by: User | None = None, text: Draft = TEXT) -> Proposal:
        proposal = self.draft(by, text)
        reviewing.submit(
            self.world.session,
            self.actor(by or self.officer),
            proposal,
            seen_version=proposal.version,
            now=NOW,
        )
        self.world.save()
        return proposal

    def returned(self) -> Proposal:
        proposal = self.submitted()
        reviewing.send_back(
            self.world.session,
            self.actor(self.head),
            proposal,
            reason="請補全銜",
            seen_version=proposal.version,
            now=LATER,
        )
        self.world.save()
        return proposal

    def approved(self) -> Proposal:
        proposal = self.submitted()
        reviewing.approve(
            self.world.session,
            self.actor(self.head),
            proposal,
            seen_version=proposal.version,
            now=LATER,
            today=TODAY,
        )
        self.world.save()
        return proposal

    def scheduled(self) -> Proposal:
        proposal = self.approved()
        scheduling.schedule(self.world.session, self.actor(self.officer), proposal, now=LATER)
        self.world.save()
        return proposal

    def in_state(self, state: ProposalState) -> Proposal:
        """A proposal brought to `state` by the verbs themselves."""
        session, officer = self.world.session, self.actor(self.officer)
        if state is ProposalState.DECIDED:
            proposal = self.scheduled()
            scheduling.decide(session, officer, proposal, now=LATER)
        elif state is ProposalState.WITHDRAWN:
            proposal = self.draft()
            withdrawing.withdraw(
                session, officer, proposal, reason="不再需要", seen_version=proposal.version, now=LATER
            )
        else:
            make = {
                ProposalState.DRAFT: self.draft,
                ProposalState.IN_REVIEW: self.submitted,
                ProposalState.RETURNED: self.returned,
                ProposalState.APPROVED: self.approved,
                ProposalState.SCHEDULED: self.scheduled,
            }
            proposal = make[state]()
        self.world.save()
        return proposal

    def again(self, proposal: Proposal) -> Proposal:
        """As it is stored now, for the officer; read in a session of its own, which keeps nothing locked."""
        with reading(self.world.app.extensions["tracker"].database) as session:
            officer = actor_of(session, self.officer, TODAY)
            return one_visible(session, officer, proposal.code)

    def versions(self, proposal: Proposal) -> list[ProposalVersion]:
        return list(
            self.world.session.scalars(
                select(ProposalVersion)
                .where(ProposalVersion.proposal_id == proposal.id)
                .order_by(ProposalVersion.number)
            )
        )

    def actions(self, proposal: Proposal) -> list[str]:
        """The actions in the log about the proposal, oldest first."""
        return list(
            self.world.session.scalars(
                select(AuditEvent.action)
                .where(AuditEvent.thing == "proposals", AuditEvent.thing_id == proposal.id)
                .order_by(AuditEvent.id)
            )
        )


def desk(world: World) -> Desk:
    department, other = world.department, world.other
    return Desk(
        world=world,
        committee=world.session.scalars(select(Committee)).one(),
        officer=world.person("officer", (Role.OFFICER, department), name="林承辦"),
        head=world.person("head", (Role.HEAD, department), name="王主管"),
        chief=world.person("chief", (Role.HEAD, department), name="李主管", confidential=True),
        contact=world.person("contact", (Role.CONTACT, other), name="陳聯絡"),
        leader=world.person("leader", (Role.LEADER, department), name="周首長"),
    )
