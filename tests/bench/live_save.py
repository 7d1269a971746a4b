"""`live_save`: one autosave of 現場登錄 against a signed-in POST on the same server that commits one row.

Both go through the whole program as a browser's request does: session, CSRF, transaction, commit to the disk. The floor's
view stands here only and does nothing but add its row.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import urllib.parse
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.domain.people.actor import CONSOLE
from app.domain.proposals.proposal_flow import ProposalState
from app.extensions.transaction import unit_of_work
from app.models import Committee, FormKey
from app.services.meetings import agenda, holding, planning
from app.services.meetings.planning import MeetingPlan
from app.services.proposals.drafting import Draft, create_imported
from app.web.access import access
from app.web.logs import LOG
from app.web.transaction import db, now
from tests import engines
from tests.browser.conftest import cookie_of
from tests.browser.server import served
from tests.conftest import load_city, settings_for

PAIRS = 60
CLERK = "eth-officer1"
PLAN = MeetingPlan("示範市政府116年第1次廉政會報", "116年第1次", 116, held_on=date(2027, 1, 6), chair="市長")


def measure(engine_name: str) -> tuple[float, float]:
    """(our seconds, the floor's seconds) of one request: medians of pairs measured in turns, after three unmeasured."""
    engine = engines.engine(engine_name)
    url = engine.copy("city", load_city)
    try:
        with tempfile.TemporaryDirectory() as folder:
            app = create_app(settings_for(url, Path(folder)))
            LOG.setLevel("WARNING")  # a line per request on the screen would be measured too
            address = _meeting_in_session(app)
            app.add_url_rule("/bench/floor", "bench.floor", _floor_view, methods=["POST"])
            times = _pairs(app, address)
            app.extensions["tracker"].engine.dispose()
    finally:
        engine.drop(url)
    return statistics.median(ours for ours, _ in times), statistics.median(floor for _, floor in times)


@access()
def _floor_view() -> str:
    """One row, committed by the program's own way."""
    db().add(FormKey(key=f"bench-{time.perf_counter_ns()}", used_at=now(), led_to="/"))
    return "saved"


def _meeting_in_session(app: Flask) -> str:
    moment = datetime.now(UTC)
    with unit_of_work(app.extensions["tracker"].database) as session:
        committee = session.scalars(select(Committee).where(Committee.is_primary)).one()
        meeting = planning.create(session, CONSOLE, committee, PLAN, now=moment)
        draft = Draft(
            unit="政風處", subject="建議導入數位工具，提請審議。", explanation="一、略。", measures="照辦。"
        )
        proposal = create_imported(
            session, CONSOLE, committee, draft, state=ProposalState.SCHEDULED, now=moment, today=moment.date()
        )
        proposal.state = ProposalState.APPROVED
        session.flush()
        agenda.schedule(session, CONSOLE, meeting, [proposal], seen_version=meeting.version, now=moment)
        agenda.set_agenda(session, CONSOLE, meeting, seen_version=meeting.version, now=moment)
        holding.start(session, CONSOLE, meeting, seen_version=meeting.version, now=moment)
        return meeting.slug


def _pairs(app: Flask, address: str) -> list[tuple[float, float]]:
    with served(app) as base:
        client = _Client(base, app)
        page = f"/meetings/{address}/live/1"
        state = {"resolution": "", "seen_version": "0"}
        client.token = client.get(page).partition('name="csrf_token" value="')[2].partition('"')[0]
        times = []
        for turn in range(1, PAIRS + 4):
            began = time.perf_counter()
            _autosave(client, page, state, "字" * turn)
            between = time.perf_counter()
            client.post("/bench/floor", {})
            times.append((between - began, time.perf_counter() - between))
        return times[3:]


class _Client:
    """A signed-in browser: one request, one answer, over the loopback."""

    def __init__(self, base: str, app: Flask) -> None:
        cookie = cookie_of(app, CLERK, base)
        self.base, self.token = base, ""
        self.headers = {"Cookie": f"{cookie['name']}={cookie['value']}", "X-Background": "1"}

    def get(self, path: str) -> str:
        with urllib.request.urlopen(urllib.request.Request(self.base + path, headers=self.headers)) as answer:
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.headers["Cookie"] = line.partition(";")[0]
            return str(answer.read().decode())

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        data = urllib.parse.urlencode({"csrf_token": self.token, **fields}).encode()
        request = urllib.request.Request(self.base + path, data, self.headers)
        with urllib.request.urlopen(request) as answer:
            return bytes(answer.read())


def _autosave(client: _Client, page: str, state: dict[str, str], text: str) -> None:
    """As live.js sends it; what the server answers goes into the next one."""
    query = f"?resolution={state['resolution']}" if state["resolution"] else ""
    fields = {"seen_version": state["seen_version"], "window": "bench", "kind": "resolution", "text": text}
    answer = json.loads(
        client.post(f"{page}/autosave{query}", fields | {"disposition": "", "amended_measures": ""})
    )
    state |= {name: str(answer[name]) for name in state}
