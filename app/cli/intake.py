"""import-agencies, import-users, import-proposals, import-minutes, undo-import: what the check page does, confirmed as recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from app.cli.console import Console, as_option, console, say, settings
from app.domain.errors import Absent
from app.domain.intake.batch_flow import OF_COMMITTEE, BatchKind
from app.domain.intake.placing import FACTS, Fate
from app.domain.roc_date import roc_text
from app.models import Committee, ImportBatch
from app.queries.intake import batches as found
from app.queries.intake.proposal_check import FileCheck
from app.services.intake import batches, founding, undoing
from app.services.intake.batches import placed_of
from app.services.intake.reading import FileRead, Upload, read_files
from app.services.intake.sheet_check import SheetCheck
from app.wording.intake import FIELD_WORDS, NOTE_WORDS, PLACE_WORDS, file_sentence, row_sentence
from app.wording.refusals import sentence
from app.wording.words import word

NOTHING_RECOGNISED = 2
SOME_FAILED = 1
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("import-proposals")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="只顯示會匯入什麼，不儲存任何資料")
@click.option("--committee", "code", metavar="CODE", default="", help="會報代碼（預設為主要會報）")
@as_option
def import_proposals(files: tuple[Path, ...], dry_run: bool, code: str, login: str) -> None:
    """匯入提案表（DOCX、ODT、TXT，可一次多個檔案），等同於檢查頁依判讀結果確認。"""
    results = _read(BatchKind.PROPOSALS, files)
    _demand_something(results, "提案", any(result.cases for result in results))
    _import_documents(BatchKind.PROPOSALS, results, dry_run, code, login)


@click.command("import-minutes")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="只顯示會匯入什麼，不儲存任何資料")
@click.option("--committee", "code", metavar="CODE", default="", help="會報代碼（預設為主要會報）")
@as_option
def import_minutes(files: tuple[Path, ...], dry_run: bool, code: str, login: str) -> None:
    """匯入會議紀錄（DOCX、ODT、TXT，可一次多個檔案），等同於檢查頁依判讀結果確認。"""
    results = _read(BatchKind.MINUTES, files)
    found = any(result.cases or (result.read or {}).get("facts") for result in results)
    _demand_something(results, "會議紀錄", found)
    _import_documents(BatchKind.MINUTES, results, dry_run, code, login)


def _demand_something(results: Sequence[FileRead], thing: str, found: bool) -> None:
    """Say what stands in files in which nothing was recognised, and end."""
    if found:
        return
    for result in results:
        _say_unplaced(result.filename, (result.read or {}).get("unplaced", ()))
    say(f"沒有辨識出任何{thing}，未儲存任何資料。")
    raise SystemExit(NOTHING_RECOGNISED)


def _import_documents(
    kind: BatchKind, results: Sequence[FileRead], dry_run: bool, code: str, login: str
) -> None:
    with console(login) as here:
        batch = _store(here, kind, results, code)
        errors = _say_documents(here, batch)
        number = batch.id if errors or _confirm_documents(here, batch) else 0
        if dry_run or not number:
            here.session.rollback()
    _end(number, errors, any(result.refused for result in results), dry_run=dry_run)


@click.command("import-agencies")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只顯示會匯入什麼，不儲存任何資料")
@as_option
def import_agencies(file: Path, dry_run: bool, login: str) -> None:
    """匯入機關清單（XLSX、ODS、CSV）；再次匯入只更新有差異的欄位。"""
    _import_people(BatchKind.AGENCIES, file, dry_run, login)


@click.command("import-users")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只顯示會匯入什麼，不儲存任何資料")
@as_option
def import_users(file: Path, dry_run: bool, login: str) -> None:
    """匯入使用者清單（XLSX、ODS、CSV）；不設定密碼，政風承辦與政風主管待確認後生效。"""
    _import_people(BatchKind.USERS, file, dry_run, login)


@click.command("import-assignments")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="只顯示會匯入什麼，不儲存任何資料")
@click.option("--committee", "code", metavar="CODE", default="", help="會報代碼（預設為主要會報）")
@as_option
def import_assignments(file: Path, dry_run: bool, code: str, login: str) -> None:
    """匯入歷年列管表（XLSX、ODS、CSV）為舊案；欄名依上次匯入或常用名稱判讀。"""
    _import_people(BatchKind.ASSIGNMENTS, file, dry_run, login, code)


@click.command("undo-import")
@click.argument("number", metavar="BATCH", type=click.IntRange(1, 2**31 - 1))
@as_option
def undo_import(number: int, login: str) -> None:
    """整批撤銷一次匯入；匯入後有人修改過的批次不能撤銷。"""
    with console(login) as here:
        try:
            batch = found.one_visible(here.session, here.actor, number)
        except Absent:
            raise click.ClickException(f"沒有匯入批次 {number}") from None
        undoing.undo(here.session, here.actor, batch, seen_version=batch.version, now=here.now)
    say(f"已撤銷匯入批次 {number}。")


def _read(kind: BatchKind, files: Sequence[Path]) -> list[FileRead]:
    results = read_files(kind, [Upload(path.name, path.read_bytes()) for path in files])
    for result in results:
        if result.refused is not None:
            say(file_sentence(result.refused.code, result.filename, result.refused.facts))
    return results


def _store(here: Console, kind: BatchKind, results: Sequence[FileRead], code: str) -> ImportBatch:
    committee = _committee(here, results, code)
    return batches.store(here.session, here.actor, kind, committee, results, now=here.now)


def _committee(here: Console, results: Sequence[FileRead], code: str) -> Committee:
    """The committee named, else the primary one; on a system that has none it is founded as the paper's title says."""
    wanted = Committee.code == code if code else Committee.is_primary
    committee = here.session.scalars(select(Committee).where(wanted)).one_or_none()
    if committee is not None:
        return committee
    if here.session.scalar(select(Committee.id).where(Committee.is_primary)) is not None:
        raise click.ClickException(f"沒有代碼為「{code}」的會報")
    host = next((host for result in results if (host := _host(result))), settings().institution) or "本府"
    committee = founding.found_primary(
        here.session, here.actor, host=host, department=settings().department, code=code, now=here.now
    )
    say(f"已建立主要會報「{committee.name}」（代碼 {committee.code}），由{host}{settings().department}召集。")
    return committee


