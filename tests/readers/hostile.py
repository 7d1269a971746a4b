"""Files that want to do harm, each built in memory: (name, bytes, the code they are refused with)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.readers.papers import ODT_MANIFEST, Word, archive, odt, parts_of, with_document_xml

Hostile = tuple[str, bytes, str]
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def good() -> bytes:
    word = Word()
    word.line("案由：一般文字。")
    return word.paper().data


def changed(**parts: str | bytes) -> bytes:
    """A good DOCX with further or replaced parts; `__` in a name stands for `/`, `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({**parts_of(good()), **named})


def related(purpose: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    parts = parts_of(good())
    written = parts[RELATIONS]
    assert isinstance(written, bytes)
    more = f'<Relationship Id="rIdX" Type="{RELATION}/{purpose}" Target="{target}"{mode}/></Relationships>'
    parts[RELATIONS] = written.decode().replace("</Relationships>", more)
    return archive(parts)


def bomb() -> bytes:
    return changed(word__media__x_dot_bin=b"\0" * (60 * 1024 * 1024))


def many_entries() -> bytes:
    return changed(**{f"word__x{number}": b"" for number in range(1_200)})


def huge_directory() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        for number in range(20_000):
            zipped.writestr(f"{number:0100}", b"")
    return target.getvalue()


def claimed_directory() -> bytes:
    """A small file whose end record claims a directory of gigabytes: refused before anything builds it."""
    data = bytearray(good())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(data)


def links_in_zip() -> bytes:
    target = io.BytesIO(good())
    with zipfile.ZipFile(target, "a") as zipped:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
    return target.getvalue()


def named(path: str) -> bytes:
    target = io.BytesIO(good())
    with zipfile.ZipFile(target, "a") as zipped:
        zipped.writestr(path, b"x")
    return target.getvalue()


def twice() -> bytes:
    return named("WORD/document.xml")


def encrypted_entries() -> bytes:
    data = bytearray(good())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def entity() -> bytes:
    text = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return archive({**parts_of(good()), DOCUMENT: text})


def entity_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'
    return archive({**parts_of(good()), DOCUMENT: text.encode("utf-16")})


def strange_encoding() -> bytes:
    text = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-d/+AD4-'
    return archive({**parts_of(good()), DOCUMENT: text})


def field_code(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return with_document_xml(f"<w:p>{begin}{runs}{end}</w:p>")


def strict(data: bytes) -> bytes:
    """The same document in the strict namespace."""
    parts = parts_of(data)
    written = parts[DOCUMENT]
    assert isinstance(written, bytes)
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return archive(
        {
            **parts,
            DOCUMENT: written.replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        }
    )


def macro_type() -> bytes:
    parts = parts_of(good())
    types = parts["[Content_Types].xml"]
    assert isinstance(types, bytes)
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return archive({**parts, "[Content_Types].xml": types.decode().replace(MAIN_TYPE, macro)})


def xlsx_named_docx() -> bytes:
    types = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>"
    return archive({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"})


def encrypted_odt() -> bytes:
    manifest = ODT_MANIFEST.replace('text"/>', 'text"><manifest:encryption-data/></manifest:file-entry>')
    return archive({**parts_of(odt("")), "META-INF/manifest.xml": manifest})


def ole(marker: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + marker + b"\0" * 600


def deep() -> bytes:
    return with_document_xml("<w:sdt><w:sdtContent>" * 100 + "</w:sdtContent></w:sdt>" * 100)


def pdf(body: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\ntrailer<<>>\n%%EOF\n"


def pdf_object_stream() -> bytes:
    packed = zlib.compress(b"<</S/JavaScript/JS(app.alert(1))>>")
    return pdf(b"<</Type/ObjStm/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed))


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0)
        + b"\0" * 40
    )


def jpeg(width: int, height: int) -> bytes:
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + app0 + frame + b"\xff\xd9"


CORPUS: dict[str, Callable[[], Hostile]] = {
    "empty": lambda: ("a.docx", b"", "empty"),
    "30 MB": lambda: ("a.docx", b"PK\x03\x04" + b"x" * (30 * 1024 * 1024), "too_big"),
    "text named docx": lambda: ("a.docx", "不是文書檔".encode(), "wrong_type"),
    "exe": lambda: ("a.exe", b"MZ", "wrong_type"),
    "no extension": lambda: ("提案表", good(), "wrong_type"),
    "double extension": lambda: ("a.docx.html", b"<script>", "wrong_type"),
    "svg": lambda: ("a.svg", b"<svg/>", "wrong_type"),
    "docm by name": lambda: ("a.docm", good(), "macro"),
    "xlsm by name": lambda: ("a.xlsm", good(), "macro"),
    "macro part": lambda: ("a.docx", changed(word__vbaProject_dot_bin=b"x"), "macro"),
    "macro type": lambda: ("a.docx", macro_type(), "macro"),
    "odf basic": lambda: (
        "a.odt",
        archive({**parts_of(odt("")), "Basic/Standard/Module1.xml": "<m/>"}),
        "macro",
    ),
    "odf event": lambda: ("a.odt", odt('<script:event-listener xmlns:script="urn:x"/>'), "macro"),
    "encrypted package": lambda: ("a.docx", ole("EncryptedPackage".encode("utf-16-le")), "encrypted"),
    "old doc named docx": lambda: ("a.docx", ole(), "wrong_type"),
    "encrypted odt": lambda: ("a.odt", encrypted_odt(), "encrypted"),
    "encrypted entries": lambda: ("a.docx", encrypted_entries(), "encrypted"),
    "bomb": lambda: ("a.docx", bomb(), "zip_bomb"),
    "many entries": lambda: ("a.docx", many_entries(), "zip_bomb"),
    "huge directory": lambda: ("a.docx", huge_directory(), "zip_bomb"),
    "claimed directory": lambda: ("a.docx", claimed_directory(), "zip_bomb"),
    "traversal": lambda: ("a.docx", named("../../etc/cron.d/x"), "unsafe_names"),
    "absolute": lambda: ("a.docx", named("/etc/passwd"), "unsafe_names"),
    "windows drive": lambda: ("a.docx", named("C:\\x"), "unsafe_names"),
    "backslash traversal": lambda: ("a.docx", named("word\\..\\..\\x"), "unsafe_names"),
    "symlink": lambda: ("a.docx", links_in_zip(), "unsafe_names"),
    "duplicate names": lambda: ("a.docx", twice(), "unsafe_names"),
    "nested by name": lambda: ("a.docx", changed(word__x_dot_zip=b"x"), "nested_archive"),
    "nested by magic": lambda: (
        "a.docx",
        changed(word__media__p_dot_png=archive({"a": "b"})),
        "nested_archive",
    ),
    "truncated": lambda: ("a.docx", good()[:-200], "damaged"),
    "half": lambda: ("a.docx", good()[: len(good()) // 2], "damaged"),
    "xlsx named docx": lambda: ("a.docx", xlsx_named_docx(), "wrong_type"),
    "odt named docx": lambda: ("a.docx", odt(""), "wrong_type"),
    "docx named odt": lambda: ("a.odt", good(), "wrong_type"),
    "entity": lambda: ("a.docx", entity(), "doctype"),
    "entity in utf-16": lambda: ("a.docx", entity_in_utf16(), "doctype"),
    "utf-7": lambda: ("a.docx", strange_encoding(), "unreadable"),
    "doctype in odt": lambda: (
        "a.odt",
        archive({**parts_of(odt("")), "content.xml": "<!DOCTYPE x><x/>"}),
        "doctype",
    ),
    "doctype in a picture": lambda: (
        "a.docx",
        changed(word__media__p_dot_svg=" <!DOCTYPE svg><svg/>"),
        "doctype",
    ),
    "doctype in a utf-16 picture": lambda: (
        "a.docx",
        changed(word__media__p_dot_svg="<!DOCTYPE svg><svg/>".encode("utf-16")),
        "doctype",
    ),
    "linked picture": lambda: ("a.docx", related("image", "http://127.0.0.1:9/p.png"), "external_link"),
    "attached template": lambda: (
        "a.docx",
        related("attachedTemplate", "http://127.0.0.1/t.dotm"),
        "external_link",
    ),
    "alt chunk": lambda: ("a.docx", related("aFChunk", "x.html", ""), "external_link"),
    "ole object": lambda: ("a.docx", related("oleObject", "embeddings/o.bin", ""), "embedded_object"),
    "ole by magic": lambda: ("a.docx", changed(word__embeddings__o_dot_bin=ole()), "embedded_object"),
    "file hyperlink": lambda: ("a.docx", related("hyperlink", "file://server/share"), "external_link"),
    "script hyperlink": lambda: ("a.docx", related("hyperlink", "javascript:alert(1)"), "external_link"),
    "dde": lambda: ("a.docx", field_code(" DDEAUTO c:\\\\windows"), "external_link"),
    "dde in pieces": lambda: ("a.docx", field_code(" DD", "E cmd"), "external_link"),
    "dde in strict form": lambda: ("a.docx", strict(field_code(" DDEAUTO x")), "external_link"),
    "dde in one element": lambda: (
        "a.docx",
        with_document_xml('<w:p><w:fldSimple w:instr=" DDE x"/></w:p>'),
        "external_link",
    ),
    "include": lambda: ("a.docx", field_code(' INCLUDETEXT "http://127.0.0.1/x"'), "external_link"),
    "odt linked picture": lambda: (
        "a.odt",
        odt('<draw:image xlink:href="http://127.0.0.1/p.png"/>'),
        "external_link",
    ),
    "odt linked section": lambda: (
        "a.odt",
        odt('<text:section-source xlink:href="x.odt"/>'),
        "external_link",
    ),
    "odt object": lambda: ("a.odt", odt('<draw:object-ole xlink:href="./Object 1"/>'), "embedded_object"),
    "deep nesting": lambda: ("a.docx", deep(), "too_heavy"),
    "broken xml": lambda: ("a.docx", archive({**parts_of(good()), DOCUMENT: "<w:document"}), "unreadable"),
    "pdf and zip": lambda: ("a.pdf", pdf(b"x") + archive({"a": "b"}), "wrong_type"),
    "pdf script": lambda: ("a.pdf", pdf(b"<</S /JavaScript /JS (x)>>"), "active_content"),
    "pdf script escaped": lambda: ("a.pdf", pdf(b"<</S /J#61vaScript>>"), "active_content"),
    "pdf script packed": lambda: ("a.pdf", pdf_object_stream(), "active_content"),
    "pdf launch": lambda: ("a.pdf", pdf(b"<</S /Launch /F (cmd)>>"), "active_content"),
    "pdf with a file": lambda: ("a.pdf", pdf(b"<</Type /EmbeddedFile>>"), "active_content"),
    "pdf encrypted": lambda: ("a.pdf", pdf(b"<</Encrypt 5 0 R>>"), "encrypted"),
    "pdf cut": lambda: ("a.pdf", b"%PDF-1.7\n1 0 obj", "damaged"),
    "html named pdf": lambda: ("a.pdf", b"<html>%PDF-", "wrong_type"),
    "pixel flood png": lambda: ("a.png", png(30_000, 30_000), "too_many_pixels"),
    "pixel flood jpg": lambda: ("a.jpg", jpeg(30_000, 30_000), "too_many_pixels"),
    "jpg named png": lambda: ("a.png", jpeg(10, 10), "wrong_type"),
    "gif named jpg": lambda: ("a.jpg", b"GIF89a" + b"\0" * 50, "wrong_type"),
    "png and zip": lambda: ("a.png", png(10, 10) + archive({"a": "b"}), "wrong_type"),
    "binary named txt": lambda: ("a.txt", b"MZ\0\0\x01", "wrong_type"),
}
