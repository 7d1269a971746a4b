"""PDFs handed in: counted and bound in the child; the paper's own numbers stay, what is broken is refused in words."""

import base64
import io
from collections.abc import Sequence

import pytest
from pypdf import PdfReader

from app.readers.child import run_reader
from app.readers.pdf_pack import pack, unpack
from app.readers.refusal import FileRefused
from app.readers.upload import EVIDENCE_KINDS, check_upload
from tests.readers.pdf_files import A4, SLIDE, pdf


def bound(paper: bytes, *files: bytes) -> Sequence[str]:
    """The text of each page of the bound paper."""
    made = base64.b64decode(run_reader("bind", "", "", pack([paper, *files])))
    return [page.extract_text().replace("\n", " ") for page in PdfReader(io.BytesIO(made)).pages]


def count(data: bytes) -> int:
    return int(run_reader("pdf_pages", "pdf", "a.pdf", data))


def test_each_file_stands_on_the_pages_that_waited_for_it_above_their_numbers() -> None:
    paper = pdf("cover", "1", "Divider 1", "3", "4", "Divider 2", "Divider 3", "7")
    texts = bound(paper, pdf("alpha", "beta"), b"", pdf("gamma", size=SLIDE, turn=90))
    assert [sorted(text.split()) for text in texts] == [
        ["cover"], ["1"], ["1", "Divider"], ["3", "alpha"], ["4", "beta"], ["2", "Divider"], ["3", "Divider"], ["7", "gamma"],
    ]  # fmt: skip


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [A4, SLIDE], ids=["portrait", "slide"])
def test_a_page_is_bound_upright_and_whole_however_it_was_turned(size: tuple[int, int], turn: int) -> None:
    made = base64.b64decode(
        run_reader("bind", "", "", pack([pdf("Divider", "2"), pdf("x", size=size, turn=turn)]))
    )
    page = PdfReader(io.BytesIO(made)).pages[1]
    drawn = page.get_contents().get_data().decode().split(" cm ")[0].removeprefix("q ")  # type: ignore[union-attr]
    a, b, c, d, e, f = map(float, drawn.split())
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, size[0]) for y in (0, size[1])]
    for x, y in corners:
        assert 19.9 <= x <= A4[0] - 19.9
        assert 55.9 <= y <= A4[1] - 19.9
    along = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turn]  # where the page's own right is drawn
    assert (round(a / max(abs(a), abs(b))), round(b / max(abs(a), abs(b)))) == along


def test_a_paper_without_empty_pages_is_said_so() -> None:
    for paper in (pdf("Divider", "text of the paper"), pdf("2")):
        with pytest.raises(FileRefused, match="no_room"):
            bound(paper, pdf("alpha"))


def test_a_stamp_on_a_page_is_bound_with_it() -> None:
    assert "received" in bound(pdf("Divider", "2"), pdf("alpha", note="received"))[1]


def test_scripts_and_links_of_a_file_do_not_come_over() -> None:
    made = base64.b64decode(
        run_reader("bind", "", "", pack([pdf("Divider", "2"), pdf("alpha", script="app.alert('x')")]))
    )
    assert b"JavaScript" not in made
    assert b"app.alert" not in made


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\nnothing\n%%EOF\n", "damaged"),
        (pdf("alpha")[:300] + b"\n%%EOF\n", "damaged"),
        (pdf(), "damaged"),
        (pdf("alpha", password="secret"), "encrypted"),
        (pdf(*["x"] * 301), "too_many_pages"),
    ],
    ids=["nothing inside", "cut", "no page", "encrypted", "too many pages"],
)
def test_what_cannot_be_bound_is_refused_at_the_door(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        check_upload("簡報.pdf", data, EVIDENCE_KINDS)
    assert refused.value.code == code


def test_a_good_one_passes_the_door() -> None:
    assert check_upload("簡報.pdf", pdf("alpha"), EVIDENCE_KINDS).kind.value == "pdf"
    assert count(pdf("alpha", "beta")) == 2


def test_packing_is_exact_both_ways() -> None:
    parts = [b"paper", b"", b"\0" * 9]
    assert list(unpack(pack(parts))) == parts