def _host(result: FileRead) -> str:
    meeting = (result.read or {}).get("meeting") or {}
    return str(meeting.get("host", ""))


def _say_documents(here: Console, batch: ImportBatch) -> int:
    """What could not be placed, what is skipped, what is wrong; returns how many faults stand in the way."""
    checks = batches.check(here.session, here.actor, batch, today=here.today)
    for file, check in zip(batch.files, checks, strict=True):
        assert isinstance(check, FileCheck)  # noqa: S101 — a batch of documents has no other
        _say_unplaced(file.filename, [{"text": one.text, "where": one.where} for one in placed_of(file).left])
        if check.placed.minutes is not None:
            _say_head(file.filename, check)
        for fault in check.faults:
            say(f"「{file.filename}」：{sentence(fault.code)}")
        for case in check.cases:
            name = f"「{file.filename}」案 {case.case.number or '（無編號）'}"
            for fault in case.faults:
                say(f"{name}『{FIELD_WORDS.get(fault.field, '處理方式')}』：{sentence(fault.code)}")
            if case.fate in (Fate.SAME, Fate.SKIP):
                say(f"{name}：{word(case.fate)}")
    return sum(check.errors for check in checks)


def _say_head(filename: str, check: FileCheck) -> None:
    """What the head of minutes was read as."""
    placed, minutes = check.placed, check.placed.minutes
    assert minutes is not None  # noqa: S101 — asked of minutes only
    day = roc_text(date.fromisoformat(placed.held_on)) if placed.held_on else ""
    clock = "至".join(filter(None, (minutes.starts_at, minutes.ends_at)))
    told = [("會次", placed.label), ("時間", f"{day} {clock}".strip())]
    told += [(FIELD_WORDS[name], getattr(minutes, name)) for name in FACTS]
    for name, text in told:
        if text:
            say(f"「{filename}」{name}：{text}")


def _say_unplaced(filename: str, left: Sequence[dict[str, str]]) -> None:
    for one in left:
        say(f"未辨識：「{filename}」{PLACE_WORDS.get(one['where'], '內文')}：{one['text']}")


def _confirm_documents(here: Console, batch: ImportBatch) -> bool:
    """Confirm and print what came in; False when there is nothing new in it."""
    checks = batches.check(here.session, here.actor, batch, today=here.today)
    if not any(check.makes for check in checks):
        return False
    batches.confirm(
        here.session, here.actor, batch, seen_version=batch.version, now=here.now, today=here.today
    )
    receipt = found.receipt(here.session, batch)
    for code, text in (*((code, subject) for code, subject, _ in receipt.cases), *receipt.lines):
        first_line = text.replace("\n", " ")
        click.echo(f"{code}\t{first_line}")
    return True


def _end(number: int, errors: int, refused: bool, *, dry_run: bool) -> None:
    if dry_run or not number:
        say("試跑：以上結果均未儲存。" if dry_run else "內容都已經在系統中，未儲存任何資料。")
    elif errors:
        say(f"判讀結果存於匯入批次 {number}，尚未匯入；請於匯入檢查頁更正後確認。")
    else:
        say(f"匯入批次 {number}（如需撤銷：undo-import {number}）。")
    if errors or refused:
        raise SystemExit(SOME_FAILED)


def _import_people(kind: BatchKind, path: Path, dry_run: bool, login: str, code: str = "") -> None:
    results = _read(kind, [path])
    if results[0].refused is not None:
        raise SystemExit(SOME_FAILED)
    with console(login) as here:
        committee = _committee(here, results, code) if kind in OF_COMMITTEE else None
        batch = batches.store(here.session, here.actor, kind, committee, results, now=here.now)
        (check,) = batches.check(here.session, here.actor, batch, today=here.today)
        assert isinstance(check, SheetCheck)  # noqa: S101 — a list has no other
        _say_rows(check, results[0].read or {})
        if check.faults:
            here.session.rollback()
            raise click.ClickException(f"有 {check.errors} 處錯誤，未儲存任何資料；請更正後重新匯入。")
        if check.makes:
            batches.confirm(
                here.session, here.actor, batch, seen_version=batch.version, now=here.now, today=here.today
            )
        number = batch.id
        if dry_run or not check.makes:
            here.session.rollback()
    new, changed, same = (check.count(fate) for fate in (Fate.NEW, Fate.UPDATE, Fate.SAME))
    click.echo(f"新增 {new}\t更新 {changed}\t相同 {same}")
    if dry_run or not check.makes:
        say("試跑：以上結果均未儲存。" if dry_run else "內容都相同，沒有需要匯入的資料。")
    else:
        say(f"匯入批次 {number}（如需撤銷：undo-import {number}）。")


def _say_rows(check: SheetCheck, read: Mapping[str, Any]) -> None:
    for code in read.get("notes", ()):
        say(NOTE_WORDS[code])
    for fault in check.faults:
        say(row_sentence(fault.row, fault.column, fault.code, fault.facts))
    if check.unused:
        say(f"未使用的欄位：{'、'.join(check.unused)}")


COMMANDS = (
    import_agencies,
    import_users,
    import_proposals,
    import_minutes,
    import_assignments,
    undo_import,
)
