"""移交: roles, open shares and proposals go over to a successor, in one transaction; names in the history stay as they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.notices.notice import Notice
from app.domain.people.accounts import grant_works, login_key, needs_confirmation
from app.domain.people.actor import Actor
from app.domain.people.handing_over import (
    OF_AGENCY,
    HandoverWay,
    Held,
    check_day,
    check_new_mailbox,
    passed_on,
    way_of,
)
from app.models import Assignment, Committee, Handover, Proposal, Reminder, RoleGrant, User
from app.queries.people import indispensable
from app.queries.people.signed_in import in_force
from app.queries.tracking.handovers import Line, feed_of, in_charge_of, lines_of, of_the_seats
from app.services import audit, outbox
from app.services.people import calendar_feeds, grants, invitations, users
from app.services.people.grants import GrantFields
from app.services.people.users import UserFields


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. The successor is somebody with an account (`to_id`), else a name and a mailbox."""

    from_id: int
    effective_on: date
    to_id: int | None = None
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What [移交] would do. `successor` None: a person is invited. `given`: roles he does not hold yet; `ending`: the grants that end."""

    wanted: Wanted
    way: HandoverWay
    predecessor: User
    successor: User | None
    grants: tuple[RoleGrant, ...]
    given: tuple[RoleGrant, ...]
    lines: tuple[Line, ...]

    @property
    def ends(self) -> bool:
        return self.way is not HandoverWay.TAKE

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(Held(row.role, row.agency_id) for row in self.grants)


def plan(session: Session, actor: Actor, wanted: Wanted, *, today: date) -> Plan:
    """Nothing is changed. Refusals as `handing_over`; Invalid: person_unknown, successor_is_oneself, successor_missing;
    NotAllowed: not_yours_to_do; NotNow: nothing_to_hand_over, take_over_needs_role.
    """
    check_day(wanted.effective_on, today=today)
    predecessor = session.get(User, wanted.from_id)
    if predecessor is None:
        raise Invalid("person_unknown", "from_id")
    successor = _successor(session, wanted, today)
    if successor is not None and successor.id == predecessor.id:
        raise Invalid("successor_is_oneself", "to_id")
    way = way_of(actor, predecessor.id, successor.id if successor else None)
    working = _working(session, predecessor, today)
    may = set(passed_on(actor, [Held(row.role, row.agency_id) for row in working], way))
    going = tuple(row for row in working if Held(row.role, row.agency_id) in may)
    if not going:
        if way is HandoverWay.FOR_ANOTHER and working:
            raise NotAllowed("not_yours_to_do")
        raise NotNow("take_over_needs_role" if way is HandoverWay.TAKE else "nothing_to_hand_over")
    if successor is None:
        check_new_mailbox(actor, wanted.email, _mailboxes(session, {row.agency_id for row in going}))
    held = [Held(row.role, row.agency_id) for row in going]
    given = tuple(row for row in going if not _holds(session, successor, row, wanted.effective_on))
    lines = lines_of(session, predecessor.id, held)
    if way is not HandoverWay.TAKE:
        lines += feed_of(session, predecessor.id)
    return Plan(wanted, way, predecessor, successor, going, given, tuple(lines))


def hand_over(
    session: Session, actor: Actor, wanted: Wanted, *, seen: str, now: datetime, today: date
) -> tuple[Handover, str]:
    """The handover, and the token of an invitation where the successor had no account ('' else).

    `seen`: `fingerprint` of what the check page showed. NotNow: handover_changed, last_of_role, and as `plan`.
    """
    made = plan(session, actor, wanted, today=today)
    if fingerprint(made) != seen:
        raise NotNow("handover_changed")
    successor, token = made.successor, ""
    if successor is None:
        fields = UserFields(login_key(wanted.email), wanted.name, email=wanted.email)
        successor = users.add(session, actor, fields, now=now)
        token = invitations.invite_added(session, actor, successor, now=now)
    roles = _roles_over(session, actor, made, successor, now=now, today=today)
    row = Handover(
        way=made.way, from_id=made.predecessor.id, to_id=successor.id, effective_on=wanted.effective_on,
        roles=roles, lines=[line.stored() for line in made.lines], done_at=now, done_by_id=actor.person_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _work_over(session, made, successor, now)
    if made.ends:
        calendar_feeds.end(session, actor, made.predecessor, now=now)
    _record(session, actor, row, made, successor, now)
    return row, token


def fingerprint(made: Plan) -> str:
    """Everything that would move, so that nothing else does."""
    roles = sorted(f"{row.id}.{row.version}" for row in made.grants)
    things = sorted(f"{line.burden}.{line.code}" for line in made.lines)
    return audit.digest("handover", "|".join([*roles, *things]))


def _successor(session: Session, wanted: Wanted, today: date) -> User | None:
    """Somebody with an account in force, found by id or by the mailbox typed; None: a new person."""
    if wanted.to_id is not None:
        found = session.get(User, wanted.to_id)
    elif wanted.email:
        typed = wanted.email.casefold()
        same = or_(func.lower(User.email) == typed, User.login == login_key(wanted.email))
        found = session.scalars(select(User).where(same).order_by(User.id).limit(1)).first()
        if found is None:
            if not wanted.name.strip():
                raise Invalid("successor_missing", "name")
            return None
    else:
        raise Invalid("successor_missing", "to_id")
    if found is None or not in_force(found, today):
        raise Invalid("person_unknown", "to_id" if wanted.to_id is not None else "email")
    return found


def _working(session: Session, person: User, today: date) -> list[RoleGrant]:
    """Roles of this person that work today or are still to begin."""
    rows = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.user_id == person.id, or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= today))
        .order_by(RoleGrant.id)
    )
    return [
        row
        for row in rows
        if grant_works(
            today=max(today, row.from_on), from_on=row.from_on, to_on=row.to_on, role=row.role,
            may_read_confidential=row.may_read_confidential, confirmed=row.confirmed_at is not None,
        )
    ]  # fmt: skip


def _holds(session: Session, person: User | None, row: RoleGrant, day: date) -> bool:
    if person is None:
        return False
    same = select(RoleGrant.id).where(
        RoleGrant.user_id == person.id,
        RoleGrant.role == row.role,
        RoleGrant.agency_id == row.agency_id,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= day),
    )
    return session.scalar(same.limit(1)) is not None


def _mailboxes(session: Session, agencies: Collection[int]) -> list[str]:
    found = select(User.email).join(RoleGrant, RoleGrant.user_id == User.id)
    return list(session.scalars(found.where(RoleGrant.agency_id.in_(agencies)).distinct()))


def _roles_over(
    session: Session, actor: Actor, made: Plan, successor: User, *, now: datetime, today: date
) -> list[dict[str, object]]:
    """The successor's roles begin on the day, the predecessor's end the day before."""
    said: list[dict[str, object]] = []
    for row in made.grants:
        reads = row.may_read_confidential and row.role not in OF_AGENCY
        waits = row in made.given and needs_confirmation(row.role, reads)
        said.append({"role": row.role, "agency_id": row.agency_id, "waits": waits})
        if row in made.given:
            fields = GrantFields(
                row.role, row.agency_id, made.wanted.effective_on, row.to_on, may_read_confidential=reads
            )
            grants.pass_on(session, actor, successor, fields, now=now)
    if not made.ends:
        return said
    for row in made.grants:
        row.user = made.predecessor
        if indispensable.roles_of(session, made.predecessor, today=today, but=row):
            raise NotNow("last_of_role")
        grants.end_passed_on(
            session, actor, row, last_day=made.wanted.effective_on - timedelta(days=1), now=now
        )
    return said


def _work_over(session: Session, made: Plan, successor: User, now: datetime) -> None:
    """Each share and proposal gets its new name; what waits to be told of them is told the successor."""
    shares = list(
        session.scalars(
            select(Assignment)
            .where(of_the_seats(made.predecessor.id, made.held))
            .order_by(Assignment.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
    for share in shares:
        if share.contact_id is not None:  # what names nobody stays the seat's
            share.contact_id = successor.id
    proposals = session.scalars(
        select(Proposal).join(Proposal.committee).where(in_charge_of(made.predecessor.id, made.held))
    )
    for proposal in proposals:
        proposal.in_charge_id = successor.id
    session.flush()
    ids = [share.id for share in shares]
    session.execute(
        update(Reminder)
        .where(Reminder.thing == Assignment.__tablename__, Reminder.thing_id.in_(ids))
        .where(Reminder.recipient_id == made.predecessor.id)
        .where(Reminder.delivery_id.is_(None), Reminder.superseded_at.is_(None))
        .values(recipient_id=successor.id)
        .execution_options(synchronize_session=False)
    )
    if made.ends:  # of duties the planner asks anew whose seat it is
        outbox.stop_ladder_of(session, made.predecessor.id, {one.agency_id for one in made.held}, now=now)


def _record(
    session: Session, actor: Actor, row: Handover, made: Plan, successor: User, now: datetime
) -> None:
    """Both hear of it and find the list."""
    agency_id = made.grants[0].agency_id
    changes = {"effective_on": [None, row.effective_on.isoformat()], "handed": [None, len(row.lines)]}
    path = f"/handover/{row.id}"
    title = f"{made.predecessor.name}→{successor.name}"
    for action, person in (("hand_over", made.predecessor), ("take_over", successor)):
        notice = Notice(person_id=person.id, path=path, title=title, due_on=None)
        audit.record(
            session, actor, action, row, now=now, code=person.login, changes=changes, agency_id=agency_id,
            notice=notice,
        )  # fmt: skip
    session.flush()
    _check_no_orphan(session, made)


def _check_no_orphan(session: Session, made: Plan) -> None:
    """Nothing of what went over still names the one who left."""
    left = select(Assignment.id).where(of_the_seats(made.predecessor.id, made.held))
    left = left.where(Assignment.contact_id.is_not(None))
    kept = select(Proposal.id).join(Committee, Committee.id == Proposal.committee_id)
    kept = kept.where(in_charge_of(made.predecessor.id, made.held))
    for query in (left, kept):
        if session.scalar(query.limit(1)) is not None:
            raise NotNow("handover_changed")
