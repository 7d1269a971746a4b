"""歷次決議辦理情形表: what earlier meetings resolved, how far it is, how many there are, and each agency in its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.documents.follow_up_table import AnnexRow, CountRow, FollowUpRow, FollowUpTable, Word
from app.domain.papers.paper import PaperName
from app.domain.roc_date import roc_text
from app.domain.tracking.decisions import FollowUpPart, Verdict
from app.domain.tracking.follow_up import FollowUpColumns, grade_of
from app.domain.tracking.item import AssignmentRole
from app.queries.papers.sources import Sources
from app.queries.tracking.follow_ups import Line
from app.wording.tracking import follow_up as said
from app.wording.words import word

_WORDS: dict[Verdict, Word] = {
    Verdict.RELEASE: "release", Verdict.SELF_TRACK: "self_track", Verdict.CONTINUE: "continue",
}  # fmt: skip
_SEVERAL = ""
_COUNTED = (Verdict.CONTINUE, Verdict.RELEASE, Verdict.SELF_TRACK, None)
"""The columns of the counts; None: 已簽准解除列管."""
NAMED = 3
"""More leads than this are counted, not named."""


def of(sources: Sources, columns: FollowUpColumns | None = None) -> FollowUpTable:
    """In the columns of the committee, or in these."""
    title = f"{sources.title}{word(PaperName.FOLLOW_UP_TABLE)}"
    shown = _shown(sources)
    return FollowUpTable(
        title,
        rows_of(sources),
        columns or sources.committee.follow_up_columns,
        _counts(shown),
        tuple(_annex(sources, shown)),
    )


def without_annex(sources: Sources) -> FollowUpTable:
    """As the booklet prints it."""
    return replace(of(sources), annex=())


def rows_of(sources: Sources) -> tuple[FollowUpRow, ...]:
    """One row per open item with its 綜整 and 政風處's proposal, then what was released since; nothing of 密 cases."""
    return tuple(_row(place, line, sources) for place, line in enumerate(_shown(sources), start=1))


def _shown(sources: Sources) -> list[Line]:
    return [line for line in sources.follow_ups if not line.secret]


def _row(place: int, line: Line, sources: Sources) -> FollowUpRow:
    verdict = line.row.word if line.row else None
    released = line.part is FollowUpPart.RELEASED
    due = line.due or line.item.due_on
    grade = grade_of(line.proposal, line.item.due_kind, due, sources.meeting.held_on, ended=released)
    return FollowUpRow(
        number=str(place),
        meeting=line.meeting.label,
        subject=line.subject,
        resolution=line.item.text,
        owner=_named(line.leads),
        progress=line.summary.text if line.summary else "",
        advice=_advice(line),
        word="release" if released else (_WORDS[verdict] if verdict else ""),
        released=released,
        held_on=roc_text(line.meeting.held_on) if line.meeting.held_on else "",
        assisting=_named(line.assisting),
        due=said.UNTIL_DAY.format(day=roc_text(due)) if due else word(line.item.due_kind),
        status=_status(line, verdict),
        grade=said.GRADES[grade],
        ruling=word(verdict) if verdict else "",
    )


def _named(agencies: Sequence[str]) -> str:
    if len(agencies) <= NAMED:
        return "、".join(agencies)
    return "、".join(agencies[:NAMED]) + said.MORE_OWNERS.format(count=len(agencies))


def _advice(line: Line) -> str:
    if line.part is FollowUpPart.RELEASED:
        number = line.released_by
        return said.RELEASED_WITH.format(number=number) if number else said.RELEASED_BY
    return said.ADVICE.format(verdict=word(line.proposal)) if line.proposal else ""


def _status(line: Line, verdict: Verdict | None) -> str:
    if line.part is FollowUpPart.RELEASED:
        return _advice(line)
    return word(verdict) if verdict else f"{said.TRACKED_NOW}\n{_advice(line)}"


def _counts(lines: Sequence[Line]) -> tuple[CountRow, ...]:
    """An item counts once: under its lead, or with all others that have several."""
    order: dict[str, int] = {}
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        leads = [one for one in line.owners if one.role is AssignmentRole.LEAD]
        owner = leads[0].agency if len(leads) == 1 else _SEVERAL
        order[owner] = leads[0].order if len(leads) == 1 else -1
        found[owner].append(line)
    rows = [
        _count(owner or said.SEVERAL_OWNERS, found[owner]) for owner in sorted(found, key=order.__getitem__)
    ]
    return (*rows, _count(said.SUM, lines)) if rows else ()


def _count(owner: str, lines: Sequence[Line]) -> CountRow:
    proposed = Counter(None if line.part is FollowUpPart.RELEASED else line.proposal for line in lines)
    go_on, release, self_track, released = (str(proposed[one]) for one in _COUNTED)
    shares = sum(len(line.owners) for line in lines)
    return CountRow(owner, go_on, release, self_track, released, str(len(lines)), str(shares))


def _annex(sources: Sources, lines: Sequence[Line]) -> Iterable[AnnexRow]:
    for place, line in enumerate(lines, start=1):
        for owner in line.owners:
            report = sources.reports.get(owner.share_id)
            yield AnnexRow(
                number=str(place),
                code=owner.code,
                agency=owner.agency,
                role=word(owner.role),
                status=word(owner.state),
                report=report.text if report else said.NOT_REPORTED,
                reported_on=roc_text(report.submitted_on) if report and report.submitted_on else "",
            )
