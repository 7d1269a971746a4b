"""上線準備: what the seven tasks of a first set-up ask the records, in few statements."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.insight.set_up import SetUpFacts
from app.domain.meetings.yearly import HELD_STATES
from app.domain.notices.delivery import MailKind
from app.domain.papers.template_flow import TemplateVersionState
from app.domain.people.actor import Role
from app.domain.roc_date import roc_year_from
from app.models import (
    Agency,
    AuthorisationBatch,
    Charter,
    Committee,
    Delivery,
    Meeting,
    Member,
    ReminderRule,
    TemplateVersion,
)
from app.queries.notices.recipients import seats
from app.queries.office_calendar import years_lacking


def facts_of(session: Session, committee: Committee, today: date) -> SetUpFacts:
    """`committee`: the primary one."""
    agencies = session.scalars(
        select(Agency.id).where(
            Agency.id != committee.agency_id,
            or_(Agency.valid_from.is_(None), Agency.valid_from <= today),
            or_(Agency.valid_to.is_(None), Agency.valid_to >= today),
        )
    ).all()
    contacts = [one for one in seats(session, agencies, Role.CONTACT, today=today) if one.has_mailbox]
    reached = {one.agency_id for one in contacts}
    counted = session.execute(
        select(
            _count(Charter.id, Charter.committee_id == committee.id).label("charters"),
            _count(
                Member.id,
                Member.committee_id == committee.id,
                or_(Member.to_on.is_(None), Member.to_on >= today),
                or_(Member.left_on.is_(None), Member.left_on >= today),
            ).label("members"),
            _count(TemplateVersion.id, TemplateVersion.state == TemplateVersionState.ACTIVE).label("templates"),
            _count(ReminderRule.id, ReminderRule.is_on.is_(True)).label("steps"),
            _count(AuthorisationBatch.id, extract("year", AuthorisationBatch.base_on) == today.year).label("days"),
            _count(Meeting.id, Meeting.committee_id == committee.id, Meeting.state.in_(HELD_STATES)).label("past"),
        )
    ).one()  # fmt: skip
    return SetUpFacts(
        agencies=len(agencies),
        contacts=len(contacts),
        without_contact=len(set(agencies) - reached),
        charter=bool(counted.charters),
        members=counted.members,
        own_templates=counted.templates,
        lacking=tuple(roc_year_from(year) for year in years_lacking(session, today)),
        steps_on=counted.steps,
        base_days=counted.days,
        test_mail=session.scalars(
            select(Delivery.state).where(Delivery.kind == MailKind.TEST).order_by(Delivery.id.desc()).limit(1)
        ).first(),
        past_meetings=counted.past,
    )


def _count(column: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count(column)).where(*conditions).scalar_subquery()
