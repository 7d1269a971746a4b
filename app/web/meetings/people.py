"""/meetings/115-2/people: who comes, who came, who took the chair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed
from app.domain.meetings.attendance import (
    OF_MEMBERS,
    OF_OBSERVERS,
    Mark,
    Presence,
    check_mark,
    quorum_is_met,
    tally,
)
from app.domain.people.charter import Proxies
from app.domain.people.members import MemberKind
from app.domain.people.rights import Right, may
from app.domain.text_entry import TextRefused, clean_text
from app.models import Attendance
from app.queries.meetings.found import Found
from app.queries.meetings.invited import charter_of, members_sitting, people_of_last_meeting
from app.services.meetings import attending
from app.services.meetings.attending import KEPT_IN, Invited
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Line, put_errors, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.page import address, is_runner, runner_only
from app.web.meetings.recusal_form import CaseRecusalForm, recusals_seen
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.words import word

PEOPLE = "meetings/people.html"
LINE_LIMIT = 60
MEMBER, OBSERVER = "member", "observer"


class PersonForm(FlaskForm):
    name = Line("姓名", limit=LINE_LIMIT, validators=[DataRequired("請填寫姓名。")])
    title = Line("職稱", limit=LINE_LIMIT)
    agency = Line("機關")
    seat = Choice("身分", choices=[(MEMBER, "委員"), (OBSERVER, "列席")], default=MEMBER)


class ChairForm(FlaskForm):
    chair = Line("主席", limit=LINE_LIMIT, validators=[DataRequired("請填寫主席。")])
    convener = Line("召集人", limit=LINE_LIMIT)
    chair_reason = Line("由他人主持的事由")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list as drawn: what is stored, or (after a refusal) what was ticked."""

    one: Attendance
    mark: Mark


@bp.get("/meetings/<string:slug>/people")
@access(Right.READ_MEETINGS)
def people(slug: str) -> ResponseReturnValue:
    return page(found(slug))


@bp.post("/meetings/<string:slug>/people")
@access(Right.RUN_MEETINGS)
def mark_people(slug: str) -> ResponseReturnValue:
    """What was ticked on every line; with 「其餘皆到」 those without a tick came."""
    shown = runner_only(found(slug))
    listed = attending.people_of(db(), shown.meeting)
    try:
        marks = {
            one.id: _ticked(one)
            for one in listed
            if f"presence-{one.id}" in request.form or f"version-{one.id}" in request.form
        }
    except TextRefused as refused:
        return page(
            shown, errors=[sentence(refused.code, position=refused.position, limit=LINE_LIMIT)], status=422
        )
    seen = {one.id: _number(f"version-{one.id}") for one in listed}
    if request.form.get("do") == "rest":
        marks = {key: _came(one, marks[key]) for one in listed if (key := one.id) in marks}
    try:
        changed = attending.mark(db(), actor(), shown.meeting, marks, seen, rule=_rule(shown), now=now())
    except Invalid as refusal:
        return page(shown, marks=marks, errors=[_whose(listed, marks, shown, refusal)], status=422)
    except ChangedSinceSeen:
        db().rollback()
        return _overtaken(found(slug), marks, seen)
    flash(MESSAGES["people_marked"].format(count=changed))
    return redirect(address("people", shown), 303)


@bp.post("/meetings/<string:slug>/people/fill")
@access(Right.RUN_MEETINGS)
def fill_people(slug: str) -> ResponseReturnValue:
    """Every member, or everybody of the last meeting, in one go."""
    shown = runner_only(found(slug))
    invited = _members(shown) if request.form.get("source") == "members" else _last(shown)
    added = attending.fill(db(), actor(), shown.meeting, invited, now=now())
    said = "people_filled" if added else "people_filled_none"
    flash(MESSAGES[said].format(count=len(added)))
    return redirect(address("people", shown), 303)


