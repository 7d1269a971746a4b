"""/resolutions/114-1-3/split: items as proposed, a check page with exact counts and the mail, then all of it at once."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import Absent, Invalid
from app.domain.meetings.meeting_flow import FROZEN
from app.domain.people.rights import Right
from app.domain.tracking.codes import assignment_code, case_code_of
from app.domain.tracking.item import DueKind, Frequency, ItemMode, Register
from app.queries.tracking.proposing import Ground, ground_of
from app.queries.tracking.splits import next_serial, prepared_of
from app.services.tracking import splitting
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors
from app.web.tracking import sample_mail, split_form
from app.web.tracking.blueprint import bp
from app.web.tracking.letter_form import LetterForm, letter_form, send
from app.web.tracking.resolution import Seen, head, seen
from app.web.tracking.split_form import Draft
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES

FORM = "tracking/split.html"
CHECK = "tracking/split_check.html"


@bp.get("/resolutions/<string:code>/split")
@access(Right.PREPARE_SPLITS)
def split(code: str) -> ResponseReturnValue:
    this = _mine(code)
    ground = ground_of(db(), this.resolution, today())
    return render_template(FORM, **_around(this, ground, split_form.proposed(ground)))


@bp.post("/resolutions/<string:code>/split")
@access(Right.PREPARE_SPLITS)
def make_split(code: str) -> ResponseReturnValue:
    """Three buttons: to the check page, back to the form, and make."""
    this = _mine(code)
    if led := once.already_led():
        return led
    ground = ground_of(db(), this.resolution, today())
    drafts = split_form.sent(request.form, ground, today())
    errors = split_form.errors_of(drafts)
    step = request.form.get("step", "check")
    if errors or step == "edit":
        return render_template(FORM, errors=errors, **_around(this, ground, drafts)), 422 if errors else 200
    if step not in ("make", "make_and_send"):
        return render_template(CHECK, **_check(this, ground, drafts, letter_form(this)))
    form = letter_form(this, sent=True)
    sending = step == "make_and_send" and this.meeting.state in FROZEN
    if sending and not form.validate():
        return render_template(CHECK, form=form, **_check(this, ground, drafts, form)), 422
    return _made(this, ground, drafts, form, sending)


def _made(
    this: Seen, ground: Ground, drafts: list[Draft], form: LetterForm, sending: bool
) -> ResponseReturnValue:
    plans = split_form.plans_of(drafts)
    try:
        items = splitting.prepare(db(), actor(), this.resolution, plans, now=now())
        shares = sum(len(plan.shares) for plan in plans)
        if sending:
            made = {item.id for item in items}
            waiting = [one for one in prepared_of(db(), this.resolution) if one.item_id in made]
            send(this, waiting, form)
    except Invalid as refusal:
        put_errors(form, refusal)
        return render_template(CHECK, form=form, **_check(this, ground, drafts, form)), 422
    said = MESSAGES["split_sent" if sending else "split_prepared"]
    flash(said.format(items=len(items), shares=shares))
    return once.lead(url_for("tracking.resolution", code=this.address))


def _mine(code: str) -> Seen:
    """Raises Absent for those who do not split it."""
    this = seen(code)
    if not this.prepares:
        raise Absent
    return this


def _around(this: Seen, ground: Ground, drafts: list[Draft]) -> dict[str, Any]:
    return {
        **head(this),
        "drafts": drafts,
        "groups": ground.groups,
        "agencies": ground.agencies,
        "modes": list(ItemMode),
        "due_kinds": list(DueKind),
        "frequencies": list(Frequency),
        "registers": list(Register),
    }


def _check(this: Seen, ground: Ground, drafts: list[Draft], form: LetterForm) -> dict[str, Any]:
    """Exact counts and codes of what will be made, the mail as its first reader will see it."""
    used = [draft for draft in drafts if draft.use]
    case_code = case_code_of(this.resolution.code)
    serial = next_serial(db(), this.meeting.committee_id, case_code)
    total = sum(len(draft.kept) for draft in used)
    names = {one.id: one for one in ground.agencies}
    return {
        **head(this),
        "drafts": drafts,
        "used": used,
        "names": names,
        "total": total,
        "first_code": assignment_code(case_code, serial),
        "last_code": assignment_code(case_code, serial + max(total, 1) - 1),
        "letter": form,
        "agencies_count": len({one for draft in used for one, _ in draft.kept}),
        "without_contact": sample_mail.without_contact(used, names),
        "past": split_form.past_days(drafts, today()),
        "mail": sample_mail.of_split(this, used, names, form),
        "heads": this.heads,
    }
