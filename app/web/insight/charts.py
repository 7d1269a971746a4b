"""Pictures as plain values: where each shape of a chart stands. The template writes them as SVG; nothing is styled inline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

WIDTH = 460
LABELS = 104
CHARACTER = 9
"""What one character of a total takes."""
ROW, BAR = 26, 18
ROOM, CURVE = 130, 30
WIDE_ENOUGH, TALL_ENOUGH = 8, 14
"""What one digit takes inside a bar, across and upright."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind`: rect, dot, text, line, curve. `said`: the value on the mark, of a curve its points. `name`: what a reader without eyes hears; with `url` only.

    `number`: how long the list is that `url` opens, where it opens one.
    """

    kind: str
    x: float
    y: float
    look: str = ""
    width: float = 0
    height: float = 0
    said: str = ""
    anchor: str = "start"
    url: str = ""
    name: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    shapes: list[Shape] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a row or column with the list it opens."""

    value: int
    look: str
    url: str
    name: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """`mark`: where an even pace would be, in the unit of the parts; `whole`: the length of the row's own scale.

    `opens`: what the total counts, where it opens a list.
    """

    label: str
    parts: Sequence[Part]
    total: str = ""
    url: str = ""
    opens: Part | None = None
    mark: float | None = None
    whole: int | None = None


def stacked(rows: Sequence[Row]) -> Drawing:
    """Horizontal bars, one beneath the other, all on one scale unless a row brings its own."""
    drawing = Drawing(WIDTH, max(1, len(rows)) * ROW + 4)
    longest = max((sum(part.value for part in row.parts) for row in rows), default=0) or 1
    totals = max((len(row.total) for row in rows), default=0) * CHARACTER + 8
    for at, row in enumerate(rows):
        top = at * ROW + 4
        scale = (WIDTH - LABELS - totals - 8) / (row.whole or longest)
        drawing.shapes.append(
            Shape("text", LABELS, top + 14, said=row.label, anchor="end", url=row.url, name=row.label)
        )
        left = LABELS + 8.0
        if row.whole:
            drawing.shapes.append(Shape("rect", left, top, "whole", round(row.whole * scale, 1), BAR))
        for part in row.parts:
            if not part.value:
                continue
            width = round(part.value * scale, 1)
            fits = width >= WIDE_ENOUGH * len(str(part.value)) + 4
            said = str(part.value) if fits else ""
            drawing.shapes.append(_bar(part, left, top, max(width, 2), BAR, said, "inside"))
            left += width
        if row.mark is not None:
            drawing.shapes.append(
                Shape("line", round(LABELS + 8 + row.mark * scale, 1), top - 2, "pace", 0, BAR + 4)
            )
        end = LABELS + 8 + (row.whole * scale if row.whole else left - LABELS - 8)
        drawing.shapes.append(_total(row.total, row.opens, round(end + 5, 1), top + 14))
    return drawing


@dataclass(frozen=True, slots=True)
class Column:
    """`up`: what stands on the line, one part on the other; `whole`: all of these together. `down`: beneath the line.

    `under`: a number of its own below the label, of all columns a curve as well; `tick`: what falls into it.
    """

    label: str
    up: Sequence[Part]
    whole: Part | None = None
    down: Part | None = None
    under: Part | None = None
    tick: str = ""


