"""The tracking choice a resolution's own wording suggests."""

import pytest

from app.domain.meetings.minutes import Case, Content, Part
from app.domain.meetings.resolution import TrackingChoice, propose_choice

TRACK, NONE = TrackingChoice.TRACK, TrackingChoice.NONE


@pytest.mark.parametrize(
    ("text", "measures", "choice"),
    [
        ("照案通過。", "請秘書處擬具格式。", TRACK),
        ("照案通過。", "審議通過後，核定本計畫。", NONE),
        ("照案通過。", "提請審議。", NONE),
        ("修正後通過。", "", TRACK),
        ("同意辦理。", "", TRACK),
        ("另案討論。", "", TRACK),
        ("洽悉。", "請各機關照辦。", NONE),
        ("洽悉，並請政風處追蹤。", "", TRACK),
        ("准予備查。", "", NONE),
        ("緩議。", "請各機關照辦。", NONE),
        ("撤案。", "", NONE),
        ("不予通過。", "請各機關照辦。", NONE),
        ("依主席裁示辦理。", "", TRACK),
        ("請秘書處於下次會議報告。", "", TRACK),
        ("", "請各機關照辦。", None),
    ],
)
def test_choice(text: str, measures: str, choice: TrackingChoice | None) -> None:
    assert propose_choice(text, measures) is choice


def test_whoever_does_not_see_every_line_does_not_see_the_imported_text() -> None:
    parts = (Part("discussion", (Case(1, 1, "114-1-1", "甲"), Case(2, 2, "114-1-2", "乙"))),)
    whole = Content("", "", "", "", "", "", "", "", "", "", "", parts, (), source="甲乙")
    assert whole.only({1, 2}).source == "甲乙"
    assert whole.only({1}).source == ""
