"""Every page of papers, gathered under the blueprint."""

from __future__ import annotations

from app.web.papers import (
    confidential_copies,
    declarations,
    documents,
    handover_list,
    loop_papers,
    minutes,
    proposal_tables,
    statistics,
    urging_letters,
)
from app.web.papers.blueprint import bp

__all__ = [
    "bp",
    "confidential_copies",
    "declarations",
    "documents",
    "handover_list",
    "loop_papers",
    "minutes",
    "proposal_tables",
    "statistics",
    "urging_letters",
]
