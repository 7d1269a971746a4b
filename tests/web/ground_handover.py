"""What the rights matrix needs of 代理: one that has not begun, so that it lends nothing yet."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.models import Deputy, User

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
FAR = date(2099, 1, 1)


def deputy(session: Session, owner: User, stands_in: User) -> Deputy:
    row = Deputy(owner_id=owner.id, deputy_id=stands_in.id, from_on=FAR, to_on=FAR, created_at=NOW)
    session.add(row)
    session.flush()
    return row
