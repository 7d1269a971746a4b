"""稽催函稿: from what an agency owes to the plain values of the letter. What belongs to a 密 case is in no ordinary paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.documents.urging_letter import UrgingLetter
from app.domain.notices.ladder import Ladder, Way
from app.domain.people.actor import Actor
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import parse_line
from app.domain.roc_date import roc_text
from app.models import Agency, Assignment, Committee, User
from app.queries.notices.ladder import Owed
from app.queries.notices.morning import late_duties
from app.queries.notices.owed_declarations import DECLARANTS
from app.queries.notices.owed_rounds import late_rounds, of_committee
from app.wording.tracking import papers as said


def of_agency(session: Session, actor: Actor, ladder: Ladder, agency_id: int) -> UrgingLetter | None:
    """None: this agency owes nothing that this person may write about."""
    only = and_(of_committee(actor), Assignment.agency_id == agency_id)
    owed = _by_share(one for one in late_rounds(session, ladder, only) if not one.confidential)
    duties = late_duties(session, actor, ladder, Way.LETTER)[agency_id]
    agency = session.get(Agency, agency_id)
    if not (owed or duties) or agency is None:
        return None
    first = owed[0][0] if owed else duties[0]
    committee = session.scalars(  # whoever receives declarations need not have a committee of its own
        select(Committee)
        .where(or_(Committee.agency_id == first.committee_agency_id, Committee.is_primary))
        .order_by(Committee.is_primary, Committee.id)
        .limit(1)
    ).one()
    count = len(owed) + len(duties)
    subject = said.URGING_DUTIES_SUBJECT if duties else said.URGING_SUBJECT
    if not owed:
        subject = said.URGING_ONLY_DUTIES_SUBJECT
    person = session.get(User, actor.person_id) if actor.person_id is not None else None
    extension = f"分機{person.extension}" if person is not None and person.extension else ""
    return UrgingLetter(
        agency=committee.host,
        contact=f"{person.title}{person.name}" if person else "",
        phone=f"{person.phone}{extension}" if person else "",
        email=person.email if person else "",
        enclosures=said.URGING_ENCLOSURE,
        subject=subject.format(count=count),
        explanation=tuple(parse_line(line) for line in _explanation(committee, owed, duties)),
        recipients=agency.name,
    )


def _by_share(late: Iterable[Owed]) -> list[list[Owed]]:
    """The rounds each share misses, the first one first, in the order in which the shares fell due."""
    found: dict[int, list[Owed]] = {}
    for one in late:
        found.setdefault(one.subject.thing_id, []).append(one)
    return list(found.values())


def _explanation(committee: Committee, owed: Sequence[Sequence[Owed]], duties: Sequence[Owed]) -> list[str]:
    """一、 … 三、, with the shares and the duties as （一）, （二） under the second."""
    entries = [_entry(one) for one in owed] + [_duty(one) for one in duties]
    basis, listed, request = (
        (said.URGING_DUTIES_BASIS, said.URGING_DUTIES_LIST, said.URGING_DUTIES_REQUEST)
        if duties
        else (said.URGING_BASIS, said.URGING_LIST, said.URGING_REQUEST)
    )
    return [
        _numbered(1, 1, basis.format(committee=committee.name)),
        _numbered(1, 2, listed.format(count=len(entries))),
        *(_numbered(2, place, one) for place, one in enumerate(entries, start=1)),
        _numbered(1, 3, request),
    ]


def _duty(one: Owed) -> str:
    said_of = said.URGING_DECLARATION if one.subject.thing == DECLARANTS else said.URGING_DUTY
    return said_of.format(title=one.title, day=roc_text(one.subject.due))


def _numbered(level: int, place: int, text: str) -> str:
    return f"{write_enumerator(level, place, MarkerStyle.FULL)}{text}"


def _entry(missed: Sequence[Owed]) -> str:
    first = missed[0]
    rounds = [one.facts["round"] for one in missed if "round" in one.facts]
    label = (
        said.URGING_ROUND.format(round=said.THROUGH.join(dict.fromkeys((rounds[0], rounds[-1]))))
        if rounds
        else ""
    )
    return said.URGING_ENTRY.format(
        code=first.code, title=first.facts["title"], round=label, day=roc_text(first.subject.due)
    )
