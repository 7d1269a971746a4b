"""The sentence of a text that answers a question, with the words in it marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.domain.insight.searchable import fold, searchable

LONGEST = 110
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_BEFORE = 24

Piece = tuple[str, bool]
"""A piece of text and whether it is to be marked."""


def excerpt(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The sentence with the most of the words, cut to a length people read; its pieces together are the sentence as written.

    Nothing is marked where a word stands otherwise than it was asked for (a date in the other era).
    """
    sentences = [found[0].strip() for found in _SENTENCE.finditer(text.replace("**", "")) if found[0].strip()]
    if not sentences:
        return ()
    best = max(sentences, key=lambda one: _standing(one, words))
    return tuple(_cut(best, sorted(_places(best, words))))


def _standing(sentence: str, words: Sequence[str]) -> int:
    said = searchable(sentence)
    return sum(word in said for word in words)


def _places(sentence: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) in the sentence as written, of every word that stands in it so."""
    folded, origin = _folded(sentence)
    for word in words:
        start = folded.find(word)
        while start >= 0:
            yield origin[start], origin[start + len(word) - 1] + 1
            start = folded.find(word, start + len(word))


def _folded(sentence: str) -> tuple[str, list[int]]:
    """Folded sign by sign, and where each sign came from. Blanks are left out: no word holds one."""
    signs: list[str] = []
    origin: list[int] = []
    for at, sign in enumerate(sentence):
        if not sign.isspace():
            plain = fold(sign)
            signs.append(plain)
            origin.extend([at] * len(plain))
    return "".join(signs), origin


def _cut(sentence: str, places: list[tuple[int, int]]) -> Iterator[Piece]:
    first = places[0][0] if places else 0
    start = max(0, min(first - _BEFORE, len(sentence) - LONGEST)) if len(sentence) > LONGEST else 0
    end = min(len(sentence), start + LONGEST)
    at = start
    if start:
        yield "…", False
    for begins, ends in places:
        if begins < at or ends > end:
            continue
        if begins > at:
            yield sentence[at:begins], False
        yield sentence[begins:ends], True
        at = ends
    if at < end:
        yield sentence[at:end], False
    if end < len(sentence):
        yield "…", False
