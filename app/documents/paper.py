"""What every paper has in common: its two formats, where its templates lie, how an empty field prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import UndefinedError

from app.documents.errors import TemplateRefused
from app.documents.grammar import FieldSet
from app.documents.program import compile_template
from app.domain.proposals.paragraphs import Paragraph

TEMPLATES = Path(__file__).parents[2] / "docx_templates"
NOT_FILLED = "（未填）"
NONE = "無"

PARAGRAPHS = FieldSet(frozenset({"編號標記", "引言", "內文", "層級"}))

Format = Literal["docx", "odt"]
Fields = Mapping[str, str | Sequence[Paragraph]]


@dataclass(frozen=True)
class EmptyField:
    """A field that prints （未填）; `case` is the place of its case or row from 1, 0 for the paper itself."""

    case: int
    field: str


def render(name: str, fmt: Format, values: Mapping[str, Any], template: bytes | None) -> bytes:
    """Fill `template`, else the template `name` of `docx_templates/`.

    Raises TemplateRefused, and ValueError for a character XML cannot carry.
    """
    program = compile_template(template or (TEMPLATES / f"{name}.{fmt}").read_bytes())
    try:
        return program.render(values)
    except UndefinedError as error:
        raise TemplateRefused("unknown_field", {"field": error.message or ""}) from error


def filled(required: Fields) -> dict[str, Any]:
    """Return the fields as a template reads them; an empty one prints （未填）."""
    return {
        name: (value or NOT_FILLED) if isinstance(value, str) else paragraphs(value, NOT_FILLED)
        for name, value in required.items()
    }


def missing(required: Fields, case: int = 0) -> list[EmptyField]:
    """Return the fields that `filled` prints as （未填）."""
    return [EmptyField(case, name) for name, value in required.items() if not value]


def empty_rows(found: Iterable[EmptyField]) -> dict[str, list[int]]:
    """The empty fields of a paper, each with the places of its cases or rows; none where it is the paper's own."""
    rows: dict[str, list[int]] = {}
    for empty in found:
        rows.setdefault(empty.field, []).extend([empty.case] if empty.case else [])
    return rows


def paragraphs(parts: Sequence[Paragraph], if_none: str | None = None) -> list[dict[str, Any]]:
    """`if_none` is one paragraph for where the page cannot do without: Word calls an empty cell damage."""
    if not parts and if_none is not None:
        parts = (Paragraph("", 0, "", if_none),)
    return [
        {"編號標記": part.marker, "引言": part.lead_in, "內文": part.text, "層級": part.level}
        for part in parts
    ]
