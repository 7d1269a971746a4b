"""節錄: who is named, who is meant by 各機關, what needs action."""

import pytest

from app.domain.meetings.named_agencies import (
    KnownAgency,
    Matter,
    Verdict,
    agencies_concerned,
    concerns,
    named,
    names_everybody,
)
from app.domain.meetings.resolution import Disposition, TrackingChoice

DIGITAL, ETHICS, CIVIL, TAX = 1, 2, 3, 4
KNOWN = (
    KnownAgency(DIGITAL, ("示範市政府數位發展局", "數位發展局")),
    KnownAgency(ETHICS, ("示範市政府政風處", "政風處")),
    KnownAgency(CIVIL, ("示範市政府民政局", "民政局")),
    KnownAgency(TAX, ("示範市政府地方稅務局臺北分局", "地方稅務局臺北分局")),
)
ADOPTED = Verdict(Disposition.ADOPTED, None, "照案通過。")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("請本府數位發展局偕同各機關加強辦理。", {DIGITAL}),
        ("請示範市政府數位發展局及政風處辦理。", {DIGITAL, ETHICS}),
        ("請地方稅務局台北分局辦理。", {TAX}),
        ("參考臺南市政府民政局之作法。", set()),
        ("請本市政府民政局辦理。", {CIVIL}),
        ("請各機關辦理。", set()),
        ("", set()),
    ],
)
def test_agencies_are_named_by_their_full_or_short_name(text: str, found: set[int]) -> None:
    assert named(text, KNOWN) == found


def test_of_names_within_one_another_the_longest_counts() -> None:
    known = (KnownAgency(1, ("衛生局",)), KnownAgency(2, ("衛生局疾病管制所",)))
    assert named("請衛生局疾病管制所辦理。", known) == {2}
    assert named("請衛生局疾病管制所會同衛生局辦理。", known) == {1, 2}


@pytest.mark.parametrize(
    ("text", "everybody"),
    [
        ("請各機關依說明辦理。", True),
        ("請各一級機關及所屬機關辦理。", True),
        ("請各局處配合。", True),
        ("請政風處辦理。", False),
        ("各位委員意見", False),
    ],
)
def test_everybody_is_addressed(text: str, everybody: bool) -> None:
    assert names_everybody(text) is everybody


def test_the_unit_that_wrote_the_measures_calls_itself_this_office() -> None:
    matter = Matter("本處持續辦理宣導。", (ADOPTED,), author=ETHICS)
    assert agencies_concerned([matter], KNOWN) == [ETHICS]
    assert agencies_concerned([Matter("本處持續辦理宣導。", (ADOPTED,))], KNOWN) == []


@pytest.mark.parametrize("disposition", [Disposition.DEFERRED, Disposition.WITHDRAWN, Disposition.REJECTED])
def test_measures_that_do_not_hold_name_nobody(disposition: Disposition) -> None:
    matter = Matter("請政風處辦理。", (Verdict(disposition, TrackingChoice.NONE, "緩議。"),))
    assert agencies_concerned([matter], KNOWN) == []
    assert not matter.needs_action


def test_before_anything_is_decided_nobody_has_to_act() -> None:
    matter = Matter("請政風處及各機關辦理。", ())
    assert agencies_concerned([matter], KNOWN) == []
    assert not concerns(matter, ETHICS, KNOWN)


@pytest.mark.parametrize(
    ("disposition", "choice", "needs"),
    [
        (Disposition.ADOPTED, None, True),
        (Disposition.ADOPTED, TrackingChoice.TRACK, True),
        (Disposition.ADOPTED, TrackingChoice.FORWARD, True),
        (Disposition.ADOPTED, TrackingChoice.NONE, False),
        (Disposition.NOTED, None, False),
        (Disposition.FILED, TrackingChoice.FORWARD, True),
        (None, None, True),
    ],
)
def test_what_needs_action(
    disposition: Disposition | None, choice: TrackingChoice | None, needs: bool
) -> None:
    matter = Matter("請各機關辦理。", (Verdict(disposition, choice, "照辦。"),))
    assert matter.needs_action is needs
    assert concerns(matter, CIVIL, KNOWN) is needs


def test_the_order_is_the_official_one() -> None:
    matters = [Matter("請民政局辦理。", (ADOPTED,)), Matter("請政風處辦理。", (ADOPTED,))]
    assert agencies_concerned(matters, KNOWN) == [ETHICS, CIVIL]


def test_who_has_a_share_is_concerned_though_not_named() -> None:
    matter = Matter("請各機關辦理。", (ADOPTED,), sharing=frozenset({TAX}))
    assert agencies_concerned([matter], KNOWN) == [TAX]
    assert concerns(matter, TAX, KNOWN)
    deferred = Matter("", (Verdict(Disposition.DEFERRED, None, "緩議。"),), sharing=frozenset({TAX}))
    assert concerns(deferred, TAX, KNOWN)
    assert not concerns(deferred, CIVIL, KNOWN)
