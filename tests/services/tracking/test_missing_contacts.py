"""無聯絡人: agencies with open shares whose contact is disabled, out of date, without a mailbox, or refuses mail."""

from datetime import timedelta

from sqlalchemy import select, update

from app.domain.notices.delivery import DeliveryState, MailKind
from app.domain.notices.missing_contact import MissingWhy
from app.domain.people.actor import Role
from app.models import Delivery, RoleGrant, User
from app.queries.tracking.missing_contacts import without_contact
from tests.people import NOW, TODAY
from tests.services.tracking.conftest import Loop, loop, stage

__all__ = ["loop", "stage"]


def mail(loop: Loop, user: User, number: int, state: DeliveryState) -> None:
    loop.session.add(
        Delivery(
            kind=MailKind.NOTICE, recipient_id=user.id, mailbox=user.email, subject="", body="", bundle=str(number),
            message_id=f"<{user.id}.{number}>", state=state, created_at=NOW, next_at=NOW,
        )
    )  # fmt: skip
    loop.session.flush()


def found(loop: Loop) -> dict[str, MissingWhy]:
    return {row.agency: row.why for row in without_contact(loop.session, loop.officer, TODAY)}


def test_each_way_of_having_no_contact_is_found_and_mended(loop: Loop) -> None:
    shares = loop.dispatched()
    first, second = (loop.agencies[1], loop.agencies[2])
    assert found(loop) == {
        first.short_name: MissingWhy.NO_MAILBOX,
        second.short_name: MissingWhy.NO_MAILBOX,
    }
    people = {one.id: loop.session.get_one(User, loop.contacts[one.id].person_id) for one in (first, second)}
    for user in people.values():
        user.email = f"{user.login}@example.gov.tw"
    loop.session.flush()
    assert found(loop) == {}, "agencies without open shares never count"
    people[first.id].disabled_at = NOW
    ended = RoleGrant.user_id == people[second.id].id
    loop.session.execute(update(RoleGrant).where(ended).values(to_on=TODAY - timedelta(days=1)))
    loop.session.flush()
    assert found(loop) == {first.short_name: MissingWhy.NO_SEAT, second.short_name: MissingWhy.NO_SEAT}
    assert [row.shares for row in without_contact(loop.session, loop.officer, TODAY)] == [1, 1]
    assert without_contact(loop.session, loop.contacts[shares[0].agency_id], TODAY) == []


def test_a_refused_mailbox_counts_until_it_takes_a_mail_or_is_corrected(loop: Loop) -> None:
    loop.dispatched()
    seats = loop.session.scalars(
        select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == Role.CONTACT)
    )
    for user in seats:
        user.email = f"{user.login}@example.gov.tw"
    loop.session.flush()
    user = loop.session.get_one(User, loop.contacts[loop.agencies[1].id].person_id)
    mail(loop, user, 1, DeliveryState.SENT)
    assert found(loop) == {}
    mail(loop, user, 2, DeliveryState.DEAD)
    assert found(loop) == {loop.agencies[1].short_name: MissingWhy.BOUNCED}
    mail(loop, user, 3, DeliveryState.SENT)
    assert found(loop) == {}
    mail(loop, user, 4, DeliveryState.DEAD)
    user.email = "corrected@example.gov.tw"
    loop.session.flush()
    assert found(loop) == {}
