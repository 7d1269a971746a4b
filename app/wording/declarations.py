"""What is said about 財產申報: words, articles, and the reckoning of a date in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.duties.declarable_posts import PostKind, Reason, Standing
from app.domain.duties.declaration_steps import CountedDay, Step, StepKind
from app.domain.duties.declarations import BaseDay, Deadline, DeclarationType, OpenRule, base_day
from app.domain.duties.month_periods import EndRule
from app.domain.roc_date import roc_text
from app.wording.office_calendar import without_calendar

_T = DeclarationType
DECLARATION_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (_T.TAKING_OFFICE, "就到職"),
    (_T.PERIODIC, "定期"),
    (_T.ACTING, "代理"),
    (_T.CONCURRENT, "兼任"),
    (_T.APPROVED, "核定"),
    (_T.DESIGNATED, "指定"),
    (_T.LEAVING_OFFICE, "卸離職"),
    (_T.ENDING_ACTING, "解除代理"),
    (_T.ENDING_CONCURRENT, "解除兼任"),
    (BaseDay.CHOSEN, "申報期間內由申報人擇定的一日"),
    (BaseDay.CHOSEN_PERIODIC, "申報期間內由申報人擇定的一日（授權資料以11月1日為準）"),
    (BaseDay.EVENT, "卸（離）職或解除代理、兼任當日"),
    (EndRule.WHOLE_MONTHS, "自月之始日起算，至最後一月之末日"),
    (EndRule.DAY_BEFORE, "起算日相當日之前一日"),
    (EndRule.MONTH_END, "最後一月無相當日，以該月末日"),
    (PostKind.OFFICE, "本職"),
    (PostKind.ACTING, "代理"),
    (PostKind.CONCURRENT, "兼任"),
    (PostKind.APPROVED, "核定"),
    (PostKind.DESIGNATED, "指定"),
    (Standing.DUE, "應申報"),
    (Standing.EITHER, "擇一申報"),
    (Standing.WAIVED, "免申報"),
    (Standing.SUSPENDED, "停職或留職停薪中"),
    (Reason.SAME_YEAR, "同一申報年度已辦理（或應辦理）就到職等申報，免辦定期申報"),
    (Reason.CROSS_YEAR, "申報期間跨年度，免辦哪一年的定期申報尚無定論，請承辦人確認"),
    (Reason.SAME_RECEIVER, "受理申報機關相同，免再申報；職務異動仍應通報"),
    (Reason.REAPPOINTED, "二個月內再任應申報職務，免卸（離）職申報，改辦就（到）職申報"),
    (Reason.CHOOSE_ONE, "申報期間內喪失身分，與卸（離）職申報擇一辦理"),
    (Reason.TOO_SHORT, "代理或兼任未滿三個月，免申報"),
    (Reason.SUSPENDED, "停職或留職停薪期間不辦申報，復職後補報"),
    (Reason.CAUGHT_UP, "期間於停職或留職停薪中屆滿，復職後補報"),
    (Reason.DISMISSED, "停職至喪失身分，只辦卸（離）職申報"),
    (Reason.MAY_MERGE, "兩職務的受理申報機關相同，得合併申報"),
    (StepKind.RULE, "依據"),
    (StepKind.ACTING_COMPLETE, "滿三個月"),
    (StepKind.FIRST_DAY, "起算"),
    (StepKind.END, "期間末日"),
    (StepKind.WINDOW, "申報期間"),
    (StepKind.NO_ROLL, "末日"),
    (StepKind.ROLLED, "順延"),
    (StepKind.NOT_ROLLED, "不順延"),
    (StepKind.NO_CALENDAR, "辦公日曆表"),
    (StepKind.BASE_DAY, "基準日"),
    (StepKind.OPEN_RULE, "有疑義"),
    (StepKind.BEFORE_PRESENT_FORM, "注意"),
    (OpenRule.ROLL_OVER, "期間末日遇假日是否順延"),
    (OpenRule.PERIODIC_ROLL_OVER, "定期申報末日（12月31日）遇假日是否順延"),
    (OpenRule.ACTING_COMPLETE, "代理、兼任何時滿三個月"),
    (OpenRule.LEAVING_DAY, "卸（離）職期間自哪一日起算"),
    (OpenRule.CROSS_YEAR, "跨年度完成就到職申報時，就職當年的定期申報是否也免"),
    (OpenRule.CATCH_UP, "停職、留職停薪者復職後的補報期間"),
)

TYPES: dict[str, DeclarationType] = {
    "就到職": _T.TAKING_OFFICE, "就(到)職": _T.TAKING_OFFICE, "就（到）職": _T.TAKING_OFFICE,
    "就職": _T.TAKING_OFFICE, "到職": _T.TAKING_OFFICE, "定期": _T.PERIODIC, "代理": _T.ACTING, "兼任": _T.CONCURRENT,
    "核定": _T.APPROVED, "指定": _T.DESIGNATED, "卸離職": _T.LEAVING_OFFICE, "卸(離)職": _T.LEAVING_OFFICE,
    "卸（離）職": _T.LEAVING_OFFICE, "卸職": _T.LEAVING_OFFICE, "離職": _T.LEAVING_OFFICE,
    "解除代理": _T.ENDING_ACTING, "解除兼任": _T.ENDING_CONCURRENT,
}  # fmt: skip
"""What a person types for a kind of declaration."""

_LAW, _RULES = "公職人員財產申報法", "公職人員財產申報法施行細則"
ARTICLES: dict[DeclarationType, str] = {
    _T.TAKING_OFFICE: f"{_LAW}第3條第1項",
    _T.PERIODIC: f"{_LAW}第3條第1項、{_RULES}第9條第4項",
    _T.ACTING: f"{_LAW}第2條第2項、{_RULES}第9條第3項",
    _T.CONCURRENT: f"{_RULES}第9條第2項及第3項",
    _T.APPROVED: f"{_LAW}第2條第1項第13款、{_RULES}第9條第3項",
    _T.DESIGNATED: f"{_LAW}第2條第4項、{_RULES}第9條第3項",
    _T.LEAVING_OFFICE: f"{_LAW}第3條第2項、{_RULES}第9條第6項",
    _T.ENDING_ACTING: f"{_LAW}第3條第2項、{_RULES}第9條第6項",
    _T.ENDING_CONCURRENT: f"{_LAW}第3條第2項、{_RULES}第9條第6項",
}
_EVENTS: dict[DeclarationType, str] = {
    _T.TAKING_OFFICE: "就（到）職之日",
    _T.ACTING: "代理滿三個月之日",
    _T.CONCURRENT: "兼任滿三個月之日",
    _T.APPROVED: "核定之日",
    _T.DESIGNATED: "指定之日",
    _T.LEAVING_OFFICE: "卸（離）職之日",
    _T.ENDING_ACTING: "解除代理之日",
    _T.ENDING_CONCURRENT: "解除兼任之日",
}
_MONTHS = {2: "二個月", 3: "三個月"}


@dataclass(frozen=True, slots=True)
class OpenReading:
    """An open rule: the reading taken unless a setting says otherwise, why, and the other one."""

    usual: str
    why: str
    other: str


OPEN_READINGS: dict[OpenRule, OpenReading] = {
    OpenRule.ROLL_OVER: OpenReading(
        "順延至次一上班日",
        "尚無函釋；法務部裁處案曾以順延後之日計算逾期（臺北高等行政法院107年度訴字第1319號）",
        "不順延",
    ),
    OpenRule.PERIODIC_ROLL_OVER: OpenReading(
        "順延至次一上班日", "尚無函釋；機關公告多仍寫12月31日截止，請儘早申報", "不順延"
    ),
    OpenRule.ACTING_COMPLETE: OpenReading(
        "首日不算入，以三個月後之同日為滿三個月，該月無同日者以月末日為準",
        "法令未明定首日是否計入",
        "首日算入",
    ),
    OpenRule.LEAVING_DAY: OpenReading(
        "自實際離職之日起算", "最後上班日與離職生效日不同時，以較早者為準", "自離職之次日起算"
    ),
    OpenRule.CROSS_YEAR: OpenReading(
        "就職當年與申報當年都免辦定期申報",
        "施行細則第9條第4項的文義自申報日之次年起辦理定期申報，尚無函釋",
        "只免申報當年",
    ),
    OpenRule.CATCH_UP: OpenReading(
        "復職後十日內補報", "類推適用行政程序法第50條，法務部函釋未定期間", "自復職日起重新計算原期間"
    ),
}


def articles_and_base_day(kind: DeclarationType) -> str:
    """「公職人員財產申報法第3條第1項；基準日：申報期間內由申報人擇定的一日」"""
    return f"{ARTICLES[kind]}；基準日：{_WORD[base_day(kind)]}"


def step_sentence(step: Step) -> str:
    """One step of the reckoning."""
    return _SENTENCES[step.kind](step.facts)


def explanation(steps: Sequence[Step]) -> str:
    """The whole reckoning, a line a step."""
    return "\n".join(map(step_sentence, steps))


def counted_line(one: CountedDay) -> str:
    """「第 92 日　115年5月31日（日）　放假」"""
    number = f"第 {one.number} 日" if one.number else "順延"
    off = f"放假{f'（{one.note}）' if one.note else ''}" if one.is_off else ""
    return "　".join(filter(None, (number, _day(one.day), off)))


def summary(found: Deadline) -> str:
    """「建議於115年5月31日（日）以前申報；遇假日順延，最遲115年6月1日（一）。」"""
    end, last = _day(found.statutory_end), _day(found.last_legal_day)
    if found.statutory_end == found.last_legal_day:
        return f"應於{end}以前申報。"
    return f"建議於{end}以前申報；遇假日順延，最遲{last}。"


def _day(value: object) -> str:
    assert isinstance(value, date)  # noqa: S101 — the domain's facts
    return roc_text(value, weekday=True)


def _rule(facts: dict[str, Any]) -> str:
    kind = facts["type"]
    if kind is _T.PERIODIC:
        return f"定期申報：每年11月1日至12月31日辦理（{ARTICLES[kind]}）。"
    return f"{_WORD[kind]}申報：應於{_EVENTS[kind]}起{_MONTHS[facts['months']]}內辦理（{ARTICLES[kind]}）。"


def _end(facts: dict[str, Any]) -> str:
    months, end = _MONTHS[facts["months"]], _day(facts["end"])
    ways = {
        EndRule.WHOLE_MONTHS: f"起算日為月之始日，{months}以曆計算，至最後一月之末日{end}屆滿",
        EndRule.DAY_BEFORE: f"以{months}後與起算日相當日之前一日為期間之末日，即{end}",
        EndRule.MONTH_END: f"最後一月沒有與起算日相當之日，以該月之末日{end}為期間之末日",
    }
    return f"{ways[facts['rule']]}（民法第121條、行政程序法第48條第3項），共 {facts['days']} 日。"


def _rolled(facts: dict[str, Any]) -> str:
    note = f"（{facts['note']}）" if facts["note"] else ""
    return (
        f"{_day(facts['end'])}為休息日{note}，以次一上班日{_day(facts['last'])}代之"
        "（民法第122條、行政程序法第48條第4項）。"
    )


def _open_rule(facts: dict[str, Any]) -> str:
    reading = OPEN_READINGS[facts["rule"]]
    taken = reading.usual if facts["usual"] else reading.other
    return f"有疑義：{_WORD[facts['rule']]}。本系統採「{taken}」{'（預設）' if facts['usual'] else ''}；{reading.why}。"


_WORD: dict[object, str] = {code: said for code, said in DECLARATION_WORDS if not isinstance(code, PostKind)}
_SENTENCES: dict[StepKind, Callable[[dict[str, Any]], str]] = {
    StepKind.RULE: _rule,
    StepKind.ACTING_COMPLETE: lambda facts: (
        f"自{_day(facts['event'])}起代理或兼任，{_day(facts['duty'])}滿三個月，當日發生申報義務；未滿三個月者免申報。"
    ),
    StepKind.FIRST_DAY: lambda facts: (
        f"{_day(facts['duty'])}為始日，不算入，自{_day(facts['first'])}起算"
        "（民法第120條第2項、行政程序法第48條第2項）。"
    ),
    StepKind.END: _end,
    StepKind.WINDOW: lambda facts: f"申報期間自{_day(facts['start'])}至{_day(facts['end'])}。",
    StepKind.NO_ROLL: lambda facts: f"{_day(facts['end'])}為上班日，不順延。",
    StepKind.ROLLED: _rolled,
    StepKind.NOT_ROLLED: lambda facts: f"{_day(facts['end'])}為休息日，依本系統的設定不順延。",
    StepKind.NO_CALENDAR: lambda facts: without_calendar(facts["years"]),
    StepKind.BASE_DAY: lambda facts: f"基準日：{_WORD[facts['rule']]}。",
    StepKind.OPEN_RULE: _open_rule,
    StepKind.BEFORE_PRESENT_FORM: lambda facts: (
        f"注意：現行施行細則自{roc_text(facts['since'])}起施行，更早的事件適用當時的規定，以下日期只供參考。"
    ),
}
