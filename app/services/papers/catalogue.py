"""Every paper of a meeting by its name: what it is made of, and the module that knows its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

from app.documents import (
    agenda,
    booklet,
    chair_notes,
    extract,
    follow_up_table,
    meeting_notice,
    minutes,
    minutes_letter,
    proposal_table,
    report_letter,
    share_table,
    sign_in_sheet,
)
from app.documents.paper import EmptyField
from app.documents.snapshot import hash_of
from app.domain.papers.paper import PaperName
from app.domain.tracking.follow_up import FollowUpColumns
from app.queries.papers.sources import Sources
from app.services.papers import (
    agendas,
    booklets,
    extracts,
    follow_up_tables,
    meeting_notices,
    minutes_letters,
    proposal_tables,
    report_letters,
    share_tables,
    sign_in_sheets,
)
from app.services.papers import chair_notes as notes_for_the_chair
from app.services.papers import minutes as minutes_papers
from app.services.papers.binding import Enclosed
from app.wording.words import word


@dataclass(frozen=True, slots=True)
class Kind:
    """`of` takes from the records what the paper says; `module` turns that into fields."""

    of: Callable[[Sources], Any]
    module: ModuleType


KINDS: Mapping[PaperName, Kind] = {
    PaperName.MEETING_NOTICE: Kind(meeting_notices.of, meeting_notice),
    PaperName.AGENDA: Kind(agendas.of, agenda),
    PaperName.PROPOSAL_TABLE: Kind(proposal_tables.of, proposal_table),
    PaperName.FOLLOW_UP_TABLE: Kind(follow_up_tables.of, follow_up_table),
    PaperName.SIGN_IN_SHEET: Kind(sign_in_sheets.of, sign_in_sheet),
    PaperName.CHAIR_NOTES: Kind(notes_for_the_chair.of, chair_notes),
    PaperName.BOOKLET: Kind(booklets.of, booklet),
    PaperName.MINUTES: Kind(minutes_papers.of, minutes),
    PaperName.MINUTES_LETTER: Kind(minutes_letters.of, minutes_letter),
    PaperName.SHARE_TABLE: Kind(share_tables.of, share_table),
    PaperName.REPORT_LETTER: Kind(report_letters.of, report_letter),
    PaperName.EXTRACT: Kind(extracts.of, extract),
}


@dataclass(frozen=True)
class Made:
    """One paper as plain values: whatever is printed of it, in whichever format, is printed from these and `enclosed`."""

    name: PaperName
    plain: Any
    title: str
    enclosed: tuple[Enclosed, ...] = ()

    @cached_property
    def values(self) -> dict[str, Any]:
        made: dict[str, Any] = KINDS[self.name].module.values_of(self.plain)
        return made

    @cached_property
    def hash(self) -> str:
        digests = [file.sha256 for file in self.enclosed]
        return hash_of({"values": self.values, "enclosed": digests} if digests else self.values)

    @property
    def empty(self) -> list[EmptyField]:
        """What prints （未填）."""
        found: list[EmptyField] = KINDS[self.name].module.empty_fields(self.plain)
        return found

    @property
    def text(self) -> str:
        """A letter as plain text."""
        said: str = KINDS[self.name].module.plain_text(self.plain)
        return said


def make(name: PaperName, sources: Sources) -> Made:
    enclosed = booklets.enclosed_in(sources) if name is PaperName.BOOKLET else ()
    return Made(name, KINDS[name].of(sources), f"{sources.title}{word(name)}", enclosed)


def make_follow_up(sources: Sources, columns: FollowUpColumns) -> Made:
    """歷次決議辦理情形表 in other columns than the committee's."""
    name = PaperName.FOLLOW_UP_TABLE
    return Made(name, follow_up_tables.of(sources, columns), f"{sources.title}{word(name)}")


def make_extract(sources: Sources, agency: str) -> Made:
    """The 節錄 of one agency. NotNow: extract_agency_unknown, extract_nothing."""
    return _extract_of(sources, extracts.for_agency(sources, agency))


def make_own_extract(sources: Sources, own: Collection[int]) -> Made:
    """The 節錄 of the reader's agencies. NotNow: extract_not_yours."""
    return _extract_of(sources, extracts.for_own(sources, own))


def _extract_of(sources: Sources, plain: extract.Extract) -> Made:
    name = PaperName.EXTRACT
    return Made(name, plain, f"{sources.title}{word(name)}（{plain.sheets[0].agency}）")
