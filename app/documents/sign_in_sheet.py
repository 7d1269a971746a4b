"""簽到表: 委員 and 列席 apart, with room for the signature and for a proxy."""

from dataclasses import dataclass
from typing import Any

from app.documents.grammar import FieldSet
from app.documents.paper import EmptyField, Fields, Format, filled, missing, render

_PERSON_FIELDS = FieldSet(frozenset({"職稱", "姓名", "代理人"}))
FIELDS = FieldSet(
    frozenset({"標題", "時間", "地點", "主席"}), {"委員": _PERSON_FIELDS, "列席": _PERSON_FIELDS}
)


@dataclass(frozen=True)
class Attendee:
    """One line. An empty `name` is written by hand (an office that sends somebody); `proxy` is what stands in
    the 代理人 column beforehand: a name, or that none is allowed."""

    position: str
    name: str = ""
    proxy: str = ""


@dataclass(frozen=True)
class SignInSheet:
    """The paper; `spare_lines` are empty lines after the 列席, for who comes unannounced."""

    title: str
    time: str
    place: str
    chair: str
    members: tuple[Attendee, ...]
    observers: tuple[Attendee, ...] = ()
    spare_lines: int = 0


def build(paper: SignInSheet, fmt: Format, template: bytes | None = None) -> bytes:
    """Return the file; see `paper.render` for `template` and what is raised."""
    return render("sign-in-sheet", fmt, values_of(paper), template)


def empty_fields(paper: SignInSheet) -> list[EmptyField]:
    """Return what prints （未填）; lines are counted from the first 委員 through the last 列席."""
    found = missing(_required(paper))
    for place, person in enumerate((*paper.members, *paper.observers), start=1):
        found += missing({"職稱": person.position}, place)
    return found


def values_of(paper: SignInSheet) -> dict[str, Any]:
    """Return the paper as the plain values a template reads (the names of `FIELDS`)."""
    spare = [dict.fromkeys(_PERSON_FIELDS.names, "") for _ in range(paper.spare_lines)]
    return filled(_required(paper)) | {
        "委員": [_person(person) for person in paper.members],
        "列席": [*(_person(person) for person in paper.observers), *spare],
    }


def _required(paper: SignInSheet) -> Fields:
    return {"標題": paper.title, "時間": paper.time, "地點": paper.place, "主席": paper.chair}


def _person(person: Attendee) -> dict[str, Any]:
    return filled({"職稱": person.position}) | {"姓名": person.name, "代理人": person.proxy}
