"""What a resolution asks for, read from its texts: a clause of 辦法, or of 說明 where the 辦法 points there (product 3.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.numerals import read_number
from app.domain.proposals.enumerators import read_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse

TITLE_LENGTH = 40
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_POINTS = re.compile(
    rf"依(?:據|照)?(?:本案|前開|上開)?說明(?:欄|項|事項|內容)?(?P<numbers>{_NUMERAL}(?:[、及至到~～—-]{_NUMERAL})*)?"
)
"""「依說明二、三辦理」, 「依說明項落實辦理」, 「依說明一至四辦理」."""
_THROUGH = re.compile(rf"({_NUMERAL})[至到~～—-]({_NUMERAL})")
_MERELY = re.compile(r"^(?:照案|修正後?)?通過[。，]?$|^(?:洽悉|准予備查|同意備查)[。，]?$")
_ENDS = re.compile(r"[，,。；;：:]")
_ASKING = re.compile(r"(?:^|(?<=[，,。；;：:]))(?:爰|故|並|惟|另)?(?:建請|敬請|請|建議|應)")
SHORT_TITLE = 16


class Source(StrEnum):
    MEASURES = "from_measures"
    EXPLANATION = "from_explanation"
    RESOLUTION = "from_resolution"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for. `marker` as written; `pointed_by`: the 辦法 clause that points to this 說明, empty else."""

    source: Source
    marker: str
    title: str
    text: str
    pointed_by: str = ""


def clauses_of(explanation: str, measures: str, resolution: str = "") -> tuple[Clause, ...]:
    """The clauses in order; beside 辦法, what the resolution asks beyond 照案通過; without 辦法, all it says."""
    said = [group for group in _groups(parse(resolution)) if not _MERELY.match(_text(group))]
    found = [clause for group in _groups(parse(measures)) for clause in _asked(group, explanation)]
    own = [group for group in said if not found or "請" in _text(group)]
    return (*found, *(_clause(Source.RESOLUTION, group) for group in own))


def _asked(group: Sequence[Paragraph], explanation: str) -> list[Clause]:
    text = _text(group)
    points = _POINTS.search(text)
    if points is None:
        return [_clause(Source.MEASURES, group)]
    wanted = _numbers(points["numbers"] or "")
    pointed = [
        _clause(Source.EXPLANATION, part, text)
        for part in _groups(parse(explanation))
        if part[0].level and (not wanted or _number(part[0]) in wanted)
    ]
    return pointed or [_clause(Source.MEASURES, group)]


def _groups(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Top clauses with what stands under them. An introduction without marker is left out where marked ones follow."""
    marked = [paragraph.level for paragraph in paragraphs if paragraph.level]
    if not marked:
        return [list(paragraphs)] if paragraphs else []
    top, found = min(marked), list[list[Paragraph]]()
    for paragraph in paragraphs:
        if paragraph.level == top:
            found.append([paragraph])
        elif found:
            found[-1].append(paragraph)
    return found


def _clause(source: Source, group: Sequence[Paragraph], pointed_by: str = "") -> Clause:
    first = group[0]
    title = first.lead_in.strip(" \t\u3000：:") or _title(first.text)
    return Clause(source, first.marker.strip(), title, _text(group), pointed_by)


def _text(group: Sequence[Paragraph]) -> str:
    first, *rest = group
    lines = [first.lead_in + first.text.lstrip(), *(paragraph.plain for paragraph in rest)]
    return "\n".join(lines)


def _title(text: str) -> str:
    """The phrase that asks, else the first one; a short one goes on to the next stop."""
    asking = _ASKING.search(text)
    said = text[asking.start() if asking else 0 :].strip()
    stops = [found.start() for found in _ENDS.finditer(said)] + [len(said)]
    end = next((stop for stop in stops if stop >= SHORT_TITLE), len(said))
    phrase = said[:end].strip("，,。；;：:")
    return phrase if len(phrase) <= TITLE_LENGTH else phrase[: TITLE_LENGTH - 1] + "…"


def _number(paragraph: Paragraph) -> int:
    enumerator = read_enumerator(paragraph.marker)
    return enumerator.number if enumerator else 0


def _numbers(text: str) -> frozenset[int]:
    """二、三 → 2, 3; 一至四 → 1 to 4; nothing → every one."""
    found = {read_number(one) or 0 for one in re.findall(_NUMERAL, text)}
    for first, last in _THROUGH.findall(text):
        found |= set(range(read_number(first) or 0, (read_number(last) or 0) + 1))
    return frozenset(found - {0})
