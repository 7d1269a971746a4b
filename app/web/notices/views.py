"""/admin/mail: which mails went where, what a person decides about them, 試營運."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField

from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.notices.delivery import MOVES, DeliveryEvent, DeliveryState
from app.domain.notices.letter import House
from app.domain.people.rights import Right, has
from app.models import Delivery
from app.queries.notices import deliveries as rows
from app.queries.notices import operation as operations
from app.queries.notices.deliveries import DeliveryFilter
from app.services.notices import deciding
from app.services.notices import operation as verbs
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor, current_user
from app.web.forms import Text, put_errors, refuse, seen_version
from app.web.notices.blueprint import bp
from app.web.notices.file_tables import delivery_table
from app.web.paging import address, page_of, typed
from app.web.settings import settings
from app.web.stale import stale_page
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.notices import PROBLEMS
from app.wording.words import word

__all__ = ["bp"]

TAGS = {
    DeliveryState.PENDING: "prepared",
    DeliveryState.CLAIMED: "prepared",
    DeliveryState.DATA: "prepared",
    DeliveryState.SENT: "active",
    DeliveryState.DEAD: "late",
    DeliveryState.UNCERTAIN: "unconfirmed",
    DeliveryState.SUPERSEDED: "ended",
}


class OperationForm(FlaskForm):
    addresses = Text("測試收件人", limit=4000)
    links = BooleanField("信中附連結，可直接開啟填報頁")

    def lines(self) -> list[str]:
        return list(
            dict.fromkeys(line.strip() for line in (self.addresses.data or "").splitlines() if line.strip())
        )


@bp.get("/admin/mail")
@access(Right.READ_MAIL)
def deliveries() -> ResponseReturnValue:
    wanted = DeliveryFilter(
        request.args.get("state", type=DeliveryState), typed("q"), request.args.get("bounced") == "1"
    )
    if fmt := exporting.asked():
        mails = rows.listed(db(), actor(), wanted)
        exporting.note_readings(Delivery.__tablename__, (row.id for row in mails))
        return exporting.send(delivery_table(mails), fmt)
    page = page_of(lambda up_to: rows.count(db(), actor(), wanted, up_to))
    silent, trouble = rows.workers(db(), now=now())
    return render_template(
        "notices/deliveries.html",
        rows=rows.listed(db(), actor(), wanted, offset=page.offset, limit=page.size),
        page=page,
        files=exporting.links(),
        wanted=wanted,
        chips=_chips(wanted),
        counts=rows.counts(db(), actor()),
        waiting=rows.waiting(db(), actor()).lines,
        silent=silent,
        trouble=trouble,
        operation=operations.current(db()),
        posts=_posts(),
        keeps=has(actor(), Right.KEEP_MAIL),
        states=[("", "全部狀態"), *((state.value, word(state)) for state in DeliveryState)],
        tags=TAGS,
        problems=PROBLEMS,
    )


@bp.get("/admin/mail/<int:delivery_id>")
@access(Right.READ_MAIL)
def delivery(delivery_id: int) -> ResponseReturnValue:
    row, keeps = _found(delivery_id), has(actor(), Right.KEEP_MAIL)
    return render_template(
        "notices/delivery.html",
        row=row,
        problems=PROBLEMS,
        again=keeps
        and row.state in MOVES[DeliveryEvent.SEND_AGAIN][0]
        and not row.secret_nonce
        and row.body != "",
        decides=keeps and row.state in MOVES[DeliveryEvent.TAKE_AS_SENT][0],
    )


@bp.post("/admin/mail/<int:delivery_id>/again")
@access(Right.KEEP_MAIL)
def send_again(delivery_id: int) -> ResponseReturnValue:
    deciding.send_again(db(), actor(), _found(delivery_id), now=now())
    flash(MESSAGES["mail_sent_again"])
    return redirect(url_for("notices.delivery", delivery_id=delivery_id), 303)


@bp.post("/admin/mail/<int:delivery_id>/sent")
@access(Right.KEEP_MAIL)
def take_as_sent(delivery_id: int) -> ResponseReturnValue:
    deciding.take_as_sent(db(), actor(), _found(delivery_id), now=now())
    flash(MESSAGES["mail_taken_as_sent"])
    return redirect(url_for("notices.delivery", delivery_id=delivery_id), 303)


@bp.get("/admin/mail/operation")
@access(Right.KEEP_MAIL)
def operation() -> ResponseReturnValue:
    row = operations.current(db())
    form = OperationForm(addresses="\n".join(row.test_addresses), links=row.links)
    return render_template("notices/operation.html", form=form, operation=row, posts=_posts())


@bp.post("/admin/mail/operation")
@access(Right.KEEP_MAIL)
def operation_keep() -> ResponseReturnValue:
    form, row = OperationForm(), operations.current(db())
    if not form.validate():
        return refuse("notices/operation.html", form, operation=row, posts=_posts())
    try:
        verbs.keep(db(), actor(), form.lines(), links=form.links.data, seen_version=seen_version(), now=now())
    except ChangedSinceSeen:
        return stale_page(row, form, named="寄送設定", back_url=url_for("notices.operation"))
    except Invalid as refusal:
        put_errors(form, refusal)
        return refuse("notices/operation.html", form, operation=row, posts=_posts())
    flash(MESSAGES["mail_settings_kept"])
    return redirect(url_for("notices.operation"), 303)


@bp.get("/admin/mail/operation/<any(earnest, trial):to>")
@access(Right.KEEP_MAIL)
def switch(to: str) -> ResponseReturnValue:
    """What starts to happen, before it does."""
    row, found = operations.current(db()), rows.waiting(db(), actor())
    return render_template(
        "notices/switch.html",
        to=to,
        operation=row,
        waiting=found.lines,
        people=found.people,
        first_at=found.first_at,
        links=row.links and bool(settings().public_url),
        posts=_posts(),
        silent=rows.workers(db(), now=now())[0],
    )


@bp.post("/admin/mail/operation/<any(earnest, trial):to>")
@access(Right.KEEP_MAIL)
def switch_act(to: str) -> ResponseReturnValue:
    trial = to == "trial"
    verbs.switch(db(), actor(), trial=trial, seen_version=seen_version(), now=now())
    flash(MESSAGES["trial_begun" if trial else "trial_ended"])
    return redirect(url_for("notices.operation"), 303)


@bp.post("/admin/mail/test")
@access(Right.KEEP_MAIL)
def send_test() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    chosen = settings()
    house = House(f"{chosen.institution}{chosen.department}", chosen.department_phone, chosen.public_url)
    row = deciding.send_test(db(), actor(), current_user(), house, now=now())
    flash(MESSAGES["test_mail_queued"])
    return once.lead(url_for("notices.delivery", delivery_id=row.id))


def _found(delivery_id: int) -> Delivery:
    row = rows.one(db(), actor(), delivery_id)
    if row is None:
        raise Absent
    return row


def _posts() -> bool:
    return bool(settings().mail.host or settings().mail.folder)


def _chips(wanted: DeliveryFilter) -> list[tuple[str, str]]:
    chips = []
    if wanted.state:
        chips.append((f"狀態：{word(wanted.state)}", address(state=None, page=None)))
    if wanted.bounced:
        chips.append(("退信（信箱仍在使用）", address(bounced=None, page=None)))
    if wanted.keyword:
        chips.append((f"關鍵字：{wanted.keyword}", address(q=None, page=None)))
    return chips
