"""A share and a report as the papers of the loop print them."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.roc_date import roc_text
from app.models import AskedFigure, Assignment, ProgressReport
from app.queries.papers.reported import Origin
from app.wording.tracking import loop_papers as said
from app.wording.words import word


def title_of(share: Assignment, origin: Origin) -> str:
    """`item` must be loaded."""
    return said.SECRET_ITEM if origin.secret else share.item.title


def words_of(report: ProgressReport | None, origin: Origin) -> str:
    if origin.secret:
        return said.SECRET_REPORT
    return report.text if report and report.text else said.NOT_WRITTEN


def due_of(share: Assignment) -> str:
    return roc_text(share.due_current) if share.due_current else word(share.due_kind)


def more_of(report: ProgressReport | None, figures: Mapping[int, AskedFigure], origin: Origin) -> str:
    """The figures asked for, why there is no progress, and the day expected; `figures` must be loaded."""
    if report is None or origin.secret:
        return ""
    lines = [
        said.FIGURE.format(name=asked.name, value=f"{one.value:,}", unit=asked.unit).rstrip()
        for one in report.figures
        if (asked := figures.get(one.figure_id))
    ]
    if report.none_reason:
        own = f"（{report.none_reason_text}）" if report.none_reason_text else ""
        lines.append(said.NO_PROGRESS.format(reason=f"{word(report.none_reason)}{own}"))
    if report.expected_on:
        lines.append(said.EXPECTED.format(day=roc_text(report.expected_on)))
    return "\n".join(lines)
