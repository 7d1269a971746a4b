"""/meetings/115-2/live/3: one case a screen; saved by itself, by hand, and on the way to the next case."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid, NotNow
from app.domain.meetings.recording import ScreenMode
from app.domain.meetings.resolution import Section, recognise_disposition
from app.domain.people.rights import Right
from app.models import AgendaItem, Meeting, Resolution
from app.queries.meetings.found import find_resolution, standing_of_case, standing_of_meeting
from app.queries.meetings.live import recording_of, stations
from app.services.meetings import agenda, recording
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.filters import roc_time
from app.web.forms import put_errors, seen_version
from app.web.meetings import live_station
from app.web.meetings.blueprint import bp
from app.web.meetings.live_station import Here, MotionForm, RecorderForm, back_to, here, in_session, window
from app.web.stale import stale_page
from app.web.transaction import TAIPEI, db, now
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

_HERE = "/meetings/<string:slug>/live/<string:number>"
OVERTAKEN = "本案剛由其他人登錄了內容，列在下方「本案已登錄」。您輸入的文字還在；再儲存一次，會成為另一項。"


@bp.get("/meetings/<string:slug>/live")
@access(Right.RUN_MEETINGS)
def live_begin(slug: str) -> ResponseReturnValue:
    """The case that is on, else the first."""
    shown = in_session(slug)
    every = stations(db(), actor(), shown.meeting)
    row = recording_of(db(), shown.meeting)
    on = next(
        (
            one.number
            for one in every
            if row and row.on_item_id and one.item and one.item.id == row.on_item_id
        ),
        None,
    )
    number = every[-1].number if row and row.on_closing else on or every[0].number
    return redirect(url_for("meetings.live", slug=shown.address, number=number), 303)


@bp.get(_HERE)
@access(Right.RUN_MEETINGS)
def live(slug: str, number: str) -> ResponseReturnValue:
    return live_station.page(here(slug, number))


@bp.post(_HERE)
@access(Right.RUN_MEETINGS)
def live_save(slug: str, number: str) -> ResponseReturnValue:
    """儲存, a phrase, or on to another case: all by hand."""
    this, form = here(slug, number), RecorderForm()
    does = request.form.get("do", "save")
    if does.startswith("phrase-"):
        _put_phrase(this, form, does.removeprefix("phrase-"))
    if not form.validate():
        return live_station.page(this, form=form, status=422)
    try:
        saved = _save(this, form)
        target = _target(this, does)
        if target is not None:
            recording.stand_at(db(), actor(), this.shown.meeting, target.item, window(), now=now())
    except ChangedSinceSeen:
        return _overtaken(this, form)
    except NotNow as refusal:
        if refusal.code != "live_taken":
            raise
        return _taken(this, form, refusal)
    except Invalid as refusal:
        put_errors(form, refusal)
        return live_station.page(this, form=form, status=422)
    return redirect(back_to(target or this, None if target else saved.id if saved else None), 303)


@bp.post(f"{_HERE}/autosave")
@access(Right.RUN_MEETINGS)
def live_autosave(slug: str, number: str) -> ResponseReturnValue:
    """200 {resolution, seen_version, saved_at, seems}, 409 {why, error[, stored]}, 422 {error}."""
    (meeting, item), form = live_station.case_to_write(slug, number), RecorderForm()
    section = item.section if item else Section.CLOSING
    if not form.validate():
        return jsonify(error=next(text for texts in form.errors.values() for text in texts)), 422
    try:
        saved = recording.save(
            db(), actor(), meeting, item, form.wording(section), window=window(),
            resolution_id=live_station.resolution_id(), seen_version=seen_version(), by_hand=False, now=now(),
        )  # fmt: skip
    except ChangedSinceSeen as refusal:
        return jsonify(why="changed", error=sentence(refusal.code), stored=_stored_text(meeting, item)), 409
    except NotNow as refusal:
        return jsonify(why=refusal.code, error=sentence(refusal.code, **refusal.facts)), 409
    except Invalid as refusal:
        return jsonify(error=sentence(refusal.code, **refusal.facts)), 422
    seems = recognise_disposition(saved.text) if saved.disposition is None else None
    return jsonify(
        resolution=saved.id,
        seen_version=saved.version,
        saved_at=f"{now().astimezone(TAIPEI):%H:%M:%S}",
        seems=seems.value if seems else "",
    )


@bp.post(f"{_HERE}/hold")
@access(Right.RUN_MEETINGS)
def live_hold(slug: str, number: str) -> ResponseReturnValue:
    """The window has this case open: 200 when it may write (the projector follows), 409 {error} when another does."""
    meeting, item = live_station.case_to_write(slug, number)
    try:
        recording.stand_at(db(), actor(), meeting, item, window(), now=now())
    except NotNow as refusal:
        return jsonify(why=refusal.code, error=sentence(refusal.code, **refusal.facts)), 409
    return jsonify(held=True)


@bp.post(f"{_HERE}/take")
@access(Right.RUN_MEETINGS)
def live_take(slug: str, number: str) -> ResponseReturnValue:
    this = here(slug, number)
    recording.take_over(db(), actor(), this.shown.meeting, window(), now=now())
    flash(MESSAGES["live_taken_over"])
    return redirect(back_to(this), 303)


@bp.get(f"{_HERE}/texts")
@access(Right.RUN_MEETINGS)
def live_texts(slug: str, number: str) -> ResponseReturnValue:
    """Every earlier text of this case."""
    this = here(slug, number)
    meeting = this.shown.meeting
    standing = standing_of_case(db(), this.item) if this.item else standing_of_meeting(db(), meeting)
    return render_template(
        "meetings/live_texts.html", meeting=meeting, address=this.shown.address, here=this, standing=standing
    )


@bp.post(f"{_HERE}/restore/<int:text_id>")
@access(Right.RUN_MEETINGS)
def live_restore(slug: str, number: str, text_id: int) -> ResponseReturnValue:
    this = here(slug, number)
    one = recording.restore(db(), actor(), this.shown.meeting, this.item, text_id, window=window(), now=now())
    flash(
        MESSAGES["live_restored"].format(
            code=one.code, when=request.form.get("when", "")[:40] or roc_time(now())
        )
    )
    return redirect(back_to(this, one.id), 303)


@bp.post("/meetings/<string:slug>/motions")
@access(Right.RUN_MEETINGS)
def live_motion(slug: str) -> ResponseReturnValue:
    """臨時動議, added on the spot under the next number."""
    if led := once.already_led():
        return led
    shown = in_session(slug)
    form = MotionForm()
    if not form.validate():
        this = here(slug, request.form.get("number", "")[:20])
        return live_station.page(this, status=422, motion=form)
    item = agenda.add_title(
        db(),
        actor(),
        shown.meeting,
        Section.EXTEMPORE,
        form.title.data,
        seen_version=shown.meeting.version,
        now=now(),
    )
    flash(MESSAGES["live_motion_added"].format(title=form.title.data))
    number = (item.code or "").removeprefix(f"{shown.meeting.slug}-")
    return once.lead(url_for("meetings.live", slug=shown.address, number=number))


@bp.post(f"{_HERE}/screen")
@access(Right.RUN_MEETINGS)
def live_screen(slug: str, number: str) -> ResponseReturnValue:
    this = here(slug, number)
    sent = request.form.get("mode", "")
    mode = ScreenMode(sent) if sent in tuple(ScreenMode) else ScreenMode.OFF
    recording.switch_screen(db(), actor(), this.shown.meeting, mode, now=now())
    flash(MESSAGES["screen_switched"].format(mode=word(mode)))
    return redirect(back_to(this), 303)


def _put_phrase(this: Here, form: RecorderForm, place: str) -> None:
    """A phrase takes the place of nothing, or of another phrase; else it stands in a line of its own below."""
    phrases = live_station.phrases_of(this)
    if not (place.isascii() and place.isdigit() and int(place) < len(phrases)):
        return
    text, disposition = phrases[int(place)]
    typed = (form.text.data or "").strip()
    replaces = not typed or typed in (phrase for phrase, _ in phrases)
    form.text.data = text if replaces else f"{typed}\n{text}"
    if replaces or form.disposition.data is None:
        form.disposition.data = disposition


def _save(this: Here, form: RecorderForm) -> Resolution | None:
    """What was typed, by hand; nothing where nothing is and nothing was. The text's own word chooses what was not chosen."""
    resolution = live_station.resolution_id()
    if resolution is None and not form.text.data.strip():
        recording.hold(db(), actor(), this.shown.meeting, window(), now=now())
        return None
    seems = recognise_disposition(form.text.data) if form.disposition.data is None else None
    form.disposition.data = form.disposition.data or seems
    saved = recording.save(
        db(), actor(), this.shown.meeting, this.item, form.wording(this.section), window=window(),
        resolution_id=resolution, seen_version=seen_version(), by_hand=True, now=now(),
    )  # fmt: skip
    said = "live_saved_seems" if seems else "live_saved"
    flash(MESSAGES[said].format(code=saved.code, word=word(seems)))
    return saved


