"""/assignments/<code>/report: write, have approved, send, look at what was sent, take it back; the same for all items at /report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Absent, ChangedSinceSeen, NotNow, Refusal
from app.domain.people.rights import Right
from app.domain.tracking.assignment_flow import REPORTABLE
from app.domain.tracking.decisions import ApprovalMode
from app.domain.tracking.report_flow import UNSENT, ReportState
from app.models import AskedFigure, Assignment, ProgressReport
from app.queries.tracking.facts import secret_among, speaks_for_another
from app.queries.tracking.owed import AgencyWork, Owed, address_of_share, work_of_agencies
from app.queries.tracking.reports import files_of, is_shown, one_report
from app.services.tracking import evidence, reporting
from app.web import attached, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, seen_version
from app.web.tracking import first_reading, report_page, writing
from app.web.tracking.blueprint import bp
from app.web.tracking.report_form import AsideForm, ReportForm, SourceForm, StampForm, report_form, seen_of
from app.web.tracking.writing import Block, Do
from app.web.transaction import TAIPEI, db, now, today
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence
from app.wording.tracking import reporting as said

ONE = "tracking/report.html"
ALL = "tracking/reports.html"
SENT = "tracking/report_sent.html"
_SHARE = "/assignments/<string:code>"
_REPORT = f"{_SHARE}/reports/<int(max=99999):number>"
HIGHEST_ID = 2_147_483_647


@bp.get(f"{_SHARE}/report")
@access(Right.REPORT, Right.SIGN_OFF)
def report(code: str) -> ResponseReturnValue:
    one = report_page.owed(report_page.find(code))
    return render_template(ONE, **_page(one, _fresh(one)))


@bp.post(f"{_SHARE}/report")
@access(Right.REPORT)
def write_report(code: str) -> ResponseReturnValue:
    if led := once.already_led():
        return led
    share = report_page.find(code)
    one = report_page.owed(share)
    by_another = speaks_for_another(actor(), share.agency_id)
    source = SourceForm() if by_another else None
    stamp = None if by_another or one.mode is not ApprovalMode.PAPER else StampForm()
    block = Block(one, report_form(_asked(share)), seen_version())
    do = writing.pressed()
    if do in writing.FILLS_IN:
        note = writing.fill_in([block], do)
        return render_template(ONE, **_page(one, block.form, source, stamp, note=note))
    whole = all([form.validate() for form in (source, stamp) if form]) and writing.check([block], do)
    taken = writing.take_in([block], do, source, stamp) if whole else None
    if taken is None:
        one = report_page.owed(report_page.find(code))
        shown = _page(one, block.form, source, stamp, note=said.CHANGED if block.changed else "")
        return render_template(ONE, **shown), 409 if block.changed else 422
    return once.lead(_after(taken[0], one, do, block.shut))


@bp.post(f"{_SHARE}/report/autosave")
@access(Right.REPORT)
def autosave_report(code: str) -> ResponseReturnValue:
    """What rests in the form becomes the agency's draft, as by 暫存; nothing typed yet makes none."""
    share = report_page.behind(code)
    form = report_form(_asked(share))
    if not form.validate():
        return jsonify(error=said.NOT_SAVED_YET.format(text=_errors([form])[0][1])), 422
    saved_at = f"{now().astimezone(TAIPEI):%H:%M:%S}"
    if form.is_blank and reporting.live_report(db(), share) is None:
        return jsonify(saved_at=saved_at)
    try:
        draft = reporting.write(
            db(), actor(), share, form.written(None), seen_version=seen_version(), now=now(), today=today()
        )
    except Refusal as refusal:
        status = 409 if isinstance(refusal, ChangedSinceSeen) else 422
        return jsonify(error=sentence(refusal.code, **refusal.facts)), status
    return jsonify(seen_version=draft.version, saved_at=saved_at)


@bp.get("/report")
@access(Right.REPORT)
def report_all() -> ResponseReturnValue:
    work = work_of_agencies(db(), actor(), today())
    first_reading.note(*(one.share for one in work.owed))
    blocks = _blocks(work, fresh=True)
    return render_template(ALL, **_all_page(work, blocks))


