"""What was handed in for the coming meeting: the slides of its first case as PDF, a form of its third as Word file."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document


@dataclass(frozen=True, slots=True)
class FileRow:
    """`case`: the number of its case on the agenda; `title`: what the papers call it."""

    case: int
    title: str
    filename: str
    data: bytes


SLIDE = (960, 540)
FACE = "/Type /Font /Subtype /Type0 /BaseFont /MSung-Light /Encoding /UniCNS-UCS2-H /DescendantFonts [5 0 R]"
FACE_INSIDE = (
    "/Type /Font /Subtype /CIDFontType0 /BaseFont /MSung-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) /Supplement 0 >> /FontDescriptor 6 0 R"
)
FACE_MEASURES = (
    "/Type /FontDescriptor /FontName /MSung-Light /Flags 4 /FontBBox [0 -120 1000 880]"
    " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"
)
"""A face every reader of PDF puts in for Chinese: nothing is embedded."""

CHECKED = (("一級機關", 46, 5), ("區公所", 24, 6), ("學校", 38, 3))
"""Vehicles looked at and those with faults, by kind of agency."""


def slides() -> bytes:
    """Two landscape pages: what was looked at, and what was found as bars."""
    first = [
        _text(80, 400, 38, "公務車輛派車及加油卡管理"),
        _text(80, 345, 26, "115年專案清查結果"),
        "0.6 0.6 0.6 RG 2 w 80 315 m 880 315 l S",
        _text(80, 250, 24, "一、期間：115年7月至9月，抽查108輛。"),
        _text(80, 200, 24, "二、缺失14輛：里程登載不全8輛，油料異常6輛。"),
        _text(80, 150, 24, "三、均已請使用單位說明，並追蹤改善。"),
        _text(80, 60, 18, "示範市政府政風處"),
    ]
    second = [_text(80, 450, 32, "抽查輛數與缺失輛數"), "0 0 0 RG 1 w 220 90 m 220 410 l S"]
    for place, (kind, looked_at, faulty) in enumerate(CHECKED):
        y = 320 - place * 100
        second += [
            _text(80, y + 12, 22, kind),
            f"0.27 0.42 0.58 rg 222 {y + 22} {looked_at * 12} 34 re f",
            f"0.78 0.45 0.22 rg 222 {y - 16} {faulty * 12} 34 re f 0 g",
            _text(230 + looked_at * 12, y + 30, 18, f"抽查{looked_at}輛"),
            _text(230 + faulty * 12, y - 8, 18, f"缺失{faulty}輛"),
        ]
    return _pdf((first, second))


def form() -> bytes:
    """A table to fill in at a site."""
    document = Document()
    document.core_properties.title = "基層小型工程抽查表"
    document.add_heading("基層小型工程抽查表", level=1)
    rows = (
        ("工程名稱", ""),
        ("提報機關及里別", ""),
        ("抽查日期", "　　年　　月　　日"),
        ("是否公開提報及核定過程", "□是　□否"),
        ("竣工照片與現場是否相符", "□是　□否"),
        ("抽驗項目及結果", ""),
        ("改善事項及期限", ""),
    )
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, blank in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, blank
    document.add_paragraph("抽查人員：　　　　　　　　會同人員：")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def files() -> tuple[FileRow, ...]:
    return (
        FileRow(1, "公務車輛管理清查簡報", "公務車輛管理清查簡報.pdf", slides()),
        FileRow(3, "基層小型工程抽查表", "基層小型工程抽查表.docx", form()),
    )


def _text(x: int, y: int, size: int, text: str) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """The pages with their content, one after the other (ISO 32000-1 §7.5)."""
    first = 7
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {SLIDE[0]} {SLIDE[1]}] >>",
        "<< /Font << /F 4 0 R >> >>",
        f"<< {FACE} >>",
        f"<< {FACE_INSIDE} >>",
        f"<< {FACE_MEASURES} >>",
    ]
    for place, lines in enumerate(pages):
        content = "\n".join(lines)
        bodies += [
            f"<< /Type /Page /Parent 2 0 R /Resources 3 0 R /Contents {first + 2 * place + 1} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return (written + end).encode("ascii")
