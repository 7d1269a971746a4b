"""What 現場登錄 and the projector show: the stations of a meeting, the case that is on, its texts as they may be seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.meetings.recording import ScreenMode
from app.domain.meetings.resolution import ResolutionKind, Section
from app.domain.people.actor import Actor
from app.models import AgendaItem, Meeting, Recording, Resolution, ResolutionText
from app.queries.meetings.found import find_lines
from app.queries.meetings.shown import case_number, is_secret, shown_text

CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Station:
    """One case a screen: `number` as in its address, `place` of `places` in its section; `item` None: 主席裁示事項."""

    number: str
    section: Section
    subject: str
    place: int
    places: int
    item: AgendaItem | None
    decided: bool


@dataclass(frozen=True, slots=True)
class ShownWord:
    kind: ResolutionKind
    text: str
    amended_measures: str


@dataclass(frozen=True, slots=True)
class Slide:
    """What the projector shows. `off`: the name of the meeting only; `hidden`: a case that is not projected."""

    off: bool = True
    hidden: bool = False
    section: Section | None = None
    subject: str = ""
    place: int = 0
    places: int = 0
    words: tuple[ShownWord, ...] = ()


def recording_of(session: Session, meeting: Meeting) -> Recording | None:
    return session.scalars(
        select(Recording)
        .where(Recording.meeting_id == meeting.id)
        .options(joinedload(Recording.holder), joinedload(Recording.on_item))
    ).one_or_none()


def stations(session: Session, actor: Actor, meeting: Meeting) -> list[Station]:
    """Every numbered line this clerk sees, in order, and the 主席裁示事項 at the end."""
    items = [item for item in find_lines(session, actor, meeting) if item.code]
    places = Counter(item.section for item in items)
    passed: Counter[Section] = Counter()
    found = []
    for item in items:
        passed[item.section] += 1
        found.append(
            Station(
                case_number(item, meeting.slug), item.section, shown_text(item).subject, passed[item.section],
                places[item.section], item, bool(item.resolutions),
            )
        )  # fmt: skip
    said = select(func.count(Resolution.id)).where(
        Resolution.meeting_id == meeting.id, Resolution.item_id.is_(None), Resolution.removed_at.is_(None)
    )
    return [*found, Station(CLOSING, Section.CLOSING, "", 1, 1, None, bool(session.scalar(said)))]


def slide(session: Session, meeting: Meeting) -> Slide:
    """The case that is on, as everybody in the room may see it; a 密 case never."""
    recording = recording_of(session, meeting)
    if recording is None or recording.screen is ScreenMode.OFF:
        return Slide()
    if recording.on_closing:
        return Slide(False, section=Section.CLOSING, words=_words(session, meeting, None, recording))
    if recording.on_item is None:
        return Slide()
    same_section = (
        select(AgendaItem)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.section == recording.on_item.section,
            AgendaItem.removed_at.is_(None),
        )
        .options(joinedload(AgendaItem.proposal), joinedload(AgendaItem.pinned_version))
        .order_by(AgendaItem.position)
    )
    items = session.scalars(same_section).all()
    item = next((one for one in items if one.id == recording.on_item_id), None)
    if item is None:
        return Slide()
    if is_secret(item):
        return Slide(False, hidden=True)
    return Slide(
        False, section=item.section, subject=shown_text(item).subject, place=items.index(item) + 1,
        places=len(items), words=_words(session, meeting, item, recording),
    )  # fmt: skip


def _words(
    session: Session, meeting: Meeting, item: AgendaItem | None, recording: Recording
) -> tuple[ShownWord, ...]:
    """What stands, as typed, or as it stood when the clerk last saved by hand."""
    query = select(Resolution).where(
        Resolution.meeting_id == meeting.id,
        Resolution.item_id == item.id if item else Resolution.item_id.is_(None),
        Resolution.removed_at.is_(None),
    )
    if recording.screen is ScreenMode.TYPING:
        standing = session.scalars(query.order_by(Resolution.ordinal))
        return tuple(ShownWord(one.kind, one.text, one.amended_measures) for one in standing)
    found = session.scalars(query.order_by(Resolution.ordinal).options(selectinload(Resolution.texts)))
    saved = ((one, _as_saved(one, recording)) for one in found)
    return tuple(ShownWord(one.kind, text.text, text.amended_measures) for one, text in saved if text)


def _as_saved(resolution: Resolution, recording: Recording) -> ResolutionText | None:
    at = recording.shown_at
    return next((text for text in reversed(resolution.texts) if at and text.written_at <= at), None)
