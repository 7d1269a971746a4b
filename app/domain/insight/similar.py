"""前案: how much of a text other texts say as well, counted in pairs of characters; what everybody writes counts little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log

from app.domain.insight.searchable import pairs

LEAST, MOST_SHOWN = 0.15, 10


def most_alike(own: str, others: Mapping[int, str]) -> list[tuple[int, float]]:
    """(key, part of the own text that stands there too), the most alike first; folded texts, the own one not among them.

    A pair weighs the less the more of the others have it: 提請審議 makes nothing alike.
    """
    wanted = pairs(own)
    shared = {key: wanted & pairs(text) for key, text in others.items()}
    spread = Counter(pair for found in shared.values() for pair in found)
    weight = {pair: log((len(others) + 1) / (spread[pair] + 0.5)) for pair in wanted}
    whole = sum(weight.values())
    if whole <= 0:
        return []
    parts = ((key, sum(weight[pair] for pair in found) / whole) for key, found in shared.items())
    alike = sorted(((key, part) for key, part in parts if part >= LEAST), key=lambda one: (-one[1], -one[0]))
    return alike[:MOST_SHOWN]
