"""What a report asks of us, and what the system drafts of a round."""

from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.decisions import Opinion, Progress
from app.domain.tracking.item import AssignmentRole, ItemMode
from app.domain.tracking.queue import Ask, asks_of, preset
from app.domain.tracking.summary import Told, draft_of
from app.wording.tracking.summaries import paragraph

LEAD, CO = AssignmentRole.LEAD, AssignmentRole.CO


def test_what_asks_something_in_its_order() -> None:
    text = "本局已辦理教育訓練2場次，共120人次參加。"
    assert asks_of(Progress.UNDER_WAY, text, "", AssignmentState.DISPATCHED) == ()
    assert asks_of(Progress.DONE, text, "", AssignmentState.RETURNED) == (Ask.RELEASE, Ask.ANSWERED)
    alike = text.replace("120", "121")
    assert asks_of(Progress.NONE, alike, text, AssignmentState.UNDER_WAY) == (Ask.SAME_TEXT, Ask.NO_PROGRESS)
    assert preset(Progress.DONE) is Opinion.RELEASE
    assert {preset(one) for one in Progress if one is not Progress.DONE} == {Opinion.RECEIVE}


def test_the_draft_counts_sums_and_names_who_is_missing() -> None:
    shares = [
        Told("教育局", LEAD, Progress.DONE, "已辦畢。\n另略。", {"場次": 1200}),
        Told("社會局", CO, Progress.UNDER_WAY, "辦理中", {"場次": 3}),
        Told("交通局", CO),
    ]
    both = draft_of(ItemMode.LEAD_AND_CO, shares, ["場次"])
    assert (both.reported, both.of, both.done, both.sums) == (2, 3, 1, (("場次", 1203),))
    assert paragraph(both, {"場次": "場"}) == (
        "應填報3個機關，已填報2個（其中1個已完成，建請解除）；合計場次1,203場。教育局：已辦畢。未填報：交通局。"
    )
    alone = draft_of(ItemMode.SINGLE_LEAD, shares, [])
    assert (alone.of, alone.missing) == (1, ()), "協辦 deliver to the lead"
    each = draft_of(ItemMode.EACH_AGENCY, [Told("甲", LEAD), Told("乙", LEAD)], ["場次"])
    assert paragraph(each, {}) == "應填報2個機關，已填報0個。未填報：甲、乙。"