@bp.post("/report")
@access(Right.REPORT)
def write_all() -> ResponseReturnValue:
    if led := once.already_led():
        return led
    work = work_of_agencies(db(), actor(), today())
    blocks, do, stamp = _blocks(work), writing.pressed(), StampForm()
    if do in writing.FILLS_IN:
        note = writing.fill_in(blocks, do)
        return render_template(ALL, **_all_page(work, blocks, stamp, note=note))
    filled = [block for block in blocks if not block.form.is_blank]
    if not filled:
        return render_template(ALL, **_all_page(work, blocks, stamp, problem=said.NOTHING_WRITTEN)), 422
    paper = stamp if any(block.one.mode is ApprovalMode.PAPER for block in filled) else None
    whole = stamp.validate() and writing.check(filled, do)
    if not whole or writing.take_in(filled, do, None, paper) is None:
        changed = any(block.changed for block in blocks)
        fresh = work_of_agencies(db(), actor(), today())
        again = _rejoined(fresh, blocks)
        note = said.CHANGED if changed else ""
        return render_template(ALL, **_all_page(fresh, again, stamp, note=note)), 409 if changed else 422
    skipped = len(blocks) - len(filled)
    word = {Do.SAVE: "reports_saved", Do.ASK: "approvals_asked"}.get(do, "reports_sent")
    flash(MESSAGES[word].format(n=len(filled)))
    if skipped and do is not Do.SAVE:
        flash(MESSAGES["reports_skipped"].format(n=skipped))
    return once.lead(url_for("tracking.reports_sent" if do is Do.SEND else "tracking.report_all"))


@bp.get("/report/sent")
@access(Right.REPORT)
def reports_sent() -> ResponseReturnValue:
    """What the agency sent and 政風處 has not answered: each with its number, its time and 取回."""
    work = work_of_agencies(db(), actor(), today())
    return render_template("tracking/reports_sent.html", work=work)


@bp.get(_REPORT)
@access(Right.REPORT, Right.SIGN_OFF)
def sent_report(code: str, number: int) -> ResponseReturnValue:
    share, found = _found(code, number)
    if found.state in UNSENT:
        return redirect(url_for("tracking.report", code=report_page.owed(share).address), 303)
    work = work_of_agencies(db(), actor(), today())
    following = next((one for one in work.owed if one.share.id != share.id), None)
    around = report_page.around(report_page.owed(share))
    return render_template(SENT, report=found, report_files=files_of(found), following=following, **around)


@bp.post(f"{_REPORT}/recall")
@access(Right.REPORT)
def recall_report(code: str, number: int) -> ResponseReturnValue:
    share, found = _found(code, number)
    reporting.recall(db(), actor(), found, seen_version=seen_version(), now=now(), today=today())
    flash(MESSAGES["report_recalled"])
    return redirect(url_for("tracking.report", code=address_of_share(share)), 303)


@bp.post(f"{_SHARE}/report/leave-approval")
@access(Right.REPORT)
def leave_approval(code: str) -> ResponseReturnValue:
    share, live = _live(code)
    reporting.leave_approval(db(), actor(), live, seen_version=seen_version(), now=now(), today=today())
    flash(MESSAGES["approval_left"])
    return redirect(url_for("tracking.report", code=address_of_share(share)), 303)


@bp.post(f"{_SHARE}/report/stamp")
@access(Right.REPORT)
def stamp_report(code: str) -> ResponseReturnValue:
    """The paper came back stamped: name who approved it, and send."""
    share, live = _live(code)
    form = StampForm()
    if form.validate():
        try:
            reporting.stamp(db(), actor(), live, form.stamp(), seen_version=seen_version(), today=today())
            reporting.submit(db(), actor(), live, seen_version=live.version, now=now(), today=today())
        except NotNow as refusal:
            db().rollback()
            put_errors(form, refusal)
        else:
            return redirect(_sent(share, live), 303)
    one = report_page.owed(report_page.find(code))
    return render_template(ONE, **_page(one, _fresh(one), stamp=form)), 422


