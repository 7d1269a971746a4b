"""What leadership's page says: its sentence and the titles of its pictures are written from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.insight.figures import Figures
from app.domain.insight.marks import AGES, OF_WEEK, Mark, months_of, week_of
from app.domain.insight.overview import (
    OLDEST,
    AgencyBar,
    Notice,
    Noticed,
    Overview,
    behind_pace,
    most_overdue,
)
from app.domain.insight.registers import FEW, Bounced, filed_rate, shown_of
from app.domain.roc_date import roc_text
from app.domain.tracking.rates import Rate

DASHBOARD_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (Mark.ALL, "全部列管"),
    (Mark.TRACKED, "列管中"),
    (Mark.RULING, "請裁示"),
    (Mark.OVERDUE, "逾期未完成"),
    (Mark.UNDER_WAY, "辦理中"),
    (Mark.AWAITING, "已辦畢待確認"),
    (Mark.ENDED, "已結束列管"),
    (Mark.DONE, "解除列管"),
    (Mark.COUNTED, "列入解除比率"),
    (Mark.CONFIDENTIAL, "密件"),
    (Mark.ADDED, "新增"),
    (Mark.ENDED_IN, "結束列管"),
    (Mark.OPEN_AT, "月底列管中"),
    (Mark.AGE, "列管中"),
    (Mark.DUE, "到期"),
    (Mark.DUE_UNDER_WAY, "到期，辦理中"),
    (Mark.DUE_AWAITING, "到期，已辦畢待確認"),
    (Mark.NEW_SINCE, "上月底之後新增"),
    (Mark.ENDED_SINCE, "上月底之後結束列管"),
    (Mark.LATE_SINCE, "上月底之後逾期"),
    (Mark.MOVED_SINCE, "上月底之後期限變更"),
    (Noticed.LONGEST_LATE, "逾期最久"),
    (Noticed.NOT_MET, "尚未召開廉政會報"),
    (Noticed.COMING_MEETING, "下次會議"),
    (Noticed.STILL_OPEN, "列管過久"),
    (Noticed.BEHIND, "申報進度落後"),
)
DASHBOARD_THINGS = {"snapshots": "儀表板留存"}
DASHBOARD_ACTIONS = {"release_figures": "發布定稿", "keep_month_end": "留存月底資料"}
DASHBOARD_REFUSALS = {
    "snapshot_already_released": "這一天的資料已經發布過定稿，請重新整理頁面。",
}
CHARTS = {
    "agencies": "各機關分辦狀態",
    "months": "每月新增與結束列管",
    "ages": "列管存續日數",
    "weeks": "未來各週到期",
    "declared": "財產定期申報進度",
    "bounced": "退請補充與展延次數",
}
"""What a picture is called where its title, which says what it shows, would not do: as a file."""
MET, DECLARATIONS = "廉政會報召開情形", "財產定期申報進度"
BOUNCED = {"sent_back": "退請補充", "extended": "核准展延", "answered": "審核辦理情形"}
_ANSWERED = "送出日", "審核日"
BOUNCED_HEADS = {"sent_back": _ANSWERED, "extended": ("展延前期限", "展延至"), "answered": _ANSWERED}
"""What heads the two days of such a list."""
SHOWN = {
    "held": "已召開廉政會報",
    "chaired": "由首長親自主持廉政會報",
    "planned": "已排定廉政會報",
    "missing": "尚未召開廉政會報",
    "exempt": "免召開廉政會報",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Of the sentence. `number`: what it counts: `of` the items or the shares (`kind`), or agencies where it is of no mark."""

    text: str
    number: int | None = None
    of: Mark | None = None
    kind: str = ""


def sentence(found: Overview) -> str:
    """「列管 91 項（350 件），逾期未完成 4 項（建設局 2 件最多），較上月底減少 3 項；2 個機關今年尚未召開廉政會報。」"""
    return "".join(piece.text for piece in sentence_in_pieces(found))


