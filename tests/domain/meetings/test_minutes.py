"""The text of minutes, and who sees what of it."""

from app.domain.meetings.minutes import Case, Content, Part


def test_whoever_does_not_see_every_line_does_not_see_the_imported_text() -> None:
    parts = (Part("discussion", (Case(1, 1, "114-1-1", "甲"), Case(2, 2, "114-1-2", "乙"))),)
    whole = Content("", "", "", "", "", "", "", "", "", "", "", parts, (), source="甲乙")
    assert whole.only({1, 2}).source == "甲乙"
    assert whole.only({1}).source == ""
