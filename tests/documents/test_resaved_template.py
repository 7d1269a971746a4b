"""A template that an officer opened and saved again still fills, and the twin that LibreOffice makes of it too."""

import subprocess
from pathlib import Path

import pytest

from app.documents.check import check_template
from app.documents.program import compile_template
from app.documents.proposal_table import FIELDS, TEMPLATES, build, values_of
from tests.documents.files import opened, word_rows, writer_lines
from tests.documents.papers import bound


@pytest.mark.paper
@pytest.mark.parametrize(("before", "after"), [("docx", "docx"), ("odt", "odt"), ("docx", "odt")])
def test_a_template_saved_again_fills_with_the_same_text(
    libreoffice: str, tmp_path: Path, before: str, after: str
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    template = TEMPLATES / f"proposal-table.{before}"
    command = [
        libreoffice,
        profile,
        "--headless",
        "--convert-to",
        after,
        "--outdir",
        str(tmp_path),
        str(template),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    saved = (tmp_path / f"proposal-table.{after}").read_bytes()
    assert check_template(saved, FIELDS) == []
    assert compile_template(saved).fields == compile_template(template.read_bytes()).fields
    filled = compile_template(saved).render(values_of(bound()))
    if after == "docx":
        assert word_rows(opened(filled).tables[0]) == word_rows(opened(build(bound(), "docx")).tables[0])
    else:
        assert [line for line in writer_lines(filled) if line] == [
            line for line in writer_lines(build(bound(), "odt")) if line
        ]
