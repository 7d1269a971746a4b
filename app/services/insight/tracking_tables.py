"""Lists of items, shares and reports as tables for a spreadsheet: what the pages show, and what only fits beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.documents.list_table import Cell, Column, Kind, Table
from app.models import Finding
from app.queries.tracking.item_list import Line
from app.queries.tracking.listing import AssignmentLine
from app.queries.tracking.whole_lists import ReportLine
from app.wording import sheets as said
from app.wording.tracking.record import flag_sentence
from app.wording.words import word

BETWEEN = "；"
WIDE, WIDEST = 30, 50
_ASSIGNMENTS = (
    Column(said.CODE), Column(said.ITEM_CODE), Column(said.MEETING), Column(said.TITLE, width=WIDE),
    Column(said.TEXT, width=WIDEST), Column(said.AGENCY), Column(said.ROLE, width=10), Column(said.DUE_KIND),
    Column(said.DUE_ORIGINAL, Kind.DAY), Column(said.DUE_CURRENT, Kind.DAY), Column(said.STATE),
    Column(said.FLAGS), Column(said.FLAG_FACTS, width=WIDE), Column(said.DISPATCHED_ON, Kind.DAY),
    Column(said.ENDED_ON, Kind.DAY),
)  # fmt: skip
_ITEMS = (
    Column(said.CODE), Column(said.MEETING), Column(said.TITLE, width=WIDE), Column(said.TEXT, width=WIDEST),
    Column(said.CRITERION, width=WIDE), Column(said.MODE), Column(said.DUE_KIND), Column(said.DUE, Kind.DAY),
    Column(said.FREQUENCY), Column(said.LEAD), Column(said.LEADS, Kind.NUMBER, 10),
    Column(said.SHARES, Kind.NUMBER, 8), Column(said.OPEN_SHARES, Kind.NUMBER, 10), Column(said.STATE),
    Column(said.OTHER_NUMBER), Column(said.LEGACY, width=8),
)  # fmt: skip
_REPORTS = (
    Column(said.CODE), Column(said.AGENCY), Column(said.TITLE, width=WIDE), Column(said.ROUND),
    Column(said.NUMBER, Kind.NUMBER, 8), Column(said.PROGRESS), Column(said.NONE_REASON, width=20),
    Column(said.REPORT, width=WIDEST), Column(said.EXPECTED_ON, Kind.DAY), Column(said.SUBMITTED_ON, Kind.DAY),
    Column(said.STATE), Column(said.OPINION), Column(said.OPINION_TEXT, width=WIDE), Column(said.REPLY, width=WIDE),
)  # fmt: skip


def assignment_table(lines: Iterable[tuple[AssignmentLine, str]]) -> Table:
    """`lines`: as `whole_lists.every_assignment` gives them."""
    return Table(said.ASSIGNMENTS, _ASSIGNMENTS, (_assignment(line, meeting) for line, meeting in lines))


def item_table(lines: Iterable[Line]) -> Table:
    return Table(said.ITEMS, _ITEMS, (_item(line) for line in lines))


def report_table(lines: Iterator[ReportLine]) -> Table:
    return Table(said.REPORTS, _REPORTS, (_report(line) for line in lines))


def _assignment(line: AssignmentLine, meeting: str) -> Sequence[Cell]:
    share = line.assignment
    return (
        line.code, line.item_code, meeting, share.item.title, share.text or share.item.text, share.agency.short_name,
        word(share.role), word(share.due_kind), share.due_original, share.due_current,
        word(share.closed_as or share.state), "、".join(word(one.flag) for one in line.standings),
        BETWEEN.join(filter(None, map(flag_sentence, line.standings))), share.dispatched_on, share.ended_on,
    )  # fmt: skip


def _item(line: Line) -> Sequence[Cell]:
    item = line.item
    return (
        line.code, item.resolution.meeting.label, item.title, item.text, item.done_criterion, word(item.mode),
        word(item.due_kind), item.due_on, word(item.frequency), line.lead, line.leads, line.shares,
        line.open_shares, word(line.status), item.other_number, said.LEGACY if item.legacy else "",
    )  # fmt: skip


def _report(line: ReportLine) -> Sequence[Cell]:
    report, finding = line.report, _told(line.report.finding)
    reason = "：".join(filter(None, (word(report.none_reason), report.none_reason_text)))
    return (
        line.code, line.share.agency.short_name, line.share.item.title, report.round.label, report.number,
        word(report.progress), reason, report.text, report.expected_on, report.submitted_on, word(report.state),
        word(finding.opinion) if finding else "", finding.text if finding else "", report.reply,
    )  # fmt: skip


def _told(finding: Finding | None) -> Finding | None:
    """政風處意見 is internal until it has effect."""
    return finding if finding is not None and finding.effective_at is not None else None
