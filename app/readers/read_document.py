"""What reading a document for proposals gives: plain frozen values that cross the process border as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from app.domain.meetings.labels import MeetingName

RECOGNISED = "recognised"
CHECK = "check"
FIELDS = ("number", "unit", "subject", "explanation", "measures", "resolution")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text no field took. `where`: `body` `table` `header` `footer` `footnote` `endnote`."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class ReadCase:
    """One case as the paper has it.

    `number` in Arabic digits as text, empty when none was told. The fields after it are source
    strings: one line per paragraph, a bold lead-in between `**`. `extra` are further labelled rows as
    (label, source). `labels` is the form's own wording taken off, as written. `confidence` names for
    each of `FIELDS` `recognised` or `check` (absent, doubtful or joined). `source` is the case's
    original text, line by line, to be shown beside.
    """

    number: str
    unit: str
    subject: str
    explanation: str
    measures: str
    resolution: str
    extra: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    confidence: dict[str, str]
    source: tuple[str, ...]
    result: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class ReadTracked:
    """One row of a 列管表 at the end of minutes, each cell as written; '' where the table has no such column."""

    number: str = ""
    decided_on: str = ""
    task: str = ""
    lead: str = ""
    joint: str = ""
    due: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as read. `titles` are the lines taken as its title, as written; `notes` are codes.

    Of minutes besides: `facts` of the head, by name, as written; `headings`, the words of the form itself (labels of the
    head, headings of the parts, （略） and 無); `lines`, the whole text in its order, a paragraph a line; `tracked`, the rows
    of a 列管表, which stand among the `unplaced` as well.
    """

    filename: str
    sha256: str
    meeting: MeetingName | None
    cases: tuple[ReadCase, ...]
    titles: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    tracked: tuple[ReadTracked, ...] = ()


def to_json(document: ReadDocument) -> dict[str, Any]:
    """JSON values of a document; `from_json` gives an equal one back."""
    return asdict(document)


def from_json(value: dict[str, Any], **changed: str) -> ReadDocument:
    """The document from `to_json`'s values; `changed` replaces `filename` and `sha256`."""
    cases = tuple(
        ReadCase(
            **{
                **case,
                "extra": tuple((str(label), str(source)) for label, source in case["extra"]),
                "labels": tuple(case["labels"]),
                "source": tuple(case["source"]),
            }
        )
        for case in value["cases"]
    )
    return ReadDocument(
        **{
            **value,
            "meeting": MeetingName(**value["meeting"]) if value["meeting"] else None,
            "cases": cases,
            "titles": tuple(value["titles"]),
            "unplaced": tuple(Unplaced(**one) for one in value["unplaced"]),
            "notes": tuple(value["notes"]),
            # What was read before minutes could be imported has none of these.
            "facts": tuple((str(name), str(text)) for name, text in value.get("facts", ())),
            "headings": tuple(value.get("headings", ())),
            "lines": tuple(value.get("lines", ())),
            "tracked": tuple(ReadTracked(**one) for one in value.get("tracked", ())),
            **changed,
        }
    )
