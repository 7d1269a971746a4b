"""申報通知書: one declaration a sheet, each on a new page: until when, and how that day comes about."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import PARAGRAPHS, EmptyField, Fields, Format, filled, missing, paragraphs, render
from app.domain.proposals.paragraphs import Paragraph

FIELDS = FieldSet(
    frozenset(),
    {
        "通知": FieldSet(
            frozenset(
                {
                    "標題", "姓名", "機關", "職稱", "申報類別", "申報期間", "最後一日", "基準日", "承辦人", "電話",
                    "通知日期",
                }
            ),
            {"說明": PARAGRAPHS},
        )
    },
)  # fmt: skip


@dataclass(frozen=True)
class Notice:
    """One sheet. `last_day` says both days where they differ."""

    title: str
    name: str
    agency: str
    post: str
    type: str
    window: str
    last_day: str
    base_day: str
    explanation: tuple[Paragraph, ...]
    contact: str
    phone: str
    date: str


@dataclass(frozen=True)
class FilingNotice:
    """The paper: the sheets, each beginning on a new page."""

    sheets: tuple[Notice, ...]


def build(paper: FilingNotice, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("filing-notice", fmt, values_of(paper), template)


def empty_fields(paper: FilingNotice) -> list[EmptyField]:
    """Return what prints （未填）."""
    found: list[EmptyField] = []
    for place, sheet in enumerate(paper.sheets, start=1):
        found += missing(_sheet(sheet), place)
    return found


def values_of(paper: FilingNotice) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return {
        "通知": [filled(_sheet(sheet)) | {"說明": paragraphs(sheet.explanation)} for sheet in paper.sheets]
    }


def _sheet(sheet: Notice) -> Fields:
    return {
        "標題": sheet.title,
        "姓名": sheet.name,
        "機關": sheet.agency,
        "職稱": sheet.post,
        "申報類別": sheet.type,
        "申報期間": sheet.window,
        "最後一日": sheet.last_day,
        "基準日": sheet.base_day,
        "承辦人": sheet.contact,
        "電話": sheet.phone,
        "通知日期": sheet.date,
    }
