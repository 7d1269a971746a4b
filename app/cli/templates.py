"""check-templates: pages and papers compile, and ask only for fields that exist."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app

from app.cli.console import say
from app.documents.check import check_all_templates
from app.wording.templates import template_sentence

PAPERS = Path(__file__).parents[2] / "docx_templates"


@click.command("check-templates")
@click.option(
    "--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=PAPERS, metavar="DIR",
    help="文件範本的目錄（預設為 docx_templates）",
)  # fmt: skip
def check_templates(folder: Path) -> None:
    """檢查頁面範本與文件範本（未知欄位會指出最接近的已知欄位）。"""
    environment = current_app.jinja_env
    pages = environment.list_templates()
    for name in pages:
        environment.get_template(name)
    problems = check_all_templates(folder)
    for problem in problems:
        say(template_sentence(problem.code, problem.facts, problem.template))
    if problems:
        raise click.ClickException(f"文件範本有 {len(problems)} 處問題")
    say(f"頁面範本 {len(pages)} 個、文件範本 {len(list(folder.glob('*.docx')))} 組皆可使用")


COMMANDS = (check_templates,)
