"""出席、列席、請假、代理, 迴避, and who counts for a case (product 3.2; 行政程序法 第32條、第33條)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.domain.errors import Invalid
from app.domain.people.charter import Proxies


class Presence(StrEnum):
    """How a person came. 列席 speak and do not vote, so that they are counted apart."""

    ATTENDING = "attending"
    OBSERVING = "observing"
    ON_LEAVE = "on_leave"
    BY_PROXY = "by_proxy"


class RecusalGround(StrEnum):
    """行政程序法: of one's own accord (§32), asked for by a party (§33 I), ordered by the agency (§33 V)."""

    OWN_ACCORD = "own_accord"
    ASKED_FOR = "asked_for"
    ORDERED = "ordered"


PRESENT = frozenset({Presence.ATTENDING, Presence.BY_PROXY})
OF_MEMBERS = (Presence.ATTENDING, Presence.ON_LEAVE, Presence.BY_PROXY)
OF_OBSERVERS = (Presence.OBSERVING, Presence.ON_LEAVE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is ticked for one person; `presence` None: not called yet. The proxy is named with 代理 only."""

    presence: Presence | None = None
    proxy_name: str = ""
    proxy_title: str = ""


class Attendee(Protocol):
    """One line of the list. `is_member`: 委員, otherwise invited to 列席."""

    @property
    def id(self) -> int: ...
    @property
    def is_member(self) -> bool: ...
    @property
    def presence(self) -> Presence | None: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """`members` who may decide and how many of them are `present` (`proxies` among them), `on_leave` or not `uncalled` yet."""

    members: int
    present: int
    proxies: int
    on_leave: int
    uncalled: int
    observers: int
    recused: int = 0


def check_mark(mark: Mark, *, is_member: bool, rule: Proxies = Proxies.DESIGNATED) -> None:
    """Invalid: presence_of_others, proxy_not_allowed, proxy_name_missing, proxy_title_missing, proxy_without_presence."""
    if mark.presence is not None and mark.presence not in (OF_MEMBERS if is_member else OF_OBSERVERS):
        raise Invalid("presence_of_others", "presence")
    if mark.presence is not Presence.BY_PROXY:
        if mark.proxy_name or mark.proxy_title:
            raise Invalid("proxy_without_presence", "proxy_name")
        return
    if rule is Proxies.NONE:
        raise Invalid("proxy_not_allowed", "presence")
    if not mark.proxy_name:
        raise Invalid("proxy_name_missing", "proxy_name")
    if rule is Proxies.DEPUTY and not mark.proxy_title:
        raise Invalid("proxy_title_missing", "proxy_title")


def tally(people: Iterable[Attendee], recused: Collection[int] = ()) -> Tally:
    """The counts for a case: whoever is recused (`recused`: ids of attendees), and his proxy, counts neither as member nor as present."""
    everybody = list(people)
    members = [one for one in everybody if one.is_member and one.id not in recused]
    return Tally(
        members=len(members),
        present=sum(one.presence in PRESENT for one in members),
        proxies=sum(one.presence is Presence.BY_PROXY for one in members),
        on_leave=sum(one.presence is Presence.ON_LEAVE for one in members),
        uncalled=sum(one.presence is None for one in members),
        observers=sum(
            one.presence is Presence.OBSERVING
            for one in everybody
            if not one.is_member and one.id not in recused
        ),
        recused=sum(one.id in recused for one in everybody),
    )


def quorum_is_met(counted: Tally, percent: int | None) -> bool | None:
    """None where the charter asks for no quorum; it is shown, never a bar."""
    return None if percent is None else counted.present * 100 >= counted.members * percent


def check_chair(chair: str, convener: str, reason: str) -> None:
    """Another than the 召集人 takes the chair with a reason. Invalid: chair_missing, chair_reason_missing."""
    if not chair:
        raise Invalid("chair_missing", "chair")
    if convener and chair != convener and not reason:
        raise Invalid("chair_reason_missing", "chair_reason")