def sentence_in_pieces(found: Overview) -> Iterator[Piece]:
    """The same, each number a piece of its own."""
    if not found.figures.shares:
        yield Piece(f"{found.year}年度沒有列管事項")
    else:
        tracked, late = found.figures.count(Mark.TRACKED), found.figures.count(Mark.OVERDUE)
        yield Piece("列管 ")
        yield Piece(f"{tracked.items} 項", tracked.items, Mark.TRACKED, "items")
        yield Piece("（")
        yield Piece(f"{tracked.shares} 件", tracked.shares, Mark.TRACKED, "assignments")
        yield Piece("），逾期未完成 " if late.items else "），沒有逾期未完成")
        names, most = most_overdue(found)
        if late.items:
            yield Piece(f"{late.items} 項", late.items, Mark.OVERDUE, "items")
        if late.items and names and len(found.names) > 1:
            yield Piece(f"（{_most(names, most)}最多）")
        if trend := change(found.figures.changed(Mark.OVERDUE), "項"):
            yield Piece(f"，較上月底{trend}")
    yield from _met(found)
    yield Piece("。")


def change(difference: int | None, unit: str) -> str:
    """「減少 3 項」; nothing where nothing is known or nothing changed."""
    if not difference:
        return ""
    return f"{'增加' if difference > 0 else '減少'} {abs(difference)} {unit}"


def since_last_month(difference: int | None, unit: str) -> str:
    """「▼ 較上月底減少 3 項」; nothing where nothing is known or nothing changed."""
    said = change(difference, unit)
    return f"{'▲' if (difference or 0) > 0 else '▼'} 較上月底{said}" if said else ""


def rate(found: Rate) -> str:
    """「63%（57／91）」; of fewer than five 「3／4」; of none 「－」."""
    return percent(found) if found.of < FEW else f"{percent(found)}（{found.n}／{found.of}）"


def percent(found: Rate) -> str:
    """「63%」; of fewer than five 「3／4」; of none 「－」."""
    if not found.of:
        return "－"
    return f"{found.n}／{found.of}" if found.of < FEW else f"{found.n * 100 // found.of}%"


def days_left(as_of: date, closing: date) -> str:
    """「距 12/31 截止還有 33 日。」"""
    days, day = (closing - as_of).days, f"{closing.month}/{closing.day}"
    return f"距 {day} 截止還有 {days} 日。" if days else f"今天（{day}）截止。"


def bars_title(bars: list[AgencyBar], found: Overview) -> str:
    if not bars:
        return "目前沒有列管事項"
    names, most = most_overdue(found)
    if not names:
        return "各機關皆無逾期"
    if sum(one.overdue > 0 for one in bars) == 1:
        return f"只有{names[0]}逾期（{most} 件）"
    return f"{_among(names)}逾期最多（{'各 ' if len(names) > 1 else ''}{most} 件）"


def _most(names: list[str], number: int) -> str:
    """「教育局 3 件」, 「教育局等 2 個機關各 3 件」."""
    return f"{_among(names)}各 {number} 件" if len(names) > 1 else f"{names[0]} {number} 件"


