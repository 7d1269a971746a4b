"""/duties/rosters: the people who must declare to an agency, how each declaration stands, and many filings entered at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.documents.list_sheet import SheetFormat
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingStatus, FilingWay, OccurrenceKey, key_read
from app.domain.errors import Absent, Invalid
from app.domain.people.rights import Right
from app.domain.roc_date import roc_text, roc_year
from app.models import Roster
from app.queries.duties import roster as rows
from app.queries.duties.roster import Reckoned, RosterRow, Wanted
from app.queries.visibility.declarants import keeps
from app.services.duties import filing, rostering
from app.services.duties.roster_sheet import roster_table
from app.web import exporting, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.duties.blueprint import bp
from app.web.duties.file_tables import period_table
from app.web.forms import ID, Choice, Day, DayRequired, options, put_errors, refuse, seen_version
from app.web.paging import page_of, typed
from app.web.reading import note_declarants
from app.web.reckoning import reckoned
from app.web.transaction import db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.roster import DUE_SOON, OVERDUE, STATUS_CHOICES, why_exempt
from app.wording.words import word

HIGHEST_ID = 2**31 - 1
REQUIRED = "這一欄必填。"
SOON = timedelta(days=30)
MOST_NAMED = 5
FILTERS = ("year", "type", "status", "agency", "name", "page")
PERIODS = "periods"
LIST, ONE = "duties/rosters.html", "duties/roster.html"
ROSTER = f"/rosters/<int(max={HIGHEST_ID}):roster_id>"


class BeginForm(FlaskForm):
    begins_on = Day("起算日", validators=[DayRequired(REQUIRED)])


class FilingsForm(FlaskForm):
    filed_on = Day("申報日期", validators=[DayRequired(REQUIRED)])
    way = Choice("申報方式", coerce=FilingWay, choices=options(FilingWay))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for, as the filter bar shows it."""

    wanted: Wanted
    fields: list[dict[str, Any]]


@bp.get("/rosters")
@access(Right.KEEP_ROSTER, Right.READ_OWN_DECLARANTS)
def rosters() -> ResponseReturnValue:
    return render_template(
        LIST, form=BeginForm(formdata=None, begins_on=today().replace(month=1, day=1)), **_all()
    )


@bp.post(f"/rosters/agencies/<int(max={HIGHEST_ID}):agency_id>")
@access(Right.KEEP_ROSTER)
def begin_roster(agency_id: int) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    agency = next((one for one in rows.agencies_to_begin(db(), actor()) if one.id == agency_id), None)
    if agency is None:
        raise Absent
    form = BeginForm()
    if form.validate():
        made = rostering.begin(db(), actor(), agency, form.begins_on.data, now=now())
        flash(MESSAGES["roster_begun"].format(agency=agency.short_name, day=roc_text(made.begins_on)))
        return once.lead(url_for("duties.roster", roster_id=made.id))
    return refuse(LIST, form, **_all())


@bp.post(f"{ROSTER}/end")
@access(Right.KEEP_ROSTER)
def end_roster(roster_id: int) -> ResponseReturnValue:
    roster = rows.roster_of(db(), actor(), roster_id, to_keep=True)
    rostering.end(db(), actor(), roster, seen_version=seen_version(), now=now(), today=today())
    flash(MESSAGES["roster_ended"].format(agency=roster.agency.short_name))
    return redirect(url_for("duties.rosters"), 303)


@bp.get(ROSTER)
@access(Right.KEEP_ROSTER, Right.READ_OWN_DECLARANTS)
def roster(roster_id: int) -> ResponseReturnValue:
    found = rows.roster_of(db(), actor(), roster_id)
    if fmt := exporting.asked():
        if request.args.get("list") == PERIODS:
            return _periods(found, fmt)
        every = _rows(found, reckoned())
        listed = rows.wanted_rows(every, _filters(found, every, reckoned()).wanted)
        note_declarants((row.declarant for row in listed), "download")
        return exporting.send(roster_table(listed), fmt)
    form = FilingsForm(formdata=None, filed_on=today(), way=FilingWay.ONLINE)
    return render_template(ONE, form=form, **_one(found, frozenset()))


def _periods(roster: Roster, fmt: SheetFormat) -> ResponseReturnValue:
    """Everybody's posts, for the very import of HR's list."""
    people = rows.people_of(db(), actor(), roster)
    held = [(one, period) for one in people for period in rows.periods_seen(actor(), one)]
    note_declarants({one.id: one for one, _ in held}.values(), "download")
    return exporting.send(period_table(held), fmt)


