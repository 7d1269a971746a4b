"""What a new password must be (資通系統防護基準 附表十 識別與鑑別; ASVS 5.0 V6.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.errors import Invalid
from app.domain.people.common_passwords import COMMON

MAXIMUM_LENGTH = 128
PASSPHRASE_LENGTH = 20
"""From this length on a password needs no mixture of characters: length carries it."""
MINIMUM_DISTINCT = 5
FIELD = "new_password"

CONTEXT = ("機關", "政風", "廉政", "ethics", "integrity", "zhengfeng", "lianzheng")
"""Words that everybody guesses first on a system of this kind."""

_CLASSES = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))
_LOOKS_LIKE = str.maketrans("@4310$5!7", "aaeiossit")
_NOT_LETTERS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """`classes`: how many of lower case, upper case, digits, others; `history`: how many last passwords may not return."""

    minimum_length: int = 12
    classes: int = 3
    history: int = 3


@dataclass(frozen=True, slots=True)
class PasswordOwner:
    """Whose password it is: nothing about the person, the body or the year may stand in it."""

    login: str
    name: str
    agencies: tuple[str, ...] = ()
    year: int = 0


def faults(password: str, rules: PasswordRules, owner: PasswordOwner) -> tuple[Invalid, ...]:
    """Everything that is wrong with `password`; empty when it may be used. Lengths count code points."""
    found = [*_faults_of_form(password, rules)]
    if word := _context_word(password, owner):
        found.append(Invalid("password_context", FIELD, word=word))
    if _is_common(password):
        found.append(Invalid("password_common", FIELD))
    return tuple(found)


def classes_in(password: str) -> int:
    """How many of the four classes of characters occur."""
    return sum(1 for kind in _CLASSES if kind.search(password))


def _faults_of_form(password: str, rules: PasswordRules) -> Iterable[Invalid]:
    if len(password) < rules.minimum_length:
        yield Invalid("password_too_short", FIELD, minimum=rules.minimum_length)
    if len(password) > MAXIMUM_LENGTH:
        yield Invalid("password_too_long", FIELD, maximum=MAXIMUM_LENGTH)
    if not password.isprintable():
        yield Invalid("password_unprintable", FIELD)
    if len(password) < PASSPHRASE_LENGTH and classes_in(password) < rules.classes:
        yield Invalid("password_classes", FIELD, classes=rules.classes, passphrase=PASSPHRASE_LENGTH)


def _context_word(password: str, owner: PasswordOwner) -> str:
    """The first word in the password that somebody who knows the owner would try; empty when there is none."""
    typed = password.casefold()
    for word in (owner.login, owner.login.partition("@")[0], owner.name, *owner.agencies, *CONTEXT):
        if _long_enough(word) and word.casefold() in typed:
            return word
    years = {str(year) for year in range(owner.year - 1, owner.year + 2)} if owner.year else set()
    years |= {str(int(year) - 1911) for year in years}
    return next((digits for digits in _DIGITS.findall(password) if digits in years), "")


def _long_enough(word: str) -> bool:
    """Two Chinese characters are a word; of Latin letters it takes three, else half of all passwords would fall."""
    return len(word) >= (3 if word.isascii() else 2)


def _is_common(password: str) -> bool:
    """On the list of the commonest, also when dressed up: Password1234!, P@ssw0rd, aaaaaaaaaaaaaaaaaaaa."""
    typed = password.casefold()
    bare = _NOT_LETTERS.sub("", typed)
    dressed_down = {typed, bare, typed.translate(_LOOKS_LIKE), bare.translate(_LOOKS_LIKE)}
    dressed_down |= {_NOT_LETTERS.sub("", form) for form in dressed_down}
    return bool(dressed_down & COMMON) or len(set(typed)) < MINIMUM_DISTINCT or _is_run(typed)


def _is_run(typed: str) -> bool:
    """One step of the keyboard or the alphabet after another, or a short piece repeated."""
    if any(
        typed in row * 3 or typed in row[::-1] * 3
        for row in ("abcdefghijklmnopqrstuvwxyz", "1234567890", "0123456789")
    ):
        return True
    return any(
        typed == (typed[:size] * len(typed))[: len(typed)] for size in range(1, 7) if size * 2 <= len(typed)
    )
