"""A loop with browsers: shares of a case that were sent to two agencies, each asked for a report now."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Select, select

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.item import AssignmentRole, Frequency
from app.models import Assignment, ReportingRule
from tests.client import HouseClient
from tests.people import HIDDEN
from tests.services.tracking.conftest import Loop

T = TypeVar("T")
TEXT = "本局已於11月辦理教育訓練2場次，共120人次參加。"


@dataclass
class Desk:
    """`first`, `second`: codes of one item's shares for two agencies. Nothing stays open that would keep the pages waiting."""

    loop: Loop
    first: str = ""
    second: str = ""
    browsers: dict[str, HouseClient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = [one.code for one in self.loop.agencies]
        self.ids = [one.id for one in self.loop.agencies]

    def sent_out(self, *plans: object) -> "Desk":
        plan = self.loop.plan(AssignmentRole.LEAD, AssignmentRole.LEAD, frequency=Frequency.ONCE)
        shares = self.loop.dispatched(*(plans or (plan,)))  # type: ignore[arg-type]
        self.first, self.second = shares[0].code, shares[1].code
        self.settle()
        return self

    def settle(self) -> None:
        self.loop.stage.world.save()
        self.loop.session.rollback()

    def mode(self, mode: ApprovalMode) -> None:
        agency_id = self.ids[1]
        rule = self.loop.session.query(ReportingRule).filter_by(agency_id=agency_id).one()
        rule.approval = mode
        self.settle()

    def browser(self, login: str) -> HouseClient:
        if login not in self.browsers:
            client = self.loop.stage.world.app.test_client()
            assert isinstance(client, HouseClient)
            client.budget = 130  # sending asks for the facts of share and report at each move
            client.sign_in(login)
            self.browsers[login] = client
        return self.browsers[login]

    @property
    def contact(self) -> HouseClient:
        return self.browser(f"contact-{self.codes[1]}")

    @property
    def supervisor(self) -> HouseClient:
        return self.browser(f"supervisor-{self.codes[1]}")

    @property
    def other(self) -> HouseClient:
        return self.browser(f"contact-{self.codes[2]}")

    @property
    def officer(self) -> HouseClient:
        return self.browser("officer")

    def look(self, statement: Select[T]) -> list[T]:
        return self.loop.stage.world.look(statement)

    def state(self) -> AssignmentState:
        return self.look(select(Assignment).where(Assignment.code == self.first))[0].state

    def share(self, code: str = "") -> Assignment:
        """To act on with verbs; `settle` afterwards."""
        self.loop.session.rollback()
        self.loop.session.expire_all()
        return self.loop.session.query(Assignment).filter_by(code=code or self.first).one()

    def share_here(self) -> Assignment:
        """As the loop's own transaction has it."""
        return self.loop.session.query(Assignment).filter_by(code=self.first).one()

    @property
    def page(self) -> str:
        return f"/assignments/{self.first}/report"


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the page's last form that carries them."""
    return {name: value for name, value in HIDDEN.findall(text) if name != "csrf_token"}


def shown_fields(client: HouseClient, url: str) -> dict[str, str]:
    text = client.get(url).text
    part = re.search(r'<form[^>]*id="reports?".*?</form>', text, re.DOTALL)
    return hidden(part[0] if part else text)
