"""Figure: two-character words looked up among 100,000 proposals, against LIKE over the same folded text.

Both give the same answer: the newest twenty, and how many there are up to a thousand and one; the floor finds both in one walk. Ours leaves out what the officer may not see, the floor asks nothing of that kind. The texts are the demonstration's
clauses, each with names of places and firms out of some thousands, so that there are rare words and frequent ones; the words
are drawn evenly from all that occur. The floor takes a fifth of them, and is compared with ours on those.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.demo.city.generated import more_proposals
from app.domain.insight.search_index import SearchKind, entry_key
from app.domain.insight.searchable import pairs, searchable
from app.domain.people.actor import Actor, Role
from app.domain.people.agency import AgencyKind, EthicsMode
from app.domain.proposals.proposal_flow import ProposalState
from app.extensions.database import open_database
from app.extensions.transaction import unit_of_work
from app.models import Agency, Committee, Proposal, RoleGrant, SearchEntry, User
from app.queries.insight.search import MOST, Question, find
from app.queries.people.signed_in import actor_of
from app.services.insight import token_store
from tests import engines
from tests.conftest import migrate

PROPOSALS, WORDS, EACH_FIFTH, SHOWN = 100_000, 500, 5, 20
NAMES, NAMES_IN_EACH = 4_000, 6
SEED = 20261127
NOW = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
FIRST_DAY = date(2000, 1, 3)
SYLLABLES = (
    "安邦昌成達德東恩芳豐富高光廣國海漢和恆宏華輝惠吉佳建健江金錦晶景俊康科坤隆禮立利良龍茂明南寧鵬平啟謙強慶仁榮瑞"
    "森山尚盛石世水泰天同萬旺威偉文武西祥新信星雄旭亞陽業一益義毅銀永友裕元原遠岳雲運澤展章兆振正志中眾卓宗"
)
Row = tuple[date, str, str]


def corpus() -> list[Row]:
    """Day, subject and explanation of each, the oldest first."""
    chosen = random.Random(SEED)
    names = ["".join(chosen.sample(SYLLABLES, 3)) for _ in range(NAMES)]
    clauses = [(row.subject, f"{row.explanation}\n{row.proposal}") for row in more_proposals(2_000, SEED)]
    return [
        (
            FIRST_DAY + timedelta(days=number // 12),
            clauses[number % len(clauses)][0],
            f"{clauses[number % len(clauses)][1]}\n三、{'、'.join(chosen.sample(names, NAMES_IN_EACH))}等六案併予查察。",
        )
        for number in range(PROPOSALS)
    ]


def measure(engine_name: str, rows: list[Row]) -> tuple[float, float]:
    """(the floor's seconds, our seconds) for the same words on this engine."""
    source = engines.engine(engine_name)
    url = source.copy("migrated", migrate)
    database = open_database(url)
    try:
        with unit_of_work(database) as session:
            officer = _people(session)
            _load(session, rows)
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
        words = _words(rows)
        with database.sessions() as session:
            return _compare(session, officer, words)
    finally:
        database.engine.dispose()
        source.drop(url)


def _compare(session: Session, officer: Actor, words: list[str]) -> tuple[float, float]:
    for word in words[1:WORDS:50]:
        _ours(session, officer, word), _floor(session, word)
    seconds, answers = {}, {}
    for word in words:
        started = time.perf_counter()
        answers[word] = _ours(session, officer, word)
        seconds[word] = time.perf_counter() - started
    floor, ours = 0.0, 0.0
    for word in words[::EACH_FIFTH]:
        started = time.perf_counter()
        wanted = _floor(session, word)
        floor += time.perf_counter() - started
        ours += seconds[word]
        assert answers[word] == wanted, f"{word}: not the same answer"
        assert wanted[0], word
    return floor, ours


def _ours(session: Session, officer: Actor, word: str) -> tuple[int, list[int]]:
    found = find(session, officer, Question((word,)), SearchKind.PROPOSAL, size=SHOWN)
    return found.total + found.more, found.things


def _floor(session: Session, word: str) -> tuple[int, list[int]]:
    query = select(SearchEntry.thing_id).where(SearchEntry.folded.contains(word))
    found = list(session.scalars(query.order_by(SearchEntry.id.desc()).limit(MOST + 1)))
    return len(found), found[:SHOWN]


def _words(rows: list[Row]) -> list[str]:
    every: set[str] = set()
    for _day, subject, explanation in rows:
        every |= pairs(searchable(f"{subject}\n{explanation}"))
    return random.Random(SEED).sample(sorted(every), WORDS)


def _people(session: Session) -> Actor:
    agency = Agency(
        code="A01", name="示範市政府政風處", short_name="政風處", kind=AgencyKind.FIRST_LEVEL, sort_order=1,
        ethics_mode=EthicsMode.OFFICE,
    )  # fmt: skip
    user = User(login="officer", name="王小明", created_at=NOW)
    session.add_all([agency, user])
    session.flush()
    session.add(
        Committee(code="main", name="廉政會報", host="示範市政府", agency_id=agency.id, is_primary=True)
    )
    session.add(
        RoleGrant(
            user_id=user.id, role=Role.OFFICER, agency_id=agency.id, from_on=FIRST_DAY,
            confirmed_by_id=user.id, confirmed_at=NOW,
        )
    )  # fmt: skip
    session.flush()
    return actor_of(session, user, TODAY)


def _load(session: Session, rows: list[Row]) -> None:
    """Rows and entries straight into their tables; the tokens as `reindex` fills them."""
    committee = session.scalars(select(Committee.id)).one()
    numbered = enumerate(rows, start=1)
    while some := list(islice(numbered, 2_000)):
        session.execute(insert(Proposal), list(_proposals(some, committee)))
        session.execute(insert(SearchEntry), list(_entries(some)))
    token_store.fill(session)


def _proposals(rows: list[tuple[int, Row]], committee: int) -> Iterator[dict[str, Any]]:
    for number, (_day, subject, explanation) in rows:
        yield {
            "id": number, "code": f"P114-{number}", "committee_id": committee, "year": 114, "running": number,
            "state": ProposalState.DRAFT, "subject": subject, "explanation": explanation, "created_at": NOW,
            "changed_at": NOW, "version": 1,
        }  # fmt: skip


def _entries(rows: list[tuple[int, Row]]) -> Iterator[dict[str, Any]]:
    for number, (day, subject, explanation) in rows:
        yield {
            "id": entry_key(day, SearchKind.PROPOSAL, number), "kind": SearchKind.PROPOSAL, "thing_id": number,
            "year": 114, "folded": searchable(f"{subject}\n{explanation}"),
        }  # fmt: skip