@bp.post("/meetings/<string:slug>/people/add")
@access(Right.RUN_MEETINGS)
def add_person(slug: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    shown, form = runner_only(found(slug)), PersonForm()
    if form.validate():
        one = Invited(form.name.data, form.title.data, form.agency.data, form.seat.data != OBSERVER)
        try:
            attending.add(db(), actor(), shown.meeting, one, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["person_added"].format(name=one.name))
            return once.lead(address("people", shown))
    return page(shown, person=form, status=422)


@bp.post("/meetings/<string:slug>/people/<int:attendance_id>/remove")
@access(Right.RUN_MEETINGS)
def remove_person(slug: str, attendance_id: int) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    one = attending.remove(db(), actor(), shown.meeting, attendance_id, now=now())
    flash(MESSAGES["person_removed"].format(name=one.name))
    return redirect(address("people", shown), 303)


@bp.post("/meetings/<string:slug>/people/chair")
@access(Right.RUN_MEETINGS)
def set_chair(slug: str) -> ResponseReturnValue:
    shown, form = runner_only(found(slug)), ChairForm()
    if form.validate():
        try:
            attending.set_chair(
                db(), actor(), shown.meeting, chair=form.chair.data, convener=form.convener.data,
                reason=form.chair_reason.data, seen_version=seen_version(), now=now(),
            )  # fmt: skip
        except ChangedSinceSeen:
            return stale_page(
                shown.meeting, form, named=f"會議 {shown.meeting.label}", back_url=address("people", shown)
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["chair_changed"])
            return redirect(address("people", shown), 303)
    return page(shown, chair=form, status=422)


def page(
    shown: Found,
    *,
    marks: dict[int, Mark] | None = None,
    errors: list[str] | None = None,
    person: PersonForm | None = None,
    chair: ChairForm | None = None,
    recusal: CaseRecusalForm | None = None,
    notice: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    meeting = shown.meeting
    if not shown.whole or not may(
        actor(), Right.READ_MEETINGS, committee_agency_id=meeting.committee.agency_id
    ):
        raise NotAllowed("not_yours_to_do") if shown.whole else Absent
    listed = attending.people_of(db(), meeting)
    rows = [Row(one, (marks or {}).get(one.id, attending.mark_of(one))) for one in listed]
    counted, charter = tally(listed), charter_of(db(), meeting, _day(shown))
    runs = is_runner(shown)
    html = render_template(
        PEOPLE,
        meeting=meeting,
        address=shown.address,
        groups=[
            ("委員", [row for row in rows if row.one.is_member]),
            ("列席", [row for row in rows if not row.one.is_member]),
        ],
        tally=counted,
        quorum=quorum_is_met(counted, charter.quorum_percent if charter else None),
        rule=charter.proxies if charter else Proxies.DESIGNATED,
        editing=runs and meeting.state in KEPT_IN,
        recusals=recusals_seen(shown),
        faults=errors or [],
        errors=bool(errors or person or chair or recusal),
        notice=notice,
        person=person or PersonForm(formdata=None),
        chair=chair or _chair(shown),
        recusal=recusal or CaseRecusalForm.of(shown),
        last=bool(runs and _last(shown)),
        members=bool(runs and _members(shown)),
        of_members=OF_MEMBERS,
        of_observers=OF_OBSERVERS,
    )
    return html, status


def _chair(shown: Found) -> ChairForm:
    """As stored; before that with the 召集人 of the roster."""
    form = ChairForm(formdata=None, obj=shown.meeting)
    if form.convener.data is None:
        sitting = members_sitting(db(), shown.meeting, _day(shown))
        convener = next((one for one in sitting if one.kind is MemberKind.CONVENER), None)
        form.convener.data = f"{convener.title} {convener.name}".strip() if convener else ""
    return form


def _members(shown: Found) -> list[Invited]:
    sitting = members_sitting(db(), shown.meeting, _day(shown))
    return [Invited(one.name, one.title, one.agency.short_name if one.agency else "") for one in sitting]


def _last(shown: Found) -> list[Invited]:
    there = people_of_last_meeting(db(), shown.meeting)
    return [Invited(one.name, one.title, one.agency, one.is_member) for one in there]


def _day(shown: Found) -> date:
    return shown.meeting.held_on or today()


def _rule(shown: Found) -> Proxies:
    """What the charter says of proxies; without a charter a designated person may come."""
    charter = charter_of(db(), shown.meeting, _day(shown))
    return charter.proxies if charter else Proxies.DESIGNATED


def _ticked(one: Attendance) -> Mark:
    sent = request.form.get(f"presence-{one.id}", "")
    presence = Presence(sent) if sent in tuple(Presence) else None
    name, title = (_line(f"proxy-{part}-{one.id}") for part in ("name", "title"))
    if (
        presence is not Presence.BY_PROXY
        and one.presence is Presence.BY_PROXY
        and (name, title) == (one.proxy_name, one.proxy_title)
    ):
        name = title = ""  # ticked otherwise: the proxy that stood there goes with the tick
    return Mark(presence, name, title)


def _came(one: Attendance, ticked: Mark) -> Mark:
    if ticked.presence is not None:
        return ticked
    return Mark(
        Presence.ATTENDING if one.is_member else Presence.OBSERVING, ticked.proxy_name, ticked.proxy_title
    )


def _line(name: str) -> str:
    return clean_text(request.form.get(name, ""), limit=LINE_LIMIT, multiline=False)


def _number(name: str) -> int:
    sent = request.form.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _whose(listed: list[Attendance], marks: dict[int, Mark], shown: Found, refusal: Invalid) -> str:
    """The refusal with the name of the first person it is about."""
    for one in listed:
        try:
            check_mark(marks.get(one.id, Mark()), is_member=one.is_member, rule=_rule(shown))
        except Invalid as same:
            return f"{one.name}：{sentence(same.code, **same.facts)}"
    return sentence(refusal.code, **refusal.facts)


def _overtaken(shown: Found, marks: dict[int, Mark], seen: dict[int, int]) -> ResponseReturnValue:
    """409: the ticks stay as they were made; what another person stored meanwhile is named."""
    listed = attending.people_of(db(), shown.meeting)
    others = [
        f"{one.name}：您選「{_said(marks[one.id])}」，已存為「{_said(attending.mark_of(one))}」"
        for one in listed
        if one.id in marks and seen.get(one.id) != one.version and marks[one.id] != attending.mark_of(one)
    ]
    notice = "剛有別人改了名單。" + "；".join(others) + "。要以您的為準，請再儲存一次。"
    return page(shown, marks=marks, notice=notice, status=409)


def _said(mark: Mark) -> str:
    return (word(mark.presence) or "未點名") + mark.proxy_name