def _among(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 個機關"


def months_title(figures: Figures) -> str:
    months = months_of(figures.year, figures.as_of)
    added = sum(figures.count(Mark.ADDED, month).shares for month in months)
    ended = sum(figures.count(Mark.ENDED_IN, month).shares for month in months)
    if not added and not ended:
        return "本年度沒有新增，也沒有結束列管"
    trend = "列管件數下降" if ended > added else "列管件數上升" if added > ended else "列管件數持平"
    return f"本年度新增 {added} 件、結束 {ended} 件，{trend}"


def ages_title(figures: Figures) -> str:
    old = figures.count(Mark.AGE, OLDEST)
    if old.items:
        return f"超過 180 日未結 {old.items} 項（{old.shares} 件）"
    if not figures.count(Mark.TRACKED).shares:
        return "目前沒有列管中的事項"
    return "沒有超過 180 日未結的事項"


def age(step: int) -> str:
    least, most = AGES[step]
    return f"{least}–{most} 日" if most is not None else f"超過 {least - 1} 日"


def met_title(found: Overview) -> str:
    missing = shown_of(found.years, "missing")
    if not found.years:
        return "沒有應召開廉政會報的機關"
    if missing:
        return f"{len(missing)} 個機關{found.year}年度尚未召開廉政會報"
    if shown_of(found.years, "planned"):
        return f"{found.year}年度廉政會報均已召開或排定"
    return f"各機關{found.year}年度均已召開廉政會報"


def weeks_title(figures: Figures, weeks: int) -> str:
    due = sum(figures.count(Mark.DUE, number).shares for number in range(weeks))
    return f"未來 {weeks} 週有 {due} 件到期" if due else f"未來 {weeks} 週沒有到期的事項"


def week(as_of: date, number: int) -> str:
    first, last = week_of(as_of, number)
    return f"{first.month}/{first.day}–{last.month}/{last.day}"


def declared_title(found: Overview) -> str:
    filed = filed_rate(found.declared)
    if not filed.of:
        return f"{found.year}年度尚未登錄申報人數"
    if filed.n == filed.of:
        return f"{found.year}年度定期申報已全數完成"
    behind = behind_pace(found) if found.in_season else []
    if behind:
        return f"{len(behind)} 個機關申報進度落後平均（{behind[0].short_name}最慢）"
    return f"{found.year}年度定期申報已申報 {filed.n}／{filed.of} 人"


def bounced_title(bounced: tuple[Bounced, ...], found: Overview) -> str:
    most = max(bounced, key=lambda one: one.sent_back, default=None)
    if most is None or not most.sent_back:
        return "辦理情形沒有退請補充" + ("，期限沒有展延" if not any(one.extended for one in bounced) else "")
    return f"{found.names.get(most.agency_id, '')}退請補充最多（{most.sent_back} 次）"


def compared_title(figures: Figures) -> str:
    if figures.before_on is None:
        return "尚無上月底的資料可以比較"
    late = figures.count(Mark.LATE_SINCE)
    on = roc_text(figures.before_on)
    return f"{on}之後新增逾期 {late.shares} 件" if late.shares else f"{on}之後沒有新增逾期"


def notice(one: Notice, found: Overview, code: str) -> str:
    """One of the three things, as a sentence."""
    if one.late is not None:
        days = (found.as_of - one.late.due_on).days
        return f"{found.names.get(one.late.agency_id, '')} {code} 逾期最久，已 {days} 日。"
    if one.of is Noticed.NOT_MET:
        more = "等" if one.number > len(one.names) else ""
        return f"{'、'.join(one.names)}{more} {one.number} 個機關今年尚未召開廉政會報。"
    if one.meeting is not None:
        return f"{one.meeting.label}會議訂於{roc_text(one.meeting.held_on, weekday=True)}召開。"
    if one.of is Noticed.STILL_OPEN:
        return f"列管超過 180 日仍未結束的有 {one.number} 項。"
    more = "等" if one.number > len(one.names) else ""
    return f"{'、'.join(one.names)}{more} {one.number} 個機關的財產定期申報落後平均進度。"


def listing(mark: Mark, of: int | None, as_of: date) -> str:
    """What a list is of: 「逾期未完成」, 「11月新增」, 「列管超過 180 日」."""
    called = next(text for one, text in DASHBOARD_WORDS if one is mark)
    if of is None:
        return called
    if mark is Mark.AGE:
        return f"列管 {age(of)}"
    return f"{week(as_of, of)}{called}" if mark in OF_WEEK else f"{of}月{called}"


def _met(found: Overview) -> Iterator[Piece]:
    missing = len(shown_of(found.years, "missing"))
    when = "今年" if found.is_current else f"{found.year}年度"
    if missing == 1 and len(found.years) == 1:
        yield Piece(f"；{when}尚未召開廉政會報")
    elif missing:
        yield Piece("；")
        yield Piece(f"{missing} 個機關", missing)
        yield Piece(f"{when}{'尚未' if found.is_current else '未'}召開廉政會報")
    elif found.years and not shown_of(found.years, "planned"):
        yield Piece(f"；{'各機關' if len(found.years) > 1 else ''}{when}已召開廉政會報")


def kept(as_of: date, month_end: bool, rebuilt: bool, released: bool) -> str:
    """What a kept day is called where one is chosen: 「115年10月31日定稿」, 「115年9月30日月底（回溯）」."""
    what = "定稿" if released else "月底" if month_end else ""
    return f"{roc_text(as_of)}{what}{'（回溯）' if rebuilt else ''}"
