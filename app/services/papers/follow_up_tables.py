"""歷次決議辦理情形表: what earlier meetings resolved, and how far it is."""

from __future__ import annotations

from typing import Literal

from app.documents.follow_up_table import FollowUpRow, FollowUpTable
from app.domain.papers.paper import PaperName
from app.domain.tracking.decisions import FollowUpPart, Verdict
from app.queries.papers.sources import Sources
from app.queries.tracking.follow_ups import Line
from app.wording.tracking.follow_up import ADVICE, MORE_OWNERS, RELEASED_BY, RELEASED_WITH
from app.wording.words import word

Tick = Literal["", "release", "continue"]
_TICKS: dict[Verdict, Tick] = {
    Verdict.RELEASE: "release", Verdict.SELF_TRACK: "release", Verdict.CONTINUE: "continue",
}  # fmt: skip
NAMED = 3
"""More leads than this are counted, not named."""


def of(sources: Sources) -> FollowUpTable:
    title = f"{sources.title}{word(PaperName.FOLLOW_UP_TABLE)}"
    return FollowUpTable(title, rows_of(sources))


def rows_of(sources: Sources) -> tuple[FollowUpRow, ...]:
    """One row per open item with its 綜整 and 政風處's proposal, then what was released since; nothing of 密 cases."""
    shown = [line for line in sources.follow_ups if not line.secret]
    return tuple(_row(place, line) for place, line in enumerate(shown, start=1))


def _row(place: int, line: Line) -> FollowUpRow:
    said = line.row.word if line.row else None
    released = line.part is FollowUpPart.RELEASED
    return FollowUpRow(
        number=str(place),
        meeting=line.meeting.label,
        subject=line.subject,
        resolution=line.item.text,
        owner=_owner(line.leads),
        progress=line.summary.text if line.summary else "",
        advice=_advice(line),
        word="release" if released else (_TICKS[said] if said else ""),
    )


def _owner(leads: tuple[str, ...]) -> str:
    if len(leads) <= NAMED:
        return "、".join(leads)
    return "、".join(leads[:NAMED]) + MORE_OWNERS.format(count=len(leads))


def _advice(line: Line) -> str:
    if line.part is FollowUpPart.RELEASED:
        return RELEASED_WITH.format(number=line.released_by) if line.released_by else RELEASED_BY
    return ADVICE.format(verdict=word(line.proposal)) if line.proposal else ""
