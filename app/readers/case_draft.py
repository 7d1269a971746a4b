"""A case while it is being read, and the pile of everything read so far: here it is decided that nothing gets lost."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from app.domain.meetings.labels import MeetingName, recognise_case_number, recognise_meeting
from app.domain.proposals.enumerators import read_enumerator
from app.readers import proposal_labels as labels
from app.readers.blocks import settle_lead_in
from app.readers.proposal_labels import EXPLANATION, EXTRA, MEASURES, NUMBER, RESOLUTION, SUBJECT, UNIT, Label
from app.readers.read_document import CHECK, FIELDS, RECOGNISED, ReadCase, Unplaced

BEGINNERS = frozenset({NUMBER, UNIT, SUBJECT})
# A label of the left column begins a new case when the open one already has one of the right.
ALREADY = {
    NUMBER: frozenset({NUMBER, SUBJECT, EXPLANATION, MEASURES, RESOLUTION}),
    UNIT: frozenset({UNIT, RESOLUTION}),
    SUBJECT: frozenset({SUBJECT, EXPLANATION, MEASURES, RESOLUTION}),
}
FORM_TITLES = ("提案表", "提案單", "提案彙整表")
TITLE_LABELS = ("會議名稱：", "會議名稱:", "會議名稱", "名稱：")
LONGEST_FORM_TITLE = 40
HOST_ENDINGS = tuple("府局處會所院校部署室廠隊組團社關館站庫")


@dataclass(slots=True)
class CaseDraft:
    """One case: lines per field, in the order met.

    `result`: the word its outcome stands under. `unmarked`: begun by a line without any mark, so only its outcome makes it one.
    """

    lines: dict[str, list[str]] = field(default_factory=dict)
    extra: list[tuple[str, list[str]]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    number: str = ""
    open_field: str = ""
    heading: str = ""
    result: str = ""
    unmarked: bool = False

    def label(self, found: Label) -> None:
        """Open the field a label names; a field named twice is joined and marked for a look."""
        if found.field == SUBJECT and self.heading and self.lines.get(SUBJECT):
            self.extra.append((self.heading, self.lines.pop(SUBJECT)))
            self.heading = ""
        if found.field == EXTRA:
            self.extra.append((found.word, []))
        elif found.field in self.lines:
            self.doubtful.add(found.field)
        else:
            self.lines[found.field] = []
        if found.field == RESOLUTION:
            self.result = found.word
        self.open_field = found.field
        self.labels.append(found.taken)
        self.taken.append(found.taken)

    def numbered(self, found: Label) -> None:
        """A heading that tells the number itself (第一案); what follows it is the subject, for the time being."""
        self.labels.append(found.taken)
        self.taken.append(found.taken)
        self.lines.setdefault(NUMBER, [])
        if labels.MOTION.search(found.word):
            # Motions count for themselves: their number would meet a proposal's.
            self.doubtful.add(NUMBER)
        else:
            self.number = found.number
        self.heading = found.word
        self.lines.setdefault(SUBJECT, [])
        self.open_field = SUBJECT

    def add(self, line: str) -> None:
        """A line for the open field."""
        line = settle_lead_in(line)
        self.taken.append(line)
        if self.open_field == EXTRA:
            self.extra[-1][1].append(line)
        elif self.open_field == NUMBER:
            self._add_number(line)
        else:
            self.lines.setdefault(self.open_field, []).append(line)

    def _add_number(self, line: str) -> None:
        number = recognise_case_number(line.replace("**", ""))
        if number is None or self.number:
            self.doubtful.add(NUMBER)
            self.extra.append((self.labels[-1] if self.labels else "", [line]))
            return
        self.number = number
        self.labels.append(line)

    def headed(self, headings: list[str], fields: Set[str]) -> None:
        """A list's words above the columns belong to its first case; a field told again below is no doubt."""
        self.labels.extend(headings)
        self.taken.extend(headings)
        self.doubtful -= fields

    def has(self, fields: frozenset[str]) -> bool:
        """True when one of the fields was named already; a subject from a mere heading does not count."""
        named = {name for name in fields if name in self.lines}
        return bool(named - {SUBJECT} if self.heading else named)

    def is_case(self) -> bool:
        """A case has a subject, or a number and some text."""
        if self.unmarked and not self.lines.get(RESOLUTION):
            return False
        text = any(self.lines.get(name) for name in (EXPLANATION, MEASURES, RESOLUTION))
        return bool(self.lines.get(SUBJECT)) or bool(self.number and (text or self.lines.get(UNIT)))

    def given_up(self) -> list[str]:
        """All text taken, should this be no case: line by line, unless a part of a line was left elsewhere."""
        return (
            self.source
            if _signs(self.source) == _signs(self.taken)
            else [text for text in self.taken if text]
        )

    def finished(self) -> ReadCase:
        """The frozen case."""
        told = {name: "\n".join(self.lines.get(name, [])) for name in FIELDS}
        told[NUMBER] = self.number
        confidence = {
            name: CHECK if name in self.doubtful or not self._is_sure(name, text) else RECOGNISED
            for name, text in told.items()
        }
        extra = tuple((label, "\n".join(lines)) for label, lines in self.extra)
        return ReadCase(
            **told,
            extra=extra,
            labels=tuple(self.labels),
            confidence=confidence,
            source=tuple(self.source),
            result=self.result,
        )

    def _is_sure(self, name: str, text: str) -> bool:
        """An empty explanation, measures or resolution is sure when the form has its label."""
        return bool(text) if name in BEGINNERS else name in self.lines


