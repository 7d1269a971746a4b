"""What is said about 年度結轉: its steps, what the records lack, the frozen figures."""

from __future__ import annotations

from enum import StrEnum

from app.domain.duties.year_change import YearCheck, YearFacts, YearFigures, YearStep

YEAR_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (YearStep.CARRY, "未結分辦轉入下一年度"),
    (YearStep.PLANS, "沿用各機關年度會議規劃"),
    (YearStep.ROUNDS, "建立下一年度填報期"),
    (YearStep.WORK, "建立下一年度定期工作"),
    (YearStep.STATISTIC, "年度統計定稿"),
    (YearCheck.CALENDAR, "下一年度辦公日曆表"),
    (YearCheck.BASE_DAYS, "下一年度財產申報授權基準日"),
    (YearCheck.MEETINGS, "本年度會議結案"),
    (YearCheck.MEMBERS, "任期屆滿的委員"),
)
YEAR_REFUSALS: dict[str, str] = {
    "year_not_offered": "年度結轉自該年 12 月 1 日起辦理。",
    "year_is_closed": "這個年度已經確認結轉，不能再更動。",
    "year_steps_missing": "請先選擇「未結分辦轉入下一年度」與「年度統計定稿」。",
    "year_calendar_missing": "請先匯入下一年度的辦公日曆表，下一年度的期限才算得出來。",
}
YEAR_MESSAGES: dict[str, str] = {
    "year_step_chosen": "已選擇「{step}」，確認結轉時才會辦理。",
    "year_step_left": "已取消「{step}」。",
    "year_closed": "{year}年度已確認結轉，年度統計已定稿。",
}
YEAR_ACTIONS: dict[str, str] = {"close_year": "確認年度結轉"}
YEAR_THINGS: dict[str, str] = {"year_changes": "年度結轉"}
YEAR_FIELDS: dict[str, str] = {"steps": "辦理項目"}


def step_line(step: YearStep, year: int, figures: YearFigures) -> str:
    """What confirming will do."""
    following = year + 1
    return {
        YearStep.CARRY: f"未結分辦 {figures.shares_open} 件（{figures.items_open} 項）繼續列管，編號不變。",
        YearStep.PLANS: f"各機關{year}年的排定月份與派員列席帶入{following}年；已有規劃的不動，免召開的依據不帶入。",
        YearStep.ROUNDS: f"依未結事項的填報頻率建立{following}年的填報期；已有的不動。",
        YearStep.WORK: f"依現行定期工作建立{following}年的期程；已有的不動。",
        YearStep.STATISTIC: f"把{year}年的統計數字固定下來，之後的異動不再改變。",
    }[step]


def check_line(check: YearCheck, year: int, facts: YearFacts) -> str:
    following = year + 1
    return {
        YearCheck.CALENDAR: f"{following}年{'已匯入' if facts.calendar else '尚未匯入，匯入後才能確認結轉'}。",
        YearCheck.BASE_DAYS: f"{following}年已登錄 {facts.base_days} 個基準日。",
        YearCheck.MEETINGS: f"{year}年尚有 {facts.open_meetings} 場會議未結案。" if facts.open_meetings else f"{year}年的會議都已結案。",
        YearCheck.MEMBERS: f"{facts.ending} 位委員任期至{year}年底前屆滿。" if facts.ending else f"沒有委員在{year}年任期屆滿。",
    }[check]  # fmt: skip


def figure_lines(figures: YearFigures) -> list[tuple[str, str]]:
    """The statistic of a year, (name, value)."""
    return [
        ("召開廉政會報", f"{figures.meetings} 次"),
        ("決議（含決定、裁示、結論）", f"{figures.resolutions} 項"),
        ("列管事項", f"{figures.items} 項，年底未結 {figures.items_open} 項"),
        ("分辦", f"{figures.shares} 件，已結 {figures.shares_ended} 件，未結 {figures.shares_open} 件"),
        ("機關會報已召開", f"{figures.agencies_met}／{figures.agencies} 機關"),
        ("首長親自主持", f"{figures.chaired_by_head}／{figures.agencies} 機關"),
        ("財產定期申報", f"{figures.declared}／{figures.declarants} 人"),
    ]
