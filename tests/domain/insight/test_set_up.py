"""How the seven tasks of a first set-up stand, from what is recorded."""

from app.domain.insight.set_up import SetUpFacts, SetUpStanding, SetUpTask, standings, still_to_do
from app.domain.notices.delivery import DeliveryState
from app.wording.set_up import task_line

DONE = SetUpFacts(
    agencies=30, contacts=30, charter=True, members=9, own_templates=1, steps_on=5, base_days=4,
    test_mail=DeliveryState.SENT, past_meetings=2,
)  # fmt: skip


def test_nothing_is_done_at_first_and_two_tasks_may_wait() -> None:
    assert still_to_do(SetUpFacts()) == [
        SetUpTask.AGENCIES, SetUpTask.CONTACTS, SetUpTask.COMMITTEE, SetUpTask.DEADLINES, SetUpTask.TEST_MAIL,
    ]  # fmt: skip
    assert standings(SetUpFacts())[SetUpTask.PAST_YEARS] is SetUpStanding.MAY_WAIT
    assert set(standings(DONE).values()) == {SetUpStanding.DONE}
    assert still_to_do(DONE) == []


def test_what_is_half_done_says_what_is_missing() -> None:
    facts = SetUpFacts(
        agencies=3, contacts=2, without_contact=1, members=9, lacking=(116,), steps_on=5,
        test_mail=DeliveryState.PENDING,
    )  # fmt: skip
    half = {task for task, standing in standings(facts).items() if standing is SetUpStanding.INCOMPLETE}
    assert half == {SetUpTask.CONTACTS, SetUpTask.COMMITTEE, SetUpTask.DEADLINES, SetUpTask.TEST_MAIL}
    assert task_line(SetUpTask.CONTACTS, facts) == "已有 2 位聯絡人，1 個機關還沒有登記信箱的聯絡人。"
    assert task_line(SetUpTask.DEADLINES, facts) == "缺 116 年辦公日曆表，今年的財產申報授權基準日尚未登錄。"
    assert standings(facts)[SetUpTask.AGENCIES] is SetUpStanding.DONE
