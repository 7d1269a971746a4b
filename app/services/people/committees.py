"""會報: create one, change what it is called; who convenes it is fixed once it has records."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import exists, inspect, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.proposals.enumerators import MarkerStyle
from app.models import Agency, Committee, Meeting, Proposal
from app.services import audit
from app.services.versions import check_seen
from app.wording.committees import BODY_NAME

LONGEST_CODE = 20
CODE = re.compile(rf"[A-Z][A-Z0-9_]{{0,{LONGEST_CODE - 1}}}")
"""ASCII and beginning with a letter, so that EDU.114-1 can never be read as a meeting's own number."""
FIXED_WITH_RECORDS = ("code", "agency_id", "is_primary")
"""They stand in every code, and decide who may read and decide: no change once a meeting or proposal hangs on them."""


@dataclass(frozen=True, slots=True)
class CommitteeEntry:
    """What is written of a committee. `host`: whose name stands before the meeting's label."""

    code: str
    name: str
    host: str
    agency_id: int
    is_primary: bool = False
    marker_style: MarkerStyle = MarkerStyle.FULL


def create(session: Session, actor: Actor, entry: CommitteeEntry, *, now: datetime) -> Committee:
    """A committee of an agency that has none yet."""
    _demand(actor)
    _check(session, entry, None)
    return _insert(session, actor, entry, now)


def found_for(session: Session, actor: Actor, agency: Agency, *, now: datetime) -> Committee:
    """The agency's committee; where it has none yet one is made, named by the agency. The caller has looked at the right."""
    found = session.scalars(select(Committee).where(Committee.agency_id == agency.id)).one_or_none()
    if found is not None:
        return found
    taken = frozenset(session.scalars(select(Committee.code)))
    entry = CommitteeEntry(free_code(agency.code, taken), f"{agency.name}{BODY_NAME}", agency.name, agency.id)
    return _insert(session, actor, entry, now)


def free_code(agency_code: str, taken: Collection[str]) -> str:
    """A committee's code from an agency's: capitals, digits and underscores, a letter first, not in use."""
    plain = re.sub("[^A-Z0-9]+", "_", agency_code.upper()).strip("_")
    base = (plain if plain[:1].isalpha() else f"A{plain}")[:LONGEST_CODE]
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base[: LONGEST_CODE - len(str(number)) - 1]}_{number}"
    return code


def change(
    session: Session,
    actor: Actor,
    committee: Committee,
    entry: CommitteeEntry,
    *,
    seen_version: int | None,
    now: datetime,
) -> Committee:
    """Write it anew; Invalid where a field is fixed because records hang on it."""
    _demand(actor)
    session.refresh(committee, inspect(Committee).column_attrs.keys(), with_for_update=True)
    check_seen(committee, seen_version)
    changes = {
        name: [getattr(committee, name), value]
        for name, value in asdict(entry).items()
        if getattr(committee, name) != value
    }
    fixed = [name for name in FIXED_WITH_RECORDS if name in changes]
    if fixed and has_records(session, committee):
        raise Invalid("committee_has_records", fixed[0])
    _check(session, entry, committee.id)
    if changes:
        for name, value in asdict(entry).items():
            setattr(committee, name, value)
        session.flush()
        audit.record(
            session, actor, "change", committee, now=now, code=committee.code, changes=changes,
            agency_id=committee.agency_id,
        )  # fmt: skip
    return committee


def has_records(session: Session, committee: Committee) -> bool:
    """Does a meeting or a proposal hang on it?"""
    meetings = exists().where(Meeting.committee_id == committee.id)
    proposals = exists().where(Proposal.committee_id == committee.id)
    return bool(session.scalar(select(or_(meetings, proposals))))


def _insert(session: Session, actor: Actor, entry: CommitteeEntry, now: datetime) -> Committee:
    committee = Committee(**asdict(entry))
    session.add(committee)
    session.flush()
    audit.record(
        session, actor, "create", committee, now=now, code=committee.code, agency_id=committee.agency_id,
        changes={name: [None, value] for name, value in asdict(entry).items()},
    )  # fmt: skip
    return committee


def _demand(actor: Actor) -> None:
    """Agencies and settings are the administrator's (product 1a); the console sets a system up."""
    if not (actor.everywhere or may(actor, Right.MANAGE_PEOPLE)):
        raise NotAllowed("not_yours_to_do")


def _check(session: Session, entry: CommitteeEntry, own_id: int | None) -> None:
    if not CODE.fullmatch(entry.code):
        raise Invalid("committee_code_malformed", "code")
    if not entry.name:
        raise Invalid("committee_name_missing", "name")
    if not entry.host:
        raise Invalid("committee_host_missing", "host")
    if session.get(Agency, entry.agency_id) is None:
        raise Invalid("committee_agency_missing", "agency_id")
    others = select(Committee.id).where(Committee.id != (own_id or 0))
    if session.scalar(others.where(Committee.code == entry.code)) is not None:
        raise Invalid("committee_code_taken", "code")
    if session.scalar(others.where(Committee.agency_id == entry.agency_id)) is not None:
        raise Invalid("committee_agency_taken", "agency_id")
    if entry.is_primary and session.scalar(others.where(Committee.is_primary)) is not None:
        raise Invalid("committee_primary_taken", "is_primary")
