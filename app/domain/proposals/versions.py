"""The fields a proposal is written in, and what its versions are cut for."""

from __future__ import annotations

from enum import StrEnum


class TextField(StrEnum):
    """案由, 說明, 辦法 and 擬議決議: the fields a paragraph can stand in."""

    SUBJECT = "subject"
    EXPLANATION = "explanation"
    MEASURES = "measures"
    SUGGESTED_RESOLUTION = "suggested_resolution"


class CutFor(StrEnum):
    """Why a version was cut."""

    SUBMISSION = "submission"
    APPROVAL = "approval"
    AGENDA = "agenda"
    REPLACEMENT = "replacement"
    IMPORT = "import"
    KEPT = "kept"
