"""/dashboard/<year>/release: 政風主管 decides which figures leadership sees."""

from __future__ import annotations

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent
from app.domain.people.rights import Right, may
from app.domain.roc_date import roc_text, roc_year
from app.models import Committee
from app.queries.insight import snapshots as rows
from app.queries.insight.share_lines import committees_offered
from app.services.insight import snapshots
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import Choice, Line
from app.web.insight.dashboard_blueprint import bp
from app.web.paging import typed
from app.web.reckoning import readings
from app.web.transaction import db, now, today
from app.wording import dashboard as said

TODAY = "0"


class ReleaseForm(FlaskForm):
    snapshot = Choice("資料", coerce=str)
    remark = Line("說明", limit=120)


@bp.get("/<int:year>/release")
@access(Right.RELEASE_FIGURES)
def ask_release(year: int) -> ResponseReturnValue:
    return _form(year, _committee(year), ReleaseForm(snapshot=TODAY))


@bp.post("/<int:year>/release")
@access(Right.RELEASE_FIGURES)
def release(year: int) -> ResponseReturnValue:
    committee, form = _committee(year), ReleaseForm()
    if (led := once.already_led()) is not None:
        return led
    form.snapshot.choices = _choices(committee, year)
    if not form.validate_on_submit():
        return _form(year, committee, form), 422
    if form.snapshot.data == TODAY:
        kept = snapshots.release(
            db(), actor(), committee, form.remark.data, now=now(), today=today(), readings=readings()
        )
    else:
        chosen = rows.one_kept(db(), committee, year, int(form.snapshot.data))
        kept = snapshots.release_kept(
            db(), actor(), committee, chosen, form.remark.data, now=now(), today=today(), readings=readings()
        )
    flash(f"{roc_text(kept.as_of)}的資料已發布為定稿。", "done")
    code = None if committee.is_primary else committee.code
    return once.lead(url_for("dashboard.year", year=year, snapshot=kept.id, committee=code))


def _committee(year: int) -> Committee:
    """The one that is asked for, else the first whose figures this person releases. Raises Absent."""
    code = typed("committee")
    for one in committees_offered(db(), actor()):
        released = may(actor(), Right.RELEASE_FIGURES, committee_agency_id=one.agency_id)
        if released and code in ("", one.code) and year == roc_year(today()):
            return one
    raise Absent


def _choices(committee: Committee, year: int) -> list[tuple[str, str]]:
    kept = [one for one in rows.kept_of(db(), committee, year) if one.released_at is None]
    return [
        (TODAY, f"即時（{roc_text(today())}）"),
        *((str(one.id), said.kept(one.as_of, one.month_end, one.rebuilt, released=False)) for one in kept),
    ]


def _form(year: int, committee: Committee, form: ReleaseForm) -> str:
    form.snapshot.choices = _choices(committee, year)
    return render_template(
        "insight/dashboard_release.html",
        form=form,
        year=year,
        committee=committee,
        latest=rows.released_of(db(), committee, year),
    )
