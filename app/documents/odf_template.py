"""A Writer template (ODT) taken apart into Jinja sources, with the same tags as a Word template."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from markupsafe import escape

from app.documents.errors import TemplateRefused
from app.documents.grammar import LEVEL_STYLE
from app.documents.parts import LINK_SCHEMES, filled_part
from app.documents.source import LEVEL_STYLE_NAMES, LEVEL_TAG, PAGE_UNKNOWN, TemplateSource, with_marks

MIMETYPE = b"application/vnd.oasis.opendocument.text"
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE = (f"{{{_NS}{part}:1.0}}" for part in ("text", "table", "style"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\.\.")
_FOREIGN = frozenset(
    {"event-listener", "dde-source", "dde-connection-decl", "object", "object-ole", "plugin", "applet"}
)
# {%p … %} stands for its paragraph, {%tr … %} for its row, {%r … %} for its span: as in Word.
_CARRIERS = {"tr": (f"{TABLE}table-row",), "p": _PARAGRAPHS, "r": (f"{TEXT}span",)}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CARRIED = re.compile(r"(\{%|\{\{)(tr|p|r) (.*?)(%\}|\}\})", re.DOTALL)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "“": '"', "”": '"', "‘": "'", "’": "'"}


def take_apart(archive: Mapping[str, bytes]) -> TemplateSource:
    """Raises TemplateRefused for macros, outside content and broken XML."""
    if archive.get("mimetype", b"").strip() != MIMETYPE or "content.xml" not in archive:
        raise TemplateRefused("not_a_writer_file")
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive):
        raise TemplateRefused("macros")
    parts: dict[str, str] = {}
    names: dict[str, str] = {}
    for part in ("content.xml", "styles.xml"):
        if part in archive:
            root = filled_part(archive[part], part)
            _refuse_outside(root, part)
            names.update(_style_names(root))
            parts[part] = _jinja_source(root, part)
    styles = tuple(names[name] for name in LEVEL_STYLE_NAMES if name in names)
    if len(styles) != len(LEVEL_STYLE_NAMES):
        styles = ()
        if any(LEVEL_STYLE in source for source in parts.values()):
            raise TemplateRefused("level_styles_missing", {"styles": "、".join(LEVEL_STYLE_NAMES)})
    return TemplateSource(".odt", parts, styles, _is_simple, _encode, _mark, _page)


def _refuse_outside(root: etree._Element, part: str) -> None:
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        target = (element.get(_HREF) or "").lower()
        is_link = local == "a" and target.startswith(LINK_SCHEMES)
        if local in _FOREIGN or (_OUTSIDE.match(target) and not is_link):
            raise TemplateRefused("foreign_content", {"part": part, "kind": local})


def _style_names(root: etree._Element) -> dict[str, str]:
    return {
        str(style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name")): str(style.get(f"{STYLE}name"))
        for style in root.iter(f"{STYLE}style")
        if style.get(f"{STYLE}family") == "paragraph"
    }


def _jinja_source(root: etree._Element, part: str) -> str:
    for paragraph in list(root.iter(*_PARAGRAPHS)):
        _join_split_tags(paragraph)
        _apply_level_tag(paragraph, part)
    for kind, elements in _CARRIERS.items():
        for element in list(root.iter(*elements)):
            carried = [match for match in _CARRIED.finditer(_text_of(element)) if match[2] == kind]
            if carried:
                first = carried[0]
                _replace_by_text(element, f"{first[1]} {first[3]}{first[4]}")
    return with_marks(_TAG.sub(_plain_tag, etree.tostring(root, encoding="unicode")))


def _text_of(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _slots(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every place in the paragraph that can hold text, in reading order."""
    yield paragraph, "text"
    for child in paragraph:
        yield from _slots(child)
        yield child, "tail"


def _join_split_tags(paragraph: etree._Element) -> None:
    """An editor may cut a tag into spans; put its whole text where it begins."""
    slots = [(element, where, getattr(element, where) or "") for element, where in _slots(paragraph)]
    whole = "".join(text for _, _, text in slots)
    owners = [index for index, (_, _, text) in enumerate(slots) for _ in text]
    for tag in _TAG.finditer(whole):
        owners[tag.start() : tag.end()] = [owners[tag.start()]] * (tag.end() - tag.start())
    joined = [""] * len(slots)
    for owner, character in zip(owners, whole, strict=True):
        joined[owner] += character
    for (element, where, text), now in zip(slots, joined, strict=True):
        if now != text:
            setattr(element, where, now)


def _apply_level_tag(paragraph: etree._Element, part: str) -> None:
    for element, where in _slots(paragraph):
        text = getattr(element, where) or ""
        tag = LEVEL_TAG.search(text)
        if tag:
            if paragraph.get(f"{TEXT}style-name") is None:
                raise TemplateRefused("level_tag_without_style", {"part": part})
            paragraph.set(f"{TEXT}style-name", f"{{{{ ({tag[1]})|{LEVEL_STYLE} }}}}")
            setattr(element, where, text.replace(tag[0], "", 1))
            return


def _replace_by_text(element: etree._Element, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _plain_tag(tag: re.Match[str]) -> str:
    text = tag[0]
    for written, meant in _ENTITIES.items():
        text = text.replace(written, meant)
    return text


def _is_simple(text: str) -> bool:
    return text.isprintable() and text.strip(" ") == text and "  " not in text


def _encode(text: str) -> str:
    """ODF collapses white space (ODF 1.3 part 3 §6.1.2): blanks, tabs and breaks become elements."""
    xml = str(escape(text)).replace("\r", "&#13;")
    xml = re.sub(r"^ +| +$| {2,}", lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>', xml)
    return xml.replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")


def _mark(number: int) -> str:
    return f'<text:bookmark text:name="mark{number}"/>'


def _page(number: int) -> str:
    """A reference that Writer fills while it lays out the page (ODF 1.3 part 3 §7.7.6)."""
    return (
        f'<text:bookmark-ref text:reference-format="page" text:ref-name="mark{number}">'
        f"{PAGE_UNKNOWN}</text:bookmark-ref>"
    )
