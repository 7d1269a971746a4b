"""demo: fill an empty database with the demonstration city."""

from __future__ import annotations

from datetime import date, datetime, time

import click

from app.cli.console import TAIPEI, console, say, settings
from app.demo import load


@click.command()
@click.option("--agencies", default=0, metavar="N", help="至少 N 個機關")
@click.option("--proposals", default=0, metavar="N", help="至少 N 件提案")
@click.option(
    "--assignments", default=0, metavar="N", help="另產生 N 件過去各次會議之分辦（可達百萬件，需數分鐘）"
)
@click.option("--years", default=1, show_default=True, metavar="N", help="上述分辦分布於最近 N 年")
@click.option("--today", "day", default="", metavar="DATE", help="以此日（YYYY-MM-DD）為今天")
def demo(agencies: int, proposals: int, assignments: int, years: int, day: str) -> None:
    """載入示範市政府的資料；資料庫中已有其他資料時不會執行。

    --assignments 須與示範資料一併載入：已有示範資料時不會執行，請改用新的資料庫（另設 DATABASE_URL，或先刪除原資料庫）。
    """
    if settings().production:
        raise click.ClickException("正式環境不能載入示範資料")
    try:
        on = date.fromisoformat(day) if day else None
        with console() as here:
            now = datetime.combine(on, time(9), TAIPEI) if on else here.now
            made = load.ensure(
                here.session,
                settings().files_dir,
                now=now,
                today=on or here.today,
                agencies=agencies,
                proposals=proposals,
                assignments=assignments,
                years=years,
            )
    except load.NotDemonstration:
        raise click.ClickException("資料庫已有示範以外的資料，未載入任何示範資料") from None
    except load.AlreadyThere:
        raise click.ClickException(
            "示範資料先前已載入，未再新增分辦；請以新的資料庫執行（另設 DATABASE_URL，或先刪除原資料庫）"
        ) from None
    except ValueError as error:
        raise click.ClickException(f"無法載入：{error}") from None
    say("示範資料已載入。" if made else "示範資料先前已載入，未再新增。")


COMMANDS = (demo,)
