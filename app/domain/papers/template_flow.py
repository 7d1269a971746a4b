"""範本: versions of a paper's layout, of which at most one is in use; the original is the one the program comes with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.flow import Flow, Move
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may

ORIGINAL = 0
"""The number of the original (原廠範本), which is in use where no version is."""


class TemplateFormat(StrEnum):
    DOCX = "docx"
    ODT = "odt"


class FileOrigin(StrEnum):
    """Where a file of a version comes from."""

    UPLOADED = "uploaded"
    CONVERTED = "converted"
    CARRIED_OVER = "carried_over"


class TemplateVersionState(StrEnum):
    """A version is born retired: it is looked at before it is used."""

    ACTIVE = "active"
    RETIRED = "retired"


class TemplateAction(StrEnum):
    ACTIVATE = "activate"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """`department_id`: the agency of the primary committee, whose officers keep the templates of all."""

    department_id: int | None


def keeps(actor: Actor, facts: TemplateFacts) -> bool:
    return may(actor, Right.KEEP_TEMPLATES, committee_agency_id=facts.department_id)


_S, _A = TemplateVersionState, TemplateAction

TEMPLATE_FLOW: Flow[TemplateVersionState, TemplateAction, TemplateFacts] = Flow(
    name="template_version",
    states=TemplateVersionState,
    starts=frozenset({_S.RETIRED}),
    ends=frozenset(),
    moves={
        (_S.RETIRED, _A.ACTIVATE): Move(_S.ACTIVE, who=(keeps,)),
        (_S.ACTIVE, _A.RETIRE): Move(_S.RETIRED, who=(keeps,)),
    },
)
