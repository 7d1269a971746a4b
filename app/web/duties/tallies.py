"""/duties/tallies: how many have declared, agency by agency; entering one agency's figures or pasting many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired, NumberRange

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.tallies import (
    FIGURES,
    Figures,
    RateOf,
    Rates,
    TallyEntry,
    authorised,
    check_entry,
    online,
)
from app.domain.errors import Absent, Invalid
from app.domain.meetings.yearly import Channel
from app.domain.numerals import to_half_digits
from app.domain.people.rights import Right
from app.domain.roc_date import LAST_ROC_YEAR, roc_year
from app.domain.tracking.item import Register
from app.models import Agency
from app.queries.duties import tallies as rows
from app.services.duties import tallying
from app.services.tracking.fulfilling import Fulfilled, agencies_asked
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.file_tables import tally_table
from app.web.forms import Choice, Day, DayRequired, Figure, Line, Text, options, put_errors, refuse
from app.web.reckoning import reckoned
from app.web.settings import settings
from app.web.transaction import db, now, today
from app.wording.duties import TALLY_FIELDS
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

HIGHEST_ID = 2**31 - 1
REQUIRED = "這一欄必填。"
YEAR = "請填民國年，例如 115。"
YEARS_BACK = 5
NO_AGENCY = ("機關", "機關名稱", "合計", "總計")
"""First cells of rows that a sheet has beside those of agencies."""
FAULTS_SHOWN = 50
BETWEEN_CELLS = re.compile(r"[ \u3000]+")
NEW = "duties/tally_new.html"
PASTE = "duties/tally_paste.html"
OF_AGENCY = f"/tallies/agencies/<int(max={HIGHEST_ID}):agency_id>"


class AsOfForm(FlaskForm):
    """Of which year, which kind, which day."""

    year = Figure("年度", validators=[InputRequired(REQUIRED), NumberRange(100, LAST_ROC_YEAR, YEAR)])
    type = Choice(
        "申報類別", coerce=DeclarationType, choices=options(DeclarationType), validators=[InputRequired(REQUIRED)]
    )  # fmt: skip
    as_of = Day("統計截止日", validators=[DayRequired(REQUIRED)])
    channel = Choice("消息來源", coerce=Channel, choices=[("", "（尚未選擇）"), *options(Channel)])
    informant = Line("提供者", limit=60)

    def entry(self, figures: Figures) -> TallyEntry:
        return TallyEntry(
            self.year.data, self.type.data, self.as_of.data, figures, self.channel.data, self.informant.data
        )  # fmt: skip


class TallyForm(AsOfForm):
    """應申報 and 已申報 are asked; the rest may stay empty, which is none."""

    required = Figure(TALLY_FIELDS["required"], validators=[InputRequired(REQUIRED)])
    filed = Figure(TALLY_FIELDS["filed"], validators=[InputRequired(REQUIRED)])
    online = Figure(TALLY_FIELDS["online"])
    authorised = Figure(TALLY_FIELDS["authorised"])
    late = Figure(TALLY_FIELDS["late"])
    fined = Figure(TALLY_FIELDS["fined"])

    def figures(self) -> Figures:
        return Figures(**{name: self[name].data or 0 for name in FIGURES})


class PasteForm(AsOfForm):
    pasted = Text("各機關人數", limit=20_000)
    without_faulty = BooleanField("有錯誤的列先略過，其餘先儲存")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a pasted row, the column where one is to blame."""

    row: int
    column: str
    said: str


