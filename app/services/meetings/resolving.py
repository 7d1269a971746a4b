"""決議、決定、裁示: add, change, take back. Every differing text is kept; a proposal follows what is recorded after 散會."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.domain.errors import Absent, Invalid, NotNow
from app.domain.meetings.meeting_flow import FROZEN, RECORDING, MeetingState
from app.domain.meetings.minutes_flow import MinutesState
from app.domain.meetings.numbering import chair_code, resolution_code
from app.domain.meetings.resolution import (
    Disposition,
    ResolutionKind,
    Section,
    TrackingChoice,
    kind_fits,
    outcome_of,
)
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Minutes, Resolution, ResolutionText
from app.services.meetings import lines
from app.services.meetings.following import dispositions_of, follow, waits
from app.services.versions import check_seen


@dataclass(frozen=True, slots=True)
class Wording:
    """What is recorded. `amended_measures`: the 辦法 as amended, with 修正通過 only; `kind_reason`: why not the section's kind."""

    kind: ResolutionKind
    text: str
    disposition: Disposition | None = None
    tracking_choice: TrackingChoice | None = None
    amended_measures: str = ""
    kind_reason: str = ""


def add(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    wording: Wording,
    *,
    now: datetime,
) -> Resolution:
    """A further resolution of a case, or (`item` None) of the meeting as a whole.

    One that had been taken back lends its code to the next, so that the first of a case has the case's code.
    """
    item = _recording(session, actor, meeting, item)
    _check(wording, item)
    check_outcome(session, meeting, item, None, wording.disposition)
    resolution = insert(session, actor, meeting, item, wording, now=now)
    lines.note(
        session, actor.recording(), "record", resolution, meeting, now=now, code=resolution.code,
        reason=wording.kind_reason, changes=changes_of(None, wording), confidential=lines.is_confidential(item),
    )  # fmt: skip
    _follow(session, actor, meeting, item, now)
    return resolution


def insert(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    wording: Wording,
    *,
    now: datetime,
) -> Resolution:
    """The row under its code and its first text, on a meeting that is held, without its audit row."""
    demand_not_frozen(session, meeting)
    if item is not None and item.code is None:
        raise Invalid("item_takes_no_resolution", "text")
    rows = session.scalars(
        select(Resolution)
        .where(Resolution.meeting_id == meeting.id, of_item(item))
        .order_by(Resolution.ordinal)
        .execution_options(populate_existing=True)
    ).all()
    resolution = next((row for row in rows if row.removed_at is not None), None)
    if resolution is None:
        ordinal = len(rows) + 1
        code = (
            resolution_code(item.code, ordinal) if item and item.code else chair_code(meeting.slug, ordinal)
        )
        resolution = Resolution(
            meeting_id=meeting.id, item_id=item.id if item else None, ordinal=ordinal, code=code
        )
        session.add(resolution)
    resolution.removed_at = None
    write(session, actor, resolution, wording, now)
    return resolution


def change(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    resolution: Resolution,
    wording: Wording,
    *,
    seen_version: int | None,
    now: datetime,
) -> Resolution:
    """Write it anew; the text before stays readable and can be taken up again."""
    item = _recording(session, actor, meeting, _item_of(session, resolution))
    _standing(session, resolution, seen_version)
    _check(wording, item)
    before = wording_of(resolution)
    if before == wording:
        return resolution
    check_outcome(session, meeting, item, resolution, wording.disposition)
    write(session, actor, resolution, wording, now)
    lines.note(
        session, actor.recording(), "change", resolution, meeting, now=now, code=resolution.code,
        changes=changes_of(before, wording), confidential=lines.is_confidential(item),
    )  # fmt: skip
    _follow(session, actor, meeting, item, now)
    return resolution


def take_back(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    resolution: Resolution,
    *,
    reason: str,
    seen_version: int | None,
    now: datetime,
) -> None:
    """Recorded by mistake: it counts no longer; its row and texts stay."""
    item = _recording(session, actor, meeting, _item_of(session, resolution))
    _standing(session, resolution, seen_version)
    if not reason.strip():
        raise Invalid("reason_missing", "reason")
    check_outcome(session, meeting, item, resolution, None)
    resolution.removed_at = now
    session.flush()
    lines.note(
        session, actor.recording(), "take_back", resolution, meeting, now=now, code=resolution.code,
        reason=reason, confidential=lines.is_confidential(item),
    )  # fmt: skip
    _follow(session, actor, meeting, item, now)


def demand_not_frozen(session: Session, meeting: Meeting) -> None:
    """NotNow `resolution_frozen` once the minutes are approved: whatever comes later, an import too, is 更正."""
    state = session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting.id))
    if state is MinutesState.APPROVED:
        raise NotNow("resolution_frozen")