def columns(found: Sequence[Column]) -> Drawing:
    """Columns side by side on one scale."""
    up = max((sum(part.value for part in one.up) for one in found), default=0)
    down = max((one.down.value for one in found if one.down), default=0)
    scale = ROOM / ((up + down) or 1)
    base, below = up * scale + 34, down * scale + 18 if down else 0
    stock = [one.under.value for one in found if one.under]
    foot = base + below + (CURVE + 6 if stock else 0) + 15
    drawing = Drawing(WIDTH, round(foot + 5 + (20 if stock else 0)))
    step = (WIDTH - 8) / max(1, len(found))
    drawing.shapes.append(Shape("line", 4, round(base, 1), "axis", WIDTH - 8, 0))
    if stock:
        drawing.shapes.append(_curve(stock, 4 + step / 2, step, base + below + 6))
    for at, one in enumerate(found):
        left, middle = 4 + at * step + step * 0.18, 4 + at * step + step / 2
        drawing.shapes.extend(_pile(one, left, base, round(step * 0.64, 1), scale))
        if one.down and one.down.value:
            tall = round(one.down.value * scale, 1)
            drawing.shapes.append(
                _bar(one.down, left, base, round(step * 0.64, 1), tall, str(one.down.value), "below")
            )
        if one.tick:
            drawing.shapes.append(Shape("text", round(middle, 1), 12, "tick", said=one.tick, anchor="middle"))
        drawing.shapes.append(
            Shape("text", round(middle, 1), round(foot, 1), said=one.label, anchor="middle")
        )
        if one.under is not None:
            value = str(one.under.value)
            drawing.shapes.append(
                _total(value, one.under, round(middle, 1), round(foot + 19, 1), anchor="middle")
            )
    return drawing


def _pile(one: Column, left: float, base: float, width: float, scale: float) -> Iterator[Shape]:
    """The parts of a column from the line upwards: one alone has its value above, several theirs inside and their sum above."""
    parts, top = [part for part in one.up if part.value], base
    for part in parts:
        tall = round(part.value * scale, 1)
        top -= tall
        several = len(parts) > 1
        said = str(part.value) if not several or tall >= TALL_ENOUGH else ""
        yield _bar(part, left, top, width, tall, said, "inside" if several else "above")
    if one.whole and len(parts) > 1:
        yield _total(
            str(one.whole.value), one.whole, round(left + width / 2, 1), round(top - 4, 1), anchor="middle"
        )


def _total(said: str, opens: Part | None, x: float, y: float, anchor: str = "start") -> Shape:
    if opens is None:
        return Shape("text", x, y, "total", said=said, anchor=anchor)
    number = opens.value if opens.counts else None
    return Shape(
        "text", x, y, "total", said=said, anchor=anchor, url=opens.url, name=opens.name, number=number
    )


def _curve(values: Sequence[int], x: float, step: float, top: float) -> Shape:
    """On a scale of its own, from nothing up to the most."""
    tall = CURVE / (max(values) or 1)
    points = (f"{x + at * step:.1f},{top + CURVE - value * tall:.1f}" for at, value in enumerate(values))
    return Shape("curve", x, top, "stock", said=" ".join(points))


@dataclass(frozen=True, slots=True)
class Dots:
    label: str
    url: str
    filled: Part
    hollow: Part


def dots(rows: Sequence[Dots]) -> Drawing:
    """Two dots a row on one scale: a filled one and a hollow one, and both values behind them."""
    drawing = Drawing(WIDTH, max(1, len(rows)) * ROW + 4)
    longest = max((part.value for row in rows for part in (row.filled, row.hollow)), default=0) or 1
    scale = (WIDTH - LABELS - 90) / longest
    for at, row in enumerate(rows):
        middle = at * ROW + 13
        drawing.shapes.append(
            Shape("text", LABELS, middle + 5, said=row.label, anchor="end", url=row.url, name=row.label)
        )
        drawing.shapes.append(Shape("line", LABELS + 14, middle, "guide", WIDTH - LABELS - 80, 0))
        for part, aside in ((row.filled, -3), (row.hollow, 3)):
            x = round(LABELS + 18 + part.value * scale, 1)
            same = row.filled.value == row.hollow.value
            drawing.shapes.append(
                Shape(
                    "dot", x, middle + (aside if same else 0), part.look, 5, said=str(part.value),
                    url=part.url, name=part.name, number=part.value,
                )
            )  # fmt: skip
        told = f"{row.filled.value}、{row.hollow.value}"
        drawing.shapes.append(Shape("text", WIDTH - 56, middle + 5, "total", said=told))
    return drawing


def _bar(part: Part, x: float, y: float, width: float, height: float, said: str, place: str) -> Shape:
    """`place`: where its value stands: inside, above, below."""
    number = part.value if part.counts else None
    return Shape(
        "rect", round(x, 1), round(y, 1), part.look, width, height, said, place, part.url, part.name, number
    )
