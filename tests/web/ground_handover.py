"""What the rights matrix needs of 代理 (one that has not begun, so that it lends nothing yet) and of 移交."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.domain.people.handing_over import HandoverWay
from app.models import Deputy, Handover, User

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
FAR = date(2099, 1, 1)


def deputy(session: Session, owner: User, stands_in: User) -> Deputy:
    row = Deputy(owner_id=owner.id, deputy_id=stands_in.id, from_on=FAR, to_on=FAR, created_at=NOW)
    session.add(row)
    session.flush()
    return row


def handover(session: Session, predecessor: User, successor: User) -> Handover:
    row = Handover(
        way=HandoverWay.LEAVE, from_id=predecessor.id, to_id=successor.id, effective_on=FAR, roles=[], lines=[],
        done_at=NOW, done_by_id=predecessor.id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
