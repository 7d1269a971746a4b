"""An uploaded template is looked at where it can do no harm: hostile ones refused by name, in time; twins alike."""

import io
import time
from collections.abc import Callable

import docx
import pytest

from app.documents.check import PAPER_FIELDS, dropped_fields
from app.documents.paper import TEMPLATES
from app.documents.program import compile_template
from app.documents.samples import sample_values
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.readers.refusal import FileRefused
from app.services.papers.template_uploads import LIMIT, TemplateUnfit, look_at
from app.wording.templates import template_file_sentence, template_sentence
from tests.documents.files import archive, changed, parts_of, writer_lines, writer_template

DOCX, ODF = TemplateFormat
WORD = (TEMPLATES / "minutes.docx").read_bytes()
ODT = (TEMPLATES / "minutes.odt").read_bytes()
BODY, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
LONGEST_SECONDS = 15.0


@pytest.fixture(autouse=True)
def no_libreoffice(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quick; the twin has tests of its own."""
    if "libreoffice" not in request.fixturenames:
        monkeypatch.setattr("app.documents.pdf._soffice", lambda: None)


def written(*lines: str) -> bytes:
    """The original with these lines added, as by an officer in Word."""
    document = docx.Document(io.BytesIO(WORD))
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="rId99" Type="http://x/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return changed(WORD, RELATIONS, "</Relationships>", f"{relation}</Relationships>")


def bomb() -> bytes:
    return archive({**parts_of(WORD), "word/media/image1.emf": b"\0" * (30 * 1024 * 1024)})


def said_of(*files: tuple[str, bytes]) -> list[str]:
    """What the page would say; nothing where the files are taken."""
    sent = {DOCX if name.rpartition(".")[2] != "odt" else ODF: (name, data) for name, data in files}
    try:
        look_at("minutes", sent, None)
    except FileRefused as refused:
        return [template_file_sentence(refused.code, refused.filename)]
    except TemplateUnfit as unfit:
        return [template_sentence(one.code, one.facts, one.filename) for one in unfit.faults]
    return []


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "attribute": ("a.docx", lambda: written("{{ 標題.__class__.__mro__ }}"), "不能使用「__mro__」"),
    "subscript": ("a.docx", lambda: written("{{ 標題['__globals__'] }}"), "不能使用「__globals__」"),
    "call": ("a.docx", lambda: written("{{ 標題.upper() }}"), "呼叫函式"),
    "filter": ("a.docx", lambda: written("{{ 標題|attr('x') }}"), "不能使用「|attr」"),
    "sum": ("a.docx", lambda: written("{{ 'a' * 999999999 }}"), "計算"),
    "include": ("a.docx", lambda: written("{% include '/etc/passwd' %}"), "include（引入其他檔案）"),
    "import": ("a.docx", lambda: written("{% import 'os' as os %}"), "import（引入其他檔案）"),
    "from": ("a.docx", lambda: written("{% from 'os' import path %}"), "import（引入其他檔案）"),
    "extends": ("a.docx", lambda: written("{% extends 'base' %}"), "extends（套用其他檔案）"),
    "macro of Jinja": ("a.docx", lambda: written("{% macro a() %}{% endmacro %}"), "macro（自訂函式）"),
    "product of lists": (
        "a.docx",
        lambda: written("{%p for 甲 in 部分 %}", "{%p for 乙 in 部分 %}", "{{ 乙.名稱 }}", "{%p endfor %}", "{%p endfor %}"),
        "「部分」不能放在另一個清單的重複裡面",
    ),
    "open loop": ("a.docx", lambda: written("{%p for 甲 in 部分 %}"), "沒有對應的「endfor」"),
    "flood of braces": ("a.docx", lambda: written("{{" * 6000), "標記太多"),
    "outside picture": ("a.docx", lambda: related("image", "http://127.0.0.1:9/a.png"), "連到外部"),
    "outside template": ("a.docx", lambda: related("attachedTemplate", "file:///x.dotm"), "連到外部"),
    "fetching field": (
        "a.docx",
        lambda: changed(WORD, "word/footer1.xml", " PAGE ", " INCLUDETEXT x "),
        "連到外部",
    ),
    "embedded object": ("a.docx", lambda: related("oleObject", "embeddings/a.bin", "Internal"), "嵌入"),
    "embedded file": ("a.docx", lambda: archive({**parts_of(WORD), "word/embeddings/a.docx": WORD}), "夾帶檔案"),
    "macro": ("a.docx", lambda: archive({**parts_of(WORD), "word/vbaProject.bin": b"x"}), "巨集"),
    "macro by name": ("a.docm", lambda: WORD, "巨集"),
    "macro by type": (
        "a.docx",
        lambda: changed(WORD, TYPES, "document.main+xml", "document.macroEnabled.main+xml"),
        "巨集",
    ),
    "doctype": ("a.docx", lambda: changed(WORD, BODY, "<w:document", "<!DOCTYPE a><w:document"), "內部結構不正常"),
    "bomb": ("a.docx", bomb, "解開後過大"),
    "too big": ("a.docx", lambda: WORD + b"\0" * LIMIT, "至多 5 MB"),
    "empty": ("a.docx", lambda: b"", "空的檔案"),
    "no zip": ("a.docx", lambda: b"hello", "不是可以當範本的檔案"),
    "another kind": ("a.pdf", lambda: b"%PDF-1.4 %%EOF", "不是可以當範本的檔案"),
    "ODT named DOCX": ("a.docx", lambda: ODT, "不是可以當範本的檔案"),
    "cut": ("a.docx", lambda: WORD[:-200], "已損壞"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_by_name_and_in_time(name: str) -> None:
    filename, data, said = HOSTILE[name]
    file, begun = (filename, data()), time.perf_counter()
    found = said_of(file)
    assert said in "".join(found), found
    assert all(one.startswith((f"{filename}：", f"「{filename}」")) for one in found)
    assert time.perf_counter() - begun < LONGEST_SECONDS


def test_an_unknown_field_is_named_with_the_nearest_known_one() -> None:
    found = said_of(
        ("a.docx", written("{{ 標頭 }}", "{%p for 部 in 部分 %}", "{{ 部.名字 }}", "{%p endfor %}"))
    )
    assert found == [
        "a.docx：沒有「標頭」這個欄位，最接近的是「標題」。",
        "a.docx：沒有「部分.名字」這個欄位，最接近的是「名稱」。",
    ]


def test_a_field_that_is_left_out_is_no_fault_but_is_told() -> None:
    shorter = changed(WORD, BODY, "{{ 紀錄 }}", "")
    assert said_of(("a.docx", shorter)) == []
    assert dropped_fields(shorter, WORD) == {"紀錄"}


def test_without_libreoffice_the_twin_is_missing_and_the_reason_is_known() -> None:
    looked = look_at("minutes", {DOCX: ("我的.docx", WORD)}, None)
    assert ([file.format for file in looked.files], looked.no_twin) == ([DOCX], "no_libreoffice")


def test_an_odt_sent_alone_stands_beside_the_word_file_in_use() -> None:
    looked = look_at("minutes", {ODF: ("我的.odt", ODT)}, ("minutes.docx", WORD))
    assert [(file.format, file.origin) for file in looked.files] == [
        (DOCX, FileOrigin.CARRIED_OVER),
        (ODF, FileOrigin.UPLOADED),
    ]
    assert looked.files[0].content == WORD


def test_twins_with_different_fields_are_refused_with_the_fields() -> None:
    shorter = changed(WORD, BODY, "{{ 紀錄 }}", "")
    assert said_of(("a.docx", shorter), ("a.odt", ODT)) == ["a.odt：DOCX 與 ODT 使用的欄位不同：紀錄。"]


@pytest.mark.paper
def test_libreoffice_makes_the_twin_of_a_word_file_with_the_same_fields(libreoffice: str) -> None:
    looked = look_at("minutes", {DOCX: ("我的.docx", written("本府廉政專用紙"))}, None)
    assert [(file.filename, file.origin) for file in looked.files] == [
        ("我的.docx", FileOrigin.UPLOADED),
        ("我的.odt", FileOrigin.CONVERTED),
    ]
    assert compile_template(looked.files[1].content).fields == compile_template(WORD).fields
    assert "本府廉政專用紙" in writer_lines(looked.files[1].content)


@pytest.mark.paper
@pytest.mark.parametrize("made", [b"", ODT.replace(b"mimetype", b"mimetypo"), writer_template("{{ 標題 }}")])
def test_a_twin_that_does_not_fit_is_not_taken(monkeypatch: pytest.MonkeyPatch, made: bytes) -> None:
    monkeypatch.setattr("app.services.papers.template_uploads.to_odt", lambda _data: made)
    looked = look_at("minutes", {DOCX: ("我的.docx", WORD)}, None)
    assert ([file.format for file in looked.files], looked.no_twin) == ([DOCX], "twin_differs")


@pytest.mark.parametrize("paper", PAPER_FIELDS)
def test_every_paper_has_a_sample_for_its_own_template(paper: str) -> None:
    """Every field of the paper has a value in the sample, and no list is empty: what is not seen is not tried."""
    values = sample_values(paper)
    for fmt in TemplateFormat:
        assert compile_template((TEMPLATES / f"{paper}.{fmt}").read_bytes()).render(values)
    fields = PAPER_FIELDS[paper]
    assert values.keys() == fields.names | fields.lists.keys()
    assert [name for name in fields.lists if not values[name]] == []
