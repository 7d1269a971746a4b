"""現場登錄: the lease, what is kept, conflicts, what the projector may show."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.domain.confidentiality import Confidentiality
from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.recording import LEASE, ScreenMode
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Role
from app.models import AuditEvent, Meeting, Recording, Resolution, ResolutionText
from app.queries.meetings.live import slide
from app.services.meetings import recording, resolving
from app.services.meetings.resolving import Wording
from tests.people import NOW
from tests.services.meetings.conftest import Stage

MINE, OTHER = "window-a", "window-b"
SECOND = timedelta(seconds=1)


def words(text: str, disposition: Disposition | None = None, amended: str = "") -> Wording:
    return Wording(ResolutionKind.RESOLUTION, text, disposition, amended_measures=amended)


def save(
    stage: Stage,
    meeting: Meeting,
    text: str = "照案通過。",
    disposition: Disposition | None = None,
    *,
    one: Resolution | None = None,
    seen: int | None = None,
    window: str = MINE,
    by_hand: bool = False,
    now: datetime = NOW,
    place: int | None = 0,
    amended: str = "",
) -> Resolution:
    item = None if place is None else stage.lines(meeting)[place]
    version = one.version if one else 0
    return recording.save(
        stage.session, stage.officer, meeting, item, words(text, disposition, amended), window=window,
        resolution_id=one.id if one else None, seen_version=version if seen is None else seen, by_hand=by_hand, now=now,
    )  # fmt: skip


def texts(stage: Stage, one: Resolution) -> list[str]:
    found = (
        select(ResolutionText.text).where(ResolutionText.resolution_id == one.id).order_by(ResolutionText.id)
    )
    return list(stage.session.scalars(found))


def noted(stage: Stage) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.thing == "resolutions").order_by(AuditEvent.id)
    return list(stage.session.scalars(query))


def test_every_differing_text_is_kept_and_autosave_writes_no_audit_row(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "照")
    save(stage, meeting, "照案通過", one=one)
    save(stage, meeting, "照案通過", one=one)
    save(stage, meeting, "照案通過。", one=one)
    assert texts(stage, one) == ["照", "照案通過", "照案通過。"]
    assert noted(stage) == ["record"]
    save(stage, meeting, "照案通過。", one=one, by_hand=True)
    assert noted(stage) == ["record", "change"]
    save(stage, meeting, "照案通過。", one=one, by_hand=True, now=NOW + SECOND)
    assert noted(stage) == ["record", "change"], "nothing changed since"


def test_a_chosen_disposition_stands_in_the_log(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting)
    save(stage, meeting, disposition=Disposition.ADOPTED, one=one)
    assert noted(stage) == ["record", "change"]
    assert one.disposition is Disposition.ADOPTED


def test_the_meetings_own_version_does_not_grow_while_somebody_types(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    before = meeting.version
    save(stage, meeting, by_hand=True)
    assert meeting.version == before


def test_a_second_window_writes_only_when_the_lease_ran_out_or_by_taking_over(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    with pytest.raises(NotNow, match="live_taken"):
        save(stage, meeting, "乙", one=one, window=OTHER, now=NOW + LEASE)
    assert texts(stage, one) == ["甲"]
    save(stage, meeting, "乙", one=one, window=OTHER, now=NOW + LEASE + SECOND)
    recording.take_over(stage.session, stage.head, meeting, MINE, now=NOW + LEASE + 2 * SECOND)
    with pytest.raises(NotNow, match="live_taken"):
        save(stage, meeting, "丙", one=one, window=OTHER, now=NOW + LEASE + 3 * SECOND)
    save(stage, meeting, "丁", one=one, now=NOW + LEASE + 3 * SECOND)
    assert texts(stage, one) == ["甲", "乙", "丁"]


def test_each_save_renews_the_lease(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    save(stage, meeting, "甲", one=one, now=NOW + LEASE)
    with pytest.raises(NotNow, match="live_taken"):
        save(stage, meeting, "乙", one=one, window=OTHER, now=NOW + 2 * LEASE)


def test_nothing_is_overwritten_that_was_not_seen(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    seen = one.version
    resolving.change(stage.session, stage.head, meeting, one, words("乙"), seen_version=seen, now=NOW)
    with pytest.raises(ChangedSinceSeen):
        save(stage, meeting, "丙", one=one, seen=seen)
    with pytest.raises(ChangedSinceSeen):
        save(stage, meeting, "丙", seen=0)  # a page that had seen none
    assert one.text == "乙"


def test_a_text_sent_again_because_its_answer_was_lost_is_no_conflict(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    assert save(stage, meeting, "甲", seen=0) is one
    seen = one.version
    save(stage, meeting, "甲乙", one=one)
    save(stage, meeting, "甲乙", one=one, seen=seen)
    assert texts(stage, one) == ["甲", "甲乙"]


def test_a_further_one_and_the_chairs_words_have_their_own_codes(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    made = [save(stage, meeting, "甲"), save(stage, meeting, "乙", seen=1)]
    made += [save(stage, meeting, "丙", place=None), save(stage, meeting, "丁", place=None, seen=1)]
    assert [one.code for one in made] == ["115-2-1", "115-2-1.2", "115-2-C1", "115-2-C2"]


def test_an_empty_text_is_not_stored(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    with pytest.raises(Invalid, match="live_text_empty"):
        save(stage, meeting, " \n", one=one)


def test_in_the_room_the_kind_waits_for_its_reason_and_the_text_does_not(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    item = stage.lines(meeting)[0]

    def put(wording: Wording, one: Resolution | None, *, by_hand: bool) -> Resolution:
        return recording.save(
            stage.session, stage.officer, meeting, item, wording, window=MINE, resolution_id=one.id if one else None,
            seen_version=one.version if one else 0, by_hand=by_hand, now=NOW,
        )  # fmt: skip

    odd = Wording(ResolutionKind.CONCLUSION, "協商一致。")
    one = put(odd, None, by_hand=False)
    assert (one.kind, one.text) == (ResolutionKind.RESOLUTION, "協商一致。")
    with pytest.raises(Invalid, match="kind_reason_missing"):
        put(odd, one, by_hand=True)
    put(Wording(ResolutionKind.CONCLUSION, "協商一致。", kind_reason="跨機關協商"), one, by_hand=False)
    assert one.kind is ResolutionKind.CONCLUSION


def test_what_to_track_stays_as_it_was_and_amended_measures_go_with_an_amendment(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    one = save(stage, meeting, "修正通過：", Disposition.ADOPTED_AMENDED, amended="改辦法")
    one.tracking_choice = TrackingChoice.TRACK
    save(stage, meeting, "照案通過。", Disposition.ADOPTED, one=one, amended="改辦法")
    assert (one.amended_measures, one.tracking_choice) == ("", TrackingChoice.TRACK)
    earlier = stage.session.scalars(select(ResolutionText).order_by(ResolutionText.id)).first()
    assert earlier is not None
    item = stage.lines(meeting)[0]
    recording.restore(stage.session, stage.officer, meeting, item, earlier.id, window=MINE, now=NOW)
    assert (one.text, one.amended_measures) == ("修正通過：", "改辦法")
    assert one.disposition is Disposition.ADOPTED_AMENDED


def test_any_earlier_text_can_be_restored_and_none_of_another_case(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.IN_SESSION)
    one = save(stage, meeting, "甲")
    save(stage, meeting, "乙", one=one)
    first = stage.session.scalars(select(ResolutionText.id).order_by(ResolutionText.id)).first() or 0
    items = stage.lines(meeting)
    recording.restore(stage.session, stage.officer, meeting, items[0], first, window=MINE, now=NOW)
    assert one.text == "甲"
    assert texts(stage, one) == ["甲", "乙", "甲"]
    for item, text_id in ((items[1], first), (items[0], 999_999)):
        with pytest.raises(Absent):
            recording.restore(stage.session, stage.officer, meeting, item, text_id, window=MINE, now=NOW)


def test_only_those_who_run_the_meeting_and_only_in_session(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.AGENDA_SET)
    with pytest.raises(NotNow, match="live_not_in_session"):
        save(stage, meeting)
    stranger = stage.world.actor(stage.world.person("stranger", (Role.CONTACT, stage.world.other)))
    with pytest.raises(NotAllowed):
        recording.hold(stage.session, stranger, meeting, MINE, now=NOW)
    assert stage.session.scalar(select(func.count()).select_from(Recording)) == 0


def shown(stage: Stage, meeting: Meeting) -> list[str]:
    return [one.text for one in slide(stage.session, meeting).words]


def test_the_projector_is_off_until_switched_on(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    save(stage, meeting, "甲", by_hand=True)
    assert slide(stage.session, meeting).off
    recording.switch_screen(stage.session, stage.officer, meeting, ScreenMode.TYPING, now=NOW)
    assert not slide(stage.session, meeting).off
    assert shown(stage, meeting) == ["甲"]


def test_it_shows_what_is_typed_or_only_what_was_saved_by_hand(stage: Stage) -> None:
    meeting = stage.ready(2, MeetingState.IN_SESSION)
    recording.switch_screen(stage.session, stage.officer, meeting, ScreenMode.SAVED, now=NOW)
    one = save(stage, meeting, "甲")
    assert shown(stage, meeting) == []
    save(stage, meeting, "甲", one=one, by_hand=True, now=NOW + SECOND)
    save(stage, meeting, "甲乙", one=one, now=NOW + 2 * SECOND)
    stage.session.expire_all()
    assert shown(stage, meeting) == ["甲"]
    recording.switch_screen(stage.session, stage.officer, meeting, ScreenMode.TYPING, now=NOW)
    assert shown(stage, meeting) == ["甲乙"]
    recording.switch_screen(stage.session, stage.officer, meeting, ScreenMode.SAVED, now=NOW)
    items = stage.lines(meeting)
    recording.stand_at(stage.session, stage.officer, meeting, items[1], MINE, now=NOW + 3 * SECOND)
    assert slide(stage.session, meeting).subject == "第2件提案。"
    recording.stand_at(stage.session, stage.officer, meeting, items[0], MINE, now=NOW + 4 * SECOND)
    stage.session.expire_all()
    assert shown(stage, meeting) == ["甲乙"], "who turns to another case has done with this one"


def test_a_confidential_case_is_never_projected(stage: Stage) -> None:
    meeting = stage.ready(1, MeetingState.IN_SESSION)
    recording.switch_screen(stage.session, stage.officer, meeting, ScreenMode.TYPING, now=NOW)
    save(stage, meeting, "密件的決議")
    proposal = stage.lines(meeting)[0].proposal
    assert proposal is not None
    proposal.stub_name, proposal.confidentiality = "代號", Confidentiality.CONFIDENTIAL
    stage.session.flush()
    found = slide(stage.session, meeting)
    assert found.hidden
    assert (found.subject, found.words, found.section) == ("", (), None)
