"""What the audit log's rows point to: the names behind stored ids, and the records that the reader may open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from app.domain.people.actor import Actor
from app.domain.roc_date import roc_slash
from app.models import (
    Agency,
    AgencyGroup,
    AgendaItem,
    Approval,
    Attachment,
    Charter,
    Committee,
    ImportBatch,
    Meeting,
    Member,
    Proposal,
    Resolution,
    RoleGrant,
    TemplateFile,
    User,
    UserSession,
)
from app.queries.intake.batches import visible as batch_is_seen
from app.queries.meetings.found import address_of
from app.queries.people.audit_log import AuditRow
from app.queries.visibility.meetings import meeting_is_seen
from app.queries.visibility.people import committee_is_seen
from app.queries.visibility.proposals import proposals_visible_to
from app.wording.audit_changes import POINTS, is_digest

AGENCY_IDS = ("agency_id", "parent_id", "supervised_by_id", "declares_to_id", "successor_id")
AGENCY_CODES = ("members", "after")


def names_of(session: Session, rows: Iterable[AuditRow]) -> dict[tuple[str, object], str]:
    """(field, stored value) → name, for all ids, codes and digests in the changes of these rows."""
    wanted = _pointed_at(rows)
    agencies = select(Agency.id, Agency.short_name)
    codes = select(Agency.code, Agency.short_name)
    asked: list[tuple[str, Select[*tuple[Any, ...]], InstrumentedAttribute[Any]]] = [
        *((field, agencies, Agency.id) for field in AGENCY_IDS),
        *((field, codes, Agency.code) for field in AGENCY_CODES),
        ("all_agencies_id", select(AgencyGroup.id, AgencyGroup.name), AgencyGroup.id),
        ("user_id", select(User.id, User.name), User.id),
        ("owner_id", select(User.id, User.name), User.id),
        ("sha256", select(Attachment.sha256, Attachment.filename), Attachment.sha256),
        ("sha256", select(TemplateFile.sha256, TemplateFile.filename), TemplateFile.sha256),
    ]
    found: dict[tuple[str, object], str] = {}
    for field, statement, key in asked:
        if values := wanted.get(field):
            found |= {(field, one): name for one, name in session.execute(statement.where(key.in_(values)))}
    if ids := wanted.get("approval"):
        for approval in session.scalars(select(Approval).where(Approval.id.in_(ids))):
            found["approval", approval.id] = _approval(approval)
    return found


def people_of(session: Session, rows: Iterable[AuditRow]) -> dict[tuple[str, int], str]:
    """(table, id) → the name of the person whose account, grant, sign-in or seat a row is about."""
    wanted = _ids_of(rows)
    found: dict[tuple[str, int], str] = {}
    asked: list[tuple[str, Select[*tuple[Any, ...]], InstrumentedAttribute[Any]]] = [
        ("users", select(User.id, User.name), User.id),
        ("members", select(Member.id, Member.name), Member.id),
        (
            "role_grants",
            select(RoleGrant.id, User.name).join(User, User.id == RoleGrant.user_id),
            RoleGrant.id,
        ),
        (
            "user_sessions",
            select(UserSession.id, User.name).join(User, User.id == UserSession.user_id),
            UserSession.id,
        ),
    ]
    for table, statement, key in asked:
        if ids := wanted.get(table):
            found |= {(table, one): name for one, name in session.execute(statement.where(key.in_(ids)))}
    return found


def keys_of(session: Session, actor: Actor, rows: Sequence[AuditRow]) -> dict[tuple[str, int], Any]:
    """(table, id) → what stands in the address of the record's page, for those that are there and seen by `actor`."""
    found: dict[tuple[str, int], Any] = {}
    for thing, ids in _ids_of(rows).items():
        if thing in _MEETING_OF:
            found |= _meetings(session, actor, thing, ids)
        elif thing in _KEYS:
            found |= {(thing, id_): key for id_, key in session.execute(_KEYS[thing](actor, ids))}
    return found


def _ids_of(rows: Iterable[AuditRow]) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {}
    for row in rows:
        if row.thing_id is not None:
            wanted.setdefault(row.thing, set()).add(row.thing_id)
    return wanted


def _pointed_at(rows: Iterable[AuditRow]) -> Mapping[str, set[Any]]:
    wanted: dict[str, set[Any]] = {}
    for row in rows:
        for field, pair in row.changes.items():
            if field in POINTS and isinstance(pair, list):
                values = [one for value in pair for one in (value if isinstance(value, list) else [value])]
                wanted.setdefault(field, set()).update(
                    one for one in values if one not in (None, "") and not is_digest(one)
                )
    return wanted


def _approval(approval: Approval) -> str:
    """「處長王大明 115/11/19 府政預字第1150001號」."""
    who = f"{approval.approver_title}{approval.approver_name}"
    return " ".join(filter(None, (who, roc_slash(approval.decided_on), approval.document_number)))


def _seen_proposals(actor: Actor, ids: set[int]) -> Select[*tuple[Any, ...]]:
    seen = proposals_visible_to(actor).where(Proposal.id.in_(ids))
    return seen.with_only_columns(Proposal.id, Proposal.code).options()


def _own(table: Any, key: Any) -> Callable[[Actor, set[int]], Select[*tuple[Any, ...]]]:
    return lambda actor, ids: select(table.id, key).where(table.id.in_(ids))


def _of_committee(table: Any) -> Callable[[Actor, set[int]], Select[*tuple[Any, ...]]]:
    return lambda actor, ids: (
        select(table.id, Committee.code)
        .join(Committee, Committee.id == table.committee_id)
        .where(table.id.in_(ids), committee_is_seen(actor))
    )


_KEYS: dict[str, Callable[[Actor, set[int]], Select[*tuple[Any, ...]]]] = {
    "proposals": _seen_proposals,
    "agencies": _own(Agency, Agency.id),
    "agency_groups": _own(AgencyGroup, AgencyGroup.id),
    "users": _own(User, User.id),
    "role_grants": _own(RoleGrant, RoleGrant.user_id),
    "committees": lambda actor, ids: select(Committee.id, Committee.code).where(
        Committee.id.in_(ids), committee_is_seen(actor)
    ),
    "charters": _of_committee(Charter),
    "members": _of_committee(Member),
    "import_batches": lambda actor, ids: (
        select(ImportBatch.id, ImportBatch.id)
        .join(Committee, Committee.id == ImportBatch.committee_id, isouter=True)
        .where(ImportBatch.id.in_(ids), batch_is_seen(actor))
    ),
}
_MEETING_OF: dict[str, Any] = {
    "meetings": (Meeting.id, Meeting.id),
    "agenda_items": (AgendaItem.id, AgendaItem.meeting_id),
    "resolutions": (Resolution.id, Resolution.meeting_id),
}


def _meetings(session: Session, actor: Actor, thing: str, ids: set[int]) -> dict[tuple[str, int], str]:
    """Lines and resolutions lead to the page of their meeting."""
    own, meeting_id = _MEETING_OF[thing]
    meeting_of: dict[int, int] = {
        one: found for one, found in session.execute(select(own, meeting_id).where(own.in_(ids)))
    }
    seen = session.scalars(
        select(Meeting)
        .join(Meeting.committee)
        .options(contains_eager(Meeting.committee))
        .where(Meeting.id.in_(meeting_of.values()), meeting_is_seen(actor))
    )
    addresses = {meeting.id: address_of(meeting) for meeting in seen}
    return {(thing, one): addresses[found] for one, found in meeting_of.items() if found in addresses}
