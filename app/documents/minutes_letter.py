"""函送紀錄函稿: the letter that carries the minutes, as a 函 and as plain text for the 公文系統."""

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

FIELDS = FieldSet(
    frozenset(
        {
            "機關", "地址", "承辦人", "電話", "電子信箱", "受文者", "發文日期", "發文字號", "速別", "密等",
            "附件", "主旨", "正本", "副本", "署名",
        }
    ),
    {"說明": PARAGRAPHS},
)  # fmt: skip


@dataclass(frozen=True)
class MinutesLetter:
    """The paper. What the 公文系統 gives (受文者 of each copy, 發文日期, 發文字號) or the form leaves open
    (速別, 密等) may be empty; 地址, 電子信箱, 副本 and the signature print only when set."""

    agency: str
    contact: str
    phone: str
    enclosures: str
    subject: str
    explanation: tuple[Paragraph, ...]
    recipients: str
    copies: str = ""
    address: str = ""
    email: str = ""
    addressee: str = ""
    issued_on: str = ""
    reference: str = ""
    urgency: str = ""
    confidentiality: str = ""
    signature: str = ""


def build(paper: MinutesLetter, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("minutes-letter", fmt, values_of(paper), template)


def empty_fields(paper: MinutesLetter) -> list[EmptyField]:
    """Return what prints （未填）."""
    return missing(_required(paper))


def plain_text(paper: MinutesLetter) -> str:
    """Return the body, one field or paragraph a line, to paste into the 公文系統 (which has the head itself)."""
    lines = [f"主旨：{paper.subject or NOT_FILLED}", "說明："]
    lines += [part.plain for part in paper.explanation] or [NOT_FILLED]
    lines += [f"附件：{paper.enclosures or NOT_FILLED}", f"正本：{paper.recipients or NOT_FILLED}"]
    lines += [f"副本：{paper.copies}"] if paper.copies else []
    return "\n".join(lines) + "\n"


def values_of(paper: MinutesLetter) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    return filled(_required(paper)) | {
        "地址": paper.address,
        "電子信箱": paper.email,
        "受文者": paper.addressee,
        "發文日期": paper.issued_on,
        "發文字號": paper.reference,
        "速別": paper.urgency,
        "密等": paper.confidentiality,
        "副本": paper.copies,
        "署名": paper.signature,
    }


def _required(paper: MinutesLetter) -> Fields:
    return {
        "機關": paper.agency,
        "承辦人": paper.contact,
        "電話": paper.phone,
        "附件": paper.enclosures,
        "主旨": paper.subject,
        "說明": paper.explanation,
        "正本": paper.recipients,
    }
