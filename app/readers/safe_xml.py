"""The only way a reader parses XML: no entities, no network, no DTD, libxml2's own size limits kept."""

from __future__ import annotations

import zipfile
from typing import Any

from lxml import etree

from app.readers.refusal import FileRefused

FORBIDDEN_MARKS = (b"<!DOCTYPE", b"<!ENTITY")
KNOWN_ENCODINGS = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"})


def parse_xml(data: bytes) -> etree._Element:
    """The root element; `FileRefused("doctype" | "unreadable" | "too_heavy")`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        heavy = getattr(error, "code", None) in (
            etree.ErrorTypes.ERR_NO_MEMORY,
            etree.ErrorTypes.ERR_RESOURCE_LIMIT,
        )
        code = "too_heavy" if heavy or "huge" in str(error).lower() else "unreadable"
        raise FileRefused(code) from error
    information: Any = root.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise FileRefused("doctype")
    if (information.encoding or "UTF-8").upper() not in KNOWN_ENCODINGS:
        raise FileRefused("unreadable", facts={"encoding": information.encoding})
    return root


def parse_part(archive: zipfile.ZipFile, path: str) -> etree._Element | None:
    """The root element of one part of an archive, or None when there is no such part."""
    try:
        data = archive.read(path)
    except KeyError:
        return None
    return parse_xml(data)
