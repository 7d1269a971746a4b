"""A 密 case in the papers of the loop: its code may stand there, nothing of what it says."""

from app.models import Assignment, ProgressReport, TrackedItem
from app.queries.papers.reported import Origin
from app.services.papers.reported import more_of, title_of, words_of

SECRET, ORDINARY = Origin("115年第2次", True), Origin("115年第2次", False)


def test_nothing_of_a_confidential_case_stands_in_a_paper_of_the_loop() -> None:
    share = Assignment(item=TrackedItem(title="查核某標案"))
    report = ProgressReport(text="已約談三人。", figures=[], none_reason=None, expected_on=None)
    assert (title_of(share, ORDINARY), words_of(report, ORDINARY)) == ("查核某標案", "已約談三人。")
    assert (title_of(share, SECRET), words_of(report, SECRET)) == ("（密）", "密件，另行提供。")
    assert more_of(report, {}, SECRET) == ""
    assert words_of(None, ORDINARY) == "（尚未填寫）"
