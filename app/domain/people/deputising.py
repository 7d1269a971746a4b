"""代理: who may stand in for whom, and what a deputy is lent for the time (product 3.9).

The right to read 密 is never lent: it hangs on a grant that a head confirmed for that very person. Four-eyes rules look at
the person who acts, so a deputy neither verifies his own work nor does the owner's grant make him another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from app.domain.errors import Invalid, NotNow
from app.domain.people.actor import Grant, Role

LENT = frozenset({Role.OFFICER, Role.HEAD, Role.CONTACT, Role.SUPERVISOR})
"""Roles that can be stood in for; the others are the person's own (首長, 委員, 稽核, 系統管理)."""
MOST_DAYS = 366


def lent(grants: Iterable[Grant], owner: str) -> tuple[Grant, ...]:
    """What the deputy of `owner` holds beside his own: never what was lent to the owner himself."""
    return tuple(
        replace(grant, may_read_confidential=False, lent_by=owner)
        for grant in grants
        if grant.role in LENT and not grant.lent_by
    )


def check_deputy(
    grants: Collection[Grant], *, colleagues: Collection[int], deputy_id: int | None, owner_id: int | None
) -> None:
    """A colleague of an agency one works for. NotNow: nothing_to_lend; Invalid: deputy_is_oneself, deputy_from_elsewhere."""
    if owner_id is None or not lent(grants, ""):
        raise NotNow("nothing_to_lend")
    if deputy_id == owner_id:
        raise Invalid("deputy_is_oneself", "deputy_id")
    if deputy_id not in colleagues:
        raise Invalid("deputy_from_elsewhere", "deputy_id")


def check_period(from_on: date, to_on: date, *, today: date) -> None:
    """Invalid: deputy_in_the_past, deputy_dates_reversed, deputy_too_long."""
    if from_on < today:
        raise Invalid("deputy_in_the_past", "from_on")
    if to_on < from_on:
        raise Invalid("deputy_dates_reversed", "to_on")
    if (to_on - from_on).days >= MOST_DAYS:
        raise Invalid("deputy_too_long", "to_on")
