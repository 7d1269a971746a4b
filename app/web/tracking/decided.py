"""What 政風主管 decides on a page, or an officer records from paper: the paper's fields, and the page that comes back."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.domain.errors import Invalid, NotAllowed, Refusal
from app.domain.people.rights import Right, may
from app.models import Assignment
from app.queries.tracking.review import address_of
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking.extensions import HERE, Word
from app.web.auth.session import actor
from app.web.forms import Day, Line, put_errors, refuse, seen_version
from app.wording.refusals import sentence


class DecidedForm(FlaskForm):
    """The paper's fields, wanted only where 「登錄紙本核可」 was pressed."""

    approver_title = Line("核可人職稱", limit=40)
    approver_name = Line("核可人姓名", limit=40)
    decided_on = Day("核可日期")
    document_number = Line("文號", limit=60)

    @property
    def on_paper_wrong(self) -> bool:
        """Does the paper's part hold an error?"""
        names = ("approver_title", "approver_name", "decided_on", "document_number")
        return any(self[name].errors for name in names)

    def word(self, *, next_level: bool = False) -> Word:
        """Here, or on paper. Invalid: document_number_missing; the others are looked at when it is used."""
        if request.form.get("do") != "paper":
            return HERE
        if not (self.document_number.data or "").strip():
            raise Invalid("document_number_missing", "document_number")
        if self.decided_on.data is None:
            raise Invalid("decided_day_missing", "decided_on")
        paper = PaperDecision(
            approver_title=self.approver_title.data or "",
            approver_name=self.approver_name.data or "",
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
        )
        return Word(paper=paper, next_level=next_level)


def around(share: Assignment) -> dict[str, Any]:
    """What the pages about one share show of it. Its agency and item are loaded."""
    agency_id = share.committee.agency_id
    return {
        "share": share,
        "address": address_of(share),
        "seen": seen_version() or share.version,
        "heads": may(actor(), Right.DECIDE_TRACKING, committee_agency_id=agency_id),
    }


def refused(page: str, form: FlaskForm, refusal: Refusal, context: dict[str, Any]) -> ResponseReturnValue:
    """The page again with its sentence and everything that was typed. `context`: made after the roll-back.

    A record that was changed meanwhile is shown as it is now: sending again decides about that.
    """
    if isinstance(refusal, NotAllowed):
        raise refusal
    if isinstance(refusal, Invalid):
        put_errors(form, refusal)
        return refuse(page, form, **context)
    said = [sentence(refusal.code, **refusal.facts)]
    return refuse(page, form, status=409, errors=said, **{**context, "seen": context["share"].version})
