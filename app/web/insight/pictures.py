"""The charts of leadership's page: title from the data, drawing, and the table with all of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.insight.marks import AGES, OF_WEEK, WEEKS, Mark, months_of, week_of
from app.domain.insight.overview import BAR_MARKS, AgencyBar, agency_bars
from app.domain.insight.registers import Bounced, Declared, even_pace, median
from app.domain.roc_date import roc_text
from app.domain.tracking.rates import Rate
from app.web.insight.charts import Column, Dots, Drawing, Part, Row, columns, dots, stacked
from app.web.insight.dashboard_ground import Ground, Shown
from app.wording import dashboard as said
from app.wording.words import word

MOST_ROWS = 12
LOOKS = {
    Mark.OVERDUE: "late",
    Mark.UNDER_WAY: "under-way",
    Mark.AWAITING: "awaiting",
    Mark.ENDED: "ended",
}
AGE_LOOKS = ("under-way", "under-way", "under-way", "ended", "late")
"""As `AGES`: the last two stand out."""
STATES_DUE = (Mark.UNDER_WAY, Mark.AWAITING)
WEEK_LOOKS = ("", *(LOOKS[mark] for mark in STATES_DUE))
"""As `OF_WEEK`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`url`: the list of `number` rows it opens; `number` None where it opens no list."""

    text: str
    url: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """`legend`: (look, word)…; `heads` and `rows`: the table behind it, the first cell naming its row.

    `more`: the page that tells more than the table. `remarks`: its last column is words.
    """

    id: str
    title: str
    scope: str
    drawing: Drawing
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    legend: tuple[tuple[str, str], ...] = ()
    note: str = ""
    more: Cell | None = None
    remarks: bool = False


def listed(ground: Ground, kind: str, mark: Mark, of: int | None = None, agency: str = "") -> str:
    """The address of the list a number opens; `kind`: items or assignments."""
    more = {"agency": agency} if agency else {}
    return ground.to(kind, mark=mark.value.removeprefix("mark_"), of=of, **more)


def pictures(ground: Shown) -> list[Picture]:
    """C1, C2, C3, C7, C8, C10. C0, C4 and C9 are lists and tables already."""
    found = [] if ground.agency else [_agencies(ground)]
    found += [_months(ground), ages(ground)]
    if ground.overview.is_current:
        found.append(_weeks(ground))
    if ground.overview.declared:
        found.append(_declared(ground))
    if bounced := ground.overview.figures.bounced():
        found.append(_bounced(ground, bounced))
    return found


def _scope(ground: Shown, unit: str) -> str:
    whom = ground.agency.short_name if ground.agency else "全部機關"
    return f"{ground.year}年度，{whom}，截至{roc_text(ground.overview.as_of)}，單位：{unit}"


def _agencies(ground: Shown) -> Picture:
    bars = agency_bars(ground.overview.figures, ground.overview.names)

    def part(bar: AgencyBar, mark: Mark, value: int) -> Part:
        one = ground.agencies[bar.agency_id]
        name = f"{one.short_name} {word(mark)} {value} 件"
        return Part(value, LOOKS[mark], listed(ground, "assignments", mark, agency=one.code), name)

    def parts(bar: AgencyBar) -> list[Part]:
        values = (bar.overdue, bar.under_way, bar.awaiting, bar.ended)
        return [part(bar, mark, value) for mark, value in zip(BAR_MARKS, values, strict=True)]

    def whole(bar: AgencyBar) -> Part:
        one = ground.agencies[bar.agency_id]
        url = listed(ground, "assignments", Mark.ALL, agency=one.code)
        return Part(bar.total, "", url, f"{one.short_name} 合計 {bar.total} 件")

    rows = [
        Row(
            ground.agencies[bar.agency_id].short_name, parts(bar), str(bar.total), _agency_url(ground, bar.agency_id),
            whole(bar),
        )
        for bar in bars[:MOST_ROWS]
    ]  # fmt: skip
    rest = len(bars) - MOST_ROWS
    table = [
        (
            Cell(ground.agencies[bar.agency_id].short_name, _agency_url(ground, bar.agency_id)),
            *(_cell(one) for one in parts(bar)),
            _cell(whole(bar)),
        )
        for bar in bars
    ]
    table.append(
        (Cell("合計"), *(_counted_cell(ground, "assignments", mark) for mark in (*BAR_MARKS, Mark.ALL)))
    )
    return Picture(
        "agencies", said.bars_title(bars, ground.overview), _scope(ground, "件"), stacked(rows),
        ("機關", *(word(mark) for mark in BAR_MARKS), "合計"), table,
        tuple((LOOKS[mark], word(mark)) for mark in BAR_MARKS),
        f"其餘 {rest} 個機關見表格。" if rest > 0 else "",
    )  # fmt: skip


def _months(ground: Shown) -> Picture:
    figures = ground.overview.figures

    def part(mark: Mark, month: int, look: str) -> Part:
        value = figures.count(mark, month).shares
        return Part(
            value, look, listed(ground, "assignments", mark, month), f"{month}月{word(mark)} {value} 件"
        )

    months = months_of(ground.year, figures.as_of)
    found = [
        Column(
            f"{month}月", [part(Mark.ADDED, month, "under-way")], down=part(Mark.ENDED_IN, month, "ended"),
            under=part(Mark.OPEN_AT, month, ""),
        )
        for month in months
    ]  # fmt: skip
    table = [
        (Cell(one.label), *(_cell(part) for part in (*one.up, one.down, one.under) if part)) for one in found
    ]
    return Picture(
        "months", said.months_title(figures), _scope(ground, "件"), columns(found),
        ("月份", word(Mark.ADDED), word(Mark.ENDED_IN), word(Mark.OPEN_AT)), table,
        (("under-way", word(Mark.ADDED)), ("ended", word(Mark.ENDED_IN))), "虛線與月份下方的數字是月底仍列管的件數。",
    )  # fmt: skip


def ages(ground: Shown) -> Picture:
    figures, rows, table = ground.overview.figures, [], []
    for step in range(len(AGES)):
        counted = figures.count(Mark.AGE, step)
        label, look = said.age(step), AGE_LOOKS[step]
        url = listed(ground, "items", Mark.AGE, step)
        shares = listed(ground, "assignments", Mark.AGE, step)
        part = Part(counted.items, look, url, f"列管 {label} {counted.items} 項")
        rows.append(Row(label, [part], f"{counted.items} 項", opens=part))
        table.append(
            (Cell(label), Cell(str(counted.items), url, counted.items), Cell(str(counted.shares), shares, counted.shares))
        )  # fmt: skip
    return Picture(
        "ages", said.ages_title(figures), _scope(ground, "項"), stacked(rows), ("分辦後日數", "項", "件"), table,
        more=Cell("各階段列管最久的事項", ground.to("ages")),
    )  # fmt: skip


def _weeks(ground: Shown) -> Picture:
    figures = ground.overview.figures

    def part(mark: Mark, number: int, look: str = "") -> Part:
        value = figures.count(mark, number).shares
        name = f"{said.listing(mark, number, figures.as_of)} {value} 件"
        return Part(value, look, listed(ground, "assignments", mark, number), name)

    found, table = [], []
    for number in range(WEEKS):
        label, ticks = said.week(figures.as_of, number), _ticks(ground, number)
        whole, *parts = (part(mark, number, look) for mark, look in zip(OF_WEEK, WEEK_LOOKS, strict=True))
        found.append(Column(label.split("–")[0], parts, whole, tick="▼" if ticks else ""))
        table.append(
            (
                Cell(label),
                _counted_cell(ground, "items", Mark.DUE, number),
                *(_cell(one) for one in (whole, *parts)),
                Cell("、".join(ticks)),
            )
        )
    notes = [f"▼ {tick}" for number in range(WEEKS) for tick in _ticks(ground, number)]
    return Picture(
        "weeks", said.weeks_title(figures, WEEKS), _scope(ground, "件"), columns(found),
        ("週", "項", "件", *(word(mark) for mark in STATES_DUE), "其他"), table,
        tuple((LOOKS[mark], word(mark)) for mark in STATES_DUE), "，".join(notes), remarks=True,
    )  # fmt: skip


def _ticks(ground: Shown, number: int) -> list[str]:
    """What falls into this week beside the shares: the next meeting, the last day of the declarations."""
    first, last = week_of(ground.overview.as_of, number)
    coming, ticks = ground.overview.coming, []
    if coming and first <= coming.held_on <= last:
        ticks.append(f"{coming.held_on.month}/{coming.held_on.day} {coming.label}會議")
    closing = ground.overview.as_of.replace(month=12, day=31)
    if first <= closing <= last:
        ticks.append("12/31 財產定期申報截止")
    return ticks


def _declared(ground: Shown) -> Picture:
    overview = ground.overview
    pace = even_pace(overview.year, overview.as_of) if overview.in_season else None
    asked = [one for one in overview.declared if one.required]
    slowest = sorted(asked, key=lambda one: one.filed / one.required)

    def url(code: str) -> str:
        return ground.to("declarations", agency=code)

    def row(one: Declared) -> Row:
        name = f"{one.short_name} 已申報 {one.filed}／{one.required} 人"
        part = Part(one.filed, "ended", url(ground.agencies[one.id].code), name, counts=False)
        mark = None if pace is None else one.required * pace
        return Row(
            one.short_name, [part], f"{one.filed}／{one.required}", opens=part, mark=mark, whole=one.required
        )

    rows = [row(one) for one in slowest[:MOST_ROWS]]
    table = [
        (
            Cell(one.short_name, url(ground.agencies[one.id].code)),
            Cell(str(one.required)),
            Cell(str(one.filed)),
            Cell(said.percent(Rate(one.filed, one.required))),
            Cell(roc_text(one.as_of) if one.as_of else "－"),
        )
        for one in overview.declared
    ]
    rest = len(slowest) - MOST_ROWS
    notes = []
    if pace is not None:
        closing = overview.as_of.replace(month=12, day=31)
        notes += [said.days_left(overview.as_of, closing), "直線是平均進度。"]
    if rest > 0:
        notes.append(f"其餘 {rest} 個機關見表格。")
    return Picture(
        "declared", said.declared_title(overview), _scope(ground, "人"), stacked(rows),
        ("機關", "應申報", "已申報", "申報率", "統計截止日"), table, note="".join(notes),
    )  # fmt: skip


def _bounced(ground: Shown, bounced: Sequence[Bounced]) -> Picture:
    known = [one for one in bounced if one.agency_id in ground.agencies]
    worst = [one for one in known if one.sent_back or one.extended]

    def url(one: Bounced, show: str) -> str:
        return ground.to("bounced", show=show, agency=ground.agencies[one.agency_id].code)

    def row(one: Bounced) -> Dots:
        name = ground.agencies[one.agency_id].short_name
        back = Part(one.sent_back, "filled", url(one, "sent_back"), f"{name} 退請補充 {one.sent_back} 次")
        more = Part(one.extended, "hollow", url(one, "extended"), f"{name} 展延 {one.extended} 次")
        return Dots(name, _agency_url(ground, one.agency_id), back, more)

    table = []
    for one in known:
        days = median(one.answered_after)
        table.append(
            (
                Cell(ground.agencies[one.agency_id].short_name, _agency_url(ground, one.agency_id)),
                Cell(str(one.sent_back), url(one, "sent_back"), one.sent_back),
                Cell(str(one.extended), url(one, "extended"), one.extended),
                Cell("－") if days is None else Cell(str(days), url(one, "answered")),
            )
        )
    return Picture(
        "bounced", said.bounced_title(tuple(known), ground.overview), _scope(ground, "次"),
        dots([row(one) for one in worst[:MOST_ROWS]]),
        ("機關", "退請補充", "展延", "審核日數（中位數）"), table,
        (("filled", "退請補充"), ("hollow", "展延")) if worst else (),
    )  # fmt: skip


def _counted_cell(ground: Shown, kind: str, mark: Mark, of: int | None = None) -> Cell:
    counted = ground.overview.figures.count(mark, of)
    number = counted.items if kind == "items" else counted.shares
    return Cell(str(number), listed(ground, kind, mark, of), number)


def _cell(part: Part) -> Cell:
    return Cell(str(part.value), part.url, part.value)


def _agency_url(ground: Shown, key: int) -> str:
    return ground.to("agency", code=ground.agencies[key].code, agency=None)
