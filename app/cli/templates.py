"""check-templates: pages and papers compile, and ask only for fields that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session

from app.cli.console import console, say
from app.documents.check import PAPER_FIELDS, Problem, check_all_templates, check_template
from app.queries.papers.active_templates import files_in_use
from app.wording.papers import PAPER_NAMES
from app.wording.templates import TEMPLATE_VERSION, template_sentence

PAPERS = Path(__file__).parents[2] / "docx_templates"


@click.command("check-templates")
@click.option(
    "--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=PAPERS, metavar="DIR",
    help="文件範本的目錄（預設為 docx_templates）",
)  # fmt: skip
@click.option("--in-use", is_flag=True, help="也檢查使用中的上傳範本（更新程式之後執行）")
def check_templates(folder: Path, in_use: bool) -> None:
    """檢查頁面範本與文件範本（未知欄位會指出最接近的已知欄位）。"""
    environment = current_app.jinja_env
    pages = environment.list_templates()
    for name in pages:
        environment.get_template(name)
    problems = check_all_templates(folder)
    if in_use:
        with console() as here:
            problems += _of_uploaded(here.session)
    for problem in problems:
        say(template_sentence(problem.code, problem.facts, problem.template))
    if problems:
        raise click.ClickException(f"文件範本有 {len(problems)} 處問題")
    say(f"頁面範本 {len(pages)} 個、文件範本 {len(list(folder.glob('*.docx')))} 組皆可使用")


def _of_uploaded(session: Session) -> Iterator[Problem]:
    """A template that was fit when it was uploaded, and is no longer since the program moved on."""
    for file in files_in_use(session):
        named = TEMPLATE_VERSION.format(paper=PAPER_NAMES[file.paper], number=file.number)
        for problem in check_template(file.content, PAPER_FIELDS[file.paper]):
            yield Problem(problem.code, problem.facts, f"{named}（{file.format.upper()}）")


COMMANDS = (check_templates,)
