"""開會通知單稿, and the one that tells a change of date (改期)."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import (
    NONE,
    NOT_FILLED,
    PARAGRAPHS,
    EmptyField,
    Fields,
    Format,
    filled,
    missing,
    paragraphs,
    render,
)
from app.domain.proposals.paragraphs import Paragraph

NAME = "開會通知單（稿）"
NAME_OF_CHANGE = "開會通知單（改期）（稿）"

FIELDS = FieldSet(
    frozenset(
        {
            "機關", "文件名稱", "發文日期", "發文字號", "速別", "密等", "附件", "開會事由", "改期事由",
            "原定時間", "開會時間", "開會地點", "主持人", "聯絡人", "聯絡電話", "出席者", "列席者", "署名",
        }
    ),
    {"備註": PARAGRAPHS},
)  # fmt: skip


@dataclass(frozen=True)
class MeetingNotice:
    """The paper. What the 公文系統 gives (發文日期, 發文字號) or the form leaves open (速別, 密等, 附件) may be
    empty; `instead_of` is the time first announced and makes the notice one of a change."""

    agency: str
    purpose: str
    time: str
    place: str
    chair: str
    contact: str
    phone: str
    present: str
    observers: str = ""
    remarks: tuple[Paragraph, ...] = ()
    issued_on: str = ""
    reference: str = ""
    urgency: str = ""
    confidentiality: str = ""
    enclosures: str = ""
    signature: str = ""
    instead_of: str = ""
    reason: str = ""


def build(paper: MeetingNotice, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("meeting-notice", fmt, values_of(paper), template)


def empty_fields(paper: MeetingNotice) -> list[EmptyField]:
    """Return what prints （未填）; a change of date asks for its reason."""
    return missing(_required(paper))


def plain_text(paper: MeetingNotice) -> str:
    """Return the body, one field or paragraph a line, to paste into the 公文系統 (which has the head itself)."""
    required = _required(paper)
    lines = [f"{name}：{value or NOT_FILLED}" for name, value in required.items() if name != "機關"]
    lines += [f"原定時間：{paper.instead_of}"] if paper.instead_of else []
    lines.append(f"列席者：{paper.observers or NONE}")
    lines += ["備註：", *(part.plain for part in paper.remarks)] if paper.remarks else []
    return "\n".join(lines) + "\n"


def values_of(paper: MeetingNotice) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return {
        "文件名稱": NAME_OF_CHANGE if paper.instead_of else NAME,
        "發文日期": paper.issued_on,
        "發文字號": paper.reference,
        "速別": paper.urgency,
        "密等": paper.confidentiality,
        "附件": paper.enclosures,
        "原定時間": paper.instead_of,
        "改期事由": "",
        "列席者": paper.observers or NONE,
        "備註": paragraphs(paper.remarks),
        "署名": paper.signature,
    } | filled(_required(paper))


def _required(paper: MeetingNotice) -> Fields:
    change = {"改期事由": paper.reason} if paper.instead_of else {}
    return {
        "機關": paper.agency,
        "開會事由": paper.purpose,
        **change,
        "開會時間": paper.time,
        "開會地點": paper.place,
        "主持人": paper.chair,
        "聯絡人": paper.contact,
        "聯絡電話": paper.phone,
        "出席者": paper.present,
    }
