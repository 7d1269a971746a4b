"""The sections of an agenda as every paper shows them: marked 壹、貳、… in order, their cases named in theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from app.domain.meetings.agenda import SECTIONS
from app.domain.meetings.resolution import Section
from app.domain.numerals import to_han
from app.models import AgendaItem
from app.wording.generated import CASE_NAME, MARKERS, REPORT_NAME

CASES = (Section.DISCUSSION, Section.EXTEMPORE)
ALWAYS = (Section.OPENING, Section.EXTEMPORE, Section.CLOSING)
"""Parts that stand on every agenda though nothing is written under them beforehand."""


def in_sections(items: Iterable[AgendaItem]) -> list[tuple[Section, list[AgendaItem]]]:
    """Each section that has lines, or always stands, with its lines."""
    own = {section: list(lines) for section, lines in groupby(items, key=lambda item: item.section)}
    return [(section, own.get(section, [])) for section in SECTIONS if section in own or section in ALWAYS]


def marker(place: int) -> str:
    """壹、 for the first."""
    return f"{MARKERS[place]}、"


def case_name(section: Section, number: int) -> str:
    """第一案, 報告案一; 確認上次紀錄 is one line and no report."""
    if section is Section.PREVIOUS_MINUTES:
        return ""
    return (CASE_NAME if section in CASES else REPORT_NAME).format(number=to_han(number))


def numbered(lines: Sequence[AgendaItem]) -> list[tuple[int, AgendaItem]]:
    """Each line with its own number, or its place where it has none."""
    return [(item.number or place, item) for place, item in enumerate(lines, start=1)]