def _target(this: Here, does: str) -> Here | None:
    """The case the pressed button leads to."""
    if does not in ("next", "previous"):
        return None
    before, after = live_station.neighbours(this, stations(db(), actor(), this.shown.meeting))
    there = after if does == "next" else before
    return replace(this, item=there.item, number=there.number) if there else None


def _overtaken(this: Here, form: RecorderForm) -> ResponseReturnValue:
    """Somebody else wrote meanwhile: both texts of one resolution side by side, or a further one beside the typed."""
    resolution = live_station.resolution_id()
    if resolution is None:
        return live_station.page(this, form=form, status=409, notice=OVERTAKEN)
    one = find_resolution(db(), this.shown.meeting, this.item, resolution)
    return stale_page(one, form, named=f"{word(one.kind)} {one.code}", back_url=back_to(this))


def _taken(this: Here, form: RecorderForm, refusal: NotNow) -> ResponseReturnValue:
    return live_station.page(this, form=form, status=409, taken_by=str(refusal.facts.get("name", "")))


def _stored_text(meeting: Meeting, item: AgendaItem | None) -> dict[str, object]:
    """What stands now, so that a window whose answer was lost knows its own text again."""
    standing = standing_of_case(db(), item) if item else standing_of_meeting(db(), meeting)
    wanted = live_station.resolution_id()
    one = next((each for each in reversed(standing) if wanted in (None, each.id)), None)
    return {"resolution": one.id, "seen_version": one.version, "text": one.text} if one else {}
