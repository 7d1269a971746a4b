"""A template that an officer opened and saved again still fills, and the twin that LibreOffice makes of it too."""

import subprocess
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT

from app.documents.check import PAPER_FIELDS, check_template
from app.documents.paper import TEMPLATES
from app.documents.program import compile_template
from tests.documents.files import lines, opened
from tests.documents.papers import KINDS


@pytest.mark.paper
@pytest.mark.parametrize(("before", "after"), [("docx", "docx"), ("odt", "odt"), ("docx", "odt")])
def test_a_template_saved_again_fills_with_the_same_text(
    libreoffice: str, tmp_path: Path, before: str, after: str
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    templates = [str(TEMPLATES / f"{kind}.{before}") for kind in KINDS]
    command = [
        libreoffice,
        profile,
        "--headless",
        "--convert-to",
        after,
        "--outdir",
        str(tmp_path),
        *templates,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for kind in KINDS:
        shipped = (TEMPLATES / f"{kind}.{before}").read_bytes()
        saved = (tmp_path / f"{kind}.{after}").read_bytes()
        assert check_template(saved, PAPER_FIELDS[str(kind)]) == [], kind
        assert compile_template(saved).fields == compile_template(shipped).fields, kind
        values = kind.module.values_of(kind.full)
        filled, expected = (compile_template(template).render(values) for template in (saved, shipped))
        assert lines(filled, after) == lines(expected, before), kind
        if before == after == "docx":
            assert _orientations(filled) == _orientations(expected), kind


def _orientations(data: bytes) -> list[WD_ORIENT]:
    return [section.orientation for section in opened(data).sections]
