"""How an agency approves its own reports: 紙本核章, 線上核可 or none; its supervisor says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, may
from app.domain.tracking.decisions import ApprovalMode
from app.models import Agency, ReportingRule
from app.services import audit
from app.services.versions import check_seen


def rule_of(session: Session, agency_id: int) -> ReportingRule | None:
    return session.scalars(select(ReportingRule).where(ReportingRule.agency_id == agency_id)).one_or_none()


def choose(
    session: Session,
    actor: Actor,
    agency: Agency,
    mode: ApprovalMode,
    *,
    seen_version: int | None,
    now: datetime,
) -> None:
    """`seen_version`: of the row there was; 0 where there was none."""
    if not may(actor, Right.SIGN_OFF, agency_id=agency.id):
        raise NotAllowed("not_yours_to_do")
    rule = rule_of(session, agency.id)
    before = rule.approval if rule else ApprovalMode.PAPER
    if rule is None:
        rule = ReportingRule(agency_id=agency.id, approval=mode)
        session.add(rule)
    else:
        check_seen(rule, seen_version)
        rule.approval = mode
    session.flush()
    if mode is not before:
        audit.record(
            session, actor, "choose_approval", rule, now=now, code=agency.code, agency_id=agency.id,
            changes={"approval_mode": [before, mode]},
        )  # fmt: skip
