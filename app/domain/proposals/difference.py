"""What changed between two texts: by paragraph first, then by character inside a changed one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from app.domain.proposals.paragraphs import Paragraph

ALIKE = 0.4
"""Share of common neighbouring characters from which two paragraphs count as one that was changed."""
COARSE = "coarse"
_LINE_EFFORT = 250_000
_PAIRING_EFFORT = 400
_CHARACTER_EFFORT = 600_000
_CLAUSE = re.compile("[^，。；：、！？]*[，。；：、！？]?")


class RowKind(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class PieceOp(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters. Same and removed runs spell the old line, same and added ones the new."""

    op: PieceOp
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the comparison; `pieces`, on the paragraphs' lines, only where it was changed."""

    kind: RowKind
    old: Paragraph | None
    new: Paragraph | None
    pieces: tuple[Piece, ...] = ()


def difference(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Row, ...]:
    """Rows in reading order. Effort is bounded: where texts are huge the answer gets coarser, never wrong."""
    pairs = tuple(_paired(tuple(old), tuple(new)))
    changed = sum(
        before is not None and after is not None and before.line != after.line for before, after in pairs
    )
    return tuple(_row(before, after, _CHARACTER_EFFORT // max(changed, 1)) for before, after in pairs)


_Paragraphs = tuple[Paragraph, ...]
_Pair = tuple[Paragraph | None, Paragraph | None]


def _row(old: Paragraph | None, new: Paragraph | None, effort: int) -> Row:
    if old is None:
        return Row(RowKind.ADDED, None, new)
    if new is None:
        return Row(RowKind.REMOVED, old, None)
    if old.line == new.line:
        return Row(RowKind.SAME, old, new)
    return Row(RowKind.CHANGED, old, new, _pieces(old.line, new.line, effort))


def _paired(old: _Paragraphs, new: _Paragraphs) -> Iterator[_Pair]:
    old_lines, new_lines = [p.line for p in old], [p.line for p in new]
    for op, i, j, k, m in _opcodes(old_lines, new_lines, _LINE_EFFORT):
        if op == "equal":
            yield from zip(old[i:j], new[k:m], strict=True)
        else:
            yield from _align(old[i:j], new[k:m])


_Opcode = tuple[str, int, int, int, int]


def _opcodes(old: Sequence[str], new: Sequence[str], effort: int) -> Iterator[_Opcode]:
    """As difflib's, ends that are equal taken off first; one `coarse` for the middle where it would cost too much."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if _cost(middle_old, middle_new) > effort:
        yield COARSE, head, head + len(middle_old), head, head + len(middle_new)
    else:
        for op, i, j, k, m in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes():
            yield op, head + i, head + j, head + k, head + m
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _cost(old: Sequence[str], new: Sequence[str]) -> int:
    """What one pass of difflib looks at, or what its worst recursion would: whichever is dearer."""
    counted = Counter(new)
    looked_at = sum(counted[item] for item in old)
    return max(looked_at, len(old) * len(new) // 16)


def _align(old: _Paragraphs, new: _Paragraphs) -> Iterator[_Pair]:
    """Pairs the paragraphs of a replaced stretch in order, so that as much likeness as possible is paired."""
    if len(old) * len(new) > _PAIRING_EFFORT:
        matches = [
            (at, at) for at in range(min(len(old), len(new))) if _likeness_of(old[at], new[at]) >= ALIKE
        ]
    else:
        matches = _best_matches(old, new)
    i = k = 0
    for at_old, at_new in [*matches, (len(old), len(new))]:
        yield from ((paragraph, None) for paragraph in old[i:at_old])
        yield from ((None, paragraph) for paragraph in new[k:at_new])
        if at_old < len(old):
            yield old[at_old], new[at_new]
        i, k = at_old + 1, at_new + 1


def _best_matches(old: _Paragraphs, new: _Paragraphs) -> list[tuple[int, int]]:
    """The heaviest order-keeping pairing, found from the end of both lists."""
    old_pairs, new_pairs = [_neighbours(p) for p in old], [_neighbours(p) for p in new]
    likeness = [[_likeness(one, other) for other in new_pairs] for one in old_pairs]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            paired = likeness[i][k] + best[i + 1][k + 1] if likeness[i][k] >= ALIKE else 0.0
            best[i][k] = max(best[i + 1][k], best[i][k + 1], paired)
    matches, i, k = [], 0, 0
    while i < len(old) and k < len(new):
        if likeness[i][k] >= ALIKE and best[i][k] == likeness[i][k] + best[i + 1][k + 1]:
            matches.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return matches


def _likeness_of(old: Paragraph, new: Paragraph) -> float:
    return _likeness(_neighbours(old), _neighbours(new))


def _neighbours(paragraph: Paragraph) -> frozenset[tuple[str, str]]:
    """Every two neighbouring characters of the words, the marker aside: renumbering is no other paragraph."""
    words = f"\n{paragraph.lead_in}{paragraph.text}\n"
    return frozenset(pairwise(words))


def _likeness(old: frozenset[tuple[str, str]], new: frozenset[tuple[str, str]]) -> float:
    return 2 * len(old & new) / (len(old) + len(new))


def _pieces(old: str, new: str, effort: int) -> tuple[Piece, ...]:
    tokens: tuple[Sequence[str], Sequence[str]] = (old, new)
    opcodes = tuple(_opcodes(old, new, effort))
    if any(op == COARSE for op, *_ in opcodes):
        tokens = ([c for c in _CLAUSE.findall(old) if c], [c for c in _CLAUSE.findall(new) if c])
        opcodes = tuple(_opcodes(*tokens, effort))
    runs = [("".join(tokens[0][i:j]), "".join(tokens[1][k:m]), op == "equal") for op, i, j, k, m in opcodes]
    return tuple(_spelled(_readable(runs)))


_Run = tuple[str, str, bool]


def _readable(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Equal runs shorter than the changes on both sides of them are chance; they join the change."""
    pending: _Run | None = None
    for at, (old, new, same) in enumerate(runs):
        if same and not (
            pending and at + 1 < len(runs) and len(old) < min(_size(pending), _size(runs[at + 1]))
        ):
            if pending:
                yield pending
            yield old, new, True
            pending = None
        else:
            pending = (pending[0] + old, pending[1] + new, False) if pending else (old, new, False)
    if pending:
        yield pending


def _size(run: _Run) -> int:
    return max(len(run[0]), len(run[1]))


def _spelled(runs: Iterator[_Run]) -> Iterator[Piece]:
    for old, new, same in runs:
        if same:
            yield Piece(PieceOp.SAME, old)
            continue
        if old:
            yield Piece(PieceOp.REMOVED, old)
        if new:
            yield Piece(PieceOp.ADDED, new)
