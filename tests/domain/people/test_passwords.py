"""Password policy: length, classes, passphrases, the owner's words, the commonest."""

import random
import string

import pytest

from app.domain.people.passwords import (
    MAXIMUM_LENGTH,
    PASSPHRASE_LENGTH,
    PasswordOwner,
    PasswordRules,
    classes_in,
    faults,
)

RULES = PasswordRules()
OWNER = PasswordOwner("wang.dm", "王大明", ("示範市政府政風處", "政風處"), 2026)


def codes(password: str, rules: PasswordRules = RULES, owner: PasswordOwner = OWNER) -> set[str]:
    return {fault.code for fault in faults(password, rules, owner)}


@pytest.mark.parametrize(
    "password",
    [
        "Blue-Kettle-42-sings", "xK9#mQ2$vL7p", "Tr0mbone+Walnut", "plain lower case words in a row",
        "清晨搭公車到山腳下買豆漿再慢慢走回家吃早餐看書", "aB3" + "é" * 1 + "kLmNoPqRs", "𠮷Kettle42-boils",
    ],
)  # fmt: skip
def test_good_ones_pass(password: str) -> None:
    assert codes(password) == set()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Kettle-42-x", "password_too_short"),
        ("aB3-" * 33, "password_too_long"),
        ("kettlesingsblue", "password_classes"),
        ("kettle-sings-bl", "password_classes"),
        ("Kettle-42\x00sings", "password_unprintable"),
        ("Kettle-42\u202esings", "password_unprintable"),
        ("Wang.DM-kettle-42", "password_context"),
        ("王大明-Kettle-42-x", "password_context"),
        ("政風處-Kettle-42-x", "password_context"),
        ("Kettle-廉政-42-xy", "password_context"),
        ("機關-Kettle-42-xyz", "password_context"),
        ("Zhengfeng-kettle-1", "password_context"),
        ("Kettle-sings-2026", "password_context"),
        ("Kettle-sings-2027", "password_context"),
        ("Kettle-115-sings", "password_context"),
        ("Password1234!", "password_common"),
        ("P@ssw0rdP@ssw0rd", "password_common"),
        ("Qwertyuiop123!", "password_common"),
        ("1qaz2wsx3edc4rfv", "password_common"),
        ("!!Administrator99", "password_common"),
        ("a" * 24, "password_common"),
        ("abcdefghijklmnopqrstuvwxyz", "password_common"),
        ("12345678901234567890", "password_common"),
        ("Kx7!" * 6, "password_common"),
    ],
)
def test_bad_ones_are_told_why(password: str, code: str) -> None:
    assert code in codes(password)


def test_a_long_sentence_needs_no_mixture_a_shorter_one_does() -> None:
    sentence = "walnut trombone kettle river"
    assert "password_classes" in codes(sentence[: PASSPHRASE_LENGTH - 1])
    assert codes(sentence[:PASSPHRASE_LENGTH]) == set()


def test_a_year_inside_a_longer_number_is_no_year() -> None:
    assert codes("Kettle-81152-Sings") == set()


def test_a_short_login_does_not_forbid_half_of_all_passwords() -> None:
    assert codes("Blue-Kettle-42-sings", owner=PasswordOwner("bl", "王")) == set()


def test_every_reason_is_told_at_once() -> None:
    assert codes("政風1153") == {"password_too_short", "password_classes", "password_context"}


def test_the_rules_are_settings() -> None:
    assert codes("Kx7mQvLp", PasswordRules(minimum_length=8, classes=3)) == set()
    assert "password_classes" in codes("kettle-river-xy", PasswordRules(classes=4))


def test_five_thousand_against_an_independent_oracle() -> None:
    """Length and classes decide exactly as counted by hand."""
    dice = random.Random(115)
    signs = string.ascii_letters + string.digits + "!#%-_ 、。𠮷"
    for _ in range(5000):
        password = "".join(dice.choice(signs) for _ in range(dice.randrange(0, 140)))
        kinds = sum(
            (
                any(sign in string.ascii_lowercase for sign in password),
                any(sign in string.ascii_uppercase for sign in password),
                any(sign in string.digits for sign in password),
                any(sign not in string.ascii_letters + string.digits for sign in password),
            )
        )
        found = codes(password)
        assert classes_in(password) == kinds
        assert ("password_too_short" in found) == (len(password) < 12)
        assert ("password_too_long" in found) == (len(password) > MAXIMUM_LENGTH)
        assert ("password_classes" in found) == (len(password) < 20 and kinds < 3)
