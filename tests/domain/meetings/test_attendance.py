"""Who came, who came in whose place, who counts in which case, who took the chair."""

from dataclasses import dataclass

import pytest

from app.domain.errors import Invalid
from app.domain.meetings.attendance import (
    Mark,
    Presence,
    Tally,
    check_chair,
    check_mark,
    quorum_is_met,
    tally,
)
from app.domain.people.charter import Proxies

PROXY = Mark(Presence.BY_PROXY, "王副局長", "副局長")


@dataclass(frozen=True)
class Person:
    id: int
    is_member: bool = True
    presence: Presence | None = None


ROOM = (
    Person(1, presence=Presence.ATTENDING),
    Person(2, presence=Presence.BY_PROXY),
    Person(3, presence=Presence.ON_LEAVE),
    Person(4),
    Person(5, is_member=False, presence=Presence.OBSERVING),
    Person(6, is_member=False, presence=Presence.ON_LEAVE),
)


def refused(mark: Mark, *, is_member: bool = True, rule: Proxies = Proxies.DESIGNATED) -> str:
    with pytest.raises(Invalid) as raised:
        check_mark(mark, is_member=is_member, rule=rule)
    return raised.value.code


def test_members_attend_and_others_observe() -> None:
    assert refused(Mark(Presence.OBSERVING)) == "presence_of_others"
    assert refused(Mark(Presence.ATTENDING), is_member=False) == "presence_of_others"
    assert refused(PROXY, is_member=False) == "presence_of_others"
    for presence in (None, Presence.ATTENDING, Presence.ON_LEAVE):
        check_mark(Mark(presence), is_member=True)
    for presence in (None, Presence.OBSERVING, Presence.ON_LEAVE):
        check_mark(Mark(presence), is_member=False)


def test_the_charter_decides_about_proxies() -> None:
    """新北: nobody; 金門: a deputy, who is named with his title; else whomever the member designates."""
    assert refused(PROXY, rule=Proxies.NONE) == "proxy_not_allowed"
    assert refused(Mark(Presence.BY_PROXY, "王小明"), rule=Proxies.DEPUTY) == "proxy_title_missing"
    assert refused(Mark(Presence.BY_PROXY)) == "proxy_name_missing"
    check_mark(PROXY, is_member=True, rule=Proxies.DEPUTY)
    check_mark(Mark(Presence.BY_PROXY, "王小明"), is_member=True, rule=Proxies.DESIGNATED)


def test_a_proxy_stands_only_where_one_came() -> None:
    assert refused(Mark(Presence.ATTENDING, "王小明")) == "proxy_without_presence"
    assert refused(Mark(None, "", "副局長")) == "proxy_without_presence"


def test_the_counts_of_a_meeting() -> None:
    assert tally(ROOM) == Tally(members=4, present=2, proxies=1, on_leave=1, uncalled=1, observers=1)


def test_the_counts_of_a_case_leave_out_the_recused_and_their_proxies() -> None:
    assert tally(ROOM, {1, 5}) == Tally(
        members=3, present=1, proxies=1, on_leave=1, uncalled=1, observers=0, recused=2
    )
    assert tally(ROOM, {2}) == Tally(
        members=3, present=1, proxies=0, on_leave=1, uncalled=1, observers=1, recused=1
    )


def test_a_quorum_is_shown_only_where_the_charter_asks_for_one() -> None:
    counted = tally(ROOM)
    assert quorum_is_met(counted, None) is None
    assert quorum_is_met(counted, 50) is True
    assert quorum_is_met(counted, 51) is False


def test_another_than_the_convener_takes_the_chair_with_a_reason() -> None:
    check_chair("市長", "", "")
    check_chair("市長", "市長", "")
    check_chair("副市長", "市長", "市長公出")
    with pytest.raises(Invalid, match="chair_reason_missing"):
        check_chair("副市長", "市長", "")
    with pytest.raises(Invalid, match="chair_missing"):
        check_chair("", "市長", "")
