"""Figures that are kept ready are what counting every share gives, whatever is done to the shares, for whoever looks."""

import random
from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.confidentiality import Confidentiality
from app.domain.insight.marks import AGES, Mark, chosen
from app.domain.insight.registers import Bounced
from app.domain.people.actor import CONSOLE, Actor, Role
from app.domain.roc_date import roc_year
from app.extensions.transaction import commit
from app.models import ItemFigures, Proposal, TouchedItem
from app.queries.insight.bounced import bounces, read
from app.queries.insight.figures import Basis, basis_of, counted, figures_seen, kept_for, standing_of
from app.queries.insight.kept_figures import checked, differences
from app.queries.insight.oldest import oldest_by_age
from app.queries.insight.share_lines import Among
from app.queries.insight.snapshots import released_of
from app.queries.visibility.tracking import assignment_is_seen
from app.services.insight import figures, snapshots
from tests.services.tracking.conftest import Loop, another_meeting, later, loop, stage
from tests.services.tracking.walking import Walk, plans

__all__ = ["loop", "stage"]
SEED, LOOKS, STEPS = 11, 18, 3
MET = ("live", "kept day", "compared", "touched", "secret", "oldest", "answered")


@dataclass
class Looking:
    """Looks at the same figures as several people; `met`: what was met on the way."""

    walk: Walk
    people: tuple[Actor, ...]
    met: Counter[str] = field(default_factory=Counter)

    @property
    def session(self) -> Session:
        return self.walk.session

    def refresh(self) -> None:
        while figures.refresh(self.session, now=later(), days=[self.walk.day]):
            commit(self.session)
        commit(self.session)

    def bases(self) -> list[Basis]:
        committee, day = self.walk.loop.stage.committee, self.walk.day
        year = roc_year(day)
        found = [basis_of(self.session, committee, year, day)]
        if (released := released_of(self.session, committee, year)) is not None:
            found.append(basis_of(self.session, committee, year, day, released))
        return found

    def agrees(self) -> None:
        for basis in self.bases():
            kept = kept_for(self.session, basis) is not None
            self.met["kept day" if basis.snapshot else "live"] += kept
            self.met["compared"] += kept and basis.before is not None
            self.met["touched"] += kept and bool(self.session.scalar(select(func.count(TouchedItem.id))))
            for actor in self.people:
                self.oldest_of(basis, actor)
                shown = figures_seen(self.session, actor, basis)
                anew = counted(self.session, basis, Among(basis.committee), assignment_is_seen(actor))
                unlike = {
                    name: (shown.counts.get(name), anew.counts.get(name))
                    for name in {*shown.counts, *anew.counts}
                    if shown.counts.get(name) != anew.counts.get(name)
                }
                assert not unlike, (unlike, actor.name, basis)
                assert shown == anew
                for one in anew.bounced():
                    self.listed(basis, actor, one)
                self.met["secret"] += kept and shown.counts.get("confidential", 0) > 0

    def listed(self, basis: Basis, actor: Actor, counted: Bounced) -> None:
        """The counts of C10 are as long as their lists."""
        among = Among(basis.committee, agency_id=counted.agency_id)
        numbers = {"sent_back": counted.sent_back, "extended": counted.extended,
                   "answered": sum(counted.answered_after.values())}  # fmt: skip
        for show, number in numbers.items():
            assert (
                len(list(read(self.session, bounces(basis, among, assignment_is_seen(actor), show))))
                == number
            )
            self.met[show] += number

    def oldest_of(self, basis: Basis, actor: Actor) -> None:
        """C3's page names of each step one that the list of the step has, and none is older."""
        among, seen = Among(basis.committee), assignment_is_seen(actor)
        standing = standing_of(self.session, basis, among, seen)
        steps = {step: chosen(standing, Mark.AGE, step) for step in range(len(AGES))}
        first = {
            step: min((one.dispatched_on, one.id, one.secret) for one in lines)
            for step, lines in steps.items()
            if lines
        }
        found = oldest_by_age(self.session, basis, among, seen)
        assert {step: (one.dispatched_on, one.share_id, one.secret) for step, one in found.items()} == first
        self.met["oldest"] += len(first)


def test_kept_figures_are_what_counting_gives(loop: Loop) -> None:
    loop.stage.charter("市長")
    shares = loop.prepared(*plans(loop))
    loop.send_out(shares)
    department = loop.agencies[0]
    reader = loop.stage.world.actor(
        loop.stage.world.person("reader", (Role.LEADER, department), confidential=True)
    )
    walk = Walk(loop, another_meeting(loop), random.Random(SEED))
    looking = Looking(walk, (loop.head, reader, CONSOLE, loop.contacts[loop.agencies[1].id]))
    case = walk.session.scalars(select(Proposal).join_from(Proposal, Proposal.committee).limit(1)).one()
    for number in range(LOOKS):
        for _ in range(STEPS):
            walk.step()
        if number == 3:
            snapshots.release(walk.session, loop.head, loop.stage.committee, "", now=later(), today=walk.day)
        commit(walk.session)
        while snapshots.keep_month_end(walk.session, now=later(), today=walk.day):
            commit(walk.session)
        if number % 2 == 0:
            looking.refresh()
        looking.agrees()
        if number % 5 == 3:
            turns_secret(looking, case, again=number % 2 == 0)
        commit(walk.session)
    assert all(looking.met[one] > 2 for one in MET), looking.met
    goes_red(looking)


def turns_secret(looking: Looking, case: Proposal, *, again: bool) -> None:
    """And open again, before the figures are brought up to it or after."""
    for grade in (Confidentiality.CONFIDENTIAL, Confidentiality.NORMAL):
        looking.session.refresh(case)
        case.confidentiality, case.stub_name = grade, "另案" if grade is Confidentiality.CONFIDENTIAL else ""
        commit(looking.session)
        looking.agrees()
        if again:
            looking.refresh()
            looking.agrees()


def goes_red(looking: Looking) -> None:
    """The check sees a number that is not so, in an item and in the whole, and names it."""
    looking.refresh()
    session, days = looking.session, [looking.walk.day]
    pairs = list(checked(session, days))
    assert pairs
    assert [one for kept, basis in pairs for one in differences(session, kept, basis)] == []
    kept, basis = pairs[0]
    part = session.scalars(select(ItemFigures).where(ItemFigures.kept_id == kept.id).limit(1)).one()
    name, number = next(iter(part.counts.items()))
    part.counts = part.counts | {name: number + 1}
    session.flush()
    assert [(one.item_id, one.name) for one in differences(session, kept, basis)] == [
        (part.item_id, name),
        (0, name),
    ]
