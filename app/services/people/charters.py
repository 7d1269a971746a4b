"""設置要點: write a further version of a committee's parameters. What was written before stays."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.charter import CharterTerms, check_terms
from app.domain.people.rights import Right, may
from app.models import AgencyGroup, Charter, Committee
from app.services import audit


def demand_keeper(actor: Actor, committee: Committee) -> None:
    """NotAllowed unless `actor` keeps the charter and the members of this committee."""
    if not may(actor, Right.KEEP_COMMITTEE, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")


def write_version(
    session: Session,
    actor: Actor,
    committee: Committee,
    terms: CharterTerms,
    *,
    seen_number: int,
    now: datetime,
) -> Charter:
    """The next version. `seen_number`: the newest one the page had shown, 0 for none.

    Invalid as `check_terms`, and charter_group_unknown; ChangedSinceSeen when another version was written meanwhile.
    """
    demand_keeper(actor, committee)
    check_terms(terms)
    if terms.all_agencies_id is not None and session.get(AgencyGroup, terms.all_agencies_id) is None:
        raise Invalid("charter_group_unknown", "all_agencies_id")
    # The row alone: with the agency loaded beside it, a refresh would ask to lock an outer join.
    session.execute(select(Committee.id).where(Committee.id == committee.id).with_for_update())
    newest = session.scalars(
        select(Charter).where(Charter.committee_id == committee.id).order_by(Charter.number.desc()).limit(1)
    ).first()
    if newest is not None and newest.number != seen_number:
        raise ChangedSinceSeen(newest)
    version = Charter(
        committee_id=committee.id, number=(newest.number if newest else 0) + 1,
        written_at=now, written_by_id=actor.person_id, **asdict(terms),
    )  # fmt: skip
    session.add(version)
    session.flush()
    audit.record(
        session, actor, "write_charter", version, now=now, code=committee.code, agency_id=committee.agency_id,
        changes=_differences(newest, terms),
    )  # fmt: skip
    return version


def _differences(before: Charter | None, terms: CharterTerms) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for name, after in asdict(terms).items():
        earlier = getattr(before, name) if before else None
        if earlier != after:
            found[name] = [_plain(earlier), _plain(after)]
    return found


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
