"""範本: keep a new version, put one in use, go back to an earlier one or to the original."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.errors import Absent, NotAllowed
from app.domain.flow import performs
from app.domain.papers.template_flow import (
    TEMPLATE_FLOW,
    FileOrigin,
    TemplateAction,
    TemplateFormat,
    TemplateVersionState,
)
from app.domain.people.actor import Actor
from app.models import Template, TemplateFile, TemplateVersion
from app.queries.papers.template_versions import keeps_templates, template_facts
from app.services import audit
from app.services.versions import check_seen
from app.wording.papers import PAPER_NAMES
from app.wording.templates import TEMPLATE_VERSION


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file of a new version, looked at and found fit."""

    format: TemplateFormat
    origin: FileOrigin
    filename: str
    content: bytes


def demand_keeper(session: Session, actor: Actor) -> None:
    """NotAllowed unless `actor` is of 政風處, which keeps the templates of every committee."""
    if not keeps_templates(session, actor):
        raise NotAllowed("not_yours_to_do")


def add(
    session: Session, actor: Actor, paper: str, files: Sequence[NewFile], *, note: str, now: datetime
) -> TemplateVersion:
    """Keep the files as the next version of `paper`; nothing is printed with it before it is put in use."""
    demand_keeper(session, actor)
    template = _locked(session, paper) or _first(session, paper)
    last = session.scalar(
        select(func.max(TemplateVersion.number)).where(TemplateVersion.template_id == template.id)
    )
    version = TemplateVersion(
        template_id=template.id,
        number=(last or 0) + 1,
        note=note,
        uploaded_at=now,
        uploaded_by_id=actor.person_id,
        files=[_row(file) for file in files],
    )
    session.add(version)
    flag_modified(template, "paper")
    session.flush()
    digests = [hashlib.sha256(file.content).hexdigest() for file in files]
    _note(session, actor, "create", template, version, now, {"sha256": [None, digests]})
    return version


@performs(TEMPLATE_FLOW, TemplateAction.ACTIVATE)
def activate(
    session: Session, actor: Actor, paper: str, number: int, *, seen_version: int | None, now: datetime
) -> None:
    """Print with this version from now on; the one in use until now is retired. Absent, ChangedSinceSeen."""
    template = _seen(session, paper, seen_version)
    version = _version(session, template, TemplateVersion.number == number)
    if version is None:
        raise Absent
    state = TEMPLATE_FLOW.step(version.state, TemplateAction.ACTIVATE, actor, template_facts(session))
    _retire(session, actor, template, now)
    version.state, version.activated_at, version.activated_by_id = state, now, actor.person_id
    _note(session, actor, TemplateAction.ACTIVATE, template, version, now)


@performs(TEMPLATE_FLOW, TemplateAction.RETIRE)
def back_to_original(
    session: Session, actor: Actor, paper: str, *, seen_version: int | None, now: datetime
) -> None:
    """Print with the original again; nothing happens where it is in use. ChangedSinceSeen."""
    demand_keeper(session, actor)
    _retire(session, actor, _seen(session, paper, seen_version), now)


def _retire(session: Session, actor: Actor, template: Template, now: datetime) -> None:
    """Take the version in use out of use, and move the template on: pages that showed it as it was are stale."""
    flag_modified(template, "paper")
    version = _version(session, template, TemplateVersion.state == TemplateVersionState.ACTIVE)
    if version is not None:
        version.state = TEMPLATE_FLOW.step(
            version.state, TemplateAction.RETIRE, actor, template_facts(session)
        )
        _note(session, actor, TemplateAction.RETIRE, template, version, now)
    session.flush()


def _locked(session: Session, paper: str) -> Template | None:
    return session.scalars(
        select(Template)
        .where(Template.paper == paper)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _first(session: Session, paper: str) -> Template:
    template = Template(paper=paper)
    session.add(template)
    session.flush()
    return template


def _seen(session: Session, paper: str, seen_version: int | None) -> Template:
    template = _locked(session, paper)
    if template is None:
        raise Absent
    check_seen(template, seen_version)
    return template


def _version(session: Session, template: Template, which: ColumnElement[bool]) -> TemplateVersion | None:
    query = select(TemplateVersion).where(TemplateVersion.template_id == template.id, which)
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _row(file: NewFile) -> TemplateFile:
    return TemplateFile(
        format=file.format,
        origin=file.origin,
        filename=file.filename,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
    )


def _note(
    session: Session,
    actor: Actor,
    action: str,
    template: Template,
    version: TemplateVersion,
    now: datetime,
    changes: Mapping[str, object] | None = None,
) -> None:
    code = TEMPLATE_VERSION.format(
        paper=PAPER_NAMES.get(template.paper, template.paper), number=version.number
    )
    audit.record(session, actor, action, version, now=now, code=code, changes=changes)
