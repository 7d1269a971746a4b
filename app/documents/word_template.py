"""A Word template (DOCX) taken apart into Jinja sources, with docxtpl's tag syntax."""

import re
from collections.abc import Mapping

from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import escape

from app.documents.errors import TemplateRefused
from app.documents.grammar import LEVEL_STYLE
from app.documents.parts import LINK_SCHEMES, filled_part, parse_part
from app.documents.source import LEVEL_STYLE_NAMES, LEVEL_TAG, PAGE_UNKNOWN, TemplateSource, with_marks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_FILLED = frozenset(_WORD + kind for kind in ("document.main+xml", "header+xml", "footer+xml"))
_FOREIGN_RELATIONS = ("oleObject", "package", "attachedTemplate", "aFChunk", "vbaProject", "control")
_FETCHING_FIELD = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b")
_FIRST_MARK = 1000  # ids of bookmarks are shared with those the template has itself
_STYLED_PARAGRAPH = re.compile(
    r"(<w:p[ >](?:(?!<w:p[ >]|</w:p>).)*?<w:pStyle w:val=\")[^\"]*"
    r"(\"/>(?:(?!<w:p[ >]|</w:p>).)*?)" + LEVEL_TAG.pattern,
    re.DOTALL,
)


def take_apart(archive: Mapping[str, bytes]) -> TemplateSource:
    """Raises TemplateRefused for macros, foreign or outside content, and broken XML."""
    kinds = _content_types(archive)
    _refuse_relations(archive)
    filled = [name for name, kind in kinds.items() if kind in _FILLED and name in archive]
    if "word/document.xml" not in filled:
        raise TemplateRefused("not_a_word_file")
    parts = {name: _jinja_source(archive[name], name) for name in filled}
    styles = _level_styles(archive)
    if not styles and any(LEVEL_STYLE in source for source in parts.values()):
        raise TemplateRefused("level_styles_missing", {"styles": "、".join(LEVEL_STYLE_NAMES)})
    return TemplateSource(".docx", parts, styles, str.isprintable, _encode, _mark, _page)


def _content_types(archive: Mapping[str, bytes]) -> dict[str, str]:
    listing = parse_part(archive.get("[Content_Types].xml", b""), "[Content_Types].xml")
    kinds = {str(entry.get("PartName", "")).lstrip("/"): str(entry.get("ContentType")) for entry in listing}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds.values()):
        raise TemplateRefused("macros")
    return kinds


def _refuse_relations(archive: Mapping[str, bytes]) -> None:
    for name in archive:
        if not name.endswith(".rels"):
            continue
        for relation in parse_part(archive[name], name).iter(_RELATION):
            kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
            outside = relation.get("TargetMode") == "External"
            is_link = kind == "hyperlink" and str(relation.get("Target")).lower().startswith(LINK_SCHEMES)
            if (outside and not is_link) or kind in _FOREIGN_RELATIONS:
                raise TemplateRefused("foreign_content", {"part": name, "kind": kind})


def _jinja_source(content: bytes, part: str) -> str:
    root = filled_part(content, part)
    for code in root.iter(f"{W}instrText", f"{W}fldSimple"):
        instruction = f"{code.text or ''}{code.get(f'{W}instr', '')}"
        if _FETCHING_FIELD.search(instruction.upper()):
            raise TemplateRefused("foreign_content", {"part": part, "kind": instruction.strip()})
    xml = etree.tostring(root, encoding="unicode")
    patched: str = DocxTemplate.patch_xml(None, xml)
    filled = _STYLED_PARAGRAPH.sub(rf"\1{{{{ (\3)|{LEVEL_STYLE} }}}}\2", patched)
    if LEVEL_TAG.search(filled):
        raise TemplateRefused("level_tag_without_style", {"part": part})
    return with_marks(filled)


def _level_styles(archive: Mapping[str, bytes]) -> tuple[str, ...]:
    """The ids behind the names 層級0 … 層級6 (Word renames ids when it saves, never names)."""
    ids: dict[str, str] = {}
    for style in parse_part(archive.get("word/styles.xml", b"<none/>"), "word/styles.xml").iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            ids[str(name.get(f"{W}val"))] = str(style.get(f"{W}styleId"))
    found = tuple(ids[name] for name in LEVEL_STYLE_NAMES if name in ids)
    return found if len(found) == len(LEVEL_STYLE_NAMES) else ()


def _encode(text: str) -> str:
    """Line feeds and tabs are elements in WordprocessingML (ISO/IEC 29500-1 §17.3.3)."""
    xml = str(escape(text)).replace("\r", "&#13;")
    xml = xml.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return xml.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')


def _mark(number: int) -> str:
    """A bookmark (ISO/IEC 29500-1 §17.13.6) between two runs."""
    place = _FIRST_MARK + number
    start = f'<w:bookmarkStart w:id="{place}" w:name="mark{number}"/>'
    return _between_runs(f'{start}<w:bookmarkEnd w:id="{place}"/>')


def _page(number: int) -> str:
    """A PAGEREF field (§17.16.5.45), which Word fills when it opens the file."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><w:instrText xml:space="preserve"> PAGEREF mark{number} \\h </w:instrText></w:r>'
    return _between_runs(f"{begin}{code}{separate}<w:r><w:t>{PAGE_UNKNOWN}</w:t></w:r>{end}")


def _between_runs(xml: str) -> str:
    return f'</w:t></w:r>{xml}<w:r><w:t xml:space="preserve">'