def _signs(texts: list[str]) -> list[str]:
    return sorted(sign for text in texts for sign in text if not sign.isspace() and sign != "*")


@dataclass(slots=True)
class Reading:
    """Everything read so far: finished cases, the open one, titles, and what found no place."""

    cases: list[ReadCase] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    meetings: list[MeetingName] = field(default_factory=list)
    draft: CaseDraft | None = None
    host_line: bool = False

    def leave(self, text: str, where: str) -> None:
        """Keep text that has no place."""
        plain = text.replace("**", "")
        self.unplaced.append(Unplaced(text, where))
        self.host_line = where == "body" and len(plain) <= LONGEST_FORM_TITLE and plain.endswith(HOST_ENDINGS)

    def close(self) -> None:
        """The open case is complete; what turned out to be none goes to the unplaced text."""
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if draft.is_case():
            self.cases.append(draft.finished())
        else:
            for line in draft.given_up():
                self.leave(line, "body")

    def takes(self, found: Label) -> bool:
        """Whether a label may be taken here: the later fields need an open case."""
        return self.draft is not None or found.field in BEGINNERS

    def label(self, found: Label) -> CaseDraft:
        """The case a label belongs to, a new one where the label begins one; its field is open."""
        self.host_line = False
        begun = self.draft
        if begun is None or (found.field in ALREADY and begun.has(ALREADY[found.field])):
            self.close()
            begun = CaseDraft()
        self.draft = begun
        if found.number:
            begun.numbered(found)
        else:
            begun.label(found)
        return begun

    def title(self, line: str) -> bool:
        """Take a line as the document's title where it is one."""
        plain = line.replace("**", "").strip()
        name = next(
            (plain.removeprefix(label).strip() for label in TITLE_LABELS if plain.startswith(label)), plain
        )
        if read_enumerator(plain) or labels.begins_section(plain):
            return False
        meeting = recognise_meeting(name)
        bare = labels.bare(plain)
        if meeting is None and not (
            bare.endswith(FORM_TITLES) and len(bare) <= LONGEST_FORM_TITLE and "。" not in bare
        ):
            return False
        if self.host_line and (meeting is None or not meeting.host):
            host = self.unplaced.pop().text
            self.titles.append(host)
            meeting = recognise_meeting(host.replace("**", "").strip() + name) or meeting
        self.host_line = False
        self.titles.append(line)
        if meeting is not None:
            self.meetings.append(meeting)
        return True
