"""From blocks to minutes: the head, then part by part; cases are read as those of a 提案表, reports and rulings by their marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.domain.meetings.resolution import Section
from app.domain.proposals.enumerators import Enumerator, read_enumerator
from app.readers import minutes_labels as words
from app.readers.blocks import Blocks, Line, Row, Table
from app.readers.case_draft import CaseDraft, Reading
from app.readers.minutes_labels import FactLabel, Heading
from app.readers.proposal_cases import READ, CaseWalk, take_edges, written
from app.readers.proposal_labels import (
    EXPLANATION,
    NUMBER,
    RESOLUTION,
    SUBJECT,
    Label,
    bare,
    leading_label,
    whole_label,
)
from app.readers.read_document import ReadCase, ReadDocument, ReadTracked, Unplaced, to_json
from app.readers.tracking_table import tracked_rows

HEAD, OTHER, AFTER = "head", "other", "after"
ITEMS = frozenset(
    {Section.AWARDS, Section.PREVIOUS_MINUTES, Section.REPORTS, Section.SPECIAL_REPORTS, Section.DISCUSSION, Section.EXTEMPORE}
)  # fmt: skip
CASES = frozenset({Section.DISCUSSION, Section.EXTEMPORE})
SHORTEST_UNMARKED = 4
"""「報告事項」 is a heading without a mark too, 「報告」 is not."""


def read_minutes(kind: str, data: bytes) -> dict[str, Any]:
    """The document's minutes as JSON values; runs in the child process."""
    return to_json(minutes_of(READ[kind](data)))


def minutes_of(blocks: Blocks) -> ReadDocument:
    """The minutes in a document's blocks; `filename` and `sha256` are left empty."""
    walk = _Walk(Reading(), blocks.flowing)
    take_edges(walk.reading, blocks, "header")
    for block in blocks.body:
        if isinstance(block, Line):
            walk.line(block.text)
        else:
            walk.table(block)
    walk.close()
    take_edges(walk.reading, blocks, "footer")
    for where, line in blocks.asides:
        walk.reading.leave(line, where)
    return walk.document(blocks)


@dataclass(slots=True)
class _Series:
    """How far the marked items of a part have counted, and the marks inside the open field of one."""

    level: int = 0
    count: int = 0
    inside: int = 0

    def begins(self, found: Enumerator) -> bool:
        """Does this mark begin the next item of the part? What goes on counting inside the open item does not."""
        if not self.level:
            return True
        if found.level != self.level or found.number == self.inside + 1:
            return False
        return found.number == self.count + 1

    def began(self, found: Enumerator) -> None:
        self.level, self.count, self.inside = found.level, found.number, 0

    def went_on(self, line: str) -> None:
        found = read_enumerator(line)
        if found is not None and found.level == self.level:
            self.inside = found.number


