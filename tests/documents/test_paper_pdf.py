"""LibreOffice lays out every paper alike from both twins, with the text of the paper and the pages it promises."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import needs
from tests.documents.files import lines
from tests.documents.papers import KINDS, Kind

pytestmark = pytest.mark.paper

REMEDY = "apt-get install poppler-utils"
FOOT = re.compile(r"第\d+頁(，共\d+頁)?$")
RARE = re.compile("[\U00010000-\U0010ffff]")
"""Characters of a second font file: where they stand in what is read back depends on the machine's fonts."""

every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@pytest.fixture(scope="module")
def pages(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], list[str]]:
    """The pages of each paper by (paper, twin), without white space: line ends put it in and out."""
    folder = tmp_path_factory.mktemp("papers")
    tool = needs.program("pdftotext", REMEDY)
    found = {}
    for fmt in ("docx", "odt"):
        for kind in KINDS:
            (folder / f"{kind}.{fmt}").write_bytes(kind.print(fmt))
        _convert(libreoffice, folder, [str(folder / f"{kind}.{fmt}") for kind in KINDS])
        for kind in KINDS:
            printed = subprocess.run(
                [tool, "-raw", folder / f"{kind}.pdf", "-"], check=True, capture_output=True
            )
            bare = [re.sub(r"\s", "", page) for page in printed.stdout.decode().split("\f")]
            found[str(kind), fmt] = bare[:-1]
    return found


def _convert(libreoffice: str, folder: Path, files: list[str]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [libreoffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@every_kind
def test_both_twins_print_the_same_pages(kind: Kind, pages: Mapping[tuple[str, str], list[str]]) -> None:
    assert pages[str(kind), "docx"] == pages[str(kind), "odt"]


@every_kind
def test_the_pdf_has_every_paragraph_of_the_paper(
    kind: Kind, pages: Mapping[tuple[str, str], list[str]]
) -> None:
    printed = "".join(FOOT.sub("", page) for page in pages[str(kind), "odt"])
    common = RARE.sub("", printed)
    for line in lines(kind.print("odt"), "odt"):
        for piece in line.split("—"):
            assert re.sub(r"\s", "", RARE.sub("", piece)) in common
            assert set(RARE.findall(piece)) <= set(printed)


def test_the_head_of_the_sign_in_sheet_stands_on_every_page(
    pages: Mapping[tuple[str, str], list[str]],
) -> None:
    sheet = pages["sign-in-sheet", "odt"]
    assert len(sheet) == 3
    assert all("職稱姓名簽名代理人" in page for page in sheet)


def test_the_contents_name_the_page_on_which_each_part_and_case_begins(
    pages: Mapping[tuple[str, str], list[str]],
) -> None:
    cover, contents, *parts = pages["booklet", "odt"]
    assert not FOOT.search(cover)
    assert [FOOT.search(page)[0] for page in (contents, *parts)] == [  # type: ignore[index]
        f"第{number}頁" for number in range(2, len(parts) + 3)
    ]
    named = re.findall(
        r"(壹、議程|貳、上次會議紀錄|參、歷次決議辦理情形|肆、提案|編號\d).*?\.{3,}(\d+)", contents
    )
    assert len(named) == 6
    for name, number in named:
        page = parts[int(number) - 3]
        assert page.startswith(name) or name in page
