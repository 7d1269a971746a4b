"""Kinds under sections, and what a text suggests to be tracked."""

import pytest

from app.domain.meetings.resolution import (
    Disposition,
    ResolutionKind,
    Section,
    TrackingChoice,
    kind_fits,
    proposed_choice,
)

_K, _S, _D, _C = ResolutionKind, Section, Disposition, TrackingChoice


def test_each_section_has_its_kind_and_a_ruling_fits_everywhere() -> None:
    assert kind_fits(_S.REPORTS, _K.DECISION)
    assert kind_fits(_S.DISCUSSION, _K.RESOLUTION)
    assert all(kind_fits(section, _K.RULING) for section in Section)
    assert not kind_fits(_S.REPORTS, _K.RESOLUTION)
    assert not kind_fits(_S.DISCUSSION, _K.CONCLUSION)


@pytest.mark.parametrize(
    ("text", "disposition", "measures", "choice"),
    [
        ("照案通過。", _D.ADOPTED, "請各機關依說明辦理。", _C.TRACK),
        ("照案通過。", _D.ADOPTED, "核定本年度廉潔楷模名單。", _C.NONE),
        ("洽悉。", _D.NOTED, "請各機關辦理。", _C.NONE),
        ("准予備查。", _D.FILED, "", _C.NONE),
        ("本案保留，請補充資料後提下次會議。", _D.DEFERRED, "", _C.NONE),
        ("請提案單位研議，另案討論。", _D.REFERRED, "", _C.TRACK),
        ("請函轉各區公所參考。", None, "", _C.FORWARD),
        ("請政風處於下次會議前完成。", None, "", _C.TRACK),
        ("感謝各位委員。", None, "", _C.NONE),
    ],
)
def test_the_text_suggests_the_choice(
    text: str, disposition: Disposition | None, measures: str, choice: TrackingChoice
) -> None:
    assert proposed_choice(text, disposition, measures) is choice