@bp.post(f"{_SHARE}/report/set-aside")
@access(Right.RECEIVE)
def set_aside_report(code: str) -> ResponseReturnValue:
    """What the agency began and never sent is left to it, so that 政風處 can enter what it was told."""
    share = report_page.find(code)
    live, form = reporting.live_report(db(), share), AsideForm()
    if live is None or is_shown(actor(), share, live):
        raise NotNow("not_in_this_state")
    if form.validate():
        try:
            reporting.set_aside(
                db(), actor(), live, agreed=(form.agreed.data or "").strip(), seen_version=seen_version(),
                now=now(), today=today(),
            )  # fmt: skip
        except NotNow as refusal:
            db().rollback()
            put_errors(form, refusal)
        else:
            flash(MESSAGES["report_set_aside"])
            return redirect(url_for("tracking.report", code=address_of_share(share)), 303)
    one = report_page.owed(report_page.find(code))
    return render_template(ONE, **{**_page(one, _fresh(one)), "aside": form, "errors": form}), 422


@bp.post(f"{_SHARE}/report/sign-off")
@access(Right.SIGN_OFF)
def sign_off(code: str) -> ResponseReturnValue:
    share, live = _live(code)
    reporting.sign_off(db(), actor(), live, seen_version=seen_version(), now=now(), today=today())
    return redirect(_sent(share, live), 303)


@bp.post(f"{_SHARE}/report/decline")
@access(Right.SIGN_OFF)
def decline_report(code: str) -> ResponseReturnValue:
    _, live = _live(code)
    reason = request.form.get("reason", "").strip()
    reporting.decline(
        db(), actor(), live, reason=reason, seen_version=seen_version(), now=now(), today=today()
    )
    flash(MESSAGES["report_declined"])
    return redirect(url_for("home.work"), 303)


@bp.get(f"{_SHARE}/evidence/<int(max={HIGHEST_ID}):file_id>")
@access(Right.REPORT, Right.SIGN_OFF)
def evidence_file(code: str, file_id: int) -> ResponseReturnValue:
    share = report_page.find(code, "download")
    for one in report_page.owed(share).reports:
        for file in files_of(one):
            if file.id == file_id and is_shown(actor(), share, one):
                return attached.download(file)
    raise Absent


@bp.post(f"{_SHARE}/evidence/<int(max={HIGHEST_ID}):file_id>/remove")
@access(Right.REPORT)
def remove_evidence(code: str, file_id: int) -> ResponseReturnValue:
    share = report_page.find(code)
    one = report_page.owed(share)
    file = next((file for file in files_of(one.draft) if file.id == file_id), None)
    if one.draft is None or file is None or not is_shown(actor(), share, one.draft):
        raise Absent
    evidence.remove(db(), actor(), one.draft, file, now=now(), today=today())
    flash(MESSAGES["evidence_removed"].format(name=file.filename))
    return redirect(url_for("tracking.report", code=one.address), 303)


def _page(
    one: Owed,
    form: ReportForm,
    source: SourceForm | None = None,
    stamp: StampForm | None = None,
    *,
    note: str = "",
) -> dict[str, Any]:
    around = report_page.around(one)
    draft = one.draft if one.draft and is_shown(actor(), one.share, one.draft) else None
    if around["by_another"]:
        source = source or SourceForm(formdata=None, obj=draft)
    else:
        stamp = stamp or stamp_form([one])
    return {
        **around,
        "form": form,
        "source": source if around["by_another"] else None,
        "stamp": stamp if one.mode is ApprovalMode.PAPER else None,
        "seen": draft.version if draft else None,
        "note": note,
        "phrases": report_page.phrases([one.share])[one.share.agency_id],
        "draft": draft,
        "errors": _errors([form, source, stamp]),
    }


