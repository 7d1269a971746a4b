"""Who sees 定稿 only: the figures that the head released (product 3.7)."""

from __future__ import annotations

from app.domain.people.actor import Actor, Role


def sees_released_only(actor: Actor, *, live: bool) -> bool:
    """Leadership does, unless a setting makes its page live."""
    leads_only = all(grant.role is Role.LEADER for grant in actor.grants)
    return leads_only and not actor.everywhere and not live
