"""/meetings/114-1: the agenda and what comes next; its data; its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import ChangedSinceSeen, Invalid, NotAllowed
from app.domain.meetings import agenda as rules
from app.domain.meetings.agenda import SECTIONS
from app.domain.meetings.meeting_flow import MEETING_FLOW, RECORDING, MeetingAction, MeetingState
from app.domain.meetings.resolution import Section
from app.domain.meetings.timing import minutes_between, planned, timetable
from app.domain.people.rights import Right, may
from app.models import AgendaItem, Meeting, Proposal, Resolution
from app.queries.meetings.candidates import candidates, on_their_way
from app.queries.meetings.found import Found, find_lines, rulings_seen, with_papers
from app.queries.meetings.history import history_of
from app.queries.meetings.item_files import files_by_line
from app.queries.meetings.own_extract import has_own_extract
from app.queries.meetings.shown import ShownText, case_number, is_secret, shown_text
from app.queries.tracking.releasing import nothing_left
from app.services.meetings import lines, planning
from app.services.meetings.item_files import KEPT_IN
from app.services.meetings.planning import CHANGEABLE
from app.services.papers.producing import counted
from app.services.tracking import next_meeting
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import put_errors, refuse, seen_version
from app.web.meetings.blueprint import bp, found
from app.web.meetings.forms import MeetingForm, PutOnForm, TitleForm, options
from app.web.stale import stale_page
from app.web.transaction import db, now, today
from app.wording.audit import action_word
from app.wording.generated import papers_line
from app.wording.meetings import DONE_BY_HEAD, NEXT
from app.wording.messages import MESSAGES
from app.wording.refusals import sentence

PAGE = "meetings/page.html"
EDIT = "meetings/edit.html"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as the page draws it. `number`: what stands in its address, '' without a page of its own; `minutes` it is given."""

    item: AgendaItem
    number: str
    text: ShownText
    first: bool
    last: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: Section
    lines: list[ShownLine]


@bp.get("/meetings/<string:slug>")
@access(Right.READ_MEETINGS, Right.READ_MEETING_PAPERS)
def page(slug: str) -> ResponseReturnValue:
    return render_template(PAGE, **around(found(slug)))


