"""What stands inside an archive or a PDF and must not: document types, links outward, embedded objects, fields that fetch."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO

from lxml import etree

from app.readers.refusal import FileRefused
from app.readers.safe_xml import FORBIDDEN_MARKS, parse_xml

ARCHIVE_MAGICS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf'\x1c",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\xfd7zXZ",
)
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
HARMLESS_LINKS = ("http:", "https:", "mailto:")
EMBEDDING_RELATIONS = (
    "/aFChunk",
    "/oleObject",
    "/control",
    "/attachedTemplate",
    "/externalLink",
    "/frame",
    "/subDocument",
)
FETCHING_FIELDS = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|RD)\b", re.IGNORECASE
)
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
ODF_LINK_TAGS = ("a", "bookmark")
ODF_FETCHING_TAGS = frozenset(
    {
        "section-source",
        "table-source",
        "dde-source",
        "dde-link",
        "dde-connection-decl",
        "object-ole",
        "applet",
        "plugin",
        "floating-frame",
    }
)
ODF_EVENT_TAGS = frozenset({"event-listener"})
PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PDF_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|Encrypt)(?![A-Za-z])")
PDF_STREAM = re.compile(rb"stream\r?\n")
PDF_UNPACKED_LIMIT = 50 * 1024 * 1024
CHUNK = 64 * 1024
LONGEST_MARK = 64


def check_contents(kind: str, data: bytes) -> None:
    """Refuse active or outward-reaching content of an office archive or a PDF; other kinds pass."""
    if kind == "pdf":
        _check_pdf(data)
    if kind not in ("docx", "xlsx", "odt", "ods"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                _check_part(archive, info, kind)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise FileRefused("damaged") from error


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, kind: str) -> None:
    with archive.open(info) as part:
        head = part.read(CHUNK)
        if head.startswith(ARCHIVE_MAGICS):
            raise FileRefused("nested_archive", facts={"entry": info.filename[:120]})
        if head.startswith(OLE_MAGIC):
            raise FileRefused("embedded_object", facts={"entry": info.filename[:120]})
        markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
        if not markup:
            return
        _scan_for_marks(part, head)
    name = info.filename
    if name.endswith(".rels"):
        _check_relations(parse_xml(archive.read(info)))
    elif kind == "docx" and name.startswith("word/") and name.endswith(".xml"):
        _check_fields(archive.read(info))
    elif kind == "xlsx" and name.startswith("xl/externalLinks/"):
        raise FileRefused("external_link", facts={"target": name[:120]})
    elif kind in ("odt", "ods") and name.endswith(".xml") and not name.startswith(("META-INF/", "meta.xml")):
        _check_odf(archive.read(info))


def _scan_for_marks(part: IO[bytes], chunk: bytes) -> None:
    tail = b""
    while chunk:
        # UTF-16 hides the mark behind NULs; no other use of NUL is legal in XML.
        window = tail + chunk.replace(b"\0", b"")
        if any(mark in window for mark in FORBIDDEN_MARKS):
            raise FileRefused("doctype")
        tail = window[-LONGEST_MARK:]
        chunk = part.read(CHUNK)


def _check_relations(root: etree._Element) -> None:
    for relation in root.iter("{*}Relationship"):
        purpose, target = str(relation.get("Type", "")), str(relation.get("Target", ""))
        if purpose.endswith(EMBEDDING_RELATIONS):
            code = "embedded_object" if purpose.endswith(("/oleObject", "/control")) else "external_link"
            raise FileRefused(code, facts={"target": target[:120]})
        if relation.get("TargetMode", "").lower() != "external":
            continue
        if not purpose.endswith("/hyperlink") or not target.lower().startswith(HARMLESS_LINKS):
            raise FileRefused("external_link", facts={"target": target[:120]})


def _check_fields(data: bytes) -> None:
    if b"instr" not in data.replace(b"\0", b""):
        return
    instruction = ""
    # Any namespace: Word reads the strict form of the vocabulary as well as the transitional one.
    for element in parse_xml(data).iter("{*}fldChar", "{*}instrText", "{*}fldSimple"):
        if etree.QName(element).localname == "instrText":
            instruction += element.text or ""
            continue
        _check_instruction(instruction)
        instruction = ""
        for value in element.attrib.values():
            _check_instruction(str(value))
    _check_instruction(instruction)


def _check_instruction(instruction: str) -> None:
    if FETCHING_FIELDS.match(instruction):
        raise FileRefused("external_link", facts={"target": instruction.strip()[:120]})


def _check_odf(data: bytes) -> None:
    for element in parse_xml(data).iter("{*}*"):
        tag = etree.QName(element).localname
        if tag in ODF_EVENT_TAGS:
            raise FileRefused("macro", facts={"entry": tag})
        if tag in ODF_FETCHING_TAGS:
            raise FileRefused(
                "embedded_object" if tag == "object-ole" else "external_link", facts={"target": tag}
            )
        target = element.get(XLINK_HREF)
        if target is not None and not _odf_target_is_harmless(tag, str(target).strip()):
            raise FileRefused("external_link", facts={"target": str(target)[:120]})


def _odf_target_is_harmless(tag: str, target: str) -> bool:
    if target.startswith("#") or not target:
        return True
    if tag in ODF_LINK_TAGS:
        return target.lower().startswith(HARMLESS_LINKS)
    return ":" not in target.split("/", 1)[0] and not target.startswith(("/", "\\", "../"))


def _check_pdf(data: bytes) -> None:
    _check_pdf_names(data)
    left = PDF_UNPACKED_LIMIT
    for match in PDF_STREAM.finditer(data):
        if b"/ObjStm" not in _unescaped(data[max(0, match.start() - 400) : match.start()]):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(data[match.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            raise FileRefused("too_heavy")
        _check_pdf_names(unpacked)


def _check_pdf_names(data: bytes) -> None:
    found = PDF_ACTIVE.search(_unescaped(data))
    if found:
        name = found.group(1).decode("ascii")
        raise FileRefused("encrypted" if name == "Encrypt" else "active_content", facts={"found": name})


def _unescaped(data: bytes) -> bytes:
    return PDF_ESCAPE.sub(lambda match: bytes([int(match.group(1), 16)]), data)
