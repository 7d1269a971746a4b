"""The papers and the versions of their templates, as the pages of 文件範本 show them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from app.domain.errors import Absent
from app.domain.papers.template_flow import (
    ORIGINAL,
    TemplateFacts,
    TemplateFormat,
    TemplateVersionState,
    keeps,
)
from app.domain.people.actor import Actor
from app.models import Template, TemplateFile, TemplateVersion
from app.queries.people.committees import primary_committee

_WITH_ALL = (
    selectinload(TemplateVersion.files),
    joinedload(TemplateVersion.uploaded_by),
    joinedload(TemplateVersion.activated_by),
)


def template_facts(session: Session) -> TemplateFacts:
    committee = primary_committee(session)
    return TemplateFacts(committee.agency_id if committee else None)


def keeps_templates(session: Session, actor: Actor) -> bool:
    """Is `actor` of 政風處, whose officers keep the templates?"""
    return keeps(actor, template_facts(session))


def versions_in_use(session: Session) -> dict[str, TemplateVersion]:
    """The version in use of each paper that is not printed with the original."""
    found = session.execute(
        select(Template.paper, TemplateVersion)
        .join(Template.versions)
        .where(TemplateVersion.state == TemplateVersionState.ACTIVE)
        .options(*_WITH_ALL)
    )
    return {row.paper: row.TemplateVersion for row in found}


def template_of(session: Session, paper: str) -> Template | None:
    """None where nothing was ever uploaded."""
    return session.scalars(select(Template).where(Template.paper == paper)).one_or_none()


def versions_of(session: Session, paper: str) -> list[TemplateVersion]:
    """Newest first; the original is not among them."""
    query = select(TemplateVersion).join(Template, Template.id == TemplateVersion.template_id)
    return list(
        session.scalars(
            query.where(Template.paper == paper).order_by(TemplateVersion.number.desc()).options(*_WITH_ALL)
        )
    )


def file_of(
    session: Session, paper: str, number: int, fmt: TemplateFormat, originals: Path
) -> tuple[str, bytes]:
    """Name and bytes of a version's file; number 0 is the original, read from `originals`. Raises Absent."""
    if number == ORIGINAL:
        path = originals / f"{paper}.{fmt}"
        return path.name, path.read_bytes()
    row = session.scalars(
        select(TemplateFile)
        .join(TemplateVersion, TemplateVersion.id == TemplateFile.version_id)
        .join(Template, Template.id == TemplateVersion.template_id)
        .where(Template.paper == paper, TemplateVersion.number == number, TemplateFile.format == fmt)
        .options(undefer(TemplateFile.content))
    ).one_or_none()
    if row is None:
        raise Absent
    return row.filename, row.content
