"""/meetings/115-2/screen: the projector. It only reads, and asks again by itself."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.people.rights import Right
from app.domain.proposals.paragraphs import parse
from app.queries.meetings.found import Found
from app.queries.meetings.live import Slide, slide
from app.web.access import access
from app.web.meetings.blueprint import bp, found
from app.web.meetings.page import runner_only
from app.web.transaction import TAIPEI, db, now


@bp.get("/meetings/<string:slug>/screen")
@access(Right.RUN_MEETINGS)
def screen(slug: str) -> ResponseReturnValue:
    shown = runner_only(found(slug))
    return render_template("meetings/screen.html", address=shown.address, **_around(shown))


@bp.get("/meetings/<string:slug>/screen/state")
@access(Right.RUN_MEETINGS)
def screen_state(slug: str) -> ResponseReturnValue:
    """The slide alone, as a part of the page."""
    return render_template("meetings/_slide.html", **_around(runner_only(found(slug))))


def _around(shown: Found) -> dict[str, Any]:
    in_session = shown.meeting.state == MeetingState.IN_SESSION
    seen = slide(db(), shown.meeting) if in_session else Slide()
    return {
        "meeting": shown.meeting,
        "slide": seen,
        "subject": parse(seen.subject),
        "words": [(one.kind, parse(one.text), parse(one.amended_measures)) for one in seen.words],
        "clock": f"{now().astimezone(TAIPEI):%H:%M}",
    }
