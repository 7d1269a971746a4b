"""deadline, import-calendar, duties: dates that the law sets, the calendar they hang on, and how a year's duties stand."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli.console import Console, as_option, console, say, settings
from app.domain.duties.declaration_steps import counted_days, steps
from app.domain.duties.declarations import (
    PRESENT_FORM_SINCE,
    Deadline,
    DeclarationType,
    deadline,
    readings_of,
)
from app.domain.duties.duty_flow import DutyState
from app.domain.errors import Invalid
from app.domain.meetings.yearly import YearStanding
from app.domain.office_calendar import with_year
from app.domain.office_calendar_file import changed_days
from app.domain.roc_date import LAST_ROC_YEAR, parse_roc, roc_text, roc_year, roc_year_from
from app.queries.calendar_change import CalendarChange
from app.queries.duties.plan import year_of
from app.queries.duties.roster import Reckoned
from app.queries.duties.tallies import by_agency, figures_of
from app.queries.hanging_dates import dates_moved
from app.queries.meetings.agency_meetings import agencies_by_year
from app.queries.office_calendar import calendar_in_force, days_of, versions_of
from app.readers.refusal import FileRefused
from app.services.duties.purging import purge_declarants
from app.services.office_calendar import CalendarFile, keep_year, read_file
from app.services.tracking import next_meeting
from app.wording.declarations import (
    TYPES,
    articles_and_base_day,
    counted_line,
    explanation,
    summary,
)
from app.wording.intake import file_sentence
from app.wording.office_calendar import fault_sentence
from app.wording.words import word

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("deadline")
@click.argument("kind", metavar="TYPE", type=click.Choice(tuple(TYPES)))
@click.argument("day", metavar="DATE")
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON")
@click.option("--day-by-day", is_flag=True, help="說明中逐日列出計算")
def deadline_of(kind: str, day: str, as_json: bool, day_by_day: bool) -> None:
    """計算一種財產申報的期限並說明。DATE 為事件日；代理、兼任為首日；定期為該年任一日。"""
    with console() as here:
        calendar = calendar_in_force(here.session)
        readings = readings_of(settings().declaration_readings)
        found = deadline(TYPES[kind], parse_roc(day, here.today), calendar, readings)
        said = explanation(steps(found, calendar, readings))
        if day_by_day:
            said = "\n".join([said, *map(counted_line, counted_days(found, calendar))])
    if found.event_date < PRESENT_FORM_SINCE:
        say(f"這一天早於現行施行細則（{roc_text(PRESENT_FORM_SINCE)}），日期只供參考。")
    if as_json:
        click.echo(json.dumps(_as_json(found, said), ensure_ascii=False, indent=2))
        return
    click.echo(summary(found))
    click.echo(said)


def _as_json(found: Deadline, said: str) -> dict[str, object]:
    return {
        "type": word(found.type),
        "event_date": found.event_date.isoformat(),
        "duty_date": found.duty_date.isoformat(),
        "window_start": found.window_start.isoformat(),
        "statutory_end": found.statutory_end.isoformat(),
        "last_legal_day": found.last_legal_day.isoformat(),
        "calendar_missing": bool(found.years_missing),
        "basis": articles_and_base_day(found.type),
        "explanation": said,
    }


@click.command("import-calendar")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只列出會改變的日子與期限，不儲存任何資料")
@as_option
def import_calendar(file: Path, dry_run: bool, login: str) -> None:
    """匯入一年的政府行政機關辦公日曆表（CSV、XLSX、ODS）；先列出會移動的期限，再存成新的一版。"""
    try:
        read = read_file(file.name, file.read_bytes())
    except FileRefused as refused:
        raise click.ClickException(
            file_sentence(refused.code, refused.filename or file.name, refused.facts)
        ) from None
    for doubt in read.draft.doubts:
        say(f"請確認：{fault_sentence(doubt)}")
    for fault in read.draft.faults:
        say(fault_sentence(fault))
    with console(login) as here:
        seen = _say_changes(here, read) if not read.draft.faults else 0
        try:
            kept = keep_year(here.session, here.actor, read, seen_number=seen, now=here.now)
            next_meeting.follow_calendar(here.session, now=here.now, today=here.today)
        except Invalid as refusal:
            if refusal.code != "calendar_same":
                raise
            say(f"內容與現行的第 {seen} 版相同，未儲存任何資料。")
            return
        line = f"{roc_year_from(kept.year)}年\t放假 {kept.days_off} 日\t第 {kept.number} 版"
        if dry_run:
            here.session.rollback()
    click.echo(line)
    if dry_run:
        say("試跑：以上結果均未儲存。")


def _say_changes(here: Console, read: CalendarFile) -> int:
    """The days that change and the dates that move; returns the number of the version they were compared with."""
    year = read.draft.year
    assert year is not None  # noqa: S101 — without a year it has faults
    newest = next(iter(versions_of(here.session, year)), None)
    if newest is not None:
        for day in changed_days(year, days_of(newest), read.draft.days):
            say(
                f"{roc_text(day.day, weekday=True)}改為{'放假' if day.is_off else '上班'}　{day.note}".rstrip()
            )
    before = calendar_in_force(here.session)
    readings = readings_of(settings().declaration_readings)
    change = CalendarChange(before, with_year(before, year, read.draft.days), here.today, readings)
    for one in dates_moved(here.session, here.actor, change):
        say(f"{word(one.kind)}　{one.name}：{roc_text(one.before)} → {roc_text(one.after)}")
    return newest.number if newest else 0


@click.command("duties")
@click.option("--year", type=click.IntRange(1, LAST_ROC_YEAR), help="民國年度；不填為今年")
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON")
@as_option
def duties_of(year: int | None, as_json: bool, login: str) -> None:
    """一年度的義務：各機關年度會議、財產申報人數、定期工作。"""
    with console(login) as here:
        asked = year or roc_year(here.today)
        found = _duties_of(here, asked)
    if as_json:
        click.echo(json.dumps({"year": asked, **found}, ensure_ascii=False, indent=2))
        return
    for one in found["meetings"]:
        held = f"{one['held']}／{one['required']}"
        click.echo(f"{one['agency']}\t年度會議\t{word(YearStanding(one['standing']))}\t{held}")
    for one in found["declarations"]:
        click.echo(
            f"{one['agency']}\t{word(DeclarationType(one['type']))}申報\t{one['as_of']}\t{one['filed']}／{one['required']}"
        )
    for one in found["plan"]:
        click.echo(f"{one['title']}\t{one['label']}\t{one['due_on']}\t{word(DutyState(one['state']))}")


def _duties_of(here: Console, year: int) -> dict[str, list[dict[str, Any]]]:
    meetings = [
        {"agency": row.short_name, "required": row.years[0].required, "held": row.years[0].held,
         "chaired_by_head": row.years[0].chaired, "standing": row.years[0].standing.value,
         "planned_month": row.years[0].plan.planned_month, "exempt_basis": row.years[0].plan.exempt_basis}
        for row in agencies_by_year(here.session, here.actor, [year], today=here.today)
    ]  # fmt: skip
    readings = readings_of(settings().declaration_readings)
    reckoned = Reckoned(calendar_in_force(here.session), here.today, readings)
    declarations = [
        {"agency": row.short_name, "type": kind.value, "as_of": row.latest.as_of.isoformat(),
         "from_roster": row.from_roster, "suspended": row.suspended, **asdict(figures_of(row.latest))}
        for kind in DeclarationType
        for row in by_agency(here.session, here.actor, year, kind, reckoned)
        if row.latest and (row.latest.required or not row.from_roster)
    ]  # fmt: skip
    plan = [
        {"title": row.occurrence.title, "label": row.label, "due_on": row.occurrence.due_on.isoformat(),
         "state": row.occurrence.state.value, "overdue": row.overdue}
        for row in year_of(here.session, here.actor, year, today=here.today)
    ]  # fmt: skip
    return {"meetings": meetings, "declarations": declarations, "plan": plan}


@click.command("purge-declarants")
@click.option("--dry-run", is_flag=True, help="只列出會銷毀的人數，不刪除任何資料")
def purge_declarants_command(dry_run: bool) -> None:
    """銷毀義務終了已逾五年的申報義務人資料，並列出各名冊的人數。"""
    with console() as here:
        for one in purge_declarants(here.session, here.actor, now=here.now, today=here.today):
            click.echo(f"{one.agency}\t{one.people} 人")
        if dry_run:
            here.session.rollback()
    if dry_run:
        say("試跑：以上資料均未刪除。")


COMMANDS = (deadline_of, import_calendar, duties_of, purge_declarants_command)
