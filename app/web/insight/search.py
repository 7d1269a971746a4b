"""/search: what everybody looks up; a number leads straight to its record."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.insight.search_index import SearchKind
from app.domain.people.rights import Right
from app.domain.proposals.proposal_flow import ProposalState, writes
from app.queries.insight import search
from app.queries.insight.code_jump import Jump, Named, is_number, jump_to
from app.queries.insight.search import Group, Question
from app.queries.insight.search_sources import Source
from app.queries.insight.search_years import years_of_meetings
from app.queries.insight.similar import similar_to
from app.queries.proposals.facts import facts_of
from app.queries.visibility.proposals import one_visible
from app.web.access import access
from app.web.auth.session import actor
from app.web.paging import address, page_of, typed
from app.web.reading import note as note_reading
from app.web.transaction import db, today
from app.wording.insight.search import NO_SUCH_NUMBER, NOTHING, NOTHING_OF_YEAR, counted
from app.wording.words import word

bp = Blueprint("search", __name__)
OF_EACH, OF_ONE = 5, 20
EDITED = frozenset({ProposalState.DRAFT, ProposalState.RETURNED})
MOST_UNREADABLE = 10
_PAGES = {
    SearchKind.PROPOSAL: ("proposals.show", "code"),
    SearchKind.RESOLUTION: ("tracking.resolution", "code"),
    SearchKind.ITEM: ("tracking.item", "code"),
    SearchKind.ASSIGNMENT: ("tracking.assignment", "code"),
    SearchKind.REPORT: ("tracking.assignment", "code"),
    SearchKind.EVIDENCE: ("tracking.assignment", "code"),
    SearchKind.MINUTES: ("meetings.minutes", "slug"),
}
_JUMPS = {
    Named.PROPOSAL: ("proposals.show", "code"),
    Named.RESOLUTION: ("tracking.resolution", "code"),
    Named.ITEM: ("tracking.item", "code"),
    Named.ASSIGNMENT: ("tracking.assignment", "code"),
    Named.MEETING: ("meetings.page", "slug"),
}


@bp.get("/search")
@access(Right.SEARCH)
def results() -> ResponseReturnValue:
    text, kind, year = typed("q"), _kind(), _year()
    if (found := jump_to(db(), actor(), text)) is not None:
        return redirect(_page_of_code(found))
    asked = search.question(text, year)
    groups = _groups(asked, kind)
    return render_template(
        "insight/search.html",
        text=text,
        fields=_fields(text, kind, year),
        chips=_chips(kind, year),
        groups=[_shown(one, kind) for one in groups],
        paging=page_of(groups[0].total, OF_ONE) if groups and kind else None,
        nothing=_nothing(text, year) if asked.words and not groups else "",
        all_years=address(year=None, page=None) if year else None,
        unreadable=search.unreadable(db(), actor(), MOST_UNREADABLE) if asked.words else [],
    )


@bp.get("/proposals/<string:code>/similar")
@access(Right.SEARCH)
def similar(code: str) -> ResponseReturnValue:
    """前案查詢 of one proposal, as it was saved last."""
    proposal = one_visible(db(), actor(), code)
    note_reading(proposal, "open")
    facts = facts_of(db(), proposal)
    return render_template(
        "insight/similar.html",
        proposal=proposal,
        found=similar_to(db(), actor(), proposal),
        edits=writes(actor(), facts) and proposal.state in EDITED,
    )


def _groups(asked: Question, kind: SearchKind | None) -> list[Group]:
    if kind is None:
        return search.groups(db(), actor(), asked, list(SearchKind), size=OF_EACH)
    page = request.args.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    offset = min(max(number - 1, 0), (search.MOST - 1) // OF_ONE) * OF_ONE
    found = search.groups(db(), actor(), asked, [kind], offset=offset, size=OF_ONE)
    if found and not found[0].hits:  # a page beyond the last one shows the last one
        offset = page_of(found[0].total, OF_ONE).offset
        found = search.groups(db(), actor(), asked, [kind], offset=offset, size=OF_ONE)
    return found


def _shown(group: Group, kind: SearchKind | None) -> dict[str, Any]:
    return {
        "name": word(group.kind),
        "kind": group.kind,
        "count": counted(group.total, group.more),
        "all_url": address(kind=group.kind.value, page=None)
        if kind is None and group.total > OF_EACH
        else None,
        "hits": [{"hit": hit, "source": hit.source, "url": page_of_hit(hit.source)} for hit in group.hits],
    }


def page_of_hit(source: Source) -> str:
    if source.kind is not SearchKind.ATTACHMENT:
        return _at(_PAGES[source.kind], source.code)
    if source.occurrence_id is not None:
        return url_for("duties.occurrence", occurrence_id=source.occurrence_id)
    if not source.address:
        return url_for("proposals.files", code=source.code)
    if source.registered:
        return url_for("agency_meetings.one", address=source.address)
    if source.code != source.address:
        return url_for(
            "meetings.case", slug=source.address, number=source.code.removeprefix(f"{source.address}-")
        )
    return url_for("meetings.page", slug=source.address)


def _page_of_code(found: Jump) -> str:
    if found.thing is Named.CASE:
        return url_for("meetings.case", slug=found.code, number=found.number)
    return _at(_JUMPS[found.thing], found.code)


def _at(page: tuple[str, str], code: str) -> str:
    endpoint, name = page
    values: dict[str, Any] = {name: code}
    return url_for(endpoint, **values)


def _nothing(text: str, year: int | None) -> str:
    if is_number(text):
        return NO_SUCH_NUMBER
    return NOTHING_OF_YEAR if year else NOTHING


def _kind() -> SearchKind | None:
    given = request.args.get("kind", "")
    return SearchKind(given) if given in {one.value for one in SearchKind} else None


def _year() -> int | None:
    given = request.args.get("year", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else None


def _fields(text: str, kind: SearchKind | None, year: int | None) -> list[dict[str, Any]]:
    years = [(str(one), f"{one}年") for one in years_of_meetings(db(), today())]
    if year is not None and str(year) not in dict(years):
        years.append((str(year), f"{year}年"))
    kinds = [(one.value, word(one)) for one in SearchKind]
    return [
        {"name": "q", "label": "文字或編號", "kind": "text", "value": text},
        {"name": "kind", "label": "種類", "kind": "select", "choices": [("", "全部"), *kinds], "value": kind.value if kind else ""},
        {"name": "year", "label": "年度", "kind": "select", "choices": [("", "全部"), *years], "value": str(year or "")},
    ]  # fmt: skip


def _chips(kind: SearchKind | None, year: int | None) -> list[tuple[str, str]]:
    shown = []
    if kind is not None:
        shown.append((word(kind), address(kind=None, page=None)))
    if year is not None:
        shown.append((f"{year}年", address(year=None, page=None)))
    return shown
