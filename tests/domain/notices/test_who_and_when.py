"""Who of an agency is written to, and when a mail leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.notices.delivery import ATTEMPTS, ENDS, MOVES, DeliveryState, wait_after
from app.domain.notices.on_action import Timing
from app.domain.notices.recipients import Seat, contact, holders
from app.domain.notices.timing import leaves_at
from app.domain.people.actor import Role


def seat(
    person: int, unit: str = "", role: Role = Role.CONTACT, mailbox: bool = True, trusted: bool = False
) -> Seat:
    return Seat(person, 7, role, unit, has_mailbox=mailbox, may_read_confidential=trusted)


GENERAL, OF_UNIT, OWN = seat(1), seat(2, "資訊室"), seat(3, "秘書室")


@pytest.mark.parametrize(
    ("seats", "asked", "chosen"),
    [
        ([GENERAL, OF_UNIT, OWN], {"person_id": 3, "unit": "資訊室"}, 3),
        ([GENERAL, OF_UNIT, OWN], {"unit": "資訊室"}, 2),
        ([GENERAL, OF_UNIT, OWN], {"unit": "不存在的單位"}, 1),
        ([GENERAL, OF_UNIT], {"person_id": 3}, 1),  # the case's own contact has left
        ([seat(4, mailbox=False), GENERAL], {}, 1),
        ([seat(4, mailbox=False)], {}, 4),  # shown as a mail that cannot leave, not forgotten
        ([GENERAL, seat(5, trusted=True)], {"confidential": True}, 5),
        ([GENERAL], {"confidential": True}, None),
        ([seat(6, role=Role.SUPERVISOR)], {}, None),
        ([], {}, None),
    ],
)
def test_the_cases_contact_then_the_units_then_the_agencys(
    seats: list[Seat], asked: dict[str, object], chosen: int | None
) -> None:
    found = contact(seats, **asked)  # type: ignore[arg-type]
    assert (found and found.person_id) == chosen


def test_a_person_with_two_grants_is_told_once() -> None:
    officers = [seat(1, role=Role.OFFICER), seat(1, role=Role.OFFICER), seat(2, role=Role.HEAD)]
    assert [one.person_id for one in holders(officers, Role.OFFICER)] == [1]


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ((2026, 11, 20, 0, 59), (2026, 11, 20, 1, 0)),  # 08:59 in Taipei
        ((2026, 11, 20, 1, 0), (2026, 11, 21, 1, 0)),
        ((2026, 11, 20, 17, 0), (2026, 11, 21, 1, 0)),  # already the next day there
    ],
)
def test_the_digest_leaves_at_nine_in_taipei(written: tuple[int, ...], leaves: tuple[int, ...]) -> None:
    assert leaves_at(Timing.DIGEST, datetime(*written, tzinfo=UTC)) == datetime(*leaves, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_what_can_be_taken_back_is_held_for_ten_minutes() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert leaves_at(Timing.HELD, now) - now == timedelta(minutes=10)
    assert leaves_at(Timing.AT_ONCE, now) == now


def test_every_state_of_a_mail_is_reached_and_none_but_the_ends_is_a_dead_end() -> None:
    reached = {target for _, target in MOVES.values()} | {DeliveryState.PENDING}
    left = {source for sources, _ in MOVES.values() for source in sources}
    assert reached == set(DeliveryState)
    assert set(DeliveryState) - left == ENDS


def test_waiting_grows_and_ends() -> None:
    waits = [wait_after(attempts, 0.5) for attempts in range(1, ATTEMPTS)]
    assert None not in waits
    assert waits == sorted(waits)  # type: ignore[type-var]
    assert wait_after(ATTEMPTS, 0.5) is None
    assert wait_after(1, 0.0) == timedelta(seconds=24)
