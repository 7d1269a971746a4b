"""check-templates: a template that asks for something unknown is named, with the nearest known field."""

import ast
import inspect
import shutil
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from app import documents
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.domain.people.actor import CONSOLE
from app.extensions.transaction import commit
from app.services.papers import templates
from app.services.papers.templates import NewFile
from app.wording.templates import TEMPLATE_SENTENCES, template_sentence
from tests.documents.files import changed
from tests.people import NOW

if TYPE_CHECKING:
    from tests.cli.conftest import Tracker

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "docx_templates"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    shutil.copytree(PAPERS, folder)
    return folder


def test_the_templates_we_ship_are_fit_for_use(tracker: "Tracker") -> None:
    done = tracker("check-templates")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "皆可使用" in done.stderr


def test_an_unknown_field_is_named_with_the_nearest_known_one(papers: Path, tracker: "Tracker") -> None:
    paper = papers / "proposal-table.docx"
    paper.write_bytes(changed(paper.read_bytes(), "word/document.xml", "提案單位 }}", "提案單味 }}"))
    done = tracker("check-templates", "--folder", papers)
    assert done.exit_code == 1
    assert "proposal-table.docx：沒有「案件.提案單味」這個欄位，最接近的是「提案單位」。" in done.stderr


def test_a_file_that_is_no_template_and_one_that_is_missing_are_named(
    papers: Path, tracker: "Tracker"
) -> None:
    (papers / "proposal-table.docx").write_bytes(b"hello")
    (papers / "proposal-table.odt").unlink()
    (papers / "notes.docx").write_bytes(b"hello")
    done = tracker("check-templates", "--folder", papers)
    assert done.exit_code == 1
    assert "proposal-table.docx：不是 Word 或 ODF 檔案。" in done.stderr
    assert "proposal-table.odt：缺少這個檔案" in done.stderr
    assert "notes：本系統不使用這個檔名的範本" in done.stderr


def test_an_uploaded_template_that_no_longer_fits_is_named(session: Session, tracker: "Tracker") -> None:
    """The program moved on since it was uploaded."""
    content = changed(
        (PAPERS / "minutes.docx").read_bytes(), "word/document.xml", "{{ 紀錄 }}", "{{ 記錄者 }}"
    )
    file = NewFile(TemplateFormat.DOCX, FileOrigin.UPLOADED, "minutes.docx", content)
    version = templates.add(session, CONSOLE, "minutes", [file], note="", now=NOW)
    commit(session)
    assert tracker("check-templates", "--in-use").exit_code == 0, "not in use"
    templates.activate(session, CONSOLE, "minutes", version.number, seen_version=2, now=NOW)
    commit(session)
    done = tracker("check-templates", "--in-use")
    assert done.exit_code == 1
    assert "會議紀錄範本第1版（DOCX）：沒有「記錄者」這個欄位，最接近的是「紀錄」。" in done.stderr


def test_every_problem_has_its_sentence_and_every_sentence_a_problem() -> None:
    raised = set()
    for path in Path(inspect.getfile(documents)).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"TemplateRefused", "Problem"}:
                raised |= {arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)}
    assert raised == TEMPLATE_SENTENCES.keys() - {"unknown_field_nearest"}


@pytest.mark.parametrize("code", TEMPLATE_SENTENCES)
def test_a_sentence_can_be_said_without_its_facts(code: str) -> None:
    said = template_sentence(code, {})
    assert said.endswith("。")
    assert not any(f"{{{name}}}" in said for _, name, _, _ in Formatter().parse(TEMPLATE_SENTENCES[code]))
