"""/committees/…/members: a member added, corrected, succeeded, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text
from app.models import Committee, Member
from app.queries.people import charters as rows
from app.queries.people import choices
from app.services.people import members
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.people.charter_blueprint import bp, kept_committee
from app.web.people.charter_forms import EndMemberForm, MemberForm
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.words import word

EDIT = "people/member_edit.html"
END = "people/member_end.html"
ONE = "/committees/<string:code>/members/<int(max=2147483647):member_id>"


@bp.get("/committees/<string:code>/members/new")
@access(Right.KEEP_COMMITTEE)
def new_member(code: str) -> ResponseReturnValue:
    committee = kept_committee(code)
    return render_template(EDIT, form=_offer(MemberForm(formdata=None), committee), committee=committee)


@bp.post("/committees/<string:code>/members/new")
@access(Right.KEEP_COMMITTEE)
def add_member(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    committee = kept_committee(code)
    form = _offer(MemberForm(), committee)
    if form.validate():
        try:
            made = members.add(db(), actor(), committee, form.entry(), now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["member_added"].format(kind=word(made.kind), name=made.name))
            return once.lead(url_for("charters.committee", code=committee.code))
    return refuse(EDIT, form, committee=committee)


@bp.get(ONE)
@access(Right.KEEP_COMMITTEE)
def member(code: str, member_id: int) -> ResponseReturnValue:
    committee, shown = _found(code, member_id)
    form = _offer(MemberForm(formdata=None, obj=shown), committee, shown)
    return render_template(EDIT, form=form, **_around(committee, shown))


@bp.post(ONE)
@access(Right.KEEP_COMMITTEE)
def change_member(code: str, member_id: int) -> ResponseReturnValue:
    committee, shown = _found(code, member_id)
    form = _offer(MemberForm(), committee, shown)
    if not form.validate():
        return refuse(EDIT, form, **_around(committee, shown))
    here = url_for("charters.committee", code=committee.code)
    try:
        members.change(db(), actor(), committee, shown, form.entry(), seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        return stale_page(shown, form, named=f"委員「{shown.name}」", back_url=here)
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(EDIT, form, **_around(committee, shown))
    flash(MESSAGES["member_saved"].format(name=shown.name))
    return redirect(here, 303)


@bp.get(f"{ONE}/successor")
@access(Right.KEEP_COMMITTEE)
def successor(code: str, member_id: int) -> ResponseReturnValue:
    """續聘 or 改派: the form begins with what is known of the seat."""
    committee, before = _found(code, member_id)
    begins = before.to_on + timedelta(days=1) if before.to_on else today()
    form = MemberForm(formdata=None, obj=before, data={})
    form.from_on.data, form.to_on.data = begins, None
    return render_template(
        EDIT, form=_offer(form, committee, before), **_around(committee, before, succeeds=True)
    )


@bp.post(f"{ONE}/successor")
@access(Right.KEEP_COMMITTEE)
def succeed(code: str, member_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    committee, before = _found(code, member_id)
    form = _offer(MemberForm(), committee, before)
    if form.validate():
        try:
            made = members.succeed(
                db(), actor(), committee, before, form.entry(), seen_version=seen_version(), now=now()
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            assert before.left_on is not None  # noqa: S101 — the seat before has just ended
            day = roc_text(before.left_on)
            flash(MESSAGES["member_succeeded"].format(name=made.name, day=day))
            return once.lead(url_for("charters.committee", code=committee.code))
    return refuse(EDIT, form, **_around(committee, before, succeeds=True))


@bp.get(f"{ONE}/end")
@access(Right.KEEP_COMMITTEE)
def ending(code: str, member_id: int) -> ResponseReturnValue:
    committee, shown = _found(code, member_id)
    form = EndMemberForm(formdata=None, last=min(today(), shown.to_on or today()))
    return render_template(END, form=form, **_around(committee, shown))


@bp.post(f"{ONE}/end")
@access(Right.KEEP_COMMITTEE)
def end_member(code: str, member_id: int) -> ResponseReturnValue:
    committee, shown = _found(code, member_id)
    form = EndMemberForm()
    if form.validate():
        last = form.last.data
        try:
            members.end(
                db(), actor(), committee, shown, last=last, reason=form.reason.data,
                seen_version=seen_version(), now=now(),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["member_ended"].format(name=shown.name, day=roc_text(last)))
            return redirect(url_for("charters.committee", code=committee.code), 303)
    return refuse(END, form, **_around(committee, shown))


def _found(code: str, member_id: int) -> tuple[Committee, Member]:
    committee = kept_committee(code)
    return committee, rows.member_of(db(), committee, member_id)


def _offer(form: MemberForm, committee: Committee, shown: Member | None = None) -> MemberForm:
    form.agency_id.choices = choices.agencies_or_none(db(), today(), also=[shown.agency_id] if shown else [])
    form.user_id.choices = rows.accounts_to_choose(db(), committee)
    return form


def _around(committee: Committee, shown: Member, *, succeeds: bool = False) -> dict[str, Any]:
    return {
        "committee": committee,
        "member": shown,
        "succeeds": succeeds,
        "seen": request.form.get("seen_version", shown.version),
    }