def _recording(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem | None
) -> AgendaItem | None:
    """The case as it is now, on a meeting that is held and records."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    lines.lock(session, meeting)
    if meeting.state in FROZEN:
        raise NotNow("resolution_frozen")
    if meeting.state not in RECORDING:
        raise NotNow("not_recording")
    if item is None:
        return None
    found = next((line for line in lines.lines_of(session, meeting) if line.id == item.id), None)
    if found is None:
        raise Absent
    return found


def _standing(session: Session, resolution: Resolution, seen_version: int | None) -> None:
    lines.read_anew(session, resolution)
    check_seen(resolution, seen_version)
    if resolution.removed_at is not None:
        raise Absent


def check_kind(wording: Wording, item: AgendaItem | None) -> None:
    """Invalid `kind_reason_missing` for a kind that is not the section's, without a word why."""
    if not fits(wording.kind, item) and not wording.kind_reason.strip():
        raise Invalid("kind_reason_missing", "kind_reason")


def fits(kind: ResolutionKind, item: AgendaItem | None) -> bool:
    return kind_fits(item.section if item else Section.CLOSING, kind)


def _check(wording: Wording, item: AgendaItem | None) -> None:
    check_kind(wording, item)
    if not wording.text.strip():
        raise Invalid("resolution_text_missing", "text")
    if wording.amended_measures and wording.disposition is not Disposition.ADOPTED_AMENDED:
        raise Invalid("amended_measures_need_amendment", "amended_measures")


def check_outcome(
    session: Session,
    meeting: Meeting,
    item: AgendaItem | None,
    changed: Resolution | None,
    disposition: Disposition | None,
) -> None:
    """A proposal that went its way (已決議, back to the candidates, 撤案) is not called back by another word."""
    if item is None or item.proposal is None or waits(session, item):
        return
    resolutions = lines.resolutions_of(session, meeting)
    before = dispositions_of(item, resolutions)
    after = _with(item, resolutions, changed, disposition)
    if outcome_of(before) is not None and outcome_of(before) != outcome_of(after):
        raise NotNow("proposal_has_followed")


def _with(
    item: AgendaItem, resolutions: Sequence[Resolution], changed: Resolution | None, new: Disposition | None
) -> list[Disposition | None]:
    own = sorted((one for one in resolutions if one.item_id == item.id), key=lambda one: one.ordinal)
    if changed is None:
        return [*(one.disposition for one in own), new]
    return [new if one.id == changed.id else one.disposition for one in own]


def _follow(session: Session, actor: Actor, meeting: Meeting, item: AgendaItem | None, now: datetime) -> None:
    if item is not None and meeting.state == MeetingState.ADJOURNED:
        follow(session, actor.recording(), item, lines.resolutions_of(session, meeting), now=now)


def write(session: Session, actor: Actor, resolution: Resolution, wording: Wording, now: datetime) -> None:
    texts_before = (resolution.text, resolution.amended_measures)
    for name, value in asdict(wording).items():
        setattr(resolution, name, value)
    resolution.recorded_at, resolution.recorded_by_id = now, actor.person_id
    if resolution.id is None or texts_before == (wording.text, wording.amended_measures):
        session.flush()
    if texts_before == (wording.text, wording.amended_measures):
        return
    kept = ResolutionText(
        resolution_id=resolution.id,
        text=wording.text,
        amended_measures=wording.amended_measures,
        written_at=now,
        written_by_id=actor.person_id,
    )
    session.add(kept)
    session.flush()


def wording_of(resolution: Resolution) -> Wording:
    return Wording(
        resolution.kind,
        resolution.text,
        resolution.disposition,
        resolution.tracking_choice,
        resolution.amended_measures,
        resolution.kind_reason or "",
    )


def changes_of(before: Wording | None, after: Wording) -> dict[str, list[object]]:
    """What differs. Texts stand in `ResolutionText`; the log says only that they changed."""
    old = asdict(before) if before else {}
    changes: dict[str, list[object]] = {
        name: [old.get(name), value]
        for name, value in asdict(after).items()
        if name in ("kind", "disposition", "tracking_choice") and old.get(name) != value
    }
    written = [name for name in ("text", "amended_measures") if old.get(name, "") != getattr(after, name)]
    return changes | ({"fields": [None, written]} if written else {})


def _item_of(session: Session, resolution: Resolution) -> AgendaItem | None:
    return session.get(AgendaItem, resolution.item_id) if resolution.item_id else None


def of_item(item: AgendaItem | None) -> ColumnElement[bool]:
    """Resolutions of this case, or of the meeting as a whole."""
    return Resolution.item_id == item.id if item else Resolution.item_id.is_(None)
