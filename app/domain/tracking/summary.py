"""綜整 (product 3.3): what the system drafts of an item's round, as facts; the words are `wording/tracking/summaries.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.tracking.decisions import Progress
from app.domain.tracking.item import AssignmentRole, ItemMode, owes_reports


@dataclass(frozen=True, slots=True)
class Told:
    """One share as the round found it. `progress` None: nothing was reported. `figures`: by name of the figure asked for."""

    agency: str
    role: AssignmentRole
    progress: Progress | None = None
    text: str = ""
    figures: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """n／N reported, how many of those are done, the sums, the lead's sentence, and by name who is missing."""

    reported: int
    of: int
    done: int
    sums: tuple[tuple[str, int], ...]
    lead: str
    lead_says: str
    missing: tuple[str, ...]


def draft_of(mode: ItemMode, shares: Sequence[Told], figures: Sequence[str]) -> Draft:
    """協辦 in 單一主辦 deliver to the lead and are not counted; the lead speaks where there is exactly one."""
    owing = [one for one in shares if owes_reports(mode, one.role)]
    told = [one for one in owing if one.progress is not None]
    leads = [one for one in told if one.role is AssignmentRole.LEAD]
    speaks = leads[0] if len(leads) == 1 and mode in (ItemMode.SINGLE_LEAD, ItemMode.LEAD_AND_CO) else None
    sums = ((name, sum((one.figures or {}).get(name, 0) for one in told)) for name in figures)
    return Draft(
        reported=len(told),
        of=len(owing),
        done=sum(one.progress is Progress.DONE for one in told),
        sums=tuple(sums),
        lead=speaks.agency if speaks else "",
        lead_says=_sentence(speaks.text) if speaks else "",
        missing=tuple(one.agency for one in owing if one.progress is None),
    )


def _sentence(text: str) -> str:
    """The first paragraph that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
