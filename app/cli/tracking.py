"""split, items and assignments: share a resolution out, and say what is owed, for machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from app.cli.console import Console, as_option, console, say
from app.domain.errors import Absent, Invalid
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.meeting_flow import FROZEN
from app.domain.roc_date import parse_roc, roc_text
from app.domain.tracking.assignment_flow import AssignmentState
from app.domain.tracking.clauses import Clause, Source, clauses_of
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Assignment, Meeting, Resolution
from app.queries.meetings.dated_facts import facts_sent
from app.queries.office_calendar import calendar_in_force
from app.queries.tracking.groups import Group, groups_on
from app.queries.tracking.listing import AssignmentLine, ItemLine, assignment_lines, item_lines
from app.queries.tracking.splits import prepared_of, split_of, texts_of
from app.queries.visibility.tracking import one_resolution
from app.services.tracking import splitting
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from app.wording.refusals import sentence
from app.wording.words import word

NO_NUMBER = "（未登錄文號）"


class Refused(click.ClickException):
    """What was asked makes no sense with what is there: exit code 2, as for a wrong option."""

    exit_code = 2


@click.command()
@click.option("--resolution", "code", metavar="CODE", required=True, help="決議編號，例如 114-1-3")
@click.option("--group", "group_name", metavar="NAME", required=True, help="機關群組名稱，例如 各機關")
@click.option("--due", "due_text", metavar="DATE", required=True, help="期限，例如 1140930 或 2025-09-30")
@click.option("--per-clause", is_flag=True, help="依辦法（或說明）各款分成數項；不加時整個決議為一項")
@click.option(
    "--letter-on", "letter_text", metavar="DATE", default="", help="分辦函發文日期（預設同紀錄函送）"
)
@click.option("--document-number", "number", metavar="NO", default="", help="分辦函文號（預設同紀錄函送）")
@click.option("--yes", is_flag=True, help="不再詢問，直接建立")
@as_option
def split(
    code: str,
    group_name: str,
    due_text: str,
    per_clause: bool,
    letter_text: str,
    number: str,
    yes: bool,
    login: str,
) -> None:
    """把一個決議分辦給群組的每個機關；紀錄已核定時同時發出，否則待發。"""
    with console(login) as here:
        resolution = _resolution(here, code)
        group = _group(here, group_name)
        due = _day(due_text, here.today, "--due")
        if _has_it(here, resolution, group):
            raise Refused(f"「{group.name}」在 {resolution.code} 已有分辦，未重複建立。")
        plans = [_plan(clause, group, due) for clause in _clauses(here, resolution, per_clause)]
        count = len(plans) * len(group.agency_ids)
        if not yes:
            click.confirm(f"將建立 {len(plans)} 項 {count} 件，確定嗎？", abort=True, err=True)
        items = splitting.prepare(here.session, here.actor, resolution, plans, now=here.now)
        sent = _send(here, resolution, _letter(here, resolution, letter_text, number))
        codes = [item.code for item in items]
    state = f"，已分辦發出 {sent} 件" if sent else "，待紀錄核定後發出"
    say(f"已建立 {len(codes)} 項 {count} 件{state}。")
    for made in codes:
        click.echo(made)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON（目前唯一的格式）")
@as_option
def items(as_json: bool, login: str) -> None:
    """輸出列管事項（項）。"""
    _demand_json(as_json)
    with console(login) as here:
        found = [_item(line) for line in item_lines(here.session, here.actor)]
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON（目前唯一的格式）")
@click.option(
    "--status", "states", multiple=True, type=click.Choice([str(state) for state in AssignmentState]),
    help="只列這些狀態（可重複）",
)  # fmt: skip
@as_option
def assignments(as_json: bool, states: tuple[str, ...], login: str) -> None:
    """輸出分辦（件）。"""
    _demand_json(as_json)
    with console(login) as here:
        calendar = calendar_in_force(here.session)
        wanted = [AssignmentState(state) for state in states]
        lines = assignment_lines(here.session, here.actor, calendar, here.today, states=wanted)
        found = [_assignment(line) for line in lines]
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _demand_json(as_json: bool) -> None:
    if not as_json:
        raise click.UsageError("請加上 --json")


def _resolution(here: Console, code: str) -> Resolution:
    try:
        return one_resolution(here.session, here.actor, code)
    except Absent:
        raise click.ClickException(f"找不到決議「{code}」") from None


def _group(here: Console, name: str) -> Group:
    for group in groups_on(here.session, here.today):
        if group.name == name:
            if not group.agency_ids:
                raise click.ClickException(f"群組「{name}」目前沒有機關")
            return group
    raise click.ClickException(f"沒有名為「{name}」的機關群組")


def _day(text: str, today: date, option: str) -> date:
    try:
        return parse_roc(text, today)
    except Invalid as refusal:
        raise click.UsageError(f"{option}：{sentence(refusal.code, **refusal.facts)}") from None


def _has_it(here: Console, resolution: Resolution, group: Group) -> bool:
    """Does one item of this resolution have a share for every agency of the group already?"""
    wanted = set(group.agency_ids)
    return any(
        wanted <= {share.agency_id for share in one.shares} for one in split_of(here.session, resolution)
    )


def _clauses(here: Console, resolution: Resolution, per_clause: bool) -> list[Clause]:
    explanation, measures = texts_of(here.session, resolution)
    found = list(clauses_of(explanation, measures, resolution.text))
    if per_clause and found:
        return found
    text = measures.strip() or resolution.text
    title = found[0].title if found else text.split("\n", 1)[0]
    return [Clause(Source.RESOLUTION, "", title, text)]


def _plan(clause: Clause, group: Group, due: date) -> ItemPlan:
    return ItemPlan(
        title=clause.title, text=clause.text, mode=ItemMode.EACH_AGENCY, due_kind=DueKind.FIXED_DATE,
        due_on=due, frequency=Frequency.ONCE,
        shares=tuple(SharePlan(agency_id, AssignmentRole.LEAD) for agency_id in group.agency_ids),
    )  # fmt: skip


def _letter(here: Console, resolution: Resolution, letter_text: str, number: str) -> Letter | None:
    """The letter named, else the one that carried the minutes, else today; None while the minutes are not approved."""
    meeting = here.session.get_one(Meeting, resolution.meeting_id)
    if meeting.state not in FROZEN:
        return None
    sent = [fact for fact in facts_sent(here.session, meeting) if fact.kind is FactKind.MINUTES_SENT]
    day = _day(letter_text, here.today, "--letter-on") if letter_text else None
    if day is None and not number and sent:
        return Letter(sent[-1].dated_on, sent[-1].document_number)
    return Letter(day or here.today, number or NO_NUMBER)


def _send(here: Console, resolution: Resolution, letter: Letter | None) -> int:
    shares: list[Assignment] = prepared_of(here.session, resolution)
    if letter is None or not shares:
        return 0
    meeting = here.session.get_one(Meeting, resolution.meeting_id)
    splitting.send_out(
        here.session,
        here.actor,
        meeting,
        [share.id for share in shares],
        letter,
        now=here.now,
        today=here.today,
    )
    say(f"分辦函：{roc_text(letter.letter_on)}　{letter.document_number}")
    return len(shares)


def _item(line: ItemLine) -> dict[str, Any]:
    item = line.item
    return {
        "code": line.code,
        "resolution": item.resolution.code,
        "meeting": item.resolution.meeting.slug,
        "title": item.title,
        "mode": str(item.mode),
        "mode_label": word(item.mode),
        "due_kind": str(item.due_kind),
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "frequency": str(item.frequency),
        "status": str(line.status),
        "status_label": word(line.status),
        "assignments": line.shares,
        "open_assignments": line.open_shares,
    }


def _assignment(line: AssignmentLine) -> dict[str, Any]:
    share = line.assignment
    return {
        "code": line.code,
        "item": line.item_code,
        "agency": share.agency.name,
        "role": str(share.role),
        "status": str(share.state),
        "status_label": word(share.state),
        "due_original": share.due_original.isoformat() if share.due_original else None,
        "due_current": share.due_current.isoformat() if share.due_current else None,
        "flags": [str(one.flag) for one in line.standings],
    }


COMMANDS = (split, items, assignments)
