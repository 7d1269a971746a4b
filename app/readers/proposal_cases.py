"""From blocks to cases: walks a document's lines and rows and gives each to the field its label names."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from app.readers import proposal_labels as labels
from app.readers.blocks import Blocks, Cell, Line, Row, Table
from app.readers.case_draft import BEGINNERS, Reading
from app.readers.docx_blocks import read_docx
from app.readers.odt_blocks import read_odt
from app.readers.proposal_labels import EXTRA, NUMBER, SUBJECT, Label, leading_label, whole_label
from app.readers.read_document import ReadDocument, Unplaced, to_json
from app.readers.text_blocks import read_text

READ: dict[str, Callable[[bytes], Blocks]] = {"docx": read_docx, "odt": read_odt, "txt": read_text}
LEAST_COLUMNS = 3
LONGEST_EXTRA_LABEL = 10
SIGNS_OF_TEXT = frozenset("。，；、：:,;！？")


def read_proposals(kind: str, data: bytes) -> dict[str, Any]:
    """The document's cases as JSON values; runs in the child process."""
    return to_json(cases_of(READ[kind](data)))


def cases_of(blocks: Blocks) -> ReadDocument:
    """The cases in a document's blocks; `filename` and `sha256` are left empty."""
    reading = Reading()
    walk = CaseWalk(reading, blocks.flowing)
    take_edges(reading, blocks, "header")
    for block in blocks.body:
        if isinstance(block, Line):
            walk.line(block.text)
        else:
            walk.table(block)
    reading.close()
    take_edges(reading, blocks, "footer")
    for where, line in blocks.asides:
        reading.leave(line, where)
    return document_of(reading, blocks.notes)


def take_edges(reading: Reading, blocks: Blocks, edge: str) -> None:
    """The lines of the page headers, or footers: a title, a page number, or text of no place."""
    for where, line in blocks.edges:
        if where == edge:
            _edge(reading, where, line)


def _edge(reading: Reading, where: str, line: str) -> None:
    if labels.is_page_number(line):
        reading.titles.append(line)
    elif not reading.title(line):
        reading.leave(line, where)


def document_of(reading: Reading, notes: list[str]) -> ReadDocument:
    """Everything read; of a document without cases the titles are no more than text."""
    if len({meeting.slug for meeting in reading.meetings}) > 1:
        notes = [*notes, "several_meetings"]
    unplaced, titles = tuple(reading.unplaced), tuple(reading.titles)
    if not reading.cases:
        unplaced, titles = (*(Unplaced(title, "body") for title in titles), *unplaced), ()
    meeting = reading.meetings[0] if reading.meetings else None
    return ReadDocument("", "", meeting, tuple(reading.cases), titles, unplaced, tuple(notes))


