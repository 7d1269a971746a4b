"""What is purged of people: side notes, sign-ins and keys that are long over. The log itself is only reported."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.retention import Kept, Purged, begins
from app.models import (
    AuditEvent,
    FormKey,
    MailedKey,
    OneTimeLink,
    ReadEvent,
    RefusedAccess,
    SignInThrottle,
    UserSession,
)
from app.services.purging import PurgeRule, rows_before

_NOTES = Kept.SIDE_NOTES
RULES = (
    rows_before(Purged.READ_EVENTS, _NOTES, ReadEvent.id, lambda since: ReadEvent.at < begins(since)),
    rows_before(Purged.REFUSED_ACCESSES, _NOTES, RefusedAccess.id, lambda since: RefusedAccess.at < begins(since)),
    rows_before(
        Purged.FAILED_SIGN_INS, _NOTES, SignInThrottle.login, lambda since: SignInThrottle.last_failed_at < begins(since)
    ),
    rows_before(Purged.SESSIONS, _NOTES, UserSession.id, lambda since: UserSession.last_seen_at < begins(since)),
    rows_before(Purged.ONE_TIME_LINKS, _NOTES, OneTimeLink.id, lambda since: OneTimeLink.expires_at < begins(since)),
    rows_before(Purged.MAILED_KEYS, _NOTES, MailedKey.id, lambda since: MailedKey.expires_at < begins(since)),
    rows_before(Purged.FORM_KEYS, _NOTES, FormKey.key, lambda since: FormKey.used_at < begins(since)),
    PurgeRule(
        Purged.AUDIT_EVENTS, Kept.AUDIT, lambda since: select(AuditEvent.id).where(AuditEvent.at < begins(since))
    ),
)  # fmt: skip