@bp.post(ROSTER)
@access(Right.KEEP_ROSTER)
def enter_filings(roster_id: int) -> ResponseReturnValue:
    """The ticked rows as filed on one day, one filing a person; or as authorised."""
    if led := once.already_led():
        return led
    found = rows.roster_of(db(), actor(), roster_id, to_keep=True)
    form, ticked = FilingsForm(), frozenset(request.form.getlist("lines"))
    by_person = _ticked(ticked)
    authorises = request.form.get("do") == "authorise"
    if not by_person:
        form.validate()
        put_errors(form, Invalid("nothing_to_file", "filed_on"))
        return refuse(ONE, form, **_one(found, ticked))
    if not authorises and not form.validate():
        return refuse(ONE, form, **_one(found, ticked))
    with_what = reckoned()
    people = {one.id: one for one in rows.people_of(db(), actor(), found)}
    done, refused = 0, []
    for declarant_id, keys in by_person.items():
        declarant = people.get(declarant_id)
        if declarant is None:
            raise Absent
        if authorises:
            done += sum(filing.authorise(db(), actor(), declarant, key, with_what, now=now()) for key in keys)
            continue
        try:
            filing.file(
                db(), actor(), declarant, keys, form.filed_on.data, form.way.data, with_what, now=now()
            )
            done += len(keys)
        except Invalid as refusal:
            refused.append(f"{declarant.name}：{sentence(refusal.code, **refusal.facts)}")
    note_declarants((people[key] for key in by_person), "list")
    total = sum(map(len, by_person.values()))
    message = "declarations_authorised" if authorises else "declarations_filed"
    flash(MESSAGES[message].format(n=done, left=total - done))
    for line in refused[:MOST_NAMED]:
        flash(line)
    return once.lead(url_for("duties.roster", roster_id=found.id, **_query()))


def _ticked(ticked: frozenset[str]) -> dict[int, list[OccurrenceKey]]:
    """By person; what no page of ours can have sent is nobody's."""
    found: dict[int, list[OccurrenceKey]] = defaultdict(list)
    for one in sorted(ticked):
        number, _, address = one.partition(".")
        if not ID.fullmatch(number) or (key := key_read(address)) is None:
            raise Absent
        found[int(number)].append(key)
    return found


def _all() -> dict[str, Any]:
    seen = rows.rosters_seen(db(), actor())
    return {
        "rows": [(one, keeps(actor(), one)) for one in seen],
        "to_begin": rows.agencies_to_begin(db(), actor()),
    }


def _one(roster: Roster, ticked: frozenset[str]) -> dict[str, Any]:
    with_what = reckoned()
    every = _rows(roster, with_what)
    filters = _filters(roster, every, with_what)
    found = rows.wanted_rows(every, filters.wanted)
    page = page_of(len(found))
    shown = found[page.offset : page.offset + page.size]
    note_declarants((row.declarant for row in shown), "list")
    return {
        "roster": roster,
        "keeps": keeps(actor(), roster),
        "people": len({row.declarant.id for row in every}),
        "files": exporting.links(),
        "period_files": exporting.links_to(url_for("duties.roster", roster_id=roster.id, list=PERIODS)),
        "rows": shown,
        "page": page,
        "ticked": ticked,
        "filters": filters.fields,
        "counts": _counts(found),
        "why_exempt": why_exempt,
        "query": _query(),
        "owed_query": {name: said for name, said in _query().items() if name in ("year", "type", "agency")},
    }


def _query() -> dict[str, Any]:
    """The filters of this address, to come back to them."""
    return {name: value for name in FILTERS if (value := typed(name))}


def _rows(roster: Roster, with_what: Reckoned) -> list[RosterRow]:
    people = rows.people_of(db(), actor(), roster)
    return [row for one in people for row in rows.rows_of(actor(), one, with_what)]


def _counts(found: list[RosterRow]) -> dict[str, int]:
    owed = [row for row in found if row.line.status is not FilingStatus.EXEMPT and not row.line.alternative]
    filed = sum(row.line.status is FilingStatus.FILED for row in owed)
    return {"owed": len(owed), "filed": filed, "overdue": sum(row.overdue for row in owed)}


def _filters(roster: Roster, every: list[RosterRow], with_what: Reckoned) -> Filters:
    this_year = roc_year(with_what.today)
    first = min((row.line.year for row in every), default=this_year)
    year = request.args.get("year", str(this_year))
    kind = request.args.get("type", "")
    status = request.args.get("status", "")
    agency = request.args.get("agency", "")
    name = typed("name", 30)
    agencies = {row.period.agency_id: row.period.agency.short_name for row in every}
    wanted = Wanted(
        year=int(year) if ID.fullmatch(year) else None,
        type=DeclarationType(kind) if kind in list(DeclarationType) else None,
        status=FilingStatus(status) if status in list(FilingStatus) else None,
        agency_id=int(agency) if ID.fullmatch(agency) else None,
        overdue=status == OVERDUE,
        due_by=with_what.today + SOON if status == DUE_SOON else None,
        name=name,
    )
    years = [("all", "全部年度"), *((str(one), f"{one}年度") for one in range(this_year, first - 1, -1))]
    kinds = [("", "全部"), *((one.value, word(one)) for one in DeclarationType)]
    fields: list[dict[str, Any]] = [
        {"name": "year", "label": "年度", "kind": "select", "value": year, "choices": years},
        {"name": "type", "label": "申報類別", "kind": "select", "value": kind, "choices": kinds},
        {"name": "status", "label": "情形", "kind": "select", "value": status, "choices": STATUS_CHOICES},
        {"name": "name", "label": "姓名", "kind": "text", "value": name},
    ]
    if len(agencies) > 1:
        choices = [("", "全部"), *((str(key), said) for key, said in agencies.items())]
        fields.insert(
            3, {"name": "agency", "label": "機關", "kind": "select", "value": agency, "choices": choices}
        )
    return Filters(wanted, fields)
