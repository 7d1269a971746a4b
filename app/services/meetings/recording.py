"""現場登錄: the right to write as a lease, the text as it is typed, what the projector shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.recording import ScreenMode, renewed
from app.domain.meetings.resolution import KIND_OF_SECTION, Disposition, ResolutionKind, Section
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Recording, Resolution, ResolutionText
from app.services.meetings import lines, resolving
from app.services.meetings.resolving import Wording
from app.services.versions import check_seen


def save(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    wording: Wording,
    *,
    window: str,
    resolution_id: int | None,
    seen_version: int | None,
    by_hand: bool,
    now: datetime,
) -> Resolution:
    """One autosave, or (`by_hand`) what the clerk saved, of a resolution of this case or of the meeting as a whole.

    Without `resolution_id` a new one, `seen_version` then being the last ordinal that stood. Sending again what is stored
    already is no conflict: an answer may be lost on its way. A text typed by itself writes no audit row, unlike a choice.
    """
    recording, stored = _claim_with(session, actor, meeting, item, window, resolution_id, now=now)
    if not wording.text.strip():
        raise Invalid("live_text_empty", "text")
    _give(recording, actor, window, now)
    _stand_at(recording, item)
    if by_hand:
        resolving.check_kind(wording, item)
    wording = _as_recorded(wording, stored, item)
    if stored is not None and resolving.wording_of(stored) == wording:
        session.flush()
    else:
        if stored is None or resolution_id is None:
            wording = replace(wording, tracking_choice=None)
            _check_nothing_new(session, meeting, item, seen_version)
            stored = _begin(session, actor, meeting, item, wording, now=now)
        else:
            check_seen(stored, seen_version)
            _go_on(session, actor, meeting, item, stored, wording, now=now)
    if by_hand:
        _note_hand(session, actor, meeting, item, stored, recording, now=now)
        recording.shown_at = now
        session.flush()
    return stored


def hold(session: Session, actor: Actor, meeting: Meeting, window: str, *, now: datetime) -> Recording:
    """The right to write, taken when it is free and renewed by every use. NotNow `live_taken` while another window has it."""
    recording = _claim(session, actor, meeting, window, now=now)
    _give(recording, actor, window, now)
    session.flush()
    return recording


def take_over(session: Session, actor: Actor, meeting: Meeting, window: str, *, now: datetime) -> None:
    """接手: this window writes from now on; the other turns read-only and keeps its text."""
    recording = _locked(session, actor, meeting)
    if recording.window == window:
        _give(recording, actor, window, now)
        session.flush()
        return
    _give(recording, actor, window, now)
    session.flush()
    lines.note(session, actor.recording(), "take_over", meeting, meeting, now=now)


def stand_at(
    session: Session, actor: Actor, meeting: Meeting, item: AgendaItem | None, window: str, *, now: datetime
) -> None:
    """The clerk turned to this case (None: the 主席裁示事項); the projector follows, with what was left behind as saved."""
    recording = _claim(session, actor, meeting, window, now=now)
    _give(recording, actor, window, now)
    if (recording.on_item_id, recording.on_closing) != (item.id if item else None, item is None):
        recording.shown_at = now
    _stand_at(recording, item)
    session.flush()


def switch_screen(
    session: Session, actor: Actor, meeting: Meeting, mode: ScreenMode, *, now: datetime
) -> None:
    """The projector: off, what was saved by hand, or the text as it is typed. Any clerk may, whoever writes."""
    recording = _locked(session, actor, meeting)
    before, recording.screen = recording.screen, mode
    session.flush()
    if before != mode:
        lines.note(
            session,
            actor.recording(),
            "switch_screen",
            meeting,
            meeting,
            now=now,
            changes={"screen": [before, mode]},
        )


def restore(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    text_id: int,
    *,
    window: str,
    now: datetime,
) -> Resolution:
    """復原: an earlier text stands again; the one it replaces stays among the earlier ones."""
    earlier = session.get(ResolutionText, text_id)
    found = _stored(session, meeting, item, earlier.resolution_id) if earlier else None
    if earlier is None or found is None:
        raise Absent
    wording = replace(
        resolving.wording_of(found), text=earlier.text, amended_measures=earlier.amended_measures
    )
    if wording.amended_measures:
        wording = replace(wording, disposition=Disposition.ADOPTED_AMENDED)
    return save(
        session, actor, meeting, item, wording, window=window, resolution_id=found.id,
        seen_version=found.version, by_hand=True, now=now,
    )  # fmt: skip


def _locked(session: Session, actor: Actor, meeting: Meeting) -> Recording:
    """The meeting's row, one writer at a time; made when nobody wrote before."""
    lines.demand_runner(actor, lines.committee_of(session, meeting))
    if meeting.state != MeetingState.IN_SESSION:
        raise NotNow("live_not_in_session")
    query = (
        select(Recording)
        .where(Recording.meeting_id == meeting.id)
        .options(joinedload(Recording.holder))
        .with_for_update(of=Recording)
        .execution_options(populate_existing=True)
    )
    if recording := session.scalars(query).one_or_none():
        return recording
    lines.lock(session, meeting)
    if recording := session.scalars(query).one_or_none():
        return recording
    recording = Recording(
        meeting_id=meeting.id, window="", screen=ScreenMode.OFF, on_closing=False, holder=None
    )
    session.add(recording)
    session.flush()
    return recording


