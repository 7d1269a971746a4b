"""/meetings/115-2/follow-up: the lines of 歷次決議辦理情形, and 政風處's proposal on each."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.meetings.meeting_flow import MeetingState
from app.domain.meetings.numbering import with_committee
from app.domain.people.rights import Right, may
from app.domain.tracking.decisions import FollowUpPart, Verdict
from app.domain.tracking.follow_up import FollowUpColumns
from app.models import Committee, FollowUp, Meeting
from app.queries.tracking.follow_ups import Line, lines_of
from app.queries.visibility.meetings import one_seen
from app.queries.visibility.tracking import items_visible_to
from app.services.tracking import chair_word, follow_ups
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import seen_version
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.tracking.follow_up import COLUMNS_SAID
from app.wording.words import word


@bp.get("/meetings/<string:slug>/follow-up")
@access(Right.READ_MEETINGS)
def follow_up(slug: str) -> ResponseReturnValue:
    meeting, committee = _meeting(slug)
    found = _seen(lines_of(db(), meeting))
    runs = may(actor(), Right.RUN_MEETINGS, committee_agency_id=committee.agency_id)
    releases = chair_word.may_release(db(), meeting, today())
    return render_template(
        "tracking/follow_up.html",
        meeting=meeting,
        address=with_committee(meeting.slug, committee.code, committee.is_primary),
        open_lines=[line for line in found if line.part is FollowUpPart.OPEN],
        released=[line for line in found if line.part is FollowUpPart.RELEASED],
        proposes=runs and meeting.state == MeetingState.PREPARING,
        speaks=runs and meeting.state == MeetingState.IN_SESSION,
        verdicts=[(one.value, word(one)) for one in (Verdict if releases else (Verdict.CONTINUE,))],
        releases=releases,
        address_of=lambda code: with_committee(code, committee.code, committee.is_primary),
        chooses=runs,
        columns_offered=[(one.value, said) for one, said in COLUMNS_SAID.items()],
        columns_now=COLUMNS_SAID[committee.follow_up_columns],
    )


@bp.post("/meetings/<string:slug>/follow-up/columns")
@access(Right.RUN_MEETINGS)
def choose_columns(slug: str) -> ResponseReturnValue:
    """Of the committee's 歷次決議辦理情形表, this meeting's and every later one's."""
    committee = _meeting(slug)[1]
    if not may(actor(), Right.RUN_MEETINGS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    sent = request.form.get("columns", "")
    if sent not in set(FollowUpColumns):
        raise Invalid("columns_unknown", "columns")
    columns = FollowUpColumns(sent)
    follow_ups.choose_columns(db(), actor(), committee, columns, seen_version=seen_version(), now=now())
    flash(MESSAGES["columns_chosen"].format(columns=word(columns)))
    return redirect(url_for("tracking.follow_up", slug=slug, _anchor="columns"), 303)


@bp.post("/meetings/<string:slug>/follow-up")
@access(Right.RUN_MEETINGS)
def propose_verdicts(slug: str) -> ResponseReturnValue:
    """Every proposal of the page that differs from what stands."""
    meeting, committee = _meeting(slug)
    if not may(actor(), Right.RUN_MEETINGS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    count = 0
    for line in _seen(lines_of(db(), meeting)):
        sent = request.form.get(f"verdict-{line.item.id}", "")
        if sent not in set(Verdict) or line.proposal == sent or line.part is not FollowUpPart.OPEN:
            continue
        seen = request.form.get(f"version-{line.item.id}", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None
        follow_ups.propose(db(), actor(), meeting, line.item, Verdict(sent), seen_version=version, now=now())
        count += 1
    flash(MESSAGES["verdicts_proposed"].format(count=count))
    return redirect(url_for("tracking.follow_up", slug=slug), 303)


@bp.post("/meetings/<string:slug>/follow-up/word")
@access(Right.RUN_MEETINGS)
def say_word(slug: str) -> ResponseReturnValue:
    """The chair's word on one line (`say` = item:verdict), on all as proposed (`say` = all), or taken back (item:undo)."""
    meeting, committee = _meeting(slug)
    if not may(actor(), Right.RUN_MEETINGS, committee_agency_id=committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    found = {line.item.id: line for line in _seen(lines_of(db(), meeting)) if line.part is FollowUpPart.OPEN}
    which, _, verdict = request.form.get("say", "").partition(":")
    if which == "all":
        unsaid = {
            key: line.proposal
            for key, line in found.items()
            if line.proposal and line.row and line.row.word is None
        }
        if not chair_word.may_release(db(), meeting, today()):
            unsaid = {key: one for key, one in unsaid.items() if one is Verdict.CONTINUE}
        return _said(slug, chair_word.say(db(), actor(), meeting, unsaid, now=now(), today=today()))
    if not (which.isascii() and which.isdigit() and int(which) in found):
        raise NotNow("not_on_follow_up")
    if verdict == "undo":
        chair_word.undo(db(), actor(), meeting, [int(which)], now=now(), today=today())
        flash(MESSAGES["chair_word_undone"])
        return redirect(url_for("tracking.follow_up", slug=slug, _anchor="open"), 303)
    if verdict not in set(Verdict):
        raise NotNow("not_on_follow_up")
    words = {int(which): Verdict(verdict)}
    return _said(slug, chair_word.say(db(), actor(), meeting, words, now=now(), today=today()))


def _said(slug: str, rows: list[FollowUp]) -> ResponseReturnValue:
    flash(MESSAGES["chair_said"].format(count=len(rows)))
    return redirect(url_for("tracking.follow_up", slug=slug, _anchor="open"), 303)


def _meeting(slug: str) -> tuple[Meeting, Committee]:
    """Whole meetings only: an agency's extract has no such page."""
    meeting, whole = one_seen(db(), actor(), slug)
    if not whole:
        raise NotAllowed("not_yours_to_do")
    return meeting, meeting.committee


def _seen(lines: list[Line]) -> list[Line]:
    """Without the items of 密 cases this person may not read."""
    ids = [line.item.id for line in lines if line.secret]
    if not ids:
        return lines
    visible = {one.id for one in db().scalars(items_visible_to(actor())).unique() if one.id in ids}
    return [line for line in lines if not line.secret or line.item.id in visible]