class CaseWalk:
    """One pass over a document. In `flowing` text a line may continue the row above it."""

    def __init__(self, reading: Reading, flowing: bool) -> None:
        self.reading = reading
        self.flowing = flowing
        self.continues = False

    def line(self, text: str) -> None:
        """A line outside a table."""
        reading = self.reading
        if reading.title(text):
            self.continues = False
        elif labels.begins_section(text):
            reading.close()
            reading.leave(text, "body")
            self.continues = False
        else:
            self.within(text)

    def within(self, text: str) -> None:
        """A line that is neither title nor heading: a label's, more of the open case, or of no case."""
        reading = self.reading
        if self._labelled(text):
            self.continues = True
        elif reading.draft is not None and self.continues:
            reading.draft.add(text)
        else:
            reading.leave(text, "body")
            return
        if reading.draft is not None:
            reading.draft.source.append(text)

    def _labelled(self, text: str) -> bool:
        """Take a line that begins with a label, or is one."""
        found = leading_label(text) or whole_label(text)
        if found is None or not self.reading.takes(found):
            return False
        self._take(found)
        return True

    def _take(self, found: Label) -> None:
        draft = self.reading.label(found)
        rest = found.rest
        following = leading_label(rest) if found.number else None
        if following is not None and following.field in BEGINNERS and not following.number:
            self._take_following(following)
            return
        opened = draft.open_field
        if found.field in BEGINNERS:
            self.subject(rest)
        elif rest.strip():
            draft.add(rest.strip())
        if found.field == SUBJECT or found.number:
            draft.open_field = opened

    def subject(self, rest: str) -> None:
        """What follows the beginning of a case: text of the open field, and the unit or number told on the same line."""
        draft = self.reading.draft
        if draft is None:
            return
        inside = labels.label_inside(rest)
        before = rest if inside is None else inside[0]
        if before.strip():
            draft.add(before.strip())
        if inside is not None:
            draft.label(inside[1])
            if inside[1].rest.strip():
                draft.add(inside[1].rest.strip())

    def _take_following(self, found: Label) -> None:
        """第一案　　提案單位：政風處, or 提案一　案由：…: the second label of a heading belongs to the same case."""
        draft = self.reading.draft
        if draft is None:
            return
        draft.label(found)
        if found.rest.strip():
            draft.add(found.rest.strip())

    def table(self, table: Table) -> None:
        """A table: a proposal form, a list with a row of headings, or something else."""
        if not _is_proposals(table):
            for row in table.rows:
                self.leave_row(row)
            return
        columns: dict[int, Label] = {}
        waiting: list[str] = []
        for row in table.rows:
            if not any(row):
                continue
            headings = _headings(row)
            if headings:
                columns = headings
                waiting += [label.taken for label in headings.values()]
            elif columns:
                waiting = self._listed(row, columns, waiting)
            else:
                self._form_row(row)
        if waiting:
            self.reading.leave("\t".join(waiting), "table")
        self.continues = self.flowing

    def _listed(self, row: Row, columns: dict[int, Label], waiting: list[str]) -> list[str]:
        """A row below headings: a case, or more of the one above; the heading's words go to the first case."""
        reading = self.reading
        told = {columns[at].field: cell for at, cell in enumerate(row) if cell and at in columns}
        if NUMBER in told or SUBJECT in told:
            reading.close()
        elif reading.draft is None:
            self.leave_row(row)
            return waiting
        for at, cell in enumerate(row):
            if not cell:
                continue
            if at not in columns:
                self.leave_row((cell,))
                continue
            heading = columns[at]
            draft = reading.label(Label(heading.field, heading.word, "", ""))
            for line in cell:
                draft.add(line)
        if reading.draft is None:
            return waiting
        reading.draft.headed(waiting, told.keys() - {NUMBER})
        reading.draft.source.append(written(row))
        return []

    def _form_row(self, row: Row) -> None:
        """A row of a form: labels and their values side by side."""
        filled = [(at, cell) for at, cell in enumerate(row) if cell]
        labelled = placed = False
        for order, (at, cell) in enumerate(filled):
            found = self._cell_label(at, cell, order, len(filled), labelled)
            if found is not None and self.reading.takes(found):
                self.reading.label(found)
                labelled = placed = True
            elif labelled and self.reading.draft is not None:
                self._value(cell)
            elif self._cell_lines(cell, continues=at > 0):
                placed = True
        if placed and self.reading.draft is not None:
            self.reading.draft.source.append(written(row))

    def _cell_label(self, at: int, cell: Cell, order: int, cells: int, labelled: bool) -> Label | None:
        text = "\n".join(cell)
        found = whole_label(text)
        if found is not None or labelled or order > 0 or at > 0 or cells < 2 or self.reading.draft is None:
            return found
        word = labels.bare(text)
        if len(word) > LONGEST_EXTRA_LABEL or SIGNS_OF_TEXT & set(word):
            return None
        return Label(EXTRA, word, text, "")

    def _value(self, cell: Cell) -> None:
        """The value beside a label: taken whole, only a title of the next form is told apart."""
        draft = self.reading.draft
        for line in cell:
            if draft is not None:
                draft.add(line)

    def _cell_lines(self, cell: Cell, continues: bool) -> bool:
        """A cell without a label of its own; True when it belongs to the open case."""
        placed = False
        for line in cell:
            draft = self.reading.draft
            if self._labelled(line):
                placed = continues = True
            elif not continues and self.reading.title(line):
                continue
            elif draft is not None and continues and draft.open_field:
                draft.add(line)
                placed = True
            else:
                self.reading.leave(line, "table")
        return placed

    def leave_row(self, row: Row) -> None:
        """A row of another kind of table; a title in it still tells the meeting."""
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and len(filled[0]) == 1 and self.reading.title(filled[0][0]):
            return
        if filled:
            self.reading.leave(written(row), "table")


def _is_proposals(table: Table) -> bool:
    """Whether a table has at least one row that begins like a proposal form's, or headings of a list of proposals."""
    for row in table.rows:
        if _headings(row):
            return True
        filled = [cell for cell in row if cell]
        for order, cell in enumerate(filled):
            found = whole_label("\n".join(cell)) or leading_label(cell[0])
            if found and _tells_a_form(found, order, cell):
                return True
    return False


def _tells_a_form(found: Label, order: int, cell: Cell) -> bool:
    """A bare number heads many kinds of table; a field's name at the left, or a whole case in a cell, does not."""
    if found.field in (NUMBER, EXTRA):
        return bool(found.number) and len(cell) > 1
    return order == 0 or found.field == SUBJECT


def _headings(row: Row) -> dict[int, Label]:
    """The columns of a list when the row consists of labels, the subject among them; else empty."""
    found = {at: whole_label("\n".join(cell)) for at, cell in enumerate(row) if cell}
    sure = {at: label for at, label in found.items() if label is not None}
    if len(sure) < LEAST_COLUMNS or SUBJECT not in {label.field for label in sure.values()}:
        return {}
    beside = sorted(found)
    if any(later - earlier > 1 for earlier, later in pairwise(beside)):
        return {}
    for at in found.keys() - sure.keys():
        text = "\n".join(row[at])
        sure[at] = Label(EXTRA, labels.bare(text), text, "")
    return sure


def written(row: Row) -> str:
    """A table's row as one text."""
    return "\t".join("\n".join(cell) for cell in row if cell)
