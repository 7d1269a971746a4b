"""保存年限: how long what is kept, and which day is the first still kept. Nothing submitted goes before its time."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")


class Kept(StrEnum):
    """What a period is set for. Records and the log are only reported: what becomes of them the archive law says."""

    RECORDS = "records"
    AUDIT = "audit"
    MAIL = "mail"
    SIDE_NOTES = "side_notes"


class Purged(StrEnum):
    """What a purge looks through; each is counted by itself."""

    MAIL_BODIES = "mail_bodies"
    READ_EVENTS = "read_events"
    REFUSED_ACCESSES = "refused_accesses"
    FAILED_SIGN_INS = "failed_sign_ins"
    SESSIONS = "sessions"
    ONE_TIME_LINKS = "one_time_links"
    MAILED_KEYS = "mailed_keys"
    MAIL_LINKS = "mail_links"
    FORM_KEYS = "form_keys"
    IMPORT_DRAFTS = "import_drafts"
    DECLARANTS = "declarants"
    MEETINGS = "meetings"
    AUDIT_EVENTS = "audit_events"


def kept_since(today: date, *, years: int = 0, days: int = 0) -> date:
    """The first day still kept: the day itself is not counted, so a period ends with the same day of a later year."""
    if days:
        return date.fromordinal(today.toordinal() - days)
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February: the same month's last day
        return today.replace(year=today.year - years, day=28)


def begins(day: date) -> datetime:
    """The instant a day begins in Taipei."""
    return datetime.combine(day, time(0), TAIPEI)
