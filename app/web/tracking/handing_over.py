"""/handover: from whom to whom and from which day, a check page with everything that goes over, and the list afterwards."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import InputRequired

from app.domain.errors import Invalid, NotAllowed, NotNow
from app.domain.people.actor import Role
from app.domain.people.deputising import LENT
from app.domain.people.handing_over import Burden
from app.domain.people.rights import Right, has
from app.domain.roc_date import roc_text
from app.queries.people.deputies import Colleague, holders
from app.queries.people.users import one as one_user
from app.queries.tracking import handovers as rows
from app.services.tracking import handover
from app.services.tracking.handover import Plan, Wanted
from app.web import once, shown_once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Day, DayRequired, Line, put_errors, refuse
from app.web.tracking.blueprint import bp
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.people import person_line
from app.wording.words import word

PAGE, CHECK = "tracking/handover.html", "tracking/handover_check.html"
REQUIRED = "這一欄必填。"
MOST_SHOWN = 100


class Mailbox(Line, EmailField):
    pass


class HandoverForm(FlaskForm):
    from_id = Choice("移交人", coerce=int, validators=[InputRequired(REQUIRED)])
    to_id = Choice("接手人", coerce=int)
    name = Line("接手人姓名", limit=40)
    email = Mailbox("接手人信箱")
    effective_on = Day("生效日", validators=[DayRequired(REQUIRED)])


@bp.get("/handover")
@access()
def handover_begin() -> ResponseReturnValue:
    form = _offer(HandoverForm(effective_on=today(), from_id=actor().person_id))
    return render_template(PAGE, form=form, **_around(form))


@bp.post("/handover")
@access()
def handover_check() -> ResponseReturnValue:
    """Nothing is changed: what would go over is shown."""
    form = _offer(HandoverForm())
    if not form.validate():
        return refuse(PAGE, form, **_around(form))
    try:
        made = handover.plan(db(), actor(), _wanted(form), today=today())
    except (Invalid, NotNow, NotAllowed) as refusal:
        put_errors(form, refusal)
        return refuse(PAGE, form, **_around(form))
    return render_template(CHECK, form=form, **_plan(made))


@bp.post("/handover/do")
@access()
def handover_do() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    form = _offer(HandoverForm())
    if not form.validate():
        return refuse(PAGE, form, **_around(form))
    try:
        made, token = handover.hand_over(db(), actor(), _wanted(form), seen=_seen(), now=now(), today=today())
    except (Invalid, NotNow, NotAllowed) as refusal:
        db().rollback()
        put_errors(form, refusal)
        return refuse(PAGE, form, **_around(form))
    here = url_for("tracking.handover_shown", handover_id=made.id)
    if token:
        link = url_for("first_steps.invitation", token=token, _external=True)
        shown_once.keep(link, of=f"handover {made.id}")
    successor = one_user(db(), made.to_id)
    name = successor.name if successor else ""
    flash(MESSAGES["handed_over"].format(name=name, day=roc_text(made.effective_on)))
    return once.lead(here)


@bp.get("/handover/<int:handover_id>")
@access()
def handover_shown(handover_id: int) -> ResponseReturnValue:
    row = rows.one_handover(db(), actor(), handover_id)
    lines = rows.shown_to(actor(), row.lines)
    names = rows.agency_names(db(), {line["agency_id"] for line in [*row.lines, *row.roles]})
    return render_template(
        "tracking/handover_done.html",
        row=row,
        lines=[
            (word(Burden(one["burden"])), one, names.get(one["agency_id"], ""), rows.due_of(one))
            for one in lines[:MOST_SHOWN]
        ],
        count=len(lines),
        roles=[(word(Role(one["role"])), names[one["agency_id"]], one["waits"]) for one in row.roles],
        invitation=shown_once.take(of=f"handover {row.id}"),
    )


def _wanted(form: HandoverForm) -> Wanted:
    return Wanted(
        form.from_id.data,
        form.effective_on.data,
        form.to_id.data,
        form.name.data or "",
        form.email.data or "",
    )


def _seen() -> str:
    """What the check page had shown."""
    return request.form.get("seen", "")


def _people() -> list[Colleague]:
    """Whom this person may name: those of the agencies he works for; an administrator everybody."""
    own = frozenset(grant.agency_id for grant in actor().grants if grant.role in LENT and not grant.lent_by)
    agencies = None if has(actor(), Right.MANAGE_PEOPLE) else own
    return holders(db(), agencies, LENT, today())


def _offer(form: HandoverForm) -> HandoverForm:
    people = _people()
    said = [(one.id, person_line(one.name, one.agency, one.unit, one.title)) for one in people]
    mine = [pair for pair in said if pair[0] == actor().person_id]
    form.from_id.choices = [*mine, *(pair for pair in said if pair not in mine)] or [("", "（請選擇）")]
    form.to_id.choices = [("", "（名單上沒有，填下方姓名與信箱）"), *said]
    return form


def _around(form: HandoverForm) -> dict[str, Any]:
    return {"can": form.from_id.choices[0][0] != ""}


def _plan(made: Plan) -> dict[str, Any]:
    """What the check page shows: counts of what this person may see, roles, and what stays behind."""
    lines = rows.shown_to(actor(), [line.stored() for line in made.lines])
    counted = Counter(line["burden"] for line in lines)
    names = rows.agency_names(db(), {row.agency_id for row in made.grants})
    return {
        "plan": made,
        "successor_name": made.successor.name if made.successor else made.wanted.name,
        "counts": [(word(burden), counted.get(burden, 0)) for burden in Burden],
        "roles": [
            (
                word(row.role),
                names[row.agency_id],
                row in made.given,
                row.role in (Role.OFFICER, Role.HEAD),
                row.may_read_confidential,
            )
            for row in made.grants
        ],
        "seen": handover.fingerprint(made),
    }