def _all_page(
    work: AgencyWork,
    blocks: list[Block],
    stamp: StampForm | None = None,
    *,
    note: str = "",
    problem: str = "",
) -> dict[str, Any]:
    stamp = stamp or stamp_form([block.one for block in blocks])
    errors = ([problem] if problem else []) + _errors([*(block.form for block in blocks), stamp])
    return {
        "work": work,
        "blocks": blocks,
        "stamp": stamp if any(block.one.mode is ApprovalMode.PAPER for block in blocks) else None,
        "asks": any(block.one.mode is not ApprovalMode.WITHOUT for block in blocks),
        "sends": any(block.one.mode is not ApprovalMode.ONLINE for block in blocks),
        "note": note,
        "errors": errors,
        "carries": any(block.one.last for block in blocks),
        "phrases": report_page.phrases([block.one.share for block in blocks]),
        "secret": secret_among(db(), [block.one.share for block in blocks]),
    }


def _errors(forms: Sequence[FlaskForm | None]) -> list[Any]:
    """(field id, sentence) of every refused field."""
    return [(field.id, text) for form in forms if form for field in form for text in field.errors]


def stamp_form(ones: list[Owed]) -> StampForm:
    """Who approved the last one stands there; the tick and the day never do."""
    known = [report for one in ones for report in one.reports if report.stamp_title]
    last = max(known, key=lambda report: report.number, default=None)
    names = {"stamp_title": last.stamp_title, "stamp_name": last.stamp_name} if last else {}
    return StampForm(formdata=None, data=names)


def _fresh(one: Owed) -> ReportForm:
    shown = one.draft or report_page.before(one)
    if shown is not None and not is_shown(actor(), one.share, shown):
        shown = None
    return report_form(_asked(one.share), shown=shown, fresh=True, begins=report_page.begins(one))


def _blocks(work: AgencyWork, *, fresh: bool = False) -> list[Block]:
    ones = to_write(work)
    asked = report_page.figures_asked([one.share for one in ones])
    return [_block(one, asked[one.share.item_id], fresh) for one in ones]


def _block(one: Owed, asked: list[AskedFigure], fresh: bool) -> Block:
    prefix = f"s{one.share.id}-"
    shown = one.draft or report_page.before(one)
    form = report_form(asked, prefix=prefix, shown=shown, fresh=fresh)
    seen = (one.draft.version if one.draft else None) if fresh else seen_of(prefix)
    return Block(one, form, seen)


def _asked(share: Assignment) -> list[AskedFigure]:
    return report_page.figures_asked([share])[share.item_id]


def to_write(work: AgencyWork) -> list[Owed]:
    """What is asked now and can be written: not what awaits its stamp."""
    return [one for one in work.owed if not one.awaiting and one.share.state in REPORTABLE]


def _rejoined(work: AgencyWork, blocks: list[Block]) -> list[Block]:
    """The typed forms beside what is stored now."""
    stored = {one.share.id: one for one in to_write(work)}
    again = []
    for block in blocks:
        one = stored.get(block.one.share.id)
        if one is not None:
            again.append(Block(one, block.form, one.draft.version if one.draft else None, block.changed))
    return again


def _after(taken: ProgressReport, one: Owed, do: Do, shut: bool) -> str:
    here = url_for("tracking.report", code=one.address)
    if shut:
        flash(MESSAGES["report_kept"])
        return here
    if do is Do.SEND:
        return url_for("tracking.sent_report", code=one.address, number=taken.number)
    flash(MESSAGES["report_saved" if do is Do.SAVE else "approval_asked"])
    return here


def _found(code: str, number: int) -> tuple[Assignment, ProgressReport]:
    share = report_page.find(code)
    return share, one_report(db(), actor(), share, number)


def _live(code: str) -> tuple[Assignment, ProgressReport]:
    """The one that awaits its stamp, as far as it is shown."""
    share = report_page.find(code)
    live = reporting.live_report(db(), share)
    if live is None or live.state is not ReportState.AWAITING_APPROVAL or not is_shown(actor(), share, live):
        raise NotNow("not_in_this_state")
    return share, live


def _sent(share: Assignment, report: ProgressReport) -> str:
    return url_for("tracking.sent_report", code=address_of_share(share), number=report.number)
