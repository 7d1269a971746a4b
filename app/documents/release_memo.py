"""擬解除列管簽稿: the memo that asks for 解除列管 between meetings, as a 簽 and as plain text for the 公文系統."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import (
    NOT_FILLED,
    PARAGRAPHS,
    EmptyField,
    Fields,
    Format,
    filled,
    missing,
    render,
)
from app.domain.proposals.paragraphs import Paragraph

FIELDS = FieldSet(frozenset({"單位", "日期", "主旨", "附件"}), {"說明": PARAGRAPHS, "擬辦": PARAGRAPHS})


@dataclass(frozen=True)
class ReleaseMemo:
    """The paper; `office` and the day head it, the 公文系統 gives the number."""

    office: str
    written_on: str
    subject: str
    explanation: tuple[Paragraph, ...]
    measures: tuple[Paragraph, ...]
    enclosures: str


def build(paper: ReleaseMemo, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("release-memo", fmt, values_of(paper), template)


def empty_fields(paper: ReleaseMemo) -> list[EmptyField]:
    """Return what prints （未填）."""
    return missing(_required(paper))


def plain_text(paper: ReleaseMemo) -> str:
    """Return the body, one field or paragraph a line, to paste into the 公文系統 (which has the head itself)."""
    lines = [f"主旨：{paper.subject or NOT_FILLED}", "說明："]
    lines += [part.plain for part in paper.explanation] or [NOT_FILLED]
    lines += ["擬辦：", *([part.plain for part in paper.measures] or [NOT_FILLED])]
    return "\n".join([*lines, f"附件：{paper.enclosures or NOT_FILLED}"]) + "\n"


def values_of(paper: ReleaseMemo) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled(_required(paper))


def _required(paper: ReleaseMemo) -> Fields:
    return {
        "單位": paper.office,
        "日期": paper.written_on,
        "主旨": paper.subject,
        "說明": paper.explanation,
        "擬辦": paper.measures,
        "附件": paper.enclosures,
    }
