"""申報通知書 and 未申報名單 to download, for whoever keeps the roster. What goes out of whom is noted."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingStatus, key_read
from app.domain.errors import Absent
from app.domain.people.rights import Right
from app.queries.duties import roster as rows
from app.queries.duties.roster import RosterRow, Wanted
from app.services.papers.declarations import notices_of, unfiled_of
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.reading import note_declarants
from app.web.reckoning import reckoned
from app.web.transaction import db
from app.wording.refusals import sentence

HIGHEST_ID = 2**31 - 1
ROSTER = f"/duties/rosters/<int(max={HIGHEST_ID}):roster_id>"
ONE = f"/duties/declarants/<int(max={HIGHEST_ID}):declarant_id>/declarations/<string(maxlength=40):key>"
MOST_SHEETS = 200


@bp.get(f"{ROSTER}/unfiled.<string:fmt>")
@access(Right.KEEP_ROSTER)
def unfiled_list(roster_id: int, fmt: str) -> ResponseReturnValue:
    """Who owes a declaration whose window is open, of the year, kind and agency asked for."""
    roster, with_what = rows.roster_of(db(), actor(), roster_id, to_keep=True), reckoned()
    year, agency = (request.args.get(name, "") for name in ("year", "agency"))
    wanted = Wanted(
        year=int(year) if ID.fullmatch(year) else None,
        type=request.args.get("type", type=DeclarationType),
        status=FilingStatus.UNFILED,
        agency_id=int(agency) if ID.fullmatch(agency) else None,
    )
    owed = [
        row
        for row in rows.wanted_rows(_every(roster_id), wanted)
        if not row.line.alternative and row.line.occurrence.deadline.window_start <= with_what.today
    ]
    note_declarants((row.declarant for row in owed), "download")
    return sending.loose(unfiled_of(roster, owed, with_what.today), sending.loose_format(fmt))


@bp.post(f"{ROSTER}/notices.<string:fmt>")
@access(Right.KEEP_ROSTER)
def filing_notices(roster_id: int, fmt: str) -> ResponseReturnValue:
    """A sheet for each ticked row. Asked for by POST, because the ticks are a form's; it changes nothing."""
    roster, wanted = rows.roster_of(db(), actor(), roster_id, to_keep=True), sending.loose_format(fmt)
    ticked = frozenset(request.form.getlist("lines"))
    chosen = [row for row in _every(roster_id) if f"{row.declarant.id}.{row.line.key}" in ticked][
        :MOST_SHEETS
    ]
    if not chosen:
        flash(sentence("nothing_to_notify"), "wrong")
        return redirect(url_for("duties.roster", roster_id=roster.id), 303)
    note_declarants((row.declarant for row in chosen), "download")
    return sending.loose(notices_of(db(), actor(), roster, chosen, reckoned()), wanted)


@bp.get(f"{ONE}/notice.<string:fmt>")
@access(Right.KEEP_ROSTER)
def filing_notice(declarant_id: int, key: str, fmt: str) -> ResponseReturnValue:
    declarant, with_what = rows.declarant_of(db(), actor(), declarant_id, to_keep=True), reckoned()
    chosen = [row for row in rows.rows_of(actor(), declarant, with_what) if row.line.key == key_read(key)]
    if not chosen:
        raise Absent
    note_declarants([declarant], "download")
    made = notices_of(db(), actor(), declarant.roster, chosen, with_what)
    return sending.loose(made, sending.loose_format(fmt))


def _every(roster_id: int) -> list[RosterRow]:
    roster, with_what = rows.roster_of(db(), actor(), roster_id, to_keep=True), reckoned()
    people = rows.people_of(db(), actor(), roster)
    return [row for one in people for row in rows.rows_of(actor(), one, with_what)]
