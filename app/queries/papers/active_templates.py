"""Which template a paper is printed with: the version in use, or the original."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.errors import NotNow
from app.domain.papers.template_flow import TemplateFormat, TemplateVersionState
from app.models import Template, TemplateFile, TemplateVersion


def active_template(session: Session, paper: str, fmt: str) -> bytes | None:
    """The bytes of the version in use for `paper` (`minutes`, `agenda` …) as `docx` or `odt`; None: the original is in use.

    NotNow `template_without_odt` where the version in use has no ODT twin yet. PDF is made of the Word file.
    """
    wanted = (TemplateFile.format == TemplateFormat(fmt)).desc()
    found = session.execute(
        _in_use(TemplateFile.format, TemplateFile.content).where(Template.paper == paper).order_by(wanted)
    ).first()
    if found is None:
        return None
    if found.format != fmt:
        raise NotNow("template_without_odt")
    content: bytes = found.content
    return content


def papers_without_odt(session: Session) -> frozenset[str]:
    """Papers whose version in use has no ODT twin yet: their ODT button says so."""
    found = {(row.paper, row.format) for row in session.execute(_in_use(Template.paper, TemplateFile.format))}
    return frozenset(paper for paper, _ in found if (paper, TemplateFormat.ODT) not in found)


def files_in_use(session: Session) -> list[Row[Any]]:
    """`paper`, `number`, `format` and `content` of every uploaded file that papers are printed with."""
    columns = (Template.paper, TemplateVersion.number, TemplateFile.format, TemplateFile.content)
    return list(session.execute(_in_use(*columns).order_by(Template.paper, TemplateFile.format)))


def templates_in_use(session: Session) -> dict[tuple[str, str], bytes]:
    """(paper, format) → the bytes of every version in use, for who prints many papers at once."""
    rows = session.execute(_in_use(Template.paper, TemplateFile.format, TemplateFile.content))
    return {(row.paper, row.format.value): row.content for row in rows}


def digests_in_use(session: Session) -> dict[str, str]:
    """Paper → what tells its version in use from every other; papers printed with the original are not there."""
    found: dict[str, str] = {}
    for row in session.execute(
        _in_use(Template.paper, TemplateFile.sha256).order_by(Template.paper, TemplateFile.format)
    ):
        found[row.paper] = found.get(row.paper, "") + row.sha256
    return found


def _in_use(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    return (
        select(*columns)
        .join(TemplateVersion, TemplateVersion.id == TemplateFile.version_id)
        .join(Template, Template.id == TemplateVersion.template_id)
        .where(TemplateVersion.state == TemplateVersionState.ACTIVE)
    )
