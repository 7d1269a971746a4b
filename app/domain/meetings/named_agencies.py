"""節錄: which agencies the 辦法 and 決議 of a meeting name, and which of its cases each has to act on (product 3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.meetings.resolution import Disposition, TrackingChoice

_EVERYBODY = re.compile(
    "各(?:該)?(?:一級|二級|所屬|有關|相關|主辦|業務|權責)?(?:機關|單位|局處|局、處)|所屬(?:各)?機關|全體機關"
)
"""Words that address every agency: 各機關, 各一級機關, 各局處, 所屬機關."""
_OURSELVES = re.compile(r"本(?:處|局|會|所|室|公所|分局|大隊|中心)")
"""In an 辦法 the unit that proposes says 本處 of itself."""
_OF_ANOTHER_GOVERNMENT = re.compile(r"(?<!本)[市縣]政府$")
_VARIANTS = str.maketrans("台", "臺")

_NOTHING_HOLDS = frozenset({Disposition.DEFERRED, Disposition.WITHDRAWN, Disposition.REJECTED})
_NOTHING_TO_DO = _NOTHING_HOLDS | {Disposition.NOTED, Disposition.FILED}


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency by its key, with every name it goes by (full, short)."""

    key: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided: one resolution of a case."""

    disposition: Disposition | None
    choice: TrackingChoice | None
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One case, or one ruling of the chair. `measures`: the 辦法 as it holds; `author`: the agency that wrote it, if known.

    `sharing`: the agencies that have a share of it.
    """

    measures: str
    verdicts: tuple[Verdict, ...]
    author: int | None = None
    sharing: frozenset[int] = frozenset()

    @property
    def holds(self) -> bool:
        """Does the 辦法 hold? Not when the case was deferred, withdrawn or rejected, nor before anything was decided."""
        return any(one.text and one.disposition not in _NOTHING_HOLDS for one in self.verdicts)

    @property
    def needs_action(self) -> bool:
        """列管 and 函轉 do, 免列管 does not; while nobody has chosen, what was adopted or agreed does."""
        return any(
            one.disposition not in _NOTHING_TO_DO
            if one.choice is None
            else one.choice is not TrackingChoice.NONE
            for one in self.verdicts
            if one.text
        )

    @property
    def text(self) -> str:
        return "\n".join((self.measures, *(one.text for one in self.verdicts)))


def named(text: str, known: Sequence[KnownAgency]) -> frozenset[int]:
    """The agencies a text names: of names within one another the longest counts, and not another government's bureau."""
    keys = {_plain(name): agency.key for agency in known for name in agency.names if name}
    return frozenset(keys[name] for name in _names_in(_plain(text), keys))


def names_everybody(text: str) -> bool:
    return _EVERYBODY.search(text) is not None


def named_in(matter: Matter, known: Sequence[KnownAgency]) -> frozenset[int]:
    """The agencies that the 辦法 or the 決議 of a matter that holds names; 本處 is the one that wrote the 辦法."""
    if not matter.holds:
        return frozenset()
    found = named(matter.text, known)
    itself = matter.author is not None and _OURSELVES.search(matter.measures)
    return found | {matter.author} if itself and matter.author is not None else found


def agencies_concerned(matters: Iterable[Matter], known: Sequence[KnownAgency]) -> list[int]:
    """Every agency that has a share of any matter or is named in it, in the official order of `known`."""
    found = frozenset[int]().union(*(matter.sharing | named_in(matter, known) for matter in matters))
    return [agency.key for agency in known if agency.key in found]


def concerns(matter: Matter, agency: int, known: Sequence[KnownAgency]) -> bool:
    """Has this agency to act on it: by its share, named, or one of 「各機關」 where action is needed?"""
    itself = agency in matter.sharing or agency in named_in(matter, known)
    return itself or (matter.needs_action and names_everybody(matter.text))


def _names_in(text: str, names: Iterable[str]) -> Iterator[str]:
    ordered = sorted(names, key=len, reverse=True)
    if not ordered:
        return
    for hit in re.finditer("|".join(map(re.escape, ordered)), text):
        if not _OF_ANOTHER_GOVERNMENT.search(text[: hit.start()]):
            yield hit[0]


def _plain(text: str) -> str:
    return text.translate(_VARIANTS)
