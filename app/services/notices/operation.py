"""試營運, the test addresses, the links in mails: changed by an administrator; what starts to happen is shown before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed
from app.domain.people.actor import Actor, ActorKind
from app.domain.people.rights import Right, has
from app.models import MailOperation
from app.queries.notices import operation
from app.services import audit
from app.services.people.users import EMAIL_FORM
from app.services.versions import check_seen

MOST_ADDRESSES = 20


def keep(
    session: Session,
    actor: Actor,
    addresses: list[str],
    *,
    links: bool,
    seen_version: int | None,
    now: datetime,
) -> MailOperation:
    """Write the test addresses and whether mails carry a link. Invalid: test_address_malformed, too_many_test_addresses."""
    row = _held(session, actor, seen_version)
    wrong = next((one for one in addresses if not EMAIL_FORM.fullmatch(one)), None)
    if wrong is not None:
        raise Invalid("test_address_malformed", "addresses", address=wrong)
    if len(addresses) > MOST_ADDRESSES:
        raise Invalid("too_many_test_addresses", "addresses", most=MOST_ADDRESSES)
    changes: dict[str, object] = {}
    if addresses != row.test_addresses:
        changes["test_addresses"] = [len(row.test_addresses), len(addresses)]
    if links != row.links:
        changes["links"] = [row.links, links]
    if changes:
        row.test_addresses, row.links, row.changed_at = addresses, links, now
        session.flush()
        audit.record(session, actor, "change", row, now=now, changes=changes)
    return row


def switch(
    session: Session, actor: Actor, *, trial: bool, seen_version: int | None, now: datetime
) -> MailOperation:
    """Into earnest or back into 試營運. What was not sent in 試營運 is not sent afterwards either."""
    row = _held(session, actor, seen_version)
    if row.trial is not trial:
        row.trial, row.changed_at = trial, now
        session.flush()
        audit.record(session, actor, "begin_trial" if trial else "end_trial", row, now=now)
    return row


def _held(session: Session, actor: Actor, seen_version: int | None) -> MailOperation:
    if actor.kind is not ActorKind.CONSOLE and not has(actor, Right.KEEP_MAIL):
        raise NotAllowed("not_yours_to_do")
    row = operation.current(session)
    check_seen(row, seen_version)
    return row