def _claim_with(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    window: str,
    resolution_id: int | None,
    *,
    now: datetime,
) -> tuple[Recording, Resolution | None]:
    """The row for the window that may write and the resolution it writes at, both locked by one statement.

    The first text of a case, and whatever is refused, takes the long way.
    """
    if resolution_id is not None and item is not None and meeting.state == MeetingState.IN_SESSION:
        lines.demand_runner(actor, lines.committee_of(session, meeting))
        wanted = {"meeting": meeting.id, "item": item.id, "resolution": resolution_id}
        found = session.execute(_BOTH, wanted).one_or_none()
        if found is not None and found[0].lease.is_free_for(window, now):
            return found[0], found[1]
    recording = _claim(session, actor, meeting, window, now=now)
    return recording, _stored(session, meeting, item, resolution_id)


def _claim(session: Session, actor: Actor, meeting: Meeting, window: str, *, now: datetime) -> Recording:
    """The row, locked, for the window that may write."""
    recording = _locked(session, actor, meeting)
    if not recording.lease.is_free_for(window, now):
        raise NotNow("live_taken", name=recording.holder.name if recording.holder else "")
    return recording


def _give(recording: Recording, actor: Actor, window: str, now: datetime) -> None:
    lease = renewed(window, now)
    recording.window, recording.held_until, recording.holder_id = lease.window, lease.until, actor.person_id


def kind_of(item: AgendaItem | None) -> ResolutionKind:
    """What a resolution of this case is called unless a person says otherwise."""
    return KIND_OF_SECTION.get(item.section if item else Section.CLOSING, ResolutionKind.RESOLUTION)


def _stand_at(recording: Recording, item: AgendaItem | None) -> None:
    recording.on_item_id, recording.on_closing = (item.id if item else None), item is None


def _as_recorded(wording: Wording, stored: Resolution | None, item: AgendaItem | None) -> Wording:
    """辦法 as amended goes with 修正通過 only, else it stays among the earlier texts; whether to track is not asked in the room.

    A kind that still lacks its reason waits; the text does not.
    """
    if not resolving.fits(wording.kind, item) and not wording.kind_reason.strip():
        wording = replace(wording, kind=stored.kind if stored else kind_of(item))
    amended = wording.amended_measures if wording.disposition is Disposition.ADOPTED_AMENDED else ""
    return replace(
        wording, amended_measures=amended, tracking_choice=stored.tracking_choice if stored else None
    )


def _stored(
    session: Session, meeting: Meeting, item: AgendaItem | None, resolution_id: int | None
) -> Resolution | None:
    """The resolution that is written at; without an id the last one of the case, which a lost answer may have made."""
    query = select(Resolution).where(
        Resolution.meeting_id == meeting.id,
        resolving.of_item(item),
        Resolution.removed_at.is_(None),
    )
    if resolution_id is not None:
        query = query.where(Resolution.id == resolution_id)
    found = session.scalars(
        query.order_by(Resolution.ordinal.desc()).limit(1).execution_options(populate_existing=True)
    ).first()
    if found is None and resolution_id is not None:
        raise Absent
    return found


def _check_nothing_new(
    session: Session, meeting: Meeting, item: AgendaItem | None, seen_ordinal: int | None
) -> None:
    last = select(func.max(Resolution.ordinal)).where(
        Resolution.meeting_id == meeting.id, resolving.of_item(item), Resolution.removed_at.is_(None)
    )
    if (session.scalar(last) or 0) != (seen_ordinal or 0):
        raise ChangedSinceSeen(item or meeting)


def _begin(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    wording: Wording,
    *,
    now: datetime,
) -> Resolution:
    lines.lock(session, meeting)  # codes are counted over the whole case
    if item is not None:
        resolving.check_outcome(session, meeting, item, None, wording.disposition)
    made = resolving.insert(session, actor, meeting, item, wording, now=now)
    _note(session, actor, "record", meeting, item, made, resolving.changes_of(None, wording), now)
    return made


def _go_on(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    stored: Resolution,
    wording: Wording,
    *,
    now: datetime,
) -> None:
    before = resolving.wording_of(stored)
    chosen = {
        name: values for name, values in resolving.changes_of(before, wording).items() if name != "fields"
    }
    if "disposition" in chosen and item is not None:
        resolving.check_outcome(session, meeting, item, stored, wording.disposition)
    resolving.write(session, actor, stored, wording, now)
    if chosen:
        _note(session, actor, "change", meeting, item, stored, chosen, now)


def _note_hand(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    stored: Resolution,
    recording: Recording,
    *,
    now: datetime,
) -> None:
    """What was typed by itself since the last saving by hand stands in the log as one change."""
    texts = select(func.count(ResolutionText.id)).where(ResolutionText.resolution_id == stored.id)
    since = texts.where(ResolutionText.written_at > recording.shown_at) if recording.shown_at else texts
    only_begun = session.scalar(texts) == 1  # noted when it was made
    if not only_begun and session.scalar(since):
        _note(session, actor, "change", meeting, item, stored, {"fields": [None, ["text"]]}, now)


def _note(
    session: Session,
    actor: Actor,
    action: str,
    meeting: Meeting,
    item: AgendaItem | None,
    resolution: Resolution,
    changes: dict[str, list[object]],
    now: datetime,
) -> None:
    lines.note(
        session, actor.recording(), action, resolution, meeting, now=now, code=resolution.code, changes=changes,
        confidential=lines.is_confidential(item),
    )  # fmt: skip


# Built once, for what is saved every second.
_BOTH = (
    select(Recording, Resolution)
    .join(Resolution, Resolution.meeting_id == Recording.meeting_id)
    .where(
        Recording.meeting_id == bindparam("meeting"),
        Resolution.id == bindparam("resolution"),
        Resolution.item_id == bindparam("item"),
        Resolution.removed_at.is_(None),
    )
    .with_for_update(of=(Recording, Resolution))
    .execution_options(populate_existing=True)
)