@bp.get("/tallies")
@access(Right.READ_TALLIES)
def tallies() -> ResponseReturnValue:
    this_year = roc_year(today())
    years = range(this_year - YEARS_BACK, this_year + 1)
    asked = request.args.get("year", this_year, type=int)
    year = asked if asked in years else this_year
    kind = request.args.get("type", DeclarationType.PERIODIC, type=DeclarationType)
    found = rows.by_agency(db(), actor(), year, kind, reckoned())
    receivers = rows.by_receiver(found)
    chosen = request.args.get("receiver", type=int)
    if chosen in {one.id for one in receivers}:
        found = [row for row in found if row.receiver_id == chosen]
    else:
        chosen = None
    if fmt := exporting.asked():
        return exporting.send(tally_table(found, year, kind), fmt)
    may_enter = {agency.id for agency in rows.agencies_entered_for(db(), actor())}
    return render_template(
        "duties/tallies.html",
        rows=found,
        files=exporting.links(),
        whole=rows.together(found),
        receivers=receivers,
        receiver=chosen,
        receiver_choices=[("", "全部"), *((str(one.id), one.short_name) for one in receivers)],
        year=year,
        kind=kind,
        years=[(str(one), f"{one}年度") for one in reversed(years)],
        kinds=options(DeclarationType),
        authorised_together=lambda one: authorised(one.served, rates(), suspended=one.suspended),
        online_together=lambda one: online(one.total, rates()),
        authorised=lambda row: authorised(row.figures, rates(), suspended=row.suspended),
        online=lambda row: online(row.figures, rates()),
        rates=rates(),
        enters=sorted(may_enter),
    )


@bp.get(OF_AGENCY)
@access(Right.READ_TALLIES)
def tallies_of(agency_id: int) -> ResponseReturnValue:
    agency = rows.agency_of(db(), actor(), agency_id)
    year = request.args.get("year", roc_year(today()), type=int)
    year = year if 0 < year <= LAST_ROC_YEAR else roc_year(today())
    counted = rows.counted_on_roster(db(), agency, year, reckoned())
    asked = agencies_asked(db(), [agency.id], Register.DECLARATION_TALLY)
    return render_template(
        "duties/tallies_of.html", agency=agency, rows=rows.history_of(db(), agency, year), year=year,
        enters=_enters(agency) and agency.id not in rows.rostered(db(), year), counted=counted,
        reports=bool(counted and asked) and tallying.speaks_for(actor(), agency.id),
    )  # fmt: skip


@bp.post(f"{OF_AGENCY}/<int(max=999):year>/report")
@access(Right.REPORT_TALLIES)
def report_roster(agency_id: int, year: int) -> ResponseReturnValue:
    """以名冊人數填報: one button for what the figures fulfil."""
    agency = _entered_for(agency_id)
    if led := once.already_led():
        return led
    if not tallying.speaks_for(actor(), agency.id):
        raise Absent
    _say([tallying.report_from_roster(db(), actor(), agency, year, reckoned(), now=now())])
    flash(MESSAGES["tally_kept_from_roster"].format(agency=agency.short_name, year=year))
    return once.lead(url_for("duties.tallies_of", agency_id=agency.id, year=year))


@bp.get(f"{OF_AGENCY}/new")
@access(Right.REPORT_TALLIES)
def new_tally(agency_id: int) -> ResponseReturnValue:
    agency = _entered_for(agency_id)
    form = TallyForm(formdata=None, year=roc_year(today()), type=DeclarationType.PERIODIC, as_of=today())
    return render_template(NEW, form=form, **_around(agency))