class _Walk:
    """One pass over a document."""

    def __init__(self, reading: Reading, flowing: bool) -> None:
        self.reading = reading
        self.cases = CaseWalk(reading, flowing)
        self.part = HEAD
        self.major = False
        self.facts: dict[str, list[str]] = {}
        self.open_fact = ""
        self.headings: list[str] = []
        self.tracked: list[ReadTracked] = []
        self.found: list[ReadCase] = []
        self.series = _Series()
        self.by_mark = False

    def line(self, text: str) -> None:
        """A line outside a table."""
        if self.part == HEAD and self._head(text):
            return
        found = words.heading(text)
        if found is not None and self._is_heading(found):
            self._enter(found, text)
        elif self.part in (HEAD, OTHER, AFTER, words.ADJOURNED):
            self.reading.leave(text, "body")
        else:
            self._inside(text)

    def _head(self, text: str) -> bool:
        """A title, a fact, or more of the people of a fact."""
        if self.reading.title(text):
            self.open_fact = ""
            return True
        label = words.fact_label(text)
        if label is not None and label.fact not in self.facts:
            self._fact(label)
            return True
        if words.heading(text) is None and self._takes_more():
            self.facts[self.open_fact].append(text)
            return True
        return False

    def _takes_more(self) -> bool:
        """People are listed over several lines; another fact takes one, where its label stood alone."""
        return bool(self.open_fact) and (self.open_fact in words.PEOPLE or not self.facts[self.open_fact])

    def _fact(self, label: FactLabel) -> None:
        self.headings.append(label.taken)
        further = words.fact_inside(label.rest)
        if further is not None and further[1].fact not in {label.fact, *self.facts}:
            self._put_fact(label.fact, further[0])
            self._fact(further[1])
        else:
            self._put_fact(label.fact, label.rest)

    def _put_fact(self, name: str, text: str) -> None:
        self.facts[name] = [text.strip()] if text.strip() else []
        self.open_fact = name

    def _is_heading(self, found: Heading) -> bool:
        if found.major:
            return True
        if found.marked:
            return not self.major and self.series.level in (0, 2, 3)
        plain = bare(found.name)
        draft = self.reading.draft
        if (
            found.part == Section.CLOSING
            and draft is not None
            and (found.rest or RESOLUTION not in draft.lines)
        ):
            return False  # 主席裁示 below a report is its outcome
        return found.part == words.ADJOURNED or (len(plain) >= SHORTEST_UNMARKED and not self.major)

    def _enter(self, found: Heading, text: str) -> None:
        self.close()
        self.part, self.series, self.by_mark = found.part or OTHER, _Series(), False
        self.major = self.major or found.major
        if self.part == OTHER:
            self.reading.leave(text, "body")
            return
        self.open_fact = ""
        rest = found.rest
        if self.part == Section.PREVIOUS_MINUTES and rest and not words.is_left_out(rest):
            self._confirmed(found, text)
            return
        self.headings.append(found.taken)
        if not rest:
            return
        if self.part == words.ADJOURNED:
            self._adjourned(rest)
        elif words.is_left_out(rest):
            self.headings.append(rest)
        else:
            self._inside(rest)

    def _confirmed(self, found: Heading, text: str) -> None:
        """確認上次會議紀錄：確認。 — heading and outcome in one line."""
        begin = found.taken.index(found.name)
        draft = self._begin(Label(NUMBER, "", found.taken[:begin], ""), "1")
        draft.lines[SUBJECT] = [found.name]
        draft.label(Label(RESOLUTION, "", found.taken[begin + len(found.name) :], ""))
        draft.add(found.rest)
        draft.source.append(text)
        self.close()

    def _adjourned(self, rest: str) -> None:
        if words.ADJOURNED in self.facts:
            self.reading.leave(rest, "body")
        else:
            self.facts[words.ADJOURNED] = [rest]
        self.part = AFTER

    def _inside(self, text: str) -> None:
        """A line of a known part."""
        if self.reading.draft is None and words.is_left_out(text):
            self.headings.append(text)
        elif self.part == Section.OPENING:
            self.facts.setdefault(words.OPENING, []).append(text)
        elif self.part == Section.CLOSING:
            self._ruling(text)
        elif self.part in ITEMS:
            self._item(text)
        else:
            self.reading.leave(text, "body")

    def _ruling(self, text: str) -> None:
        """主席裁示事項: each mark of the first level begins one."""
        found = read_enumerator(text)
        draft = self.reading.draft
        if draft is None or (found is not None and self.series.begins(found)):
            marker = found.marker if found is not None else ""
            draft = self._begin(Label(NUMBER, "", marker, ""), "")
            draft.lines[RESOLUTION] = []
            draft.open_field, draft.number = RESOLUTION, str(len(self._of_part()) + 1)
            if found is not None:
                self.series.began(found)
            text, draft.source = text[len(marker) :], [text]
        else:
            draft.source.append(text)
        draft.add(text)

    def _item(self, text: str) -> None:
        """A report or a case: by a label (報告案一, 第一案, 案由), by its mark, or a report's bare line."""
        report = words.report_label(text) if self.part not in CASES else None
        if report is not None:
            self._begin(Label(NUMBER, report.word, report.taken, ""), report.number)
            self._follow(report.rest, text)
            return
        label = leading_label(text) or whole_label(text)
        if label is not None and self.reading.takes(label):
            before = self.reading.draft
            self._within(text)
            self.by_mark = self.by_mark and self.reading.draft is before
            self.series.inside = 0
            return
        found = read_enumerator(text)
        if found is not None and (self.reading.draft is None or self.by_mark) and self.series.begins(found):
            self._begin(Label(NUMBER, "", found.marker, ""), str(found.number))
            self.series.began(found)
            self.by_mark = True
            self._follow(text[len(found.marker) :], text)
        elif self.reading.draft is None and self.part not in CASES:
            self._begin(Label(NUMBER, "", "", ""), "").unmarked = True
            self._follow(text, text)
        else:
            self.series.went_on(text)
            self._within(text)

    def _within(self, text: str) -> None:
        before = len(self.reading.cases)
        self.cases.within(text)
        self._mark_new(before)

    def _begin(self, label: Label, number: str) -> CaseDraft:
        """A new case begun by its mark; its first line is the subject, the further ones say more of it."""
        self.close()
        draft = self.reading.draft = CaseDraft()
        draft.lines[NUMBER], draft.number = [], number
        draft.heading = label.word or label.taken
        draft.labels.append(label.taken)
        draft.taken.append(label.taken)
        self.cases.continues = True
        return draft

    def _follow(self, rest: str, text: str) -> None:
        draft = self.reading.draft
        assert draft is not None  # noqa: S101 — begun a line before
        draft.source.append(text)
        draft.open_field = SUBJECT
        self.cases.subject(rest)
        draft.open_field = EXPLANATION if draft.lines.get(SUBJECT) else SUBJECT

    def _of_part(self) -> list[ReadCase]:
        return [case for case in self.found if case.section == self.part]

    def _mark_new(self, before: int) -> None:
        """Cases that have just become complete belong to the part that was open."""
        new = self.reading.cases[before:]
        self.found.extend(replace(case, section=self.part) for case in new)

    def close(self) -> None:
        """The open case is complete."""
        before = len(self.reading.cases)
        self.reading.close()
        self._mark_new(before)
        self.cases.continues = False

    def table(self, table: Table) -> None:
        """Facts in a table, cases of a form, a 列管表, or something else."""
        if self.part == HEAD and self._head_table(table):
            return
        rows = tracked_rows(table)
        if rows or self.part not in CASES:
            self.tracked += rows
            for row in table.rows:
                self._row(row)
            return
        before = len(self.reading.cases)
        self.cases.table(table)
        self._mark_new(before)

    def _row(self, row: Row) -> None:
        """A row of another kind of table: one cell is a line like any other, more are kept together."""
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and self.part != AFTER:
            for line in filled[0]:
                self.line(line)
        elif filled:
            self.reading.leave(written(row), "table")

    def _head_table(self, table: Table) -> bool:
        """True when the table has a label of the head in it: label and value side by side, or in one cell."""
        cells = [cell for row in table.rows for cell in row if cell]
        if not any(words.fact_named(cell[0]) or words.fact_label(cell[0]) for cell in cells):
            return False
        for row in table.rows:
            self._head_row(row)
        return True

    def _head_row(self, row: Row) -> None:
        filled = [cell for cell in row if cell]
        if len(filled) == 1:
            for line in filled[0]:
                self.line(line)
            return
        name = ""
        for cell in filled:
            fact = words.fact_named("".join(cell))
            if fact and fact not in self.facts:
                name = fact
                self.headings.append("\n".join(cell))
                self.facts[name] = []
            elif name:
                self.facts[name] += cell
            elif self.part == HEAD and all(words.fact_label(line) for line in cell):
                for line in cell:
                    self.line(line)
            else:
                self.reading.leave("\n".join(cell), "table")

    def document(self, blocks: Blocks) -> ReadDocument:
        reading = self.reading
        notes = blocks.notes
        if len({meeting.slug for meeting in reading.meetings}) > 1:
            notes = [*notes, "several_meetings"]
        return ReadDocument(
            filename="",
            sha256="",
            meeting=reading.meetings[0] if reading.meetings else None,
            cases=tuple(self.found),
            titles=tuple(reading.titles),
            unplaced=tuple(Unplaced(one.text, one.where) for one in reading.unplaced),
            notes=tuple(notes),
            facts=tuple((name, "\n".join(lines)) for name, lines in self.facts.items()),
            headings=tuple(self.headings),
            lines=tuple(_lines(blocks)),
            tracked=tuple(self.tracked),
        )


def _lines(blocks: Blocks) -> list[str]:
    """The text of the body as it stands, a row of a table as one line, then what stands outside the order."""
    found: list[str] = []
    for block in blocks.body:
        rows = [block.text] if isinstance(block, Line) else [written(row) for row in block.rows if any(row)]
        found += [line for text in rows for line in text.split("\n")]
    return [*found, *(line for _, line in blocks.asides)]
