"""What is purged of mails: the text of those that ended, and links that long led nowhere. That a mail was sent stays known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from app.domain.notices.delivery import DeliveryState
from app.domain.retention import Kept, Purged, begins
from app.models import Delivery, MailLink
from app.services.purging import PurgeRule, rows_before

_OVER = frozenset({DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.UNCERTAIN, DeliveryState.SUPERSEDED})


def _old_mails(since: date) -> Select[Any]:
    ended = func.coalesce(Delivery.ended_at, Delivery.created_at)
    return select(Delivery.id).where(Delivery.state.in_(_OVER), Delivery.body != "", ended < begins(since))


def _empty(session: Session, keys: Sequence[Any]) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(keys))
        .values(body="")
        .execution_options(synchronize_session=False)
    )


RULES = (
    PurgeRule(Purged.MAIL_BODIES, Kept.MAIL, _old_mails, _empty),
    rows_before(
        Purged.MAIL_LINKS, Kept.SIDE_NOTES, MailLink.id, lambda since: MailLink.expires_at < begins(since)
    ),
)
