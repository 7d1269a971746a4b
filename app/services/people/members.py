"""委員: added, corrected, ended; a successor ends the seat it follows. Nobody is deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotNow
from app.domain.people.actor import Actor
from app.domain.people.members import Gender, MemberKind
from app.models import Agency, Committee, Member, User
from app.services import audit
from app.services.people.changes import apply
from app.services.people.charters import demand_keeper
from app.services.versions import check_seen

PERSONAL = frozenset({"name", "title", "gender"})


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """What is typed about a member; `to_on` None: without term."""

    kind: MemberKind
    name: str
    title: str
    from_on: date
    to_on: date | None = None
    gender: Gender | None = None
    agency_id: int | None = None
    user_id: int | None = None


def add(session: Session, actor: Actor, committee: Committee, entry: MemberEntry, *, now: datetime) -> Member:
    """A new seat. Invalid: field_missing, member_term_reversed, agency_unknown, member_account_unknown."""
    demand_keeper(actor, committee)
    _check(session, entry)
    member = Member(committee_id=committee.id, **asdict(entry))
    session.add(member)
    session.flush()
    changes = {
        "kind": [None, entry.kind],
        "from_on": [None, entry.from_on.isoformat()],
        "to_on": [None, entry.to_on and entry.to_on.isoformat()],
    }
    _record(session, actor, "create", committee, member, now, changes=changes)
    return member


def succeed(
    session: Session,
    actor: Actor,
    committee: Committee,
    before: Member,
    entry: MemberEntry,
    *,
    seen_version: int | None,
    now: datetime,
) -> Member:
    """續聘 or 改派: the new seat begins, the one before ends on the day before it, if it has not ended earlier.

    Invalid as `add`, and member_succeeds_too_early; NotNow: member_has_left.
    """
    demand_keeper(actor, committee)
    _hold(session, before, seen_version)
    if before.left_on is not None:
        raise NotNow("member_has_left")
    if entry.from_on <= before.from_on:
        raise Invalid("member_succeeds_too_early", "from_on")
    day_before = entry.from_on - timedelta(days=1)
    last = min(day_before, before.to_on) if before.to_on else day_before
    member = add(session, actor, committee, entry, now=now)
    _leave(session, actor, committee, before, last, "", now)
    return member


def change(
    session: Session,
    actor: Actor,
    committee: Committee,
    member: Member,
    entry: MemberEntry,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Correct what was written. Invalid as `add`, and member_left_too_early when the seat would end before it begins."""
    demand_keeper(actor, committee)
    _hold(session, member, seen_version)
    _check(session, entry)
    if member.left_on is not None and member.left_on < entry.from_on:
        raise Invalid("member_left_too_early", "from_on")
    if changes := apply(session, member, asdict(entry), personal=PERSONAL):
        session.flush()
        _record(session, actor, "change", committee, member, now, changes=changes)


def end(
    session: Session,
    actor: Actor,
    committee: Committee,
    member: Member,
    *,
    last: date,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """解任 with the last day of sitting. Invalid: member_left_too_early; NotNow: reason_missing, member_has_left."""
    demand_keeper(actor, committee)
    _hold(session, member, seen_version)
    if member.left_on is not None:
        raise NotNow("member_has_left")
    if last < member.from_on:
        raise Invalid("member_left_too_early", "last")
    if not reason.strip():
        raise NotNow("reason_missing")
    _leave(session, actor, committee, member, last, reason, now)


def _leave(
    session: Session,
    actor: Actor,
    committee: Committee,
    member: Member,
    last: date,
    reason: str,
    now: datetime,
) -> None:
    changes = apply(session, member, {"left_on": last})
    session.flush()
    _record(session, actor, "end_member", committee, member, now, reason=reason, changes=changes)


def _hold(session: Session, member: Member, seen_version: int | None) -> None:
    session.refresh(member, with_for_update=True)
    check_seen(member, seen_version)


def _check(session: Session, entry: MemberEntry) -> None:
    if not entry.name:
        raise Invalid("field_missing", "name")
    if entry.to_on is not None and entry.to_on < entry.from_on:
        raise Invalid("member_term_reversed", "to_on")
    if entry.agency_id is not None and session.get(Agency, entry.agency_id) is None:
        raise Invalid("agency_unknown", "agency_id")
    if entry.user_id is not None and session.get(User, entry.user_id) is None:
        raise Invalid("member_account_unknown", "user_id")


def _record(
    session: Session,
    actor: Actor,
    action: str,
    committee: Committee,
    member: Member,
    now: datetime,
    *,
    reason: str = "",
    changes: dict[str, object] | dict[str, list[object]],
) -> None:
    audit.record(
        session, actor, action, member, now=now, code=committee.code, reason=reason, changes=changes,
        agency_id=committee.agency_id,
    )  # fmt: skip
