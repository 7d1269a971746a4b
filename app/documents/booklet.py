"""會議資料: cover, contents and every part of a meeting in one document with one page numbering.

One template holds the layout of every part and reads the very values the part's own paper has (`values_of`), as a
list of one entry (上次紀錄: or none). Files are never merged: two packages disagree on styles, lists and sections, and a merged
file is one that Word repairs. So a part reads the same here and alone, and an officer may still change the layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.documents import agenda, follow_up_table, minutes, proposal_table
from app.documents.agenda import Agenda
from app.documents.follow_up_table import FollowUpTable
from app.documents.grammar import FieldSet
from app.documents.minutes import Minutes
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render
from app.documents.program import compile_template
from app.documents.proposal_table import ProposalTable
from app.documents.source import MARK_FIELD

_ORDINALS = "壹貳參肆"


def _part(fields: FieldSet) -> FieldSet:
    return FieldSet(fields.names | {"部標題", MARK_FIELD}, fields.lists)


def _marked(fields: FieldSet) -> FieldSet:
    cases = fields.lists["案件"]
    return FieldSet(fields.names, {"案件": FieldSet(cases.names | {MARK_FIELD}, cases.lists)})


FIELDS = FieldSet(
    frozenset({"會議名稱", "時間", "地點"}),
    {
        "目次": FieldSet(
            frozenset({"部標題", MARK_FIELD}),
            {"案件": FieldSet(frozenset({"編號標籤", "編號", "案由", MARK_FIELD}))},
        ),
        "議程": _part(agenda.FIELDS),
        "上次紀錄": _part(minutes.FIELDS),
        "辦理情形": _part(follow_up_table.FIELDS),
        "提案": _part(_marked(proposal_table.FIELDS)),
        "附件": FieldSet(
            frozenset({"編號", "名稱", "附註", MARK_FIELD}), {"裝訂頁": FieldSet(frozenset({"序"}))}
        ),
    },
)


@dataclass(frozen=True)
class BoundFile:
    """What was handed in, on a divider page of its own: behind it `pages` empty pages wait for it; `note` where it comes apart."""

    name: str
    note: str = ""
    pages: int = 0


@dataclass(frozen=True)
class Booklet:
    """The paper. A part without rows or cases says so; `previous_minutes` may be left out."""

    meeting: str
    time: str
    place: str
    agenda: Agenda
    follow_up: FollowUpTable
    proposals: ProposalTable
    previous_minutes: Minutes | None = None
    attachments: tuple[BoundFile, ...] = ()


@dataclass(frozen=True)
class _Part:
    """A part that is there: the list it fills, its name in the contents, its values, what it lacks."""

    field: str
    name: str
    values: dict[str, Any]
    empty: list[EmptyField]


def build(paper: Booklet, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("booklet", fmt, values_of(paper), template)


def has_room(template: bytes | None) -> bool:
    """Does this template of the booklet have the empty pages that bound files need? The shipped one does."""
    if template is None:
        return True
    attachments = compile_template(template).fields.lists.get("附件")
    return attachments is not None and "裝訂頁" in attachments.lists


def empty_fields(paper: Booklet) -> list[EmptyField]:
    """Return what prints （未填） on the cover and in the parts, each field after its part's name."""
    found = missing(_required(paper))
    for part in _parts(paper):
        found += [EmptyField(empty.case, f"{part.name}：{empty.field}") for empty in part.empty]
    return found


def values_of(paper: Booklet) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    values: dict[str, Any] = filled(_required(paper)) | {name: [] for name in FIELDS.lists}
    for mark, part in enumerate(_parts(paper), start=1):
        heading = {"部標題": f"{_ORDINALS[mark - 1]}、{part.name}", MARK_FIELD: mark}
        cases = part.values["案件"] if part.field == "提案" else []
        for place, case in enumerate(cases, start=len(_ORDINALS) + 1):
            case[MARK_FIELD] = place
            case["編號標籤"] = "" if case["編號"].startswith("報告案") else "編號"
        values[part.field] = [heading | part.values]
        values["目次"].append({**heading, "案件": cases})
    marked = len(_ORDINALS) + len(paper.proposals.cases)
    values["附件"] = [
        _divider(number, marked + number, file) for number, file in enumerate(paper.attachments, start=1)
    ]
    return values


def _divider(number: int, mark: int, file: BoundFile) -> dict[str, Any]:
    return {
        "編號": str(number),
        "名稱": file.name,
        "附註": file.note,
        MARK_FIELD: mark,
        "裝訂頁": [{"序": str(page)} for page in range(1, file.pages + 1)],
    }


def _required(paper: Booklet) -> Fields:
    return {"會議名稱": paper.meeting, "時間": paper.time, "地點": paper.place}


def _parts(paper: Booklet) -> Iterator[_Part]:
    yield _made("議程", "議程", agenda, paper.agenda)
    if paper.previous_minutes:
        yield _made("上次紀錄", "上次會議紀錄", minutes, paper.previous_minutes)
    yield _made("辦理情形", "歷次決議辦理情形", follow_up_table, paper.follow_up)
    yield _made("提案", "提案", proposal_table, paper.proposals)


def _made(field: str, name: str, module: Any, paper: Any) -> _Part:
    return _Part(field, name, module.values_of(paper), module.empty_fields(paper))
