"""Lists opened, printed and saved again by LibreOffice Calc: every cell as it was written, and ours to read afterwards."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.list_sheet import FORMATS, sheet_bytes
from app.documents.list_table import Column, Kind, Table
from app.readers.sheets import read_sheet
from tests import needs

AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
LONG = "請各機關於驗收前比對歷次施工照片，並留存紀錄。" * 4
REPORTS = Table(
    "填報表",
    (
        Column("鍵", hidden=True), Column("分辦編號"), Column("內容", width=60), Column("期限", Kind.DAY),
        Column("件數", Kind.NUMBER), Column("目前進度", editable=True, choices=("有進展", "無進展：經費未到位")),
        Column("辦理情形", width=140, editable=True),
    ),
    [
        ("k1|R1", "114-1-3", LONG, date(2025, 12, 31), 3, "有進展", "第一段。\n第二段 007"),
        ("k2|R1", "114-1-10", "=1+1", None, None, "", "@SUM(A1)"), ("k3|R1", "114-1-11", "-2", None, 0, "", "'甲\"乙"),
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The table in both formats, with what Calc made of each: text, print, and the other format."""
    if not (Path(libreoffice).resolve().parent / "libsclo.so").exists():
        needs.absent("LibreOffice Calc", "apt-get install libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("calc")
    for fmt in ("xlsx", "ods"):
        (folder / f"{fmt}.{fmt}").write_bytes(sheet_bytes(REPORTS, fmt))
    command = [
        libreoffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
    ]
    for wanted, sources in (
        (AS_CSV, ("xlsx", "ods")),
        ("pdf", ("xlsx", "ods")),
        ("ods", ("xlsx",)),
        ("xlsx", ("ods",)),
    ):
        files = [str(folder / f"{fmt}.{fmt}") for fmt in sources]
        to = ["--convert-to", wanted, "--outdir", str(folder / "made"), *files]
        subprocess.run([*command, *to], check=True, capture_output=True, timeout=180)
    return folder / "made"


@pytest.mark.paper
def test_calc_shows_what_was_written_and_computes_nothing(opened: Path) -> None:
    written = (
        sheet_bytes(REPORTS, "csv").decode("utf-8-sig").replace("'=1+1", "=1+1").replace("'@SUM", "@SUM")
    )
    for fmt in ("xlsx", "ods"):
        shown = (opened / f"{fmt}.csv").read_text("utf-8-sig")
        assert _cells(shown.encode(), "csv") == _cells(written.replace("'-2", "-2").encode(), "csv")


@pytest.mark.paper
def test_what_calc_saves_comes_back_without_a_difference(opened: Path) -> None:
    for written, saved in (("xlsx", "ods"), ("ods", "xlsx")):
        before = _cells(sheet_bytes(REPORTS, written), written)  # type: ignore[arg-type]
        assert _cells((opened / f"{written}.{saved}").read_bytes(), saved) == before


@pytest.mark.paper
def test_a_wide_list_is_printed_as_wide_as_the_page(opened: Path) -> None:
    for fmt in ("xlsx", "ods"):
        (page,) = PdfReader(opened / f"{fmt}.pdf").pages
        assert page.mediabox.width > page.mediabox.height
        text = page.extract_text()
        assert "114-1-11" in text
        assert "k1|R1" not in text


def _cells(data: bytes, fmt: str) -> list[tuple[str, ...]]:
    assert fmt in FORMATS
    return [row.cells for row in read_sheet(f"a.{fmt}", data).rows]
