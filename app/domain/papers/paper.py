"""The papers of a meeting: which there are, when each can be made, who reads which, and whether one is still what was produced."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from app.domain.meetings.agenda import SHOWN_IN
from app.domain.meetings.meeting_flow import OVER, MeetingState
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may


class PaperName(StrEnum):
    """In the order in which they are needed; the value is the name of its template and of its command."""

    MEETING_NOTICE = "meeting-notice"
    AGENDA = "agenda"
    PROPOSAL_TABLE = "proposal-table"
    FOLLOW_UP_TABLE = "follow-up-table"
    SIGN_IN_SHEET = "sign-in-sheet"
    CHAIR_NOTES = "chair-notes"
    BOOKLET = "booklet"
    MINUTES = "minutes"
    MINUTES_LETTER = "minutes-letter"
    SHARE_TABLE = "share-table"
    REPORT_LETTER = "report-letter"
    EXTRACT = "extract"


class Standing(StrEnum):
    """Of a paper against the records of now. Derived, never stored."""

    CURRENT = "current"
    STALE = "stale"
    NOT_PRODUCED = "not_produced"


AFTER = (
    PaperName.MINUTES,
    PaperName.MINUTES_LETTER,
    PaperName.SHARE_TABLE,
    PaperName.REPORT_LETTER,
    PaperName.EXTRACT,
)
"""Made of what the meeting said."""
BEFORE = tuple(name for name in PaperName if name not in AFTER)
LETTERS = frozenset({PaperName.MEETING_NOTICE, PaperName.MINUTES_LETTER, PaperName.REPORT_LETTER})
"""Also wanted as plain text, for the 公文系統."""
OF_MEMBERS = frozenset(
    {
        PaperName.AGENDA,
        PaperName.PROPOSAL_TABLE,
        PaperName.FOLLOW_UP_TABLE,
        PaperName.BOOKLET,
        PaperName.MINUTES,
    }
)
"""What 委員 read: not the 主席參考資料 with its 擬議決議, nor what the office works with."""
OF_READERS = frozenset(PaperName) - LETTERS
"""What leader and auditor read: a letter is the office's draft until it has gone out."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a paper was made of: the hash of its plain values, and the digest of its templates."""

    values: str
    template: str


def standing(produced: Snapshot | None, now: Snapshot) -> Standing:
    """Nobody marks papers: equal hashes mean that the paper still says what the records say."""
    if produced is None:
        return Standing.NOT_PRODUCED
    return Standing.CURRENT if produced == now else Standing.STALE


def makeable(state: MeetingState) -> tuple[PaperName, ...]:
    """The papers this state of a meeting has matter for."""
    return (*BEFORE, *AFTER) if state in OVER else BEFORE


def readable(
    actor: Actor, *, committee_agency_id: int, state: MeetingState, minutes_seen: bool
) -> Collection[PaperName]:
    """The papers `actor` may read: whoever runs the meeting all, the other readers from 議程定稿 on."""
    if may(actor, Right.RUN_MEETINGS, committee_agency_id=committee_agency_id):
        return makeable(state)
    if state not in SHOWN_IN:
        return ()
    if may(actor, Right.READ_MEETINGS, committee_agency_id=committee_agency_id):
        open_to = OF_READERS
    elif may(actor, Right.READ_MEETING_PAPERS, committee_agency_id=committee_agency_id):
        open_to = OF_MEMBERS
    else:
        return ()
    return [name for name in makeable(state) if name in open_to and (minutes_seen or name not in AFTER)]