@bp.post(f"{OF_AGENCY}/new")
@access(Right.REPORT_TALLIES)
def enter_tally(agency_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    agency, form = _entered_for(agency_id), TallyForm()
    if form.validate():
        entry = form.entry(form.figures())
        if tallying.speaks_for(actor(), agency.id):
            entry = TallyEntry(entry.year, entry.type, entry.as_of, entry.figures)
        try:
            told = tallying.enter_and_report(db(), actor(), [(agency, entry)], now=now(), today=today())
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            _say(told)
            flash(MESSAGES["tally_entered"].format(agency=agency.short_name, year=entry.year))
            return once.lead(url_for("duties.tallies_of", agency_id=agency.id, year=entry.year))
    return refuse(NEW, form, **_around(agency))


@bp.get("/tallies/paste")
@access(Right.REPORT_TALLIES)
def paste() -> ResponseReturnValue:
    form = PasteForm(formdata=None, year=roc_year(today()), type=DeclarationType.PERIODIC, as_of=today())
    return render_template(PASTE, form=form, faults=())


@bp.post("/tallies/paste")
@access(Right.REPORT_TALLIES)
def enter_pasted() -> ResponseReturnValue:
    """Rows from a sheet: 機關, then the six figures. Faults are named by row; the others may go in without them.

    What is wrong with the day or the source is wrong for all, and said once, at its field.
    """
    if led := once.already_led():
        return led
    form = PasteForm()
    if not form.validate():
        return refuse(PASTE, form, faults=())
    good, faults = _read(form)
    if not (good or faults or form.errors):
        form.pasted.errors = [REQUIRED]
    if form.errors or (faults and not form.without_faulty.data) or not good:
        return refuse(PASTE, form, faults=faults[:FAULTS_SHOWN], unseen=len(faults[FAULTS_SHOWN:]))
    told = tallying.enter_and_report(db(), actor(), good, now=now(), today=today())
    if reported := sum(len(one.shares) for one in told):
        flash(MESSAGES["registers_reported"].format(n=reported))
    flash(MESSAGES["tallies_pasted"].format(n=len(good), left=len(faults)))
    return once.lead(url_for("duties.tallies", year=form.year.data, type=form.type.data.value))


def rates() -> Rates:
    """The definitions this installation chose."""
    chosen = settings()
    return Rates(RateOf(chosen.authorised_rate_of), RateOf(chosen.online_rate_of))


def _read(form: PasteForm) -> tuple[list[tuple[Agency, TallyEntry]], list[Fault]]:
    known = {
        name: agency
        for agency in rows.agencies_entered_for(db(), actor())
        for name in (agency.code, agency.name, agency.short_name)
    }
    counted = rows.rostered(db(), form.year.data)
    good: dict[int, tuple[Agency, TallyEntry]] = {}
    faults: list[Fault] = []
    for number, line in enumerate(form.pasted.data.split("\n"), start=1):
        cells = _cells(line)
        if not any(cells) or cells[0] in NO_AGENCY:
            continue
        agency = known.get(cells[0])
        if agency is None:
            faults.append(Fault(number, "機關", sentence("tally_agency_unknown", name=cells[0][:40])))
            continue
        if agency.id in good:
            faults.append(Fault(number, "機關", sentence("tally_agency_twice", name=agency.short_name)))
            continue
        numbers, wrong = _numbers(cells[1:])
        if wrong:
            faults.append(Fault(number, TALLY_FIELDS[wrong], sentence("tally_not_a_number")))
            continue
        if agency.id in counted:
            faults.append(Fault(number, "機關", sentence("tally_from_roster")))
            continue
        entry = form.entry(Figures(**numbers))
        own = tallying.speaks_for(actor(), agency.id)
        try:
            check_entry(entry, today=today(), by_another=not own)
        except Invalid as refusal:
            if refusal.field in form:
                put_errors(form, refusal)
                return [], []
            said = sentence(refusal.code, **refusal.facts)
            faults.append(Fault(number, TALLY_FIELDS.get(refusal.field, ""), said))
            continue
        if own:
            entry = TallyEntry(entry.year, entry.type, entry.as_of, entry.figures)
        good[agency.id] = (agency, entry)
    return list(good.values()), faults


def _cells(line: str) -> list[str]:
    """Of a row copied from a sheet; of one typed by hand, what blanks part."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return BETWEEN_CELLS.split(line.strip())


def _numbers(cells: list[str]) -> tuple[dict[str, int], str]:
    """The six figures of a row, empty ones none; and the first that is no number."""
    found: dict[str, int] = {}
    for place, name in enumerate(FIGURES):
        typed = to_half_digits(cells[place]).replace(",", "") if place < len(cells) else ""
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 7):
            return {}, name
        found[name] = int(typed or 0)
    return found, ""


def _say(told: list[Fulfilled]) -> None:
    reported = [share for one in told for share in one.shares]
    begun = [share for one in told for share in one.begun]
    for shares, message in ((reported, "register_reported"), (begun, "register_begun")):
        if shares:
            flash(MESSAGES[message].format(codes="、".join(share.code for share in shares)))


def _enters(agency: Agency) -> bool:
    return any(one.id == agency.id for one in rows.agencies_entered_for(db(), actor()))


def _entered_for(agency_id: int) -> Agency:
    """An agency whose figures this person enters; for others the form does not exist."""
    return rows.agency_of(db(), actor(), agency_id, Right.REPORT_TALLIES)


def _around(agency: Agency) -> dict[str, Any]:
    return {"agency": agency, "by_another": not tallying.speaks_for(actor(), agency.id)}
