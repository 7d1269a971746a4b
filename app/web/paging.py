"""One page of a list: what to fetch and the addresses of the others, every filter kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from app.queries.counting import COUNTED_TO
from app.web.auth.held import showable

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1 and never lies beyond the last page. `total`: exact up to `counted_to`, beyond it only that there is more."""

    number: int
    total: int
    size: int = PER_PAGE
    counted_to: int = COUNTED_TO

    @property
    def more(self) -> bool:
        """超過: how many there are was not counted."""
        return self.total > self.counted_to

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        return self.offset + 1

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.total)

    def url(self, number: int) -> str:
        return address(page=None if number == 1 else str(number))


def page_of(count: Callable[[int], int] | int, size: int = PER_PAGE) -> Page:
    """The page this address asks for: ?page=2; nonsense is page 1.

    `count(n)` counts the list, at most to n + 1; a number is the length of one that is known anyway.
    """
    text = request.args.get("page", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    total = count if isinstance(count, int) else count(max(COUNTED_TO, wanted * size))
    counted_to = total if isinstance(count, int) else COUNTED_TO
    return Page(min(max(1, wanted), max(1, -(-total // size))), total, size, counted_to)


def typed(name: str, limit: int = 100) -> str:
    """One part of this address's query as it was typed into a filter, fit to be looked for and shown again."""
    return showable(request.args.get(name, "")).strip()[:limit]


def address(**changed: str | None) -> str:
    """This address with some of its query changed; None takes a part out."""
    query = {
        name: value
        for name, value in request.args.items()
        if value and name not in changed and not name.startswith("_")
    }
    query |= {name: value for name, value in changed.items() if value}
    return url_for(request.endpoint or "", **{**query, **(request.view_args or {})})