@bp.get("/meetings/<string:slug>/edit")
@access(Right.RUN_MEETINGS)
def edit(slug: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    return render_template(EDIT, form=MeetingForm(formdata=None, obj=shown.meeting), **_head(shown))


@bp.post("/meetings/<string:slug>/edit")
@access(Right.RUN_MEETINGS)
def save(slug: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    form = MeetingForm()
    if form.validate():
        try:
            planning.change(db(), actor(), shown.meeting, form.plan(), seen_version=seen_version(), now=now())
            next_meeting.follow(db(), actor(), shown.meeting, now=now(), today=today())
        except ChangedSinceSeen:
            return stale_page(
                shown.meeting, form, named=f"會議 {shown.meeting.label}", back_url=address("page", shown)
            )
        except Invalid as refusal:
            put_errors(form, refusal)
        else:
            flash(MESSAGES["meeting_changed"].format(label=shown.meeting.label))
            return redirect(address("page", shown), 303)
    return refuse(EDIT, form, **_head(shown))


@bp.get("/meetings/<string:slug>/history")
@access(Right.READ_MEETINGS)
def history(slug: str) -> ResponseReturnValue:
    shown = found(slug)
    if not may(actor(), Right.READ_MEETINGS, committee_agency_id=shown.meeting.committee.agency_id):
        raise NotAllowed("not_yours_to_do")
    events = [
        {"event": event, "title": action_word(event.action)}
        for event in history_of(db(), actor(), shown.meeting)
    ]
    return render_template("meetings/history.html", events=events, **_head(shown))


def around(shown: Found, **given: Any) -> dict[str, Any]:
    """Everything the meeting's page shows; `given` replaces forms that were refused."""
    meeting, runs = shown.meeting, is_runner(shown)
    items = find_lines(db(), actor(), meeting)
    closing = rulings_seen(db(), actor(), shown)
    own = with_papers(actor(), shown, items)
    addable = [
        section
        for section in rules.FOR_TITLES
        if runs and rules.may_add(meeting.state, section, meeting.kind)
    ]
    to_come = candidates(db(), actor(), meeting) if runs and meeting.state in rules.ARRANGED_IN else []
    on_the_way = on_their_way(db(), actor(), meeting) if runs and meeting.state in rules.ARRANGED_IN else []
    head = _head(shown)
    return {
        **head,
        "sections": _sections(items, meeting.slug, addable, closing, runs and meeting.state in RECORDING),
        "closing": closing,
        "candidates": to_come,
        "on_the_way": on_the_way,
        "numbered_copies": head["reads_history"] and any(is_secret(item) for item in items),
        "files": {item.id: [] for item in items} | files_by_line(db(), own),
        "keeps_files": runs and meeting.state in KEPT_IN,
        "put_on": PutOnForm(formdata=None),
        "add_title": title_form(addable) if addable else None,
        "arranging": runs and meeting.state == MeetingState.PREPARING,
        "removable": runs and meeting.state in rules.ARRANGED_IN,
        "recording": runs and meeting.state in RECORDING,
        "unresolved": unresolved(items),
        "nothing_left": _nothing_left(shown) if head["reads_history"] else None,
        "expected": expected(items, meeting) if runs else None,
        "moves": _moves(shown) if runs else [],
        "waiting_for": _waiting_for(shown) if runs else "",
        "papers": _papers(shown) if own else [],
        "extract": _extract(shown),
        "papers_stand": papers_line(counted(db(), meeting))
        if runs and meeting.state in rules.ARRANGED_IN
        else None,
        **given,
    }


def _nothing_left(shown: Found) -> bool | None:
    """All that this closed meeting asked for has ended: whether some of it as 改列. None while something is open."""
    if shown.meeting.state != MeetingState.CLOSED:
        return None
    found = nothing_left(db(), actor(), [shown.meeting.id])
    return found[0][1] if found else None


def title_form(sections: list[Section], *, sent: bool = False) -> TitleForm:
    form = TitleForm() if sent else TitleForm(formdata=None, section=Section.REPORTS)
    form.section.choices = options(tuple(sections))
    return form


def unresolved(items: list[AgendaItem]) -> list[AgendaItem]:
    """Numbered lines without a resolution."""
    return [item for item in items if item.code and not item.resolutions]


def expected(items: list[AgendaItem], meeting: Meeting) -> tuple[int, int | None]:
    """預估 and 會議 in minutes; the latter None while beginning or end is open."""
    slots = timetable(((item.section, item.duration) for item in items), meeting.starts_at)
    return sum(slot.minutes for slot in slots), minutes_between(meeting.starts_at, meeting.ends_at)


def is_runner(shown: Found) -> bool:
    return may(actor(), Right.RUN_MEETINGS, committee_agency_id=shown.meeting.committee.agency_id)


def runner_only(shown: Found) -> Found:
    if not is_runner(shown):
        raise NotAllowed("not_yours_to_do")
    return shown


def address(endpoint: str, shown: Found, **values: Any) -> str:
    return url_for(f"meetings.{endpoint}", slug=shown.address, **values)


def _head(shown: Found) -> dict[str, Any]:
    return {
        "meeting": shown.meeting,
        "address": shown.address,
        "whole": shown.whole,
        "runs": is_runner(shown),
        "reads_history": may(
            actor(), Right.READ_MEETINGS, committee_agency_id=shown.meeting.committee.agency_id
        ),
        "changeable": shown.meeting.state in CHANGEABLE,
        "next": NEXT[shown.meeting.state],
    }


def _sections(
    items: list[AgendaItem],
    slug: str,
    addable: list[Section],
    closing: list[Resolution],
    may_close: bool,
) -> list[ShownSection]:
    """Those with something in them, and those where something can be added."""
    shown = []
    for section in SECTIONS:
        own = [item for item in items if item.section == section]
        last_word = section is Section.CLOSING and (closing or may_close)
        if own or section in addable or last_word or (len(addable) > 1 and section is Section.DISCUSSION):
            shown.append(ShownSection(section, _lines(own, slug)))
    return shown


def _lines(items: list[AgendaItem], slug: str) -> list[ShownLine]:
    return [
        ShownLine(
            item,
            case_number(item, slug),
            shown_text(item),
            place == 0,
            place == len(items) - 1,
            planned(item.section, item.duration),
        )
        for place, item in enumerate(items)
    ]


def _moves(shown: Found) -> list[MeetingAction]:
    facts = lines.facts_of(db(), shown.meeting)
    return list(MEETING_FLOW.available(shown.meeting.state, actor(), facts))


def _waiting_for(shown: Found) -> str:
    """Why 議程定稿 cannot be pressed yet; '' when it can, or is past."""
    if shown.meeting.state != MeetingState.PREPARING:
        return ""
    facts = lines.facts_of(db(), shown.meeting)
    for need in MEETING_FLOW.moves[MeetingState.PREPARING, MeetingAction.SET_AGENDA].needs:
        if not need.holds(facts):
            return sentence(need.code)
    refusal = MEETING_FLOW.refusal(shown.meeting.state, MeetingAction.SET_AGENDA, actor(), facts)
    return DONE_BY_HEAD if refusal else ""


def _extract(shown: Found) -> list[tuple[str, str]]:
    """The 節錄 of the reader's agency, from 紀錄核定 on."""
    if shown.whole or not has_own_extract(db(), actor(), shown.meeting):
        return []
    return [
        (fmt.upper(), url_for("papers.download", slug=shown.address, paper="extract", fmt=fmt))
        for fmt in ("docx", "odt", "pdf")
    ]


def _papers(shown: Found) -> list[tuple[str, str]]:
    """The downloads of 提案表, where they are built."""
    if "papers.meeting_table" not in current_app.view_functions:
        return []
    return [
        (fmt.upper(), url_for("papers.meeting_table", slug=shown.address, fmt=fmt))
        for fmt in ("docx", "odt", "pdf")
    ]


def proposals_named(shown: Found, codes: list[str]) -> list[Proposal]:
    """The candidates of these codes, in the order of the page."""
    return [proposal for proposal in candidates(db(), actor(), shown.meeting) if proposal.code in codes]
