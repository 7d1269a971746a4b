"""init, set-up-link, verify-audit, backup, restore, purge: what keeps an installation alive."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.console import console, database, say, settings
from app.domain.people.accounts import LinkKind
from app.domain.people.actor import CONSOLE
from app.domain.retention import Purged
from app.domain.roc_date import roc_year_from
from app.extensions import backup as bundles
from app.extensions import schema
from app.jobs import purging
from app.queries.people import first_head
from app.services import audit, office_calendar
from app.services.insight import indexing
from app.services.people import links
from app.wording.backup import BACKUP_SENTENCES
from app.wording.words import word


@click.command()
def init() -> None:
    """建立或升級資料庫結構與基本資料；可重複執行，不建立任何使用者與機關。"""
    before = schema.current(database().engine)
    schema.upgrade(database().engine)
    settings().files_dir.mkdir(parents=True, exist_ok=True)
    say(f"資料庫版本：{before or '空白'} → {schema.head()}")
    with console() as here:
        missing = not first_head.exists(here.session)
        if not indexing.is_filled(here.session):
            indexing.rebuild(here.session)
        for year in office_calendar.seed(here.session, here.actor, now=here.now):
            say(f"已匯入 {roc_year_from(year)} 年辦公日曆表。")
    if missing:
        say("尚無政風主管。請執行 flask --app wsgi tracker set-up-link 取得首次設定連結。")


@click.command("set-up-link")
def set_up_link() -> None:
    """印出首次設定的一次性連結（24 小時內有效，重新產生時舊連結失效）。"""
    with console() as here:
        if first_head.exists(here.session):
            raise click.ClickException("已有政風主管，請由系統內新增使用者")
        links.revoke_all(here.session, LinkKind.SET_UP, now=here.now)
        token = links.make(here.session, LinkKind.SET_UP, None, now=here.now)
    click.echo(f"/set-up/{token}")
    say("請在瀏覽器開啟本系統網址加上這段路徑，完成首次設定。")


@click.command("verify-audit")
def verify_audit() -> None:
    """驗證稽核紀錄的雜湊鏈完整。"""
    with console() as here:
        if broken := audit.verify(here.session):
            raise click.ClickException(f"稽核紀錄自第 {broken.number} 筆起不完整（{broken.why}）")
    say("稽核紀錄完整。")


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def backup(path: Path) -> None:
    """備份資料庫與附件到 PATH（不覆寫既有檔案）。"""
    if path.exists():
        raise click.ClickException(f"{path} 已存在，請換一個檔名")
    try:
        manifest = bundles.back_up(database().engine, settings().files_dir, path, now=datetime.now(UTC))
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)  # half a backup looks like a whole one
        raise click.ClickException(f"備份沒有完成：{error.filename or path}，{error.strerror}") from None
    say(f"已備份 {sum(rows for rows, _ in manifest.tables.values())} 筆資料、{len(manifest.files)} 個檔案")
    click.echo(str(path))


@click.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--verify", "only_verify", is_flag=True, help="只驗證：還原到暫存資料庫並檢查，不動現有資料")
def restore(path: Path, only_verify: bool) -> None:
    """由備份還原到空白的資料庫；--verify 只驗證備份可以還原。"""
    try:
        if only_verify:
            manifest = bundles.verify(path)
        else:
            manifest = bundles.restore(path, database().engine, settings().files_dir)
    except bundles.BackupRefused as refused:
        raise click.ClickException(BACKUP_SENTENCES[refused.code].format(what=refused.what)) from None
    rows = sum(count for count, _ in manifest.tables.values())
    say(
        f"{'備份可以還原' if only_verify else '已還原'}：{rows} 筆資料、{len(manifest.files)} 個檔案，稽核紀錄完整"
    )


@click.command()
@click.option("--dry-run", is_flag=True, help="只計算會清除多少，不清除")
@click.option("--json", "as_json", is_flag=True, help="輸出 JSON")
def purge(dry_run: bool, as_json: bool) -> None:
    """清除逾保存年限的信件內容與輔助紀錄；逾年限的會議與稽核紀錄只列出，不刪除。寄送程序每夜自動執行。"""
    with console() as here:
        removed, found = purging.would_take(here.session, settings().retention, now=here.now)
    if not dry_run:
        done = purging.purge(database(), settings().retention, CONSOLE, now=here.now)
        assert done is not None  # noqa: S101 — nobody else has this one in hand
        removed, found = done.removed, done.found
    if as_json:
        told = {"dry_run": dry_run, "removed": removed, "found": found}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for numbers, said in ((removed, "會清除" if dry_run else "已清除"), (found, "逾年限，未刪除")):
        for name, number in numbers.items():
            click.echo(f"{word(Purged(name))}\t{number}\t{said}")


COMMANDS = (init, set_up_link, verify_audit, backup, restore, purge)
