"""Random walks through the whole life of a case: never an illegal state, every step told, every invariant after each."""

import random

from sqlalchemy import delete, select

from app.domain.tracking.decisions import ApprovalMode
from app.extensions.transaction import commit
from app.models import ReportingRule
from app.services import audit
from tests.services.tracking.conftest import Loop, another_meeting, loop, stage
from tests.services.tracking.walking import Walk, every_state_is_met, plans

__all__ = ["loop", "stage"]
SEED, STEPS, MOST = 4, 200, 900


def test_invariant_6_no_walk_leaves_the_tables_and_every_step_is_told(loop: Loop) -> None:
    loop.stage.charter("市長")
    rules = {one.agency_id: one for one in loop.session.scalars(select(ReportingRule))}
    rules[loop.agencies[2].id].approval = ApprovalMode.ONLINE
    loop.session.execute(delete(ReportingRule).where(ReportingRule.agency_id == loop.agencies[3].id))
    loop.prepared(*plans(loop))
    walk = Walk(loop, another_meeting(loop), random.Random(SEED))
    number = 0
    while number < STEPS or not every_state_is_met(walk):
        number += 1
        assert number < MOST, walk.met
        walk.step()
        if number % 80 == 0:
            walk.flags_are_one_predicate()
    assert {"not_yours_to_do", "not_in_this_state"} <= set(walk.refused)
    commit(loop.session)
    assert audit.verify(loop.session) is None
