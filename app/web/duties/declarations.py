"""/duties/declarants/…/declarations: one declaration of one person: how its dates come about, its filing, what else is entered."""

from __future__ import annotations

from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.domain.duties.declaration_steps import counted_days, steps
from app.domain.duties.roster import FilingStatus, FilingWay, OccurrenceKey, key_read
from app.domain.errors import Absent, ChangedSinceSeen, Invalid
from app.domain.people.rights import Right
from app.models import Declarant, Declaration, DeclarationOccurrence
from app.queries.duties import roster as rows
from app.queries.duties.roster import Reckoned, RosterRow
from app.queries.visibility.declarants import keeps
from app.services.duties import filing
from app.services.duties.filing import ToldEntry
from app.web import once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.declarants import DECLARANT, StrikeForm
from app.web.duties.rosters import REQUIRED
from app.web.forms import Choice, Day, DayRequired, Line, options, put_errors, refuse, seen_version
from app.web.reading import note_declarants
from app.web.reckoning import reckoned
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.declarations import articles_and_base_day, step_sentence, summary
from app.wording.messages import MESSAGES
from app.wording.office_calendar import without_calendar
from app.wording.roster import declaration_label, why_exempt

PAGE = "duties/declaration.html"
ONE = f"{DECLARANT}/declarations/<string(maxlength=40):key>"


class FileForm(FlaskForm):
    filed_on = Day("申報日期", validators=[DayRequired(REQUIRED)])
    way = Choice(
        "申報方式", coerce=FilingWay, choices=options(FilingWay), validators=[InputRequired(REQUIRED)]
    )


class ToldForm(FlaskForm):
    authorised = BooleanField("完成授權")
    exempt_reason = Line("免申報事由", limit=100)
    last_day = Day("另定期限")
    last_day_reason = Line("另定期限的理由", limit=100)
    fined = BooleanField("已裁罰")

    def entry(self) -> ToldEntry:
        return ToldEntry(
            self.authorised.data, self.exempt_reason.data, self.last_day.data, self.last_day_reason.data,
            self.fined.data,
        )  # fmt: skip


@bp.get(ONE)
@access(Right.KEEP_ROSTER, Right.READ_OWN_DECLARANTS)
def declaration(declarant_id: int, key: str) -> ResponseReturnValue:
    found = rows.declarant_of(db(), actor(), declarant_id)
    note_declarants([found], "open")
    return render_template(PAGE, form=None, **_around(found, key))


@bp.post(f"{ONE}/file")
@access(Right.KEEP_ROSTER)
def file_declaration(declarant_id: int, key: str) -> ResponseReturnValue:
    """One filing for this declaration, and for the others of the same person that were ticked with it."""
    if led := once.already_led():
        return led
    found, form = _kept(declarant_id), FileForm()
    row, with_what = _row(found, key)
    also = frozenset(request.form.getlist("also"))
    if form.validate():
        keys = [row.line.key, *_others(found, also, with_what)]
        try:
            filing.file(db(), actor(), found, keys, form.filed_on.data, form.way.data, with_what, now=now())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["declaration_filed"].format(n=len(keys)))
            return once.lead(url_for("duties.declarant", declarant_id=found.id))
    return refuse(PAGE, form, **(_around(found, key) | {"file": form, "also": also}))


@bp.post(f"{ONE}/told")
@access(Right.KEEP_ROSTER)
def tell_declaration(declarant_id: int, key: str) -> ResponseReturnValue:
    found, form = _kept(declarant_id), ToldForm()
    row, _ = _row(found, key)
    here = url_for("duties.declaration", declarant_id=found.id, key=key)
    if form.validate():
        try:
            filing.tell(
                db(), actor(), found, row.line.key, form.entry(), seen_version=seen_version() or None, now=now()
            )  # fmt: skip
        except ChangedSinceSeen as refusal:
            return stale_page(
                cast(DeclarationOccurrence, refusal.thing), form, named=f"{found.name}的{declaration_label(row.line)}", back_url=here,
                leave_out=("authorised", "fined"),
            )  # fmt: skip
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["occurrence_told"])
            return redirect(here, 303)
    return refuse(PAGE, form, **(_around(found, key) | {"told": form}))


@bp.post(f"{ONE}/strike")
@access(Right.KEEP_ROSTER)
def strike_declaration(declarant_id: int, key: str) -> ResponseReturnValue:
    """The filing that settles this declaration was entered by mistake."""
    found, form = _kept(declarant_id), StrikeForm()
    row, _ = _row(found, key)
    filed = _filed(found, row.line.key)
    if filed is None:
        raise ChangedSinceSeen(found)
    if form.validate():
        filing.strike(
            db(), actor(), found, filed, form.reason.data, seen_version=seen_version(), now=now()
        )  # fmt: skip
        flash(MESSAGES["declaration_struck"])
        return redirect(url_for("duties.declaration", declarant_id=found.id, key=key), 303)
    return refuse(PAGE, form, **(_around(found, key) | {"strike": form}))


def _kept(declarant_id: int) -> Declarant:
    return rows.declarant_of(db(), actor(), declarant_id, to_keep=True)


def _row(declarant: Declarant, address: str) -> tuple[RosterRow, Reckoned]:
    """The declaration of this address as far as the reader sees it. Raises Absent."""
    with_what, key = reckoned(), key_read(address)
    found = next((row for row in rows.rows_of(actor(), declarant, with_what) if row.line.key == key), None)
    if found is None:
        raise Absent
    return found, with_what


def _others(declarant: Declarant, also: frozenset[str], with_what: Reckoned) -> list[OccurrenceKey]:
    return [row.line.key for row in rows.rows_of(actor(), declarant, with_what) if str(row.line.key) in also]


def _told(declarant: Declarant, key: OccurrenceKey) -> DeclarationOccurrence | None:
    return next((one for one in declarant.told if rows.key_of_row(one) == key), None)


def _filed(declarant: Declarant, key: OccurrenceKey) -> Declaration | None:
    told = _told(declarant, key)
    return told.declaration if told else None


def _around(declarant: Declarant, address: str) -> dict[str, Any]:
    row, with_what = _row(declarant, address)
    line, found = row.line, row.line.occurrence.deadline
    told = _told(declarant, line.key)
    others = [
        one
        for one in rows.rows_of(actor(), declarant, with_what)
        if one.line.key != line.key and one.line.status is FilingStatus.UNFILED
    ]
    return {
        "declarant": declarant,
        "row": row,
        "line": line,
        "label": declaration_label(line),
        "keeps": keeps(actor(), declarant.roster),
        "summary": summary(found),
        "basis": articles_and_base_day(found.type),
        "steps": [step_sentence(step) for step in steps(found, with_what.calendar, with_what.readings)],
        "days": counted_days(found, with_what.calendar),
        "warning": without_calendar(found.years_missing),
        "reasons": why_exempt(line),
        "filed": _filed(declarant, line.key),
        "others": [(str(one.line.key), declaration_label(one.line)) for one in others],
        "also": frozenset(),
        "file": FileForm(formdata=None, filed_on=today(), way=FilingWay.ONLINE),
        "told": ToldForm(formdata=None, obj=told),
        "strike": StrikeForm(formdata=None),
        "told_version": request.form.get("seen_version", told.version if told else 0),
    }
