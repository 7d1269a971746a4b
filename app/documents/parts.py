"""The XML parts of a template, parsed without entities or network."""

from lxml import etree

from app.documents.errors import TemplateRefused

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


# The targets a link in a paper may have; everything else that points outside is refused.
LINK_SCHEMES = ("http://", "https://", "mailto:", "#")
_MOST_BRACES = 10_000


def filled_part(content: bytes, part: str) -> etree._Element:
    """Parse a part whose tags will be filled; a flood of braces would keep docxtpl's patterns busy for hours."""
    if content.count(b"{") > _MOST_BRACES:
        raise TemplateRefused("too_many_tags", {"part": part})
    return parse_part(content, part)


def parse_part(content: bytes, part: str) -> etree._Element:
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TemplateRefused("broken_part", {"part": part}) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateRefused("doctype", {"part": part})
    return root


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".rdf"))
