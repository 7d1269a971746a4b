"""/committees: which there are, one with its members and its charter, and a further version of the charter."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.people.charter import CharterTerms, in_force
from app.domain.people.members import findings, sits, term_is_over
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text
from app.models import Charter, Committee, Member
from app.queries.people import charters as rows
from app.services.people import charters
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.people.charter_blueprint import bp, committee_of, keeps, kept_committee
from app.web.people.charter_forms import CharterForm
from app.web.people.entrusting import approvals_of, may_entrust
from app.web.people.file_tables import member_table
from app.web.transaction import db, now, today
from app.wording.committees import finding_sentence
from app.wording.messages import MESSAGES

NEW = "people/charter_new.html"
TERMS = tuple(CharterTerms.__dataclass_fields__)


@bp.get("/committees")
@access(Right.KEEP_COMMITTEE, Right.READ_MEETINGS)
def index() -> ResponseReturnValue:
    committees = rows.committees_seen(db(), actor())
    if len(committees) == 1:
        return redirect(url_for("charters.committee", code=committees[0].code), 303)
    return render_template("people/charter_committees.html", rows=committees)


@bp.get("/committees/<string:code>")
@access(Right.KEEP_COMMITTEE, Right.READ_MEETINGS)
def committee(code: str) -> ResponseReturnValue:
    one = committee_of(code)
    versions = rows.versions_of(db(), one)
    current = in_force(versions, today())
    members = rows.members_of(db(), one)
    found = findings(members, current.gender_minimum_percent if current else None, today())
    present = [member for member in members if sits(member, today())]
    if fmt := exporting.asked():
        exporting.note_readings(Member.__tablename__, [member.id for member in members])
        return exporting.send(member_table(one, members, with_gender=keeps(one)), fmt)
    waiting = [member for member in members if member.left_on is None and member.from_on > today()]
    over = [member for member in members if term_is_over(member, today())]
    return render_template(
        "people/charter_committee.html",
        committee=one,
        files=exporting.links(),
        keeps=keeps(one),
        current=current,
        coming=[version for version in versions if version.effective_on > today()],
        earlier=[one for one in versions if one is not current and one.effective_on <= today()],
        listed=[*present, *waiting, *over],
        present=len(present),
        over=over,
        waiting=waiting,
        former=[one for one in members if one.left_on is not None and one not in present],
        to_do=[finding_sentence(finding) for finding in found if not finding.good],
        approvals=approvals_of(one),
        entrusts=may_entrust(one),
        in_order=[finding_sentence(finding) for finding in found if finding.good],
    )


@bp.get("/committees/<string:code>/charters/<int(max=9999):number>")
@access(Right.KEEP_COMMITTEE, Right.READ_MEETINGS)
def version(code: str, number: int) -> ResponseReturnValue:
    one = committee_of(code)
    for shown in rows.versions_of(db(), one):
        if shown.number == number:
            return render_template("people/charter_version.html", committee=one, charter=shown)
    raise Absent


@bp.get("/committees/<string:code>/charters/new")
@access(Right.KEEP_COMMITTEE)
def new(code: str) -> ResponseReturnValue:
    one = kept_committee(code)
    newest = _newest(one)
    known = {name: getattr(newest, name) for name in TERMS} if newest else {}
    form = CharterForm(formdata=None, data=known | {"effective_on": None})
    return render_template(NEW, form=_offer(form), **_around(one, newest))


@bp.post("/committees/<string:code>/charters/new")
@access(Right.KEEP_COMMITTEE)
def write(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    one = kept_committee(code)
    form = _offer(CharterForm())
    if not form.validate():
        return refuse(NEW, form, **_around(one, _newest(one), seen=seen_version()))
    try:
        made = charters.write_version(
            db(), actor(), one, form.terms(), seen_number=seen_version() or 0, now=now()
        )
    except ChangedSinceSeen:
        return refuse(NEW, form, status=409, **_around(one, _newest(one)), meanwhile=True)
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse(NEW, form, **_around(one, _newest(one), seen=seen_version()))
    flash(MESSAGES["charter_written"].format(number=made.number, day=roc_text(made.effective_on)))
    return once.lead(url_for("charters.committee", code=one.code))


def _newest(one: Committee) -> Charter | None:
    return next(iter(rows.versions_of(db(), one)), None)


def _offer(form: CharterForm) -> CharterForm:
    form.all_agencies_id.choices = rows.groups_to_choose(db())
    return form


def _around(one: Committee, newest: Charter | None, *, seen: int | None = None) -> dict[str, Any]:
    """`seen`: the newest version the page had shown; that of now unless given."""
    number = newest.number if newest else 0
    return {"committee": one, "newest": newest, "seen": number if seen is None else seen}
