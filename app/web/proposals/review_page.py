"""What the review page shows: the newest version against the last one this person saw, comments at their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.proposals.difference import Row, RowKind, difference
from app.domain.proposals.paragraphs import Paragraph, parse
from app.domain.proposals.proposal_flow import PROPOSAL_FLOW, ProposalAction, ProposalState
from app.domain.proposals.versions import TextField
from app.models import Proposal
from app.queries.proposals import story
from app.queries.proposals.facts import facts_of
from app.queries.proposals.story import Comment, Version
from app.web.auth.session import actor
from app.web.proposals import record
from app.web.proposals.forms import PaperForm, ReturnForm
from app.web.transaction import db
from app.wording.words import word

LOOKS = {"diff": "只看差異", "side": "並列", "text": "只看本次"}
DECISIONS = (
    ProposalAction.APPROVE,
    ProposalAction.RETURN,
    ProposalAction.RECORD_APPROVAL,
    ProposalAction.RECORD_RETURN,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph on the page. `index`: its place in the version shown, None for one that is gone."""

    row: Row
    index: int | None
    comments: list[Comment]

    @property
    def quiet(self) -> bool:
        """Nothing changed here and nothing open was said."""
        return self.row.kind is RowKind.SAME and not any(comment.open for comment in self.comments)


@dataclass(frozen=True, slots=True)
class Passage:
    """One field: its paragraphs in runs, so that unchanged stretches can be folded."""

    field: TextField
    label: str
    runs: list[tuple[bool, list[Place]]]
    lost: list[Comment]

    @property
    def changed(self) -> bool:
        return any(place.row.kind is not RowKind.SAME for _, places in self.runs for place in places)


def page(
    proposal: Proposal,
    *,
    errors: list[tuple[str, str]] | None = None,
    typed: dict[str, str] | None = None,
    return_form: ReturnForm | None = None,
    paper_form: PaperForm | None = None,
    status: int = 422,
) -> ResponseReturnValue:
    """The review page; with `errors` (field id, sentence) it is the answer to a form that cannot be taken."""
    versions = story.versions_of(db(), proposal)
    comments = story.comments_of(db(), proposal)
    shown = versions[0] if versions else None
    last_seen = _last_seen(versions, comments)
    base = _base(versions, last_seen)
    chosen = way_of_looking().get("view", "diff")
    look = chosen if base else "text"
    facts = facts_of(db(), proposal)
    html = render_template(
        "proposals/review.html",
        proposal=proposal,
        shown=shown,
        base=base,
        base_said=_said_of_base(base, versions, last_seen),
        versions=versions,
        look=look,
        looks=LOOKS,
        passages=passages(shown, base if look != "text" else None, comments) if shown else [],
        open_comments=sum(comment.open for comment in comments),
        moves=[move for move in DECISIONS if move in record.available(proposal)],
        own=actor().person_id is not None and actor().person_id in (facts.submitted_by, facts.drafted_by),
        in_review=proposal.state is ProposalState.IN_REVIEW,
        return_form=return_form or ReturnForm(formdata=None),
        paper_form=paper_form or PaperForm(formdata=None),
        errors=errors or None,
        typed=typed or {},
        flow=PROPOSAL_FLOW.name,
    )
    return html, status if errors else 200


def way_of_looking() -> dict[str, Any]:
    """view and since of the address or of the form that carried them along; what is not known is left out."""
    given = {name: request.values.get(name, "") for name in ("view", "since")}
    kept: dict[str, Any] = {}
    if given["view"] in LOOKS:
        kept["view"] = given["view"]
    if given["since"].isascii() and given["since"].isdigit() and len(given["since"]) < 7:
        kept["since"] = given["since"]
    return kept


def passages(shown: Version, base: Version | None, comments: tuple[Comment, ...]) -> list[Passage]:
    """The fields of a version, against `base` where there is one; fields that are empty in both are left out."""
    found = []
    for name in TextField:
        new = parse(getattr(shown.row, name.value))
        old = parse(getattr(base.row, name.value)) if base else new
        mine = [comment for comment in comments if comment.field is name]
        if new or old or mine:
            found.append(_passage(name, difference(old, new), new, mine, shown))
    return found


def _passage(
    name: TextField,
    rows: tuple[Row, ...],
    new: tuple[Paragraph, ...],
    comments: list[Comment],
    shown: Version,
) -> Passage:
    at: dict[int | None, list[Comment]] = {}
    for comment in comments:
        at.setdefault(_where(comment, new, shown), []).append(comment)
    passage = Passage(name, word(name), [], at.get(None, []))
    index = 0
    for row in rows:
        place = Place(row, None, [])
        if row.new is not None:
            place = Place(row, index, at.get(index, []))
            index += 1
        if not passage.runs or passage.runs[-1][0] != place.quiet:
            passage.runs.append((place.quiet, []))
        passage.runs[-1][1].append(place)
    return passage


def _where(comment: Comment, new: tuple[Paragraph, ...], shown: Version) -> int | None:
    """The paragraph a comment belongs to now: its own place, else where the same words stand, else none."""
    here = comment.row.paragraph
    if comment.version_number == shown.number and here < len(new):
        return here
    lines = [paragraph.line for paragraph in new]
    if here < len(lines) and lines[here] == comment.row.quoted:
        return here
    return lines.index(comment.row.quoted) if comment.row.quoted in lines else None


def _base(versions: tuple[Version, ...], last_seen: Version | None) -> Version | None:
    """The version to compare with: the one asked for, else the last one this person saw, else the one before."""
    older = versions[1:]
    wanted = way_of_looking().get("since")
    if wanted is not None and (asked := [one for one in older if one.number == int(wanted)]):
        return asked[0]
    return last_seen or (older[0] if older else None)


def _last_seen(versions: tuple[Version, ...], comments: tuple[Comment, ...]) -> Version | None:
    """The newest earlier version this person cut or commented on."""
    me = actor().person_id
    seen = {one.version_number for one in comments if one.row.written_by_id == me}
    seen |= {one.number for one in versions if one.row.cut_by_id == me}
    return next((one for one in versions[1:] if one.number in seen), None)


def _said_of_base(base: Version | None, versions: tuple[Version, ...], last_seen: Version | None) -> str:
    if base is None:
        return ""
    if last_seen and base.number == last_seen.number:
        return f"您上次看到的第 {base.number} 版"
    return f"前一版（第 {base.number} 版）" if base.number == versions[1].number else f"第 {base.number} 版"
