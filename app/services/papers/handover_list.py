"""移交清冊: from a handover to the plain values of the paper, as the reader may see it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.documents.handover_list import HandoverList, HandoverRow
from app.domain.people.actor import Actor, Role
from app.domain.people.handing_over import Burden
from app.domain.roc_date import roc_long, roc_text
from app.models import Handover, User
from app.queries.tracking.handovers import agency_names, due_of, shown_to
from app.wording.papers import CONFIDENTIAL_SHORT, HANDOVER_TITLE
from app.wording.words import word


def list_of(session: Session, actor: Actor, row: Handover) -> HandoverList:
    """`row.predecessor` and `row.successor` must be loaded."""
    names = agency_names(session, {one["agency_id"] for one in row.roles})
    return HandoverList(
        title=HANDOVER_TITLE,
        predecessor=_person(row.predecessor),
        successor=_person(row.successor),
        effective_on=roc_long(row.effective_on),
        roles="、".join(f"{names[one['agency_id']]}{word(Role(one['role']))}" for one in row.roles),
        rows=tuple(
            HandoverRow(
                str(place),
                word(Burden(line["burden"])),
                line["code"],
                line["title"] or CONFIDENTIAL_SHORT,
                roc_text(due) if (due := due_of(line)) else "",
            )
            for place, line in enumerate(shown_to(actor, row.lines), start=1)
        ),
    )


def _person(user: User) -> str:
    return "　".join(filter(None, (user.unit, user.title, user.name)))
