"""Reading HTML in tests: strict parse, elements, attributes, visible text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as SENTENCES

__all__ = ["Element", "attribute", "document", "elements", "has_class", "text_of"]


def document(html: str, *, fragment: bool = False) -> tuple[Element, list[str]]:
    """The tree of a page (or of a part of one), and every parse error with its line and column."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parseFragment(html) if fragment else parser.parse(html)
    flaws = [
        f"line {line} column {column}: {SENTENCES[code] % values if values else SENTENCES[code]}"
        for (line, column), code, values in parser.errors
    ]
    return tree, flaws


def elements(root: Element, *names: str) -> Iterator[Element]:
    """`root`'s inner elements in document order: those with one of the names, or all."""
    for element in root.iter():
        if element is not root and isinstance(element.tag, str) and (not names or element.tag in names):
            yield element


def attribute(element: Element, name: str) -> str | None:
    return element.attrib.get(name)


def has_class(element: Element, word: str) -> bool:
    """True for class `word` and for its variants `…-word`, `…--word`."""
    return any(part == word or part.endswith(f"-{word}") for part in element.attrib.get("class", "").split())


def text_of(element: Element) -> str:
    """The text inside, white space collapsed."""
    return " ".join("".join(element.itertext()).split())
