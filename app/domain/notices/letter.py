"""What one mail says, before it is put into words: to whom, the lines, the way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.notices.notice import NoticeKind

HOME = "/work"
COMPOUND_NAMES = frozenset(
    ("歐陽", "司馬", "司徒", "上官", "諸葛", "皇甫", "東方", "尉遲", "公孫", "范姜", "張簡", "歐曾")
)
ASKS_FOR_A_REPORT = frozenset(
    (
        NoticeKind.DISPATCHED,
        NoticeKind.SENT_BACK,
        NoticeKind.CONTINUED,
        NoticeKind.RESTORED,
        NoticeKind.ROUND_DUE,
        NoticeKind.ROUND_LATE,
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """One 提醒 as its mail names it. Of a confidential record nothing but that there is one. `round`: 「115年第3季」."""

    kind: NoticeKind
    code: str = ""
    title: str = ""
    due_on: date | None = None
    letter_on: date | None = None
    document_number: str = ""
    reason: str = ""
    path: str = ""
    confidential: bool = False
    round: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a mail greets. `agency`: the short name of the body he is written to for."""

    name: str
    title: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """Who writes: the department with its telephone, and the address pages have from outside (empty: not known)."""

    department: str
    phone: str = ""
    address: str = ""


def salutation(person: Person) -> str:
    """李股長大華: the title between the names; a name that is not written so keeps its order."""
    name, title = person.name.strip(), person.title.strip()
    if not title or not all("\u4e00" <= sign <= "\u9fff" for sign in name) or len(name) > 4:
        return f"{name}{title}"
    family = 2 if name[:2] in COMPOUND_NAMES and len(name) > 2 else 1
    return f"{name[:family]}{title}{name[family:]}"


def leads_to(lines: tuple[Line, ...]) -> str:
    """The page of a mail: of its one subject, or 我的工作 where there are several."""
    paths = {line.path for line in lines if line.path}
    return paths.pop() if len(paths) == 1 else HOME


def may_carry_a_link(lines: tuple[Line, ...]) -> bool:
    """A confidential case never opens by a link."""
    return not any(line.confidential for line in lines)
